//! Looking at a case, and finding things in a view.

use calendar::Day;
use casefile::CaseFile;
use engine::Rulebook;
use facts::{Language, Localized, Role};
use guidance::{FindingView, Guidance, Looked, ObligationView, View, advise};
use notation::Notation;
use pack::{Library, SourceFile};
use std::path::Path;
use std::sync::OnceLock;

pub fn day(text: &str) -> Day {
    Day::parse(text).expect("is a day")
}

/// The guideline folder of this repository.
pub fn guidelines() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../guidelines"))
}

/// The shipped packs, read from disk once.
pub fn shipped() -> &'static Rulebook {
    static SHIPPED: OnceLock<Rulebook> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let library = Library::read(&files_of(guidelines())).unwrap_or_else(|faults| panic!("{faults:?}"));
        Rulebook::compile(library).unwrap_or_else(|faults| panic!("{faults:?}"))
    })
}

/// All TOML files beneath a folder, by their path within it.
pub fn files_of(top: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(top, top, &mut files);
    files
}

fn collect(top: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(top, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let within = path.strip_prefix(top).unwrap();
            let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push(SourceFile::new(parts.join("/"), std::fs::read(&path).unwrap()));
        }
    }
}

/// The case in a TOML file.
#[track_caller]
pub fn case(toml: &str) -> CaseFile {
    casefile::read("case.toml", toml.as_bytes(), Notation::Toml).unwrap_or_else(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}\n{toml}", told.join("\n"))
    })
}

/// The case of a journey that is shipped.
pub fn journey(name: &str) -> CaseFile {
    case(&std::fs::read_to_string(guidelines().join("journeys").join(format!("{name}.toml"))).unwrap())
}

/// A case before somebody who looks.
pub struct Story<'r> {
    rulebook: &'r Rulebook,
    case: CaseFile,
}

/// A case under the shipped packs.
#[track_caller]
pub fn story(toml: &str) -> Story<'static> {
    under(shipped(), toml)
}

/// A case under packs of the test.
#[track_caller]
pub fn under<'r>(rulebook: &'r Rulebook, toml: &str) -> Story<'r> {
    Story { rulebook, case: case(toml) }
}

/// A case that has been read already, under the shipped packs.
pub fn told_in(case: CaseFile) -> Story<'static> {
    Story { rulebook: shipped(), case }
}

impl Story<'_> {
    /// What a role sees on a day; nothing when there is nothing to see for it at all.
    #[track_caller]
    pub fn perhaps(&self, role: Role, on: &str, known_on: &str) -> Option<View> {
        self.advised(on, known_on).view_for(role).expect("a role that reads files")
    }

    #[track_caller]
    fn advised(&self, on: &str, known_on: &str) -> Guidance<'_> {
        let looked = Looked { on: day(on), known_on: day(known_on) };
        advise(self.rulebook, &self.case, "case.toml", looked).unwrap_or_else(|faults| {
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            panic!("{}", told.join("\n"))
        })
    }

    /// What a role sees that asks about one rule.
    #[track_caller]
    pub fn explained_to(&self, role: Role, rule: &str, on: &str) -> View {
        let view = self.advised(on, on).view_that_explains(&rule.into(), role);
        view.expect("a role that reads files").expect("there is something to see")
    }

    /// What a role sees on a day with what was known on it.
    #[track_caller]
    pub fn seen_by(&self, role: Role, on: &str) -> View {
        self.perhaps(role, on, on).expect("there is something to see")
    }

    #[track_caller]
    pub fn physician(&self, on: &str) -> View {
        self.seen_by(Role::Bedrijfsarts, on)
    }

    #[track_caller]
    pub fn worker(&self, on: &str) -> View {
        self.seen_by(Role::Worker, on)
    }

    #[track_caller]
    pub fn supervisor(&self, on: &str) -> View {
        self.seen_by(Role::Supervisor, on)
    }

    /// The outcome of a rule as the physician sees it; see [`outcome`].
    #[track_caller]
    pub fn outcome(&self, rule: &str, on: &str) -> String {
        outcome(&self.physician(on), rule)
    }
}

/// The findings of a rule.
pub fn findings<'v>(view: &'v View, rule: &str) -> Vec<&'v FindingView> {
    view.findings.iter().filter(|finding| finding.rule.as_ref().is_some_and(|id| id.as_str() == rule)).collect()
}

/// The one finding of a rule, if it is there.
#[track_caller]
pub fn perhaps_finding<'v>(view: &'v View, rule: &str) -> Option<&'v FindingView> {
    let found = findings(view, rule);
    assert!(found.len() <= 1, "`{rule}` stands there {} times", found.len());
    found.first().copied()
}

#[track_caller]
pub fn finding<'v>(view: &'v View, rule: &str) -> &'v FindingView {
    perhaps_finding(view, rule).unwrap_or_else(|| {
        let there: Vec<_> = view.findings.iter().map(|finding| finding.rule.clone()).collect();
        panic!("no finding of `{rule}`, only {there:?}")
    })
}

/// What comes out of a rule in one word: its outcome; `open: a, b` with what is possible, by the alphabet; `silent` when
/// nothing is shown.
#[track_caller]
pub fn outcome(view: &View, rule: &str) -> String {
    perhaps_finding(view, rule).map_or_else(|| "silent".to_owned(), outcome_of)
}

pub fn outcome_of(finding: &FindingView) -> String {
    match &finding.outcome {
        Some((word, _)) => word.to_string(),
        None => {
            let mut possible: Vec<&str> = finding.possible.iter().map(|(word, _)| word.as_str()).collect();
            possible.sort_unstable();
            format!("open: {}", possible.join(", "))
        }
    }
}

pub fn perhaps_obligation<'v>(view: &'v View, rule: &str) -> Option<&'v ObligationView> {
    let mut found = view.obligations.iter().filter(|owed| owed.rule.as_ref().is_some_and(|id| id.as_str() == rule));
    let first = found.next();
    assert!(found.next().is_none(), "`{rule}` is owed once");
    first
}

#[track_caller]
pub fn obligation<'v>(view: &'v View, rule: &str) -> &'v ObligationView {
    perhaps_obligation(view, rule).unwrap_or_else(|| panic!("nothing is owed by `{rule}`"))
}

/// State and day of an obligation: `due 2026-11-29`, `waits`, `not shown`.
#[track_caller]
pub fn owed(view: &View, rule: &str) -> String {
    let Some(owed) = perhaps_obligation(view, rule) else { return "not shown".to_owned() };
    let state = owed.state.as_str();
    match (&owed.due, &owed.latest) {
        (Some(due), _) => format!("{state} {}", due.day),
        (None, Some(latest)) => format!("{state}, at the latest {}", latest.day),
        (None, None) => state.to_owned(),
    }
}

/// The ids of the facts that a view says are missing.
pub fn missing(view: &View) -> Vec<&str> {
    view.missing.iter().filter_map(|missing| missing.fact.as_deref()).collect()
}

/// The ids of the facts that a finding says are missing.
pub fn missing_in(finding: &FindingView) -> Vec<&str> {
    finding.missing.iter().filter_map(|missing| missing.fact.as_deref()).collect()
}

/// Nothing when two views are the same to their last letter; else the first place where they differ.
pub fn difference(one: &impl std::fmt::Debug, other: &impl std::fmt::Debug) -> Option<String> {
    let (one, other) = (format!("{one:?}"), format!("{other:?}"));
    if one == other {
        return None;
    }
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(160)).take(320).collect::<String>();
    Some(format!("\n  {}\n  {}", around(&one), around(&other)))
}

/// All that is told about a case that does not fit the shipped packs; nothing about one that does.
#[track_caller]
pub fn told(toml: &str) -> Vec<String> {
    let case = case(toml);
    match advise(shipped(), &case, "case.toml", Looked::on(day("2026-12-01"))) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// Everything a reader reads in sentences, in Dutch: texts, steps, offers, titles of obligations.
pub fn words(view: &View) -> Vec<&str> {
    let findings = view.findings.iter().flat_map(|finding| {
        finding.text.iter().chain(&finding.alarm_signs).chain(&finding.offers).map(dutch).collect::<Vec<_>>()
    });
    let steps = view.steps.iter().map(|step| dutch(&step.what));
    let owed = view.obligations.iter().flat_map(|owed| owed.text.iter().chain([&owed.title]).map(dutch));
    findings.chain(steps).chain(owed).collect()
}

fn dutch(text: &Localized) -> &str {
    text.in_language(Language::Nl)
}
