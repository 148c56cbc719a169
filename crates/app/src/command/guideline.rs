//! `guideline check | show | glossary`.

use crate::cli::{Common, StatusWord};
use crate::command::{coverage, journeys};
use crate::failure::Failure;
use crate::files::print;
use crate::packs;
use crate::render::page::Page;
use crate::render::{Reader, rule};
use notation::Fault;
use pack::{Confidence, Library, Rule};
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
        let standings = library.standings();
        let count = |status| coverage::count(&standings, status);
        json!({
            "ok": true,
            "packs": packs,
            "rules": self.rules,
            "cases": self.cases,
            "journeys": self.journeys,
            "requirements": {
                "done": count(StatusWord::Done),
                "planned": count(StatusWord::Planned),
                "left_out": count(StatusWord::LeftOut),
            },
            "to_be_confirmed": unconfirmed(library),
            "faults": [],
        })
    }

    fn in_words(&self, library: &Library) -> String {
        let unconfirmed = unconfirmed(library);
        let mut page = Page::default();
        for pack in library.packs() {
            let rules: Vec<&Rule> = library.rules().filter(|rule| rule.pack == pack.id).collect();
            let cases: usize = rules.iter().map(|rule| library.scenarios(&rule.id).len()).sum();
            let confirmed = rules.iter().filter(|rule| unconfirmed.contains(&rule.id.as_str())).count();
            let waiting = if confirmed == 0 { String::new() } else { format!("; {confirmed} to be confirmed") };
            page.line(
                0,
                &format!(
                    "{}: {rules} rules, {cases} cases{waiting}; held against its source on {}",
                    pack.id,
                    pack.confirmed_on,
                    rules = rules.len(),
                ),
            );
        }
        page.heading(&format!(
            "In order: {} packs, {} rules, {} cases and {} journeys.",
            self.packs, self.rules, self.cases, self.journeys
        ));
        for checked in [
            "Every word, clause and rule that is named exists, and every text stands in three languages.",
            "No table has a gap or contradicts itself, and no question is asked that nobody reads.",
            "Every case beside a rule comes out as written there, and every journey reads as written.",
        ] {
            page.marked(2, "• ", checked);
        }
        if library.coverage().is_some() {
            let standings = library.standings();
            let count = |status| coverage::count(&standings, status);
            page.marked(
                2,
                "• ",
                &format!(
                    "Of {} requirements {} are met, {} planned and {} left out with a reason (rugwijzer guideline coverage).",
                    standings.len(),
                    count(StatusWord::Done),
                    count(StatusWord::Planned),
                    count(StatusWord::LeftOut),
                ),
            );
        }
        if !unconfirmed.is_empty() {
            let rules = if unconfirmed.len() == 1 { "rule is" } else { "rules are" };
            page.heading(&format!(
                "{} {rules} our reading, and to be confirmed by a physician or lawyer (rugwijzer guideline show RULE):",
                unconfirmed.len()
            ));
            page.line(2, &unconfirmed.join(", "));
        }
        page.into_text()
    }
}

/// The rules whose reading somebody must still confirm.
fn unconfirmed(library: &Library) -> Vec<&str> {
    library.rules().filter(|rule| rule.confidence == Confidence::ToBeConfirmed).map(|rule| rule.id.as_str()).collect()
}

fn found(faults: &[Fault], common: &Common) -> Result<(), Failure> {
    if common.json {
        let faults: Vec<_> = faults
            .iter()
            .map(|fault| {
                json!({
                    "file": fault.place.file(),
                    "line": fault.place.line(),
                    "column": fault.place.column(),
                    "path": fault.place.path(),
                    "message": fault.message,
                    "expected": fault.expected,
                    "nearest": fault.nearest,
                })
            })
            .collect();
        print(&format!("{:#}\n", json!({ "ok": false, "faults": faults })))?;
    } else {
        print(&to_put_right(faults))?;
    }
    Err(Failure::CheckFoundSomething)
}

/// What is wrong, one on a line, and how much it is.
pub(super) fn to_put_right(faults: &[Fault]) -> String {
    let lines: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    let count = faults.len();
    format!("{lines}{count} {} to put right.\n", if count == 1 { "thing" } else { "things" })
}

/// One rule in words.
pub(super) fn show(id: &str, common: &Common) -> Result<(), Failure> {
    let library = &packs::whole(common)?;
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
    let library = packs::whole(common)?;
    let words = library.glossary();
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
