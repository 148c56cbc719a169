//! What comes out: findings, obligations, and why (S-42). Data only; words are made elsewhere.

use crate::reading::WhyUnknown;
use calendar::{Arithmetic, Day};
use facts::{ChoiceId, ClauseRef, DataClass, FactId, PersonId, Role, RuleId, StatementId, Subject, Value};
use pack::Stage;
use std::collections::BTreeMap;

/// Everything the engine says about one situation on one day.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The reference day.
    pub on: Day,
    /// What was known on this day.
    pub known_on: Day,
    /// The findings, in the order of stages and goals.
    pub findings: Vec<Finding>,
    /// The obligations, in the order of their goals.
    pub obligations: Vec<Obligation>,
    /// The alarm goal that halts everything else but the statutory clock, when one does.
    pub halted_by: Option<RuleId>,
    /// The rule because of which reassuring texts are withheld though no alarm stands, when one does.
    pub reassurance_withheld_by: Option<RuleId>,
    /// An emergency item is not answered: emergency is not excluded (S-17).
    pub emergency_not_excluded: bool,
    /// An emergency or urgent item is unknown: reassuring texts carry the alarm signs.
    pub alarm_unknown: bool,
    /// Alarm statements that were taken back and still wait for a physician (S-9).
    pub withdrawn_alarms: Vec<Stated>,
}

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Decided by facts.
    Decided,
    /// More than one outcome is possible.
    Open,
    /// Rests on a proposal that nobody has judged.
    Proposed,
    /// A professional decided as proposed.
    Confirmed,
    /// A professional decided otherwise.
    Deviated,
    /// Waits for the physician: an alarm halts it (S-17).
    WaitsForPhysician,
}

impl Status {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Decided => "decided",
            Status::Open => "open",
            Status::Proposed => "proposed",
            Status::Confirmed => "confirmed",
            Status::Deviated => "deviated",
            Status::WaitsForPhysician => "waits_for_physician",
        }
    }
}

/// One finding: a goal with its outcome and its explanation.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// About what.
    pub subject: Subject,
    /// With what, when two records are held against each other.
    pub other: Option<Subject>,
    /// The stage of the rule.
    pub stage: Stage,
    /// How confidential it is.
    pub class: DataClass,
    /// Where it stands.
    pub status: Status,
    /// The outcome, when there is one.
    pub outcome: Option<ChoiceId>,
    /// The outcomes that are possible.
    pub possible: Vec<ChoiceId>,
    /// The outcome that is acted on while the goal is open (S-11).
    pub acted_on: Option<ChoiceId>,
    /// What would be proposed now, when a professional has decided.
    pub proposal: Option<ChoiceId>,
    /// Who decided, when somebody has.
    pub decision: Option<Decided>,
    /// Why.
    pub explanation: Explanation,
}

/// Who decided what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The statement or decision.
    pub id: StatementId,
    /// Who.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// About which day.
    pub about: Day,
    /// Why.
    pub reason: Option<String>,
    /// The coded reason.
    pub reason_code: Option<String>,
}

/// Why a finding is what it is.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// For each fact used: value, statement, person, role, day.
    pub because: Vec<Because>,
    /// Derived facts and rows on the way.
    pub through: Vec<Through>,
    /// Unknown, and it does not matter.
    pub cannot_matter: Vec<FactId>,
    /// Unknown, and it matters.
    pub missing: Vec<Missing>,
    /// Exceptions that hold.
    pub exceptions: Vec<RuleId>,
    /// The rows that come nearest, where no row covers.
    pub nearest: Vec<NearestRow>,
}

/// A fact that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Somebody stated it.
    Fact {
        /// The fact.
        fact: FactId,
        /// Its value.
        value: Value,
        /// Who said so; several when they agree.
        stated: Vec<Stated>,
    },
    /// Somebody said yes, and a physician set it aside: it reads no.
    SetAside {
        /// The fact.
        fact: FactId,
        /// Who said yes.
        stated: Vec<Stated>,
        /// Who set it aside, and why.
        decided: Vec<Decided>,
    },
    /// The calendar says so.
    Calendar {
        /// The function.
        function: &'static str,
        /// Its value; none: there is no absence.
        value: Option<i64>,
    },
    /// A fold over the records of a list.
    Records {
        /// The list.
        list: String,
        /// Whether the fold holds.
        holds: bool,
        /// The members that make it so.
        members: Vec<Subject>,
        /// Who said what makes it so, and that the list is complete where it rests on that.
        stated: Vec<Stated>,
    },
}

/// Who said something, when and about which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The statement.
    pub id: StatementId,
    /// The fact.
    pub fact: FactId,
    /// Who wrote it down.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// Who told it.
    pub told_by: Option<PersonId>,
    /// The day it speaks about.
    pub about: Day,
    /// Why, when it is a judgement.
    pub reason: Option<String>,
    /// It was answered with "none of these".
    pub group_answer: bool,
}

/// A derived fact or table on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Through {
    /// The rule.
    pub rule: RuleId,
    /// Its outcome, when it is decided.
    pub outcome: Option<ChoiceId>,
    /// The rows that speak, with the clause of each when it has one of its own.
    pub rows: Vec<(String, Option<ClauseRef>)>,
}

/// A fact that matters and is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The fact.
    pub fact: FactId,
    /// Who may answer, most authority first.
    pub asked_of: Vec<Role>,
    /// Why it is unknown.
    pub why: WhyUnknown,
}

/// A row that comes near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestRow {
    /// The row.
    pub row: String,
    /// Its outcome.
    pub outcome: ChoiceId,
    /// The columns in which it differs.
    pub differs_in: Vec<String>,
}

/// Where an obligation stands (S-31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObligationState {
    /// Not owed.
    DoesNotApply,
    /// It is not decided whether it is owed.
    TriggerOpen,
    /// What it is counted from has not happened.
    Waits,
    /// Owed.
    Due,
    /// Owed, and the warning day has come.
    Warned,
    /// The day has passed.
    Overdue,
    /// Done in time.
    Met,
    /// Done too late.
    MetLate,
    /// The parties deviate, with a reason.
    Deviated,
    /// The chain has stopped.
    Suspended,
}

impl ObligationState {
    /// The word used in packs and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ObligationState::DoesNotApply => "does_not_apply",
            ObligationState::TriggerOpen => "trigger_open",
            ObligationState::Waits => "waits",
            ObligationState::Due => "due",
            ObligationState::Warned => "warned",
            ObligationState::Overdue => "overdue",
            ObligationState::Met => "met",
            ObligationState::MetLate => "met_late",
            ObligationState::Deviated => "deviated",
            ObligationState::Suspended => "suspended",
        }
    }
}

/// An obligation with its day.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// The rule.
    pub rule: RuleId,
    /// About what.
    pub subject: Subject,
    /// The stage of the rule.
    pub stage: Stage,
    /// How confidential it is.
    pub class: DataClass,
    /// Who owes it.
    pub owed_by: Role,
    /// Who else takes part.
    pub with: Vec<Role>,
    /// Where it stands.
    pub state: ObligationState,
    /// Whether it is owed at all is still open, and it is acted on carefully meanwhile.
    pub trigger_open: bool,
    /// The due day with its arithmetic.
    pub due: Option<Due>,
    /// The latest possible due day, while the obligation waits for its anchor.
    pub latest: Option<Due>,
    /// From when it warns.
    pub warns_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
    /// The term as it was published, where a service set itself another (S-38).
    pub published: Option<PublishedTerm>,
    /// The due days that it had before, oldest first, each with what moved it (S-33).
    pub moved: Vec<Moved>,
    /// The day in the other reading, where the law leaves open how to count and nobody decided.
    pub other_reading: Option<Due>,
    /// Who decided to deviate, and why.
    pub deviation: Option<Decided>,
    /// A deviation that the clause does not allow (S-31).
    pub refused_deviation: Option<Decided>,
    /// Why.
    pub explanation: Explanation,
}

/// What holds by law or guideline where a service set itself an earlier day, or asks more than they do (S-38). Only this
/// term makes something overdue or met late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTerm {
    /// Where the published obligation stands.
    pub state: ObligationState,
    /// Its due day.
    pub due: Option<Due>,
    /// Its latest possible due day, while it waits for its anchor.
    pub latest: Option<Due>,
}

/// A due day that held until something was recorded (S-33).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The earlier due day.
    pub was: Due,
    /// The day on which what moved it was recorded.
    pub recorded: Day,
    /// The entries that were recorded on that day and can have moved it.
    pub entries: Vec<String>,
}

/// A day with the arithmetic that leads to it (S-34).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub day: Day,
    /// The last working day on or before it (S-32).
    pub last_working_day: Day,
    /// How it was counted.
    pub arithmetic: Arithmetic,
}

/// Findings by rule, for those who look one up.
impl Assessment {
    /// The findings of a rule.
    pub fn of_rule<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.rule.as_str() == rule)
    }

    /// The obligation of a rule.
    pub fn obligation(&self, rule: &str) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.rule.as_str() == rule)
    }

    /// What is missing, once each, in the order of goals: alarm first.
    pub fn missing(&self) -> Vec<&Missing> {
        let mut seen = BTreeMap::new();
        let all = self
            .findings
            .iter()
            .map(|finding| &finding.explanation)
            .chain(self.obligations.iter().map(|obligation| &obligation.explanation));
        for (at, missing) in all.flat_map(|explanation| &explanation.missing).enumerate() {
            seen.entry(&missing.fact).or_insert((at, missing));
        }
        let mut ordered: Vec<(usize, &Missing)> = seen.into_values().collect();
        ordered.sort_by_key(|(at, _)| *at);
        ordered.into_iter().map(|(_, missing)| missing).collect()
    }
}
