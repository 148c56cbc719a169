//! The cases beside a rule: small situations with what must come out.

use calendar::{Day, Period};
use facts::{ChoiceId, FactKindId, RecordList, RuleId};
use notation::Place;
use std::collections::BTreeMap;

/// One case of one rule.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The rule.
    pub rule: RuleId,
    /// What the case shows.
    pub name: String,
    /// The reference day.
    pub on: Day,
    /// Spells of absence; empty: none given.
    pub spells: Vec<ScenarioSpell>,
    /// Maternity leave.
    pub leave: Vec<Period>,
    /// The country of the employment; the first of the pack when the case does not say.
    pub country: Option<String>,
    /// The last day of the employment.
    pub employment_end: Option<Day>,
    /// It is known that there is no absence.
    pub no_absence: bool,
    /// Days since the onset of the complaints.
    pub complaint_days: Option<u32>,
    /// Age in completed years.
    pub age: Option<u32>,
    /// What was said on the reference day, as written.
    pub facts: ScenarioFacts,
    /// Members of lists.
    pub records: BTreeMap<RecordList, Vec<ScenarioFacts>>,
    /// Lists that are complete.
    pub complete: Vec<RecordList>,
    /// What must come out.
    pub expect: Expectation,
    /// Where the case stands.
    pub place: Place,
}

/// Facts with the node in which they were written.
pub type ScenarioFacts = Vec<(FactKindId, notation::Node)>;

/// A spell in a case.
#[derive(Clone, Debug)]
pub struct ScenarioSpell {
    /// First day.
    pub first: Day,
    /// Last day, if it has ended.
    pub last: Option<Day>,
}

/// What must come out.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// The goal is decided (or proposed) with this outcome; an obligation has this state.
    Outcome {
        /// Outcome or state.
        outcome: ChoiceId,
        /// The due day of an obligation.
        due: Option<Day>,
    },
    /// The goal is open.
    Open {
        /// Exactly the possible outcomes.
        possible: Vec<ChoiceId>,
        /// Exactly the facts that matter, when given.
        missing: Option<Vec<FactKindId>>,
    },
}
