//! A rule: its head, and what kind of rule it is.

use super::condition::Condition;
use super::content_list::ContentList;
use super::coverage::RequirementId;
use super::deadline::Deadline;
use super::declaration::{AlarmClass, Choice, Declaration};
use super::edition::Edition;
use super::figure::Figure;
use super::pack::{Stage, Validity};
use super::table::Table;
use super::text::{Audience, OutcomeTexts, Step};
use super::value::{ChainDeclaration, DatedValue, HolidayList};
use calendar::Day;
use facts::{ChoiceId, ClauseRef, DataClass, FactKindId, Localized, PackId, RecordList, Role, RuleId, SubjectKind};
use notation::Place;
use std::collections::{BTreeMap, BTreeSet};

/// How sure we are of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Read in the source.
    Verified,
    /// Known well, not read here.
    RecalledHigh,
    /// To be confirmed: shown with that mark.
    ToBeConfirmed,
}

impl Confidence {
    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "verified" => Confidence::Verified,
            "recalled_high" => Confidence::RecalledHigh,
            "to_be_confirmed" => Confidence::ToBeConfirmed,
            _ => return None,
        })
    }
}

/// A clause that a rule rests on, with at most fifteen of its words.
#[derive(Clone, Debug)]
pub struct SourceQuote {
    /// The clause.
    pub clause: ClauseRef,
    /// Its words, in the language of the source.
    pub quote: Option<String>,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Permanent identifier.
    pub id: RuleId,
    /// The pack it stands in.
    pub pack: PackId,
    /// Its stage.
    pub stage: Stage,
    /// Its name.
    pub title: Localized,
    /// When it holds.
    pub validity: Validity,
    /// When it was last held against its source.
    pub confirmed_on: Day,
    /// How sure we are.
    pub confidence: Confidence,
    /// The requirements it implements.
    pub implements: Vec<RequirementId>,
    /// Where it comes from.
    pub sources: Vec<SourceQuote>,
    /// Which reading was chosen, and why.
    pub note: Option<String>,
    /// How it stands to newer guidelines and to other editions.
    pub edition: Edition,
    /// Read once for every record of this list.
    pub each: Option<RecordList>,
    /// Its words only say again what the fields of the record say, which stand beside them.
    pub restates: bool,
    /// Its words hold for everybody on this path; they are read after what is said of this one person.
    pub background: bool,
    /// Outcomes that say nothing.
    pub silent: BTreeSet<ChoiceId>,
    /// Texts per outcome (`open` while the goal is open, `owed` for obligations).
    pub texts: BTreeMap<ChoiceId, OutcomeTexts>,
    /// For whom there are texts.
    pub audiences: BTreeSet<Audience>,
    /// Who does what before when.
    pub steps: Vec<Step>,
    /// What kind of rule it is.
    pub body: Body,
    /// Where it stands.
    pub place: Place,
}

/// What kind of rule it is.
#[derive(Clone, Debug)]
pub enum Body {
    /// Asks.
    Question(Question),
    /// A yes/no that follows from a condition.
    Derived(Derived),
    /// A decision table.
    Table(Table),
    /// Left to a professional.
    Judgement(Judgement),
    /// An obligation.
    Deadline(Box<Deadline>),
    /// Something that is offered.
    Intervention(Intervention),
    /// Something that is said.
    Text(Derived),
    /// Two records that do not go together.
    Contradiction(Contradiction),
    /// Replaces the outcome of another rule where its condition holds.
    Exception(Exception),
    /// A dated number.
    Value(DatedValue),
    /// A published number.
    Figure(Figure),
    /// What a document holds.
    ContentList(ContentList),
    /// Public holidays.
    Holidays(HolidayList),
    /// How spells add up.
    Chain(ChainDeclaration),
}

impl Body {
    /// The word used in packs.
    pub fn kind(&self) -> &'static str {
        match self {
            Body::Question(_) => "question",
            Body::Derived(_) => "derived",
            Body::Table(_) => "table",
            Body::Judgement(_) => "judgement",
            Body::Deadline(_) => "deadline",
            Body::Intervention(_) => "intervention",
            Body::Text(_) => "text",
            Body::Contradiction(_) => "contradiction",
            Body::Exception(_) => "exception",
            Body::Value(_) => "value",
            Body::Figure(_) => "figure",
            Body::ContentList(_) => "content_list",
            Body::Holidays(_) => "holidays",
            Body::Chain(_) => "chain",
        }
    }
}

/// Asks one fact or several (S-21).
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub ask: Localized,
    /// What is meant, in plain words.
    pub help: Option<Localized>,
    /// Several yes/no facts on one list, with "none of these".
    pub tick_list: bool,
    /// The facts it fills.
    pub facts: Vec<Declaration>,
}

/// A yes/no that follows from a condition.
#[derive(Clone, Debug)]
pub struct Derived {
    /// When it is yes.
    pub when: Condition,
    /// What it is about.
    pub subject: SubjectKind,
    /// An alarm item of this class.
    pub alarm: Option<AlarmClass>,
}

/// A question that the source leaves to a professional (S-18).
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The question.
    pub ask: Localized,
    /// What is judged, as a fact with the rule's own id.
    pub fact: Declaration,
    /// The table that proposes.
    pub proposed_by: Option<RuleId>,
    /// The judgement is made to be passed on as this class (S-40).
    pub releases: Option<DataClass>,
}

/// Something that is offered to the worker.
#[derive(Clone, Debug)]
pub struct Intervention {
    /// When.
    pub when: Condition,
    /// About what.
    pub subject: SubjectKind,
    /// What it consists of.
    pub products: Vec<Localized>,
    /// Who carries it out.
    pub carried_out_by: Vec<Role>,
    /// Who takes part.
    pub participants: Vec<Role>,
    /// At most so many visits to the workplace.
    pub visits_at_most: Option<u32>,
    /// It lasts from so many weeks.
    pub lasts_from_weeks: Option<u32>,
    /// It lasts to so many weeks.
    pub lasts_to_weeks: Option<u32>,
    /// Return to work is sought while it runs.
    pub return_during: bool,
}

/// Two records that do not go together (S-10).
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// The list of the first record.
    pub first: RecordList,
    /// The list of the second.
    pub second: RecordList,
    /// When they contradict each other.
    pub when: Condition,
}

/// Replaces the outcome of another rule where its condition holds (S-14).
#[derive(Clone, Debug)]
pub struct Exception {
    /// The rule that it excepts.
    pub excepts: RuleId,
    /// When.
    pub when: Condition,
    /// The outcome instead.
    pub then: ChoiceId,
}

impl Rule {
    /// The outcomes that the rule can have, in declared order; empty for rules without an outcome.
    pub fn outcomes(&self) -> Vec<ChoiceId> {
        match &self.body {
            Body::Table(table) => choice_ids(&table.values),
            Body::Judgement(judgement) => judgement.fact.domain.words(),
            Body::Derived(_) | Body::Text(_) | Body::Intervention(_) | Body::Contradiction(_) => {
                vec![ChoiceId::new("yes"), ChoiceId::new("no")]
            }
            Body::Deadline(_) => vec![ChoiceId::new("owed"), ChoiceId::new("does_not_apply")],
            _ => Vec::new(),
        }
    }

    /// The rule's own fact kind, when others can read its outcome.
    pub fn as_fact(&self) -> Option<FactKindId> {
        matches!(
            self.body,
            Body::Table(_) | Body::Derived(_) | Body::Judgement(_) | Body::Text(_) | Body::Intervention(_)
        )
        .then(|| FactKindId::new(self.id.as_str()))
    }

    /// What the outcome is about.
    pub fn subject(&self) -> SubjectKind {
        if let Some(list) = &self.each {
            return SubjectKind::Record(list.clone());
        }
        match &self.body {
            Body::Table(table) => table.subject.clone(),
            Body::Derived(derived) | Body::Text(derived) => derived.subject.clone(),
            Body::Judgement(judgement) => judgement.fact.subject.clone(),
            Body::Deadline(deadline) => deadline.subject.clone(),
            Body::Intervention(intervention) => intervention.subject.clone(),
            Body::Contradiction(pair) => SubjectKind::Record(pair.first.clone()),
            _ => SubjectKind::Case,
        }
    }

    /// The condition of the rule, when it has one.
    pub fn condition(&self) -> Option<&Condition> {
        match &self.body {
            Body::Derived(derived) | Body::Text(derived) => Some(&derived.when),
            Body::Intervention(intervention) => Some(&intervention.when),
            Body::Contradiction(pair) => Some(&pair.when),
            Body::Exception(exception) => Some(&exception.when),
            Body::Deadline(deadline) => deadline.trigger.as_ref(),
            _ => None,
        }
    }

    /// The alarm class, when the rule is an alarm item.
    pub fn alarm(&self) -> Option<AlarmClass> {
        match &self.body {
            Body::Derived(derived) => derived.alarm,
            _ => None,
        }
    }

    /// Whether it is an alarm item, or the table that sums them up.
    pub fn is_alarming(&self) -> bool {
        self.alarm().is_some() || matches!(&self.body, Body::Table(table) if table.urgency)
    }

    /// Whether a rule of this kind must have cases beside it.
    pub fn needs_cases(&self) -> bool {
        matches!(
            self.body,
            Body::Derived(_)
                | Body::Table(_)
                | Body::Deadline(_)
                | Body::Intervention(_)
                | Body::Text(_)
                | Body::Contradiction(_)
                | Body::Exception(_)
        )
    }
}

fn choice_ids(choices: &[Choice]) -> Vec<ChoiceId> {
    choices.iter().map(|choice| choice.id.clone()).collect()
}
