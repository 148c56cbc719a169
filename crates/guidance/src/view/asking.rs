//! What a role may see of a question, and of what is left at the end of an interview.

use super::build::Builder;
use super::{FindingView, MissingWhy};
use crate::view::text::ReasonText;
use engine::{AskedBy, Skipped, Waiting, WaitsFor, WhySkipped};
use facts::{ChoiceId, Decimal, FactId, FactKindId, Localized, RecordList, Role, RuleId, Value};
use pack::{AlarmClass, Body, Declaration, ValueDomain};

/// A question as one role may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskingView {
    /// Its id, for those who may see ids.
    pub id: String,
    /// What is asked.
    pub ask: Localized,
    /// What is meant, in plain words.
    pub help: Option<Localized>,
    /// What kind of question it is.
    pub kind: AskingKind,
    /// The record it is about, when it is one of several.
    pub record: Option<String>,
    /// How urgent the sign is that it asks after; for the medical side.
    pub alarm: Option<AlarmClass>,
    /// The question is about several things, of which here are those that matter: each is named.
    pub of_several: bool,
    /// What it fills.
    pub items: Vec<ItemView>,
}

/// What kind of question it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskingKind {
    /// One answer for each item.
    Each,
    /// Several signs on one list, with "none of these".
    TickList,
    /// Left to a professional, who gives a reason.
    Judgement,
    /// Whether there is another record of this list.
    Another(RecordList),
}

/// One fact of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemView {
    /// The fact.
    pub fact: FactId,
    /// What people read.
    pub label: Localized,
    /// Which answers there are.
    pub answers: AnswersView,
    /// Why it is asked again, when it was known or said before.
    pub before: Option<MissingWhy>,
    /// A yes is told with the first day of the absence.
    pub begins_absence: bool,
}

/// Which answers there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswersView {
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<(ChoiceId, Localized)>),
    /// A number.
    Number {
        /// Whole numbers only.
        whole: bool,
        /// Its unit.
        unit: String,
        /// Smallest.
        min: Decimal,
        /// Largest.
        max: Decimal,
    },
    /// A day.
    Day,
    /// Words.
    Text,
}

impl AnswersView {
    /// The values of a closed list, each as it is read.
    pub fn values(&self) -> Vec<(Value, ReasonText)> {
        match self {
            AnswersView::YesNo => [true, false].map(|truth| (Value::YesNo(truth), ReasonText::YesNo(truth))).to_vec(),
            AnswersView::Choice(choices) => choices
                .iter()
                .map(|(id, label)| (Value::Choice(id.clone()), ReasonText::Word(id.as_str().to_owned(), label.clone())))
                .collect(),
            AnswersView::Number { .. } | AnswersView::Day | AnswersView::Text => Vec::new(),
        }
    }
}

/// What one answer would decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectView {
    /// The answer.
    pub value: Value,
    /// What it decides at once.
    pub decides: Vec<FindingView>,
}

/// A goal by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalView {
    /// The rule, for those who may see ids.
    pub rule: Option<RuleId>,
    /// Its name.
    pub title: Localized,
}

/// A goal that is not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingView {
    /// The goal.
    pub goal: GoalView,
    /// The record it is about, when it is one of several.
    pub record: Option<String>,
    /// Who may answer what is missing; nobody when all have said that they do not know.
    pub roles: Vec<Role>,
    /// It waits for a physician because of this alarm.
    pub alarm: Option<GoalView>,
}

/// A question that was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedView {
    /// The question, for those who may see ids.
    pub id: Option<String>,
    /// What it asks, item by item.
    pub labels: Vec<Localized>,
    /// Why it was not asked.
    pub why: WhySkippedView,
}

/// Why a question was not asked, as one role may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhySkippedView {
    /// It is known already.
    Known,
    /// No answer can make anything come out otherwise.
    CannotMatter,
    /// It matters only to what an alarm stops.
    Stopped(GoalView),
    /// Others are to answer it.
    WaitsFor(Vec<Role>),
    /// Somebody in this role did not know.
    DontKnow,
    /// It is about records, and none is known.
    NoRecord,
    /// There is a proposal, to be confirmed.
    Proposed,
    /// It is recorded when it is done.
    RecordedWhenDone,
    /// It is kept for people; no rule reads it.
    ForPeople,
    /// The interview was left before.
    NotYetAsked,
}

impl Builder<'_> {
    pub(crate) fn asking(&self, by: &AskedBy, facts: &[FactId], alarm: Option<AlarmClass>) -> AskingView {
        let rule = match by {
            AskedBy::Question(id) | AskedBy::Judgement(id) => self.library.rule(id),
            AskedBy::Complete(_) => None,
        };
        let (ask, help, tick_list) = match rule.map(|rule| &rule.body) {
            Some(Body::Question(question)) => (question.ask.clone(), question.help.clone(), question.tick_list),
            Some(Body::Judgement(judgement)) => (judgement.ask.clone(), None, false),
            _ => (self.ask_for_another(by), None, false),
        };
        let kind = match by {
            AskedBy::Complete(list) => AskingKind::Another(list.clone()),
            AskedBy::Judgement(_) => AskingKind::Judgement,
            AskedBy::Question(_) if tick_list && facts.len() > 1 => AskingKind::TickList,
            AskedBy::Question(_) => AskingKind::Each,
        };
        let declared = match rule.map(|rule| &rule.body) {
            Some(Body::Question(question)) => question.facts.len(),
            _ => 1,
        };
        AskingView {
            of_several: declared > 1,
            id: match by {
                AskedBy::Question(id) | AskedBy::Judgement(id) => id.to_string(),
                AskedBy::Complete(list) => format!("{list}.complete"),
            },
            ask,
            help,
            kind,
            record: facts.first().and_then(|fact| self.record_of(&fact.subject)),
            alarm,
            items: facts.iter().filter_map(|fact| self.item(fact)).collect(),
        }
    }

    fn item(&self, fact: &FactId) -> Option<ItemView> {
        let declaration = self.library.declaration(&fact.kind)?;
        let missing = engine::Reader::new(self.library, &self.guidance.situation).read(fact, reads(declaration));
        let before = match missing {
            engine::Reading::Unknown(why) => Some(self.why_unknown(&why)),
            _ => None,
        };
        Some(ItemView {
            fact: fact.clone(),
            label: declaration.label.clone(),
            answers: answers(&declaration.domain),
            before: before.filter(|why| *why != MissingWhy::NeverAsked && !self.wall.is_worker()),
            begins_absence: fact.kind.as_str() == pack::COMMON_ABSENT,
        })
    }

    /// Whether there is another record is asked in the words of the program: packs declare lists, and no question for this.
    fn ask_for_another(&self, by: &AskedBy) -> Localized {
        let AskedBy::Complete(list) = by else { return plain("") };
        let kind = FactKindId::new(format!("{list}.complete"));
        let named = self.library.word(list.as_str()).map(|word| word.label.clone());
        let named = named.unwrap_or_else(|| self.label_of(&kind));
        let known = self.guidance.situation.records.get(list).is_some_and(|members| !members.is_empty());
        match known {
            false => Localized {
                nl: format!("Is er iets te noemen onder ‘{}’?", named.nl),
                fr: format!("Y a-t-il quelque chose à indiquer sous « {} » ?", named.fr),
                en: format!("Is there anything to name under ‘{}’?", named.en),
            },
            true => Localized {
                nl: format!("Is er nog iets te noemen onder ‘{}’?", named.nl),
                fr: format!("Y a-t-il encore quelque chose à indiquer sous « {} » ?", named.fr),
                en: format!("Is there anything else to name under ‘{}’?", named.en),
            },
        }
    }

    pub(crate) fn goal(&self, rule: &RuleId) -> GoalView {
        GoalView {
            rule: self.shows_codes().then(|| rule.clone()),
            title: self.library.rule(rule).map_or_else(|| plain(rule.as_str()), |rule| rule.title.clone()),
        }
    }

    /// A goal that waits; none of which the reader may not know, nor because of what.
    pub(crate) fn waiting(&self, waiting: &Waiting) -> Option<WaitingView> {
        let (roles, alarm) = match &waiting.waits_for {
            WaitsFor::Roles(roles) => (roles.clone(), None),
            WaitsFor::Alarm(rule) => (Vec::new(), Some(rule)),
        };
        let visible = std::iter::once(&waiting.rule).chain(alarm).all(|rule| self.may_see_rule(rule));
        visible.then(|| WaitingView {
            goal: self.goal(&waiting.rule),
            record: self.record_of(&waiting.subject),
            roles,
            alarm: alarm.map(|rule| self.goal(rule)),
        })
    }

    pub(crate) fn skipped(&self, skipped: &Skipped) -> SkippedView {
        let id = match &skipped.by {
            AskedBy::Question(rule) | AskedBy::Judgement(rule) => rule.to_string(),
            AskedBy::Complete(list) => format!("{list}.complete"),
        };
        SkippedView {
            id: self.shows_codes().then_some(id),
            labels: skipped.kinds.iter().map(|kind| self.label_of(kind)).collect(),
            why: match &skipped.why {
                WhySkipped::Known => WhySkippedView::Known,
                WhySkipped::CannotMatter => WhySkippedView::CannotMatter,
                // Who may not know of an alarm reads what holds for him all the same: no answer changes anything now.
                WhySkipped::Stopped(rule) if self.may_see_rule(rule) => WhySkippedView::Stopped(self.goal(rule)),
                WhySkipped::Stopped(_) => WhySkippedView::CannotMatter,
                WhySkipped::WaitsFor(roles) => WhySkippedView::WaitsFor(roles.clone()),
                WhySkipped::DontKnow => WhySkippedView::DontKnow,
                WhySkipped::NoRecord => WhySkippedView::NoRecord,
                WhySkipped::Proposed => WhySkippedView::Proposed,
                WhySkipped::RecordedWhenDone => WhySkippedView::RecordedWhenDone,
                WhySkipped::ForPeople => WhySkippedView::ForPeople,
                WhySkipped::NotYetAsked => WhySkippedView::NotYetAsked,
            },
        }
    }
}

fn reads(declaration: &Declaration) -> pack::Reads {
    if declaration.alarm { pack::Reads::Ever } else { pack::Reads::Latest }
}

fn answers(domain: &ValueDomain) -> AnswersView {
    match domain {
        ValueDomain::YesNo => AnswersView::YesNo,
        ValueDomain::Choice(choices) => {
            AnswersView::Choice(choices.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect())
        }
        ValueDomain::Number { whole, unit, min, max } => {
            AnswersView::Number { whole: *whole, unit: unit.clone(), min: *min, max: *max }
        }
        ValueDomain::Date => AnswersView::Day,
        ValueDomain::Text => AnswersView::Text,
    }
}

fn plain(word: &str) -> Localized {
    Localized { nl: word.to_owned(), fr: word.to_owned(), en: word.to_owned() }
}
