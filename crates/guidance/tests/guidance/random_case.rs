//! Random cases: what the employer's side may know, and beside it medical statements that it may not.

use crate::look::{day, shipped};
use calendar::Day;
use facts::{FactKindId, Role, SubjectKind};
use pack::{Declaration, Library, SourceKind, ValueDomain};
use proptest::prelude::*;
use proptest::sample::Index;

/// People with their role, as in the cast.
const PEOPLE: [(&str, Role); 12] = [
    ("dr-vos", Role::Bedrijfsarts),
    ("dr-bos", Role::Bedrijfsarts),
    ("dr-maes", Role::Arbeidsarts),
    ("sam", Role::IntakeExpert),
    ("nora", Role::Arboverpleegkundige),
    ("anna", Role::Worker),
    ("lies", Role::Supervisor),
    ("hugo", Role::Hr),
    ("cas", Role::CaseManager),
    ("wim", Role::WorkplaceExpert),
    ("tim", Role::Trainer),
    ("dienst", Role::Arbodienst),
];

/// The first day that a case speaks about.
pub fn start() -> Day {
    day("2026-01-05")
}

/// One entry of a file, as numbers: which fact, who, what, about which day.
#[derive(Clone, Debug)]
pub struct Entry {
    fact: Index,
    speaker: Index,
    value: Index,
    about: u8,
    recorded_after: u8,
    link: u8,
    target: Index,
    place: Index,
}

fn entry() -> impl Strategy<Value = Entry> {
    let any_index = any::<Index>;
    (any_index(), any_index(), any_index(), 0..90u8, 0..6u8, 0..12u8, any_index(), any_index()).prop_map(
        |(fact, speaker, value, about, recorded_after, link, target, place)| Entry {
            fact,
            speaker,
            value,
            about,
            recorded_after,
            link,
            target,
            place,
        },
    )
}

/// A case as the employer's side may know it, and two ways in which it can be filled with medical statements.
#[derive(Clone, Debug)]
pub struct Pair {
    spells: usize,
    open: Vec<Entry>,
    first: Vec<Entry>,
    second: Vec<Entry>,
}

/// Random pairs of cases that differ in medical statements only.
pub fn pair() -> impl Strategy<Value = Pair> {
    let entries = |most: usize| prop::collection::vec(entry(), 0..most);
    (0..SPELLS.len(), entries(8), entries(14), entries(14)).prop_map(|(spells, open, first, second)| Pair {
        spells,
        open,
        first,
        second,
    })
}

/// Absences of all kinds; the first is none.
const SPELLS: [&str; 5] = [
    "",
    "spells = [{ id = 'a', first_day = 2026-01-05 }]",
    "spells = [{ id = 'a', first_day = 2026-01-05, last_day = 2026-01-25 }, { id = 'b', first_day = 2026-02-09 }]",
    "spells = [{ id = 'a', first_day = 2026-01-12, last_day = 2026-02-02 }]",
    "spells = [{ id = 'a', first_day = 2026-01-05 }, \
     { id = 'right', first_day = 2026-01-08, recorded = 2026-01-20, replaces = 'a' }]",
];

impl Pair {
    /// Whether the worker is ever absent.
    pub fn is_absent(&self) -> bool {
        self.spells > 0
    }

    /// Both cases as TOML.
    pub fn cases(&self, cast: &str) -> [String; 2] {
        [&self.first, &self.second].map(|medical| self.case(cast, medical))
    }

    fn case(&self, cast: &str, medical: &[Entry]) -> String {
        let mut toml = format!("{cast}{}\n", SPELLS[self.spells]);
        for at in 0..=self.open.len() {
            let here = medical.iter().enumerate().filter(|(_, entry)| entry.place.index(self.open.len() + 1) == at);
            here.for_each(|(number, entry)| toml.push_str(&secret(entry, number, medical)));
            if let Some(entry) = self.open.get(at) {
                toml.push_str(&public(entry));
            }
        }
        toml
    }
}

fn declarations(wanted: impl Fn(&Declaration) -> bool) -> Vec<&'static Declaration> {
    let library: &'static Library = shipped().library();
    library.declarations().filter(|declaration| wanted(declaration)).collect()
}

/// The facts that stay behind the wall.
pub fn medical() -> Vec<&'static Declaration> {
    let found = declarations(|declaration| !declaration.class.is_for_employer());
    assert!(found.len() > 30, "most facts of these packs are medical");
    found
}

fn speaker(entry: &Entry, declaration: &Declaration) -> &'static str {
    let may: Vec<&str> = PEOPLE
        .iter()
        .filter(|(_, role)| declaration.alarm || declaration.authority(*role).is_some())
        .map(|(person, _)| *person)
        .collect();
    may[entry.speaker.index(may.len())]
}

fn value(entry: &Entry, declaration: &Declaration) -> String {
    let about = start().plus_days(i32::from(entry.about));
    let pick = |most: usize| entry.value.index(most);
    if pick(9) == 0 {
        return "'dont_know'".to_owned();
    }
    match &declaration.domain {
        ValueDomain::YesNo => if pick(2) == 0 { "'yes'" } else { "'no'" }.to_owned(),
        ValueDomain::Choice(choices) => format!("'{}'", choices[pick(choices.len())].id),
        ValueDomain::Number { min, .. } => (min + facts::Decimal::from(pick(40))).to_string(),
        ValueDomain::Date => about.plus_days(i32::try_from(pick(40)).unwrap() - 25).to_string(),
        ValueDomain::Text => "'words'".to_owned(),
    }
}

/// What the employer's side may know: work, ability, what was done, and judgements that are made to be passed on. Half of
/// the entries have no id, so that they are numbered in the order of the file.
fn public(entry: &Entry) -> String {
    let facts = declarations(|declaration| declaration.class.is_for_employer());
    let declaration = facts[entry.fact.index(facts.len())];
    if entry.link == 0 {
        return deviation(entry);
    }
    statement(entry, declaration, "")
}

fn deviation(entry: &Entry) -> String {
    let about = start().plus_days(i32::from(entry.about));
    let finding = ["probleemanalyse", "plan_van_aanpak", "week_42_report"][entry.value.index(3)];
    format!(
        "[[decisions]]\nfinding = 'poortwachter.{finding}'\nchoice = 'deviate'\noutcome = 'does_not_apply'\n\
         reason = 'agreed'\nby = 'cas'\nabout = {about}\n"
    )
}

/// What it may not know: complaints, flags, examination, judgements, alarms, what was taken back and set aside.
fn secret(entry: &Entry, number: usize, all: &[Entry]) -> String {
    let facts = medical();
    let of = |entry: &Entry| facts[entry.fact.index(facts.len())];
    let declaration = of(entry);
    let target = (number > 0).then(|| entry.target.index(number)).filter(|target| {
        let recorded = |entry: &Entry| u16::from(entry.about) + u16::from(entry.recorded_after);
        all[*target].link > 3 && recorded(&all[*target]) <= recorded(entry)
    });
    let about = start().plus_days(i32::from(entry.about));
    let recorded = about.plus_days(i32::from(entry.recorded_after));
    match (entry.link, target) {
        (0, Some(target)) => format!(
            "[[statements]]\nid = 'secret-{number}'\nby = 'dr-vos'\nabout = {about}\nrecorded = {recorded}\n\
             withdraws = 'secret-{target}'\n"
        ),
        (1, Some(target)) => format!(
            "[[decisions]]\nfinding = 'stecr.urgent_fever'\nchoice = 'set_aside'\nsets_aside = ['secret-{target}']\n\
             reason = 'judged'\nby = 'dr-vos'\nabout = {about}\nrecorded = {recorded}\n"
        ),
        (2, _) => {
            let outcome = ["category_1", "category_3", "category_6"][entry.value.index(3)];
            format!(
                "[[decisions]]\nfinding = 'stecr.category'\nchoice = 'deviate'\noutcome = '{outcome}'\n\
                 reason = 'own mix'\nby = 'dr-bos'\nabout = {about}\nrecorded = {recorded}\n"
            )
        }
        (3, _) => format!(
            "[[statements]]\nid = 'secret-{number}'\nby = 'anna'\nabout = {about}\n\
             says = {{ 'common.onset' = {} }}\n",
            about.plus_days(-i32::try_from(entry.value.index(60)).unwrap()),
        ),
        _ => statement(entry, declaration, &format!("id = 'secret-{number}'\n")),
    }
}

fn statement(entry: &Entry, declaration: &Declaration, id: &str) -> String {
    let about = start().plus_days(i32::from(entry.about));
    let recorded = about.plus_days(i32::from(entry.recorded_after));
    let by = speaker(entry, declaration);
    let kind: &FactKindId = &declaration.id;
    let mut more = String::new();
    if matches!(declaration.subject, SubjectKind::Record(_)) {
        more.push_str(["of = 'tillen'\n", "of = 'lopen'\n"][entry.target.index(2)]);
    }
    if declaration.source == SourceKind::Judgement {
        more.push_str("reason = 'judged'\n");
    }
    format!(
        "[[statements]]\n{id}by = '{by}'\nabout = {about}\nrecorded = {recorded}\n{more}says = {{ '{kind}' = {} }}\n",
        value(entry, declaration)
    )
}
