//! `guideline coverage`: every requirement, and where it is met (S-49).

use crate::cli::{CoverageArgs, StatusWord};
use crate::command::guideline::to_put_right;
use crate::failure::Failure;
use crate::files::print;
use crate::packs;
use crate::render::coverage;
use pack::{Coverage, Requirement, Standing};

pub(super) fn run(args: &CoverageArgs) -> Result<(), Failure> {
    let library = packs::unchecked(&args.common)?;
    let Some(all) = library.coverage() else {
        let folder = args.common.guidelines.as_deref().map(|folder| format!("{}: ", folder.display()));
        let folder = folder.unwrap_or_default();
        return Err(Failure::NotFound(format!(
            "{folder}this folder lists no requirements; expected coverage/requirements.toml and coverage/elsewhere.toml"
        )));
    };
    let letters = letters(args, all)?;
    let standings = library.standings();
    let is_chosen = |requirement: &Requirement, standing: &Standing<'_>| {
        letters.contains(&requirement.id.letter())
            && (args.status.is_empty() || args.status.contains(&coverage::status(standing)))
    };
    let chosen: Vec<_> =
        standings.iter().filter(|(requirement, standing)| is_chosen(requirement, standing)).cloned().collect();
    let faults = pack::check::coverage(&library);
    if args.common.json {
        print(&format!("{:#}\n", coverage::json(&chosen)))?;
    } else {
        print(&coverage::page(all, &letters, &standings, &chosen))?;
        if !faults.is_empty() {
            print(&format!("\n{}", to_put_right(&faults)))?;
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::CheckFoundSomething) }
}

/// The sources that are shown. What follows from others does not belong to the list of requirements in JSON, unless it is
/// asked for.
fn letters<'c>(args: &CoverageArgs, all: &'c Coverage) -> Result<Vec<&'c str>, Failure> {
    let known = || all.sources.iter().map(|source| source.letter.as_str());
    if let Some(unknown) = args.source.iter().find(|asked| !known().any(|letter| letter.eq_ignore_ascii_case(asked))) {
        let known: Vec<&str> = known().collect();
        return Err(Failure::WrongUse(format!(
            "no requirement begins with `{unknown}`; expected one of: {}",
            known.join(", ")
        )));
    }
    let is_shown = |letter: &str, derived: bool| match args.source.as_slice() {
        [] => !derived || args.derived || !args.common.json,
        asked => asked.iter().any(|asked| asked.eq_ignore_ascii_case(letter)),
    };
    let shown = all.sources.iter().filter(|source| is_shown(&source.letter, source.derived));
    Ok(shown.map(|source| source.letter.as_str()).collect())
}

/// How many requirements stand so.
pub(super) fn count(standings: &[(&Requirement, Standing<'_>)], status: StatusWord) -> usize {
    standings.iter().filter(|(_, standing)| coverage::status(standing) == status).count()
}
