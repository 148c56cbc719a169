//! What to ask next, whom it waits for, and why all else need not be asked (S-21, S-24, S-25).
//!
//! An interview is held with one role. It goes through the goals in their order, and asks only facts of which some
//! answer can still make a difference to an open goal. What somebody answers is a statement; the next question follows
//! from the situation with that statement in it, so an interview can be left at any point and gone on with later.

mod fewest;
mod skipped;

use crate::assess::Reach;
use crate::explain::Explainer;
use crate::finding::{Assessment, Finding, Missing, Obligation, ObligationState, Status};
use crate::known::{Known, Members};
use crate::rulebook::Rulebook;
use crate::situation::Situation;
use facts::{FactId, FactKindId, RecordList, Role, RuleId, Subject, SubjectKind};
use pack::{AlarmClass, Body, Declaration, Library, Rule};
use std::collections::{BTreeMap, BTreeSet};

pub use fewest::LeftOpen;
pub use skipped::{Skipped, WhySkipped};

/// What an interview does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// This is asked.
    Question(Asking),
    /// There is nothing to ask this role: every goal is decided, or waits.
    Nothing {
        /// The goals that are not decided, and whom or what each waits for.
        waits: Vec<Waiting>,
    },
}

/// What asks a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedBy {
    /// A question of a pack.
    Question(RuleId),
    /// A judgement, which is a question of its own.
    Judgement(RuleId),
    /// Whether a list of records is complete, or there is another one: the program asks this itself (S-10).
    Complete(RecordList),
}

/// One question, with the facts that it fills here and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The goal for which it is asked first.
    pub goal: RuleId,
    /// About what that goal is.
    pub subject: Subject,
    /// What asks.
    pub by: AskedBy,
    /// The facts: those of this question that matter, are unknown, and that the role may answer.
    pub facts: Vec<FactId>,
    /// How urgent the goal makes it, when it asks after alarm signs.
    pub alarm: Option<AlarmClass>,
}

/// A goal that is not decided, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The goal.
    pub rule: RuleId,
    /// About what.
    pub subject: Subject,
    /// What it waits for.
    pub waits_for: WaitsFor,
}

/// What an open goal waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// Others who may answer, most authority first. Nobody: all who may answer said that they do not know.
    Roles(Vec<Role>),
    /// A physician, because of this alarm.
    Alarm(RuleId),
}

/// An interview with one role at one point: a situation with its assessment.
///
/// What is answered must be in the situation as a statement in this role about the reference day, recorded by K; then
/// every sequence of answers comes to an end.
pub struct Interview<'a> {
    rulebook: &'a Rulebook,
    situation: &'a Situation,
    assessment: &'a Assessment,
    role: Role,
    scope: Scope<'a>,
    known: Known<'a>,
    alarm_classes: BTreeMap<FactKindId, AlarmClass>,
}

/// What an interview is about. A question tells that its answer matters: a role is asked nothing for a goal of which it may
/// not know.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The goals that count.
    pub goals: &'a dyn Fn(&RuleId) -> bool,
    /// The facts that may be asked.
    pub facts: &'a dyn Fn(&FactKindId) -> bool,
}

impl Scope<'_> {
    /// All goals, all facts.
    pub const ALL: Scope<'static> = Scope { goals: &|_| true, facts: &|_| true };
}

/// The next question for a role, whatever goal needs it (S-24).
pub fn next_question(rulebook: &Rulebook, situation: &Situation, assessment: &Assessment, role: Role) -> Next {
    Interview::new(rulebook, situation, assessment, role, Scope::ALL).next()
}

/// A goal that is still open.
#[derive(Clone, Copy)]
struct Open<'a> {
    rule: &'a Rule,
    subject: &'a Subject,
    other: Option<&'a Subject>,
    missing: &'a [Missing],
}

impl<'a> Interview<'a> {
    /// With a role, about what is in its scope.
    pub fn new(
        rulebook: &'a Rulebook,
        situation: &'a Situation,
        assessment: &'a Assessment,
        role: Role,
        scope: Scope<'a>,
    ) -> Self {
        let library = rulebook.library();
        let known = Known::new(library, situation);
        let mut alarm_classes: BTreeMap<FactKindId, AlarmClass> = BTreeMap::new();
        for rule in Reach::of(rulebook, situation).goals() {
            let Some(class) = rule.alarm() else { continue };
            for kind in library.base_facts_of(&rule.id) {
                alarm_classes.entry(kind).and_modify(|known| *known = class.min(*known)).or_insert(class);
            }
        }
        Self { rulebook, situation, assessment, role, scope, known, alarm_classes }
    }

    /// What is asked next, or that there is nothing to ask and what that waits for.
    pub fn next(&self) -> Next {
        let open = self.open(self.assessment);
        let asked = open.iter().find_map(|goal| self.first_question(goal, &open));
        match asked {
            Some(asking) => Next::Question(asking),
            None => Next::Nothing { waits: self.waits() },
        }
    }

    /// Of some facts those that still matter and wait for this role: an answer to one may settle another.
    pub fn still_asked(&self, facts: &[FactId]) -> Vec<FactId> {
        let open = self.open(self.assessment);
        let matters = |fact: &FactId| open.iter().any(|goal| goal.missing.iter().any(|missing| missing.fact == *fact));
        facts.iter().filter(|fact| self.is_askable(fact) && matters(fact)).cloned().collect()
    }

    /// The open goals for which a fact matters.
    pub fn needed_for(&self, fact: &FactId) -> Vec<RuleId> {
        let open = self.open(self.assessment);
        let needing = open.iter().filter(|goal| goal.missing.iter().any(|missing| missing.fact == *fact));
        let mut rules: Vec<RuleId> = Vec::new();
        for goal in needing {
            if !rules.contains(&goal.rule.id) {
                rules.push(goal.rule.id.clone());
            }
        }
        rules
    }

    fn library(&self) -> &'a Library {
        self.rulebook.library()
    }

    /// The open goals that count, in the order of goals; findings and obligations among each other.
    fn open<'s>(&self, assessment: &'s Assessment) -> Vec<Open<'s>>
    where
        'a: 's,
    {
        let mut findings: BTreeMap<&RuleId, Vec<&Finding>> = BTreeMap::new();
        for finding in assessment.findings.iter().filter(|finding| finding.status == Status::Open) {
            findings.entry(&finding.rule).or_default().push(finding);
        }
        let trigger_open =
            |obligation: &&Obligation| obligation.trigger_open && obligation.state != ObligationState::DoesNotApply;
        let mut obligations: BTreeMap<&RuleId, &Obligation> = BTreeMap::new();
        obligations.extend(assessment.obligations.iter().filter(trigger_open).map(|owed| (&owed.rule, owed)));
        let library = self.rulebook.library();
        let mut open = Vec::new();
        for rule in library.goals().iter().filter(|rule| (self.scope.goals)(rule)).filter_map(|id| library.rule(id)) {
            open.extend(findings.get(&rule.id).into_iter().flatten().map(|finding| Open {
                rule,
                subject: &finding.subject,
                other: finding.other.as_ref(),
                missing: &finding.explanation.missing,
            }));
            open.extend(obligations.get(&rule.id).map(|owed| Open {
                rule,
                subject: &owed.subject,
                other: None,
                missing: &owed.explanation.missing,
            }));
        }
        open
    }

    /// Somebody in this role may answer it, and has not (S-4, S-24).
    fn is_askable(&self, fact: &FactId) -> bool {
        let declaration = self.library().declaration(&fact.kind);
        declaration.is_some_and(|declaration| declaration.authority(self.role).is_some())
            && (self.scope.facts)(&fact.kind)
            && !self.known.reader().has_answered(fact, self.role)
    }

    fn first_question(&self, goal: &Open<'_>, open: &[Open<'_>]) -> Option<Asking> {
        let mut questions: Vec<Group> = Vec::new();
        for fact in goal.missing.iter().map(|missing| &missing.fact).filter(|fact| self.is_askable(fact)) {
            let Some(key) = self.key_of(fact) else { continue };
            match questions.iter_mut().find(|group| group.key == key) {
                Some(group) => group.facts.push(fact.clone()),
                None => questions.push(Group { key, facts: vec![fact.clone()] }),
            }
        }
        let alarming = |group: &Group| group.facts.iter().filter_map(|fact| self.alarm_classes.get(&fact.kind)).min();
        let first_alarm = questions
            .iter()
            .filter_map(|group| Some((alarming(group)?, self.place_of(&group.key), group)))
            .min_by_key(|(class, place, _)| (**class, *place));
        if let Some((class, _, group)) = first_alarm {
            return Some(self.alarm_question(goal, group, *class, open));
        }
        let chosen = match questions.as_slice() {
            [only] => Some(only),
            several => self.leaving_least(goal, several),
        };
        Some(self.asking(goal, chosen?, None, open))
    }

    /// Emergency items are asked one by one, even in a tick list (S-21).
    fn alarm_question(&self, goal: &Open<'_>, group: &Group, class: AlarmClass, open: &[Open<'_>]) -> Asking {
        let mut asking = self.asking(goal, group, Some(class), open);
        let is_emergency = |fact: &FactId| self.alarm_classes.get(&fact.kind) == Some(&AlarmClass::Emergency);
        if let Some(first) = asking.facts.iter().find(|fact| is_emergency(fact)).cloned() {
            asking.facts = vec![first];
        }
        asking
    }

    /// The question with all its facts that matter to any open goal: they are asked once.
    fn asking(&self, goal: &Open<'_>, group: &Group, alarm: Option<AlarmClass>, open: &[Open<'_>]) -> Asking {
        let mut facts = group.facts.clone();
        for fact in open.iter().flat_map(|other| other.missing).map(|missing| &missing.fact) {
            if !facts.contains(fact) && self.is_askable(fact) && self.key_of(fact).as_ref() == Some(&group.key) {
                facts.push(fact.clone());
            }
        }
        if let AskedBy::Question(rule) = &group.key.by {
            facts.sort_by_key(|fact| place_in_question(self.library(), rule, &fact.kind));
        }
        Asking { goal: goal.rule.id.clone(), subject: goal.subject.clone(), by: group.key.by.clone(), facts, alarm }
    }

    /// What asks a fact; none for a fact that nobody declares.
    pub fn asked_by(&self, kind: &FactKindId) -> Option<AskedBy> {
        self.library().declaration(kind).map(|declaration| asked_by(self.library(), declaration))
    }

    /// Which question asks a fact, and about which record.
    fn key_of(&self, fact: &FactId) -> Option<Key> {
        let declaration = self.library().declaration(&fact.kind)?;
        let record = matches!(fact.subject.kind, SubjectKind::Record(_)).then(|| fact.subject.clone());
        Some(Key { by: asked_by(self.library(), declaration), record })
    }

    /// A judgement for which a table makes a proposal is asked after the facts of the table: it would decide at once, and
    /// nobody would ever see what is proposed (S-18).
    fn is_proposed(&self, key: &Key) -> bool {
        let AskedBy::Judgement(id) = &key.by else { return false };
        let body = self.library().rule(id).map(|rule| &rule.body);
        matches!(body, Some(Body::Judgement(judgement)) if judgement.proposed_by.is_some())
    }

    /// The place of a question in declared order; whether a list is complete comes after what asks its fields.
    fn place_of(&self, key: &Key) -> (usize, usize) {
        let library = self.library();
        let place = |id: &RuleId| library.questions().position(|rule| rule.id == *id).unwrap_or(usize::MAX);
        match &key.by {
            AskedBy::Question(id) => (place(id), 0),
            AskedBy::Judgement(id) => {
                (usize::MAX, library.goals().iter().position(|goal| goal == id).unwrap_or(usize::MAX))
            }
            AskedBy::Complete(list) => {
                let fields = library.declarations().filter(|field| field.subject == SubjectKind::Record(list.clone()));
                (fields.filter_map(|field| field.filled_by.as_ref()).map(place).max().unwrap_or(usize::MAX), 1)
            }
        }
    }

    /// The question after whose worst answer fewest facts still matter to the goal; of equal ones the first declared.
    fn leaving_least<'q>(&self, open: &Open<'_>, questions: &'q [Group]) -> Option<&'q Group> {
        let goal = self.rulebook.goal(&open.rule.id)?;
        let members = members_of(open);
        let explainer = Explainer::new(self.rulebook, &self.known, self.situation);
        let classes: BTreeMap<u16, usize> = numbered(goal)
            .filter_map(|(number, variable)| Some((number, self.known.class_of(variable, &members)?)))
            .collect();
        let behind: BTreeMap<u16, Vec<FactId>> = numbered(goal)
            .filter(|(number, _)| !classes.contains_key(number))
            .map(|(number, variable)| (number, explainer.facts_behind(&variable.asked, &members)))
            .collect();
        let left = LeftOpen::of(goal, &|number| classes.get(&number).copied());
        let left_after = |facts: &[FactId]| {
            let answered: BTreeSet<u16> = numbered(goal)
                .filter(|(_, variable)| fewest::is_settled_by_an_answer(&variable.asked))
                .filter(|(number, _)| behind.get(number).is_some_and(|of| of.iter().all(|fact| facts.contains(fact))))
                .map(|(number, _)| number)
                .collect();
            left.most_left(&answered, &|matter| {
                let matter = matter.iter().filter_map(|number| behind.get(number)).flatten();
                matter.filter(|fact| !facts.contains(fact)).collect::<BTreeSet<_>>().len()
            })
        };
        questions
            .iter()
            .min_by_key(|group| (self.is_proposed(&group.key), left_after(&group.facts), self.place_of(&group.key)))
    }

    /// The goals that are not decided, and what each waits for.
    pub fn waits(&self) -> Vec<Waiting> {
        let mut waits: Vec<Waiting> = self
            .open(self.assessment)
            .iter()
            .map(|goal| Waiting {
                rule: goal.rule.id.clone(),
                subject: goal.subject.clone(),
                waits_for: WaitsFor::Roles(self.who_could_answer(goal.missing)),
            })
            .collect();
        if let Some(alarm) = &self.assessment.halted_by {
            let halted = self
                .assessment
                .findings
                .iter()
                .filter(|finding| finding.status == Status::WaitsForPhysician && (self.scope.goals)(&finding.rule));
            waits.extend(halted.map(|finding| Waiting {
                rule: finding.rule.clone(),
                subject: finding.subject.clone(),
                waits_for: WaitsFor::Alarm(alarm.clone()),
            }));
        }
        waits
    }

    /// The roles that may answer any of the missing facts and have not.
    fn who_could_answer(&self, missing: &[Missing]) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::new();
        for missing in missing {
            for role in &missing.asked_of {
                if !roles.contains(role) && !self.known.reader().has_answered(&missing.fact, *role) {
                    roles.push(*role);
                }
            }
        }
        roles
    }
}

/// The facts of one question.
struct Group {
    key: Key,
    facts: Vec<FactId>,
}

/// What makes facts one question: what asks, and about which record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    by: AskedBy,
    record: Option<Subject>,
}

fn asked_by(library: &Library, declaration: &Declaration) -> AskedBy {
    match &declaration.filled_by {
        Some(rule) => match library.rule(rule).map(|rule| &rule.body) {
            Some(Body::Judgement(_)) => AskedBy::Judgement(rule.clone()),
            _ => AskedBy::Question(rule.clone()),
        },
        None => {
            let id = declaration.id.as_str();
            AskedBy::Complete(RecordList::new(id.strip_suffix(".complete").unwrap_or(id)))
        }
    }
}

fn place_in_question(library: &Library, rule: &RuleId, kind: &FactKindId) -> Option<usize> {
    match library.rule(rule).map(|rule| &rule.body) {
        Some(Body::Question(question)) => question.facts.iter().position(|fact| fact.id == *kind),
        _ => None,
    }
}

fn numbered(goal: &crate::compile::CompiledGoal) -> impl Iterator<Item = (u16, &crate::variable::Variable)> {
    goal.variables.iter().enumerate().filter_map(|(at, variable)| Some((u16::try_from(at).ok()?, variable)))
}

fn members_of(open: &Open<'_>) -> Members {
    let over_records = open.rule.each.is_some() || matches!(open.rule.body, Body::Contradiction(_));
    Members { first: over_records.then(|| open.subject.clone()), second: open.other.cloned() }
}
