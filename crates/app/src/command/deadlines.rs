//! `deadlines`: what is owed in a case, by whom, before when.

use crate::cli::DeadlinesArgs;
use crate::command::advise::Opened;
use crate::failure::Failure;
use crate::files;
use crate::render::Reader;
use crate::render::deadlines::{self, Deadlines};
use calendar::Step;
use casefile::CaseFile;
use guidance::View;
use std::collections::BTreeSet;

pub(super) fn run(args: &DeadlinesArgs) -> Result<(), Failure> {
    let look = &args.look;
    let opened = Opened::open(look)?;
    let view = opened.view(look.role)?;
    let reader = Reader::new(opened.rulebook.library(), look.common.lang, &look.common.service_name).of_view(&view);
    let found = Deadlines::of(&view, args.party, &reader);
    if args.ics {
        let case = identity(&opened.case, &view);
        let uid = |of: &str| exchange::icalendar::uid(&[&args.calendar_key, &case, of]);
        files::print(&deadlines::calendar_file(&found, &reader, &uid).to_string())
    } else if look.common.json {
        files::print(&format!("{:#}\n", deadlines::json(&found, &reader)))
    } else {
        files::print(&deadlines::table(&found, &reader, opened.case.title.as_deref(), args.full))
    }
}

/// What stays the same about this absence when its days are put right: the worker, and the entry that its first spell goes
/// back to.
fn identity(case: &CaseFile, view: &View) -> String {
    let steps = view.absence.iter().flat_map(|absence| &absence.arithmetic.steps);
    let first = steps.filter_map(|step| if let Step::Counted { spell, .. } = step { Some(spell) } else { None }).next();
    let mut entry = first.and_then(|id| case.spells.iter().find(|spell| spell.id == *id));
    let mut seen = BTreeSet::new();
    while let Some(replaced) = entry.and_then(|entry| entry.replaces.as_ref()).filter(|id| seen.insert(*id)) {
        entry = case.spells.iter().find(|spell| spell.id == *replaced).or(entry);
    }
    let began = entry.map(|entry| entry.first_day.to_string()).unwrap_or_default();
    format!("{} {began}", case.worker.id)
}
