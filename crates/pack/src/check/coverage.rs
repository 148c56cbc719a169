//! Every requirement is met by something that exists, planned, or left out with a reason; and by one of these only (S-49).

use crate::Library;
use crate::model::{Coverage, Elsewhere, MetBy, Requirement, Rule, Standing};
use notation::{Fault, Place};
use std::collections::BTreeSet;

/// The list of requirements.
pub(crate) const REQUIREMENTS: &str = "coverage/requirements.toml";
/// What is met elsewhere than in rules.
pub(crate) const ELSEWHERE: &str = "coverage/elsewhere.toml";

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let Some(coverage) = library.coverage() else { return Vec::new() };
    let mut faults = implemented(library, coverage);
    faults.extend(elsewhere(library, coverage));
    faults.extend(missing(library, coverage));
    faults
}

/// What rules implement exists.
fn implemented(library: &Library, coverage: &Coverage) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in library.rules() {
        let mut seen = BTreeSet::new();
        for id in &rule.implements {
            if coverage.requirement(id.as_str()).is_none() {
                faults.push(
                    Fault::at(rule.place.clone(), format!("`{}` implements `{id}`, which does not exist", rule.id))
                        .expected(coverage.range_of(id)),
                );
            } else if !seen.insert(id) {
                faults.push(Fault::at(rule.place.clone(), format!("`{}` implements `{id}` twice", rule.id)));
            }
        }
    }
    faults
}

/// What is planned or left out is not met by a rule as well, words stand in the glossary, rooms are used. A service may be
/// ahead of us: what only its house pack implements may be planned here.
fn elsewhere(library: &Library, coverage: &Coverage) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (id, (said, place)) in &coverage.elsewhere {
        let is_ours = |rule: &&Rule| library.pack(&rule.pack).is_none_or(|pack| pack.house.is_none());
        let rule = library.rules().filter(is_ours).find(|rule| rule.implements.contains(id));
        let how = match said {
            Elsewhere::Done(by) => {
                faults.extend(by.iter().filter_map(|one| missing_word(library, one, place)));
                continue;
            }
            Elsewhere::Planned(_) => "planned",
            Elsewhere::LeftOut(_) => "left out",
        };
        if let Some(rule) = rule {
            faults.push(
                Fault::at(place.clone(), format!("`{id}` is {how} here, and the rule `{}` implements it", rule.id))
                    .expected("one of the two"),
            );
        }
    }
    for room in &coverage.rooms {
        let used = |said: &Elsewhere| matches!(said, Elsewhere::Planned(planned) if *planned == room.id);
        if !coverage.elsewhere.values().any(|(said, _)| used(said)) {
            let message = format!("nothing is planned in the room `{}`", room.id);
            faults.push(Fault::at(Place::whole_file(ELSEWHERE), message));
        }
    }
    faults
}

fn missing_word(library: &Library, by: &MetBy, place: &Place) -> Option<Fault> {
    let MetBy::Glossary(word) = by else { return None };
    let words = library.glossary().iter().map(|known| known.id.as_str());
    library.word(word).is_none().then(|| {
        Fault::at(place.clone(), format!("there is no word `{word}` in the glossary")).did_you_mean(word, words)
    })
}

/// One list for each source: it may be long while rules are being written.
fn missing(library: &Library, coverage: &Coverage) -> Vec<Fault> {
    let standings = library.standings();
    let mut faults = Vec::new();
    for source in &coverage.sources {
        let of_source = standings.iter().filter(|(requirement, _)| requirement.id.letter() == source.letter);
        let missing: Vec<(usize, &Requirement)> = of_source
            .enumerate()
            .filter(|(_, (_, standing))| matches!(standing, Standing::Missing))
            .map(|(at, (requirement, _))| (at, *requirement))
            .collect();
        if !missing.is_empty() {
            let (count, are) = (missing.len(), if missing.len() == 1 { "requirement is" } else { "requirements are" });
            let message = format!("{count} {are} met nowhere: {} ({})", in_runs(&missing), source.title);
            faults.push(
                Fault::at(source.place.clone(), message)
                    .expected(format!("a rule that `implements` each, or an entry in {ELSEWHERE}")),
            );
        }
    }
    faults
}

/// `W-001, W-004 to W-009`: what follows each other, as a run.
fn in_runs(missing: &[(usize, &Requirement)]) -> String {
    let mut runs: Vec<(&Requirement, &Requirement, usize, usize)> = Vec::new();
    for (at, requirement) in missing {
        match runs.last_mut() {
            Some((_, last, last_at, count)) if *last_at + 1 == *at => {
                (*last, *last_at) = (requirement, *at);
                *count += 1;
            }
            _ => runs.push((requirement, requirement, *at, 1)),
        }
    }
    let told: Vec<String> = runs
        .into_iter()
        .map(|(first, last, _, count)| match count {
            1 => first.id.to_string(),
            2 => format!("{}, {}", first.id, last.id),
            _ => format!("{} to {}", first.id, last.id),
        })
        .collect();
    told.join(", ")
}
