//! `guideline check | show | glossary`.

use crate::cli::Common;
use crate::command::journeys;
use crate::failure::Failure;
use crate::files::print;
use crate::packs;
use crate::render::{Reader, rule};
use notation::Fault;
use pack::Library;
use serde_json::json;

/// The full check of all packs, every case and every journey.
pub(super) fn check(common: &Common) -> Result<(), Failure> {
    let files = packs::source_files(common)?;
    match packs::checked(&files) {
        Err(faults) => found(&faults, common),
        Ok(checked) => {
            // The traces are those of the packs as they were published.
            let published = checked.rulebook.as_published();
            let (journeys, differences) = journeys::check(&published, &files.files)?;
            if !differences.is_empty() {
                return found(&differences, common);
            }
            let library = checked.rulebook.library();
            let counted = Counted {
                packs: library.packs().len(),
                rules: library.rules().count(),
                cases: checked.cases,
                journeys,
            };
            if common.json {
                print(&format!("{:#}\n", counted.as_json(library)))
            } else {
                print(&counted.in_words(library))
            }
        }
    }
}

/// What was checked.
struct Counted {
    packs: usize,
    rules: usize,
    cases: usize,
    journeys: usize,
}

impl Counted {
    fn as_json(&self, library: &Library) -> serde_json::Value {
        let packs: Vec<_> = library
            .packs()
            .iter()
            .map(|pack| json!({ "id": pack.id.as_str(), "hash": pack.hash.to_string(), "confirmed_on": pack.confirmed_on.to_string() }))
            .collect();
        json!({ "ok": true, "packs": packs, "rules": self.rules, "cases": self.cases, "journeys": self.journeys, "faults": [] })
    }

    fn in_words(&self, library: &Library) -> String {
        let mut told = String::new();
        for pack in library.packs() {
            let rules = library.rules().filter(|rule| rule.pack == pack.id).count();
            let cases: usize =
                library.rules().filter(|rule| rule.pack == pack.id).map(|rule| library.scenarios(&rule.id).len()).sum();
            told.push_str(&format!("{}: {rules} rules, {cases} cases, confirmed on {}\n", pack.id, pack.confirmed_on));
        }
        let unconfirmed = library.rules().filter(|rule| rule.confidence == pack::Confidence::ToBeConfirmed).count();
        told.push_str(&format!(
            "In order: {} packs, {} rules, {} cases and {} journeys. {unconfirmed} rules carry the mark \"to be confirmed\".\n",
            self.packs, self.rules, self.cases, self.journeys
        ));
        told
    }
}

fn found(faults: &[Fault], common: &Common) -> Result<(), Failure> {
    if common.json {
        let faults: Vec<_> = faults
            .iter()
            .map(|fault| {
                json!({
                    "file": &*fault.place.file,
                    "line": fault.place.line,
                    "column": fault.place.column,
                    "path": fault.place.path,
                    "message": fault.message,
                    "expected": fault.expected,
                    "nearest": fault.nearest,
                })
            })
            .collect();
        print(&format!("{:#}\n", json!({ "ok": false, "faults": faults })))?;
    } else {
        for fault in faults {
            print(&format!("{fault}\n"))?;
        }
        let count = faults.len();
        print(&format!("{count} {} to put right.\n", if count == 1 { "thing" } else { "things" }))?;
    }
    Err(Failure::CheckFoundSomething)
}

/// One rule in words.
pub(super) fn show(id: &str, common: &Common) -> Result<(), Failure> {
    let rulebook = packs::load(common)?;
    let library = rulebook.library();
    let named = library.rule(&id.into()).or_else(|| {
        // A fact is shown by the question that fills it.
        library
            .declaration(&id.into())
            .and_then(|declaration| declaration.filled_by.as_ref())
            .and_then(|question| library.rule(question))
    });
    let Some(shown) = named else {
        let ids = library
            .rules()
            .map(|rule| rule.id.as_str())
            .chain(library.declarations().map(|declaration| declaration.id.as_str()));
        let ids: Vec<&str> = ids.collect();
        return Err(Failure::NotFound(match notation::nearest(id, ids) {
            Some(nearest) => format!("there is no rule or fact `{id}`; did you mean `{nearest}`?"),
            None => format!("there is no rule or fact `{id}`"),
        }));
    };
    let reader = Reader::new(library, common.lang, &common.service_name);
    if common.json {
        print(&format!("{:#}\n", rule::json(shown, library, &reader)))
    } else {
        print(&rule::in_words(shown, library, &reader))
    }
}

/// The glossary as a page.
pub(super) fn glossary(common: &Common) -> Result<(), Failure> {
    let rulebook = packs::load(common)?;
    let words = rulebook.library().glossary();
    if common.json {
        let all: Vec<_> = words
            .iter()
            .map(|word| {
                json!({
                    "id": word.id,
                    "kind": word.kind,
                    "label": { "nl": word.label.nl, "fr": word.label.fr, "en": word.label.en },
                    "definition": { "nl": word.definition.nl, "fr": word.definition.fr, "en": word.definition.en },
                    "clause": word.clause.as_ref().map(ToString::to_string),
                    "country": word.country,
                })
            })
            .collect();
        return print(&format!("{:#}\n", json!(all)));
    }
    print(&crate::render::glossary::page(words))
}
