//! An interview with one role about one case: what it is asked, what it may know of why, and how an answer becomes a
//! statement in the case file.
//!
//! All goes through the wall. A question tells that its answer matters: the employer's side is asked only for goals that it
//! may see, and other professionals for those and for the alarm signs that they may hear of.

use crate::advise::Guidance;
use crate::view::{AskingView, Builder, EffectView, GoalView, SkippedView, View, WaitingView};
use access::{NoAccess, Wall};
use calendar::Day;
use casefile::{Addition, NewStatement};
use engine::{Asking, Next, Scope, Situation, assess};
use facts::{
    FactId, FactKindId, PersonId, RecordList, Recorded, Role, RuleId, Said, Side, Statement, StatementId, SubjectId,
    SubjectKind, Value,
};
use pack::AlarmClass;
use std::collections::BTreeSet;

/// An interview with one role, at one point.
#[derive(Clone, Debug)]
pub struct Interview<'g, 'a> {
    guidance: &'g Guidance<'a>,
    wall: Wall,
}

/// Who answers, and when it is written down.
#[derive(Clone, Debug)]
pub struct Answering {
    /// Who.
    pub by: PersonId,
    /// Who told it, if somebody else did.
    pub told_by: Option<PersonId>,
    /// When it is written down.
    pub recorded: Day,
}

/// What is answered to one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The fact.
    pub fact: FactId,
    /// What is said.
    pub said: Said,
    /// Why, for a judgement.
    pub reason: Option<String>,
    /// It was left without a tick in a tick list.
    pub group_answer: bool,
}

impl<'a> Guidance<'a> {
    /// Asks a role about this case.
    ///
    /// # Errors
    /// [`NoAccess`] for roles that read no file.
    pub fn interview(&self, role: Role) -> Result<Interview<'_, 'a>, NoAccess> {
        Ok(Interview { guidance: self, wall: Wall::before(role)? })
    }

    /// The same case with records that somebody has named and of which nothing is said yet.
    pub fn with_records(mut self, named: &[(RecordList, SubjectId)]) -> Self {
        for (list, id) in named {
            self.situation.records.entry(list.clone()).or_default().insert(id.clone());
        }
        if !named.is_empty() {
            self.assessment = assess(self.rulebook, &self.situation);
        }
        self
    }
}

impl Interview<'_, '_> {
    fn with<T>(&self, look: impl FnOnce(&engine::Interview<'_>) -> T) -> T {
        let builder = self.builder();
        let is_asked_for = |rule: &RuleId| self.is_asked_for(&builder, rule);
        let is_asked = |kind: &FactKindId| self.is_asked(&builder, kind);
        let scope = Scope { goals: &is_asked_for, facts: &is_asked };
        let (rulebook, situation) = (self.guidance.rulebook, &self.guidance.situation);
        let assessment = &self.guidance.assessment;
        look(&engine::Interview::new(rulebook, situation, assessment, self.wall.role(), scope))
    }

    fn builder(&self) -> Builder<'_> {
        Builder::new(self.wall, self.guidance)
    }

    /// Whether a role is asked for a goal: the worker and the medical side for all, others for what they may see, and all
    /// but the employer's side for alarm signs.
    fn is_asked_for(&self, builder: &Builder<'_>, rule: &RuleId) -> bool {
        let alarming = || builder.library.rule(rule).is_some_and(|rule| rule.alarm().is_some());
        match self.wall.role().side() {
            Side::Worker | Side::Medical => true,
            Side::Employer => builder.may_see_rule(rule),
            Side::Discipline | Side::Outside | Side::System => builder.may_see_rule(rule) || alarming(),
        }
    }

    fn is_asked(&self, builder: &Builder<'_>, kind: &FactKindId) -> bool {
        let alarm = || builder.library.declaration(kind).is_some_and(|declaration| declaration.alarm);
        builder.may_see_fact(kind) || (!self.wall.is_employer_side() && alarm())
    }

    /// The next question; none when this role is asked nothing (S-24).
    pub fn next(&self) -> Option<AskingView> {
        let next = self.with(|interview| interview.next());
        match next {
            Next::Question(asking) => Some(self.shown(&asking)),
            Next::Nothing { .. } => None,
        }
    }

    fn shown(&self, asking: &Asking) -> AskingView {
        let alarm = asking.alarm.filter(|_| self.wall.role().side() == Side::Medical);
        self.builder().asking(&asking.by, &asking.facts, alarm)
    }

    /// The questions that this person has answered in this role about this day, as they would be asked again; in the order
    /// of answering.
    pub fn answered(&self, by: &PersonId) -> Vec<AskingView> {
        let mut asked: Vec<(engine::AskedBy, Option<SubjectId>, Vec<FactId>)> = Vec::new();
        for statement in self.said_today(by) {
            let Some(question) = self.with(|interview| interview.asked_by(&statement.fact.kind)) else { continue };
            let record = is_record(&statement.fact).then(|| statement.fact.subject.id.clone());
            match asked.last_mut().filter(|(last, of, _)| *last == question && *of == record) {
                Some((_, _, facts)) if !facts.contains(&statement.fact) => facts.push(statement.fact.clone()),
                Some(_) => {}
                None => asked.push((question, record, vec![statement.fact.clone()])),
            }
        }
        asked.iter().map(|(by, _, facts)| self.builder().asking(by, facts, None)).collect()
    }

    /// What stands of what this person said in this role about this day.
    fn said_today(&self, by: &PersonId) -> Vec<&Statement> {
        let situation = &self.guidance.situation;
        let gone: BTreeSet<&StatementId> =
            situation.statements.iter().flat_map(|said| said.replaces.iter().chain(&said.withdraws)).collect();
        let own = |said: &&Statement| {
            said.by == *by && said.role == self.wall.role() && said.about == situation.on && said.said != Said::Nothing
        };
        let mut said: Vec<&Statement> =
            situation.statements.iter().filter(own).filter(|said| !gone.contains(&said.id)).collect();
        said.sort_by_key(|said| said.recorded);
        said
    }

    /// What somebody said about a fact today, to be shown when it is asked again.
    pub fn answer_of(&self, fact: &FactId, by: &PersonId) -> Option<Said> {
        self.said_today(by).into_iter().rev().find(|said| said.fact == *fact).map(|said| said.said.clone())
    }

    /// Of the facts of a question those that still matter: an answer to one may settle another.
    pub fn still_asked(&self, facts: &[FactId]) -> Vec<FactId> {
        self.with(|interview| interview.still_asked(facts))
    }

    /// For what a question is asked, as far as the reader may know; the worker reads that it helps the physician.
    pub fn asked_for(&self, asking: &AskingView) -> Vec<GoalView> {
        if self.wall.is_worker() {
            return Vec::new();
        }
        let builder = self.builder();
        let mut rules: Vec<RuleId> = Vec::new();
        for item in &asking.items {
            for rule in self.with(|interview| interview.needed_for(&item.fact)) {
                if builder.may_see_rule(&rule) && !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
        }
        rules.iter().map(|rule| builder.goal(rule)).collect()
    }

    /// What each answer of a closed list would decide at once, as far as the reader may know.
    pub fn effects(&self, fact: &FactId, values: &[Value]) -> Vec<EffectView> {
        if self.wall.is_worker() {
            return Vec::new();
        }
        let before = View::behind(self.wall, self.guidance);
        let effect = |value: &Value| {
            let answered = self.as_if(fact, value);
            let after = View::behind(self.wall, &answered);
            EffectView { value: value.clone(), decides: newly_decided(&before, &after) }
        };
        values.iter().map(effect).collect()
    }

    fn as_if(&self, fact: &FactId, value: &Value) -> Guidance<'_> {
        let mut situation: Situation = self.guidance.situation.clone();
        situation.statements.push(Statement {
            id: StatementId::new("as-if"),
            fact: fact.clone(),
            said: Said::Value(value.clone()),
            about: situation.on,
            until: None,
            recorded: Recorded { day: situation.known_on, sequence: u32::MAX },
            by: PersonId::new(self.wall.role().as_str()),
            role: self.wall.role(),
            told_by: None,
            replaces: None,
            withdraws: None,
            reason: Some(String::new()),
            group_answer: false,
        });
        let assessment = assess(self.guidance.rulebook, &situation);
        Guidance { rulebook: self.guidance.rulebook, case: self.guidance.case, situation, assessment }
    }

    /// The goals that are not decided, and whom each waits for; not for the worker.
    pub fn waits(&self) -> Vec<WaitingView> {
        if self.wall.is_worker() {
            return Vec::new();
        }
        let builder = self.builder();
        let waits = self.with(|interview| interview.waits());
        waits.iter().filter_map(|waiting| builder.waiting(waiting)).collect()
    }

    /// Every question that was not asked, and why (S-25).
    pub fn skipped(&self) -> Vec<SkippedView> {
        let builder = self.builder();
        self.with(|interview| interview.skipped()).iter().map(|skipped| builder.skipped(skipped)).collect()
    }

    /// What is added to the case file by these answers. What this person said before about the same day is put right; an alarm
    /// sign that was answered with yes is taken back, which leaves the task to the physician (S-9).
    pub fn additions(&self, answers: &[Answer], answering: &Answering) -> Vec<Addition> {
        let mut fresh: Vec<NewStatement> = Vec::new();
        let mut corrections: Vec<NewStatement> = Vec::new();
        for answer in answers {
            let before = self.said_today(&answering.by).into_iter().rev().find(|said| said.fact == answer.fact);
            let mut statement = self.statement(answer, answering);
            match before {
                Some(before) if before.said == answer.said && answer.reason.is_none() => {}
                Some(before) => {
                    let alarm = self.guidance.rulebook.library().declaration(&answer.fact.kind);
                    let taken_back = alarm.is_some_and(|kind| kind.alarm) && before.said == Said::Value(Value::yes());
                    let id = Some(before.id.clone());
                    (statement.withdraws, statement.replaces) = if taken_back { (id, None) } else { (None, id) };
                    corrections.push(statement);
                }
                None => {
                    let same = |known: &&mut NewStatement| {
                        (&known.of, &known.reason, known.group_answer)
                            == (&statement.of, &statement.reason, statement.group_answer)
                    };
                    match fresh.iter_mut().find(same) {
                        Some(known) => known.says.append(&mut statement.says),
                        None => fresh.push(statement),
                    }
                }
            }
        }
        let mut number = self.last_number();
        let named = fresh.into_iter().chain(corrections).map(|statement| {
            number += 1;
            Addition::Statement(NewStatement { id: format!("{ENTRY}{number}"), ..statement })
        });
        named.collect()
    }

    fn statement(&self, answer: &Answer, answering: &Answering) -> NewStatement {
        NewStatement {
            id: String::new(),
            about: self.guidance.situation.on,
            recorded: answering.recorded,
            by: answering.by.clone(),
            role: self.wall.role(),
            told_by: answering.told_by.clone(),
            of: self.named_subject(&answer.fact),
            says: vec![(answer.fact.kind.clone(), answer.said.clone())],
            reason: answer.reason.clone(),
            group_answer: answer.group_answer,
            replaces: None,
            withdraws: None,
        }
    }

    /// The subject by its name, where a case can have several.
    fn named_subject(&self, fact: &FactId) -> Option<SubjectId> {
        let case = self.guidance.case;
        let is_named = match &fact.subject.kind {
            SubjectKind::Record(_) => true,
            SubjectKind::Episode => !case.episodes.is_empty(),
            SubjectKind::Employment => !case.employments.is_empty(),
            SubjectKind::Worker | SubjectKind::Case | SubjectKind::Workplace | SubjectKind::Department => false,
        };
        is_named.then(|| fact.subject.id.clone())
    }

    /// The highest number of an entry that an interview has written.
    fn last_number(&self) -> u32 {
        let ids = self.guidance.case.statements.iter().map(|statement| statement.id.as_str());
        let entries = ids.filter_map(|id| id.split('/').next());
        entries.filter_map(|entry| entry.strip_prefix(ENTRY)?.parse().ok()).max().unwrap_or(0)
    }

    /// An absence from this day on: a spell, or the one put right that was reported first.
    pub fn absence_from(&self, first_day: Day, recorded: Day) -> Addition {
        let case = self.guidance.case;
        let (on, known) = (self.guidance.situation.on, self.guidance.situation.known_on);
        let several = case.employments.len() > 1;
        let employment = case.employment_of_case(on, known).or(case.employments.first()).filter(|_| several);
        let taken = |id: &String| case.spells.iter().any(|spell| spell.id == *id);
        let free = (1..).map(|number| format!("ask-{number}")).find(|id| !taken(id));
        Addition::Spell {
            id: free.unwrap_or_default(),
            employment: employment.map(|employment| employment.id.clone()),
            first_day,
            recorded,
            replaces: None,
        }
    }

    /// The records of a list that are known.
    pub fn records(&self, list: &RecordList) -> Vec<SubjectId> {
        self.guidance.situation.records.get(list).into_iter().flatten().cloned().collect()
    }

    /// A name for one more record of a list.
    pub fn name_for(&self, list: &RecordList) -> SubjectId {
        let known = self.guidance.situation.records.get(list);
        let taken = |id: &SubjectId| known.is_some_and(|known| known.contains(id));
        let mut names = (1u32..).map(|number| SubjectId::new(format!("{list}-{number}")));
        names.find(|id| !taken(id)).unwrap_or_else(|| SubjectId::new(list.as_str()))
    }

    /// What somebody reads of findings that were decided since an earlier look; the worker reads of an emergency or an urgent
    /// sign and of nothing else.
    pub fn told_since(&self, before: &View) -> Vec<crate::FindingView> {
        let after = View::behind(self.wall, self.guidance);
        let told = newly_decided(before, &after);
        if !self.wall.is_worker() {
            return told;
        }
        let is_alarm = |word: &str| AlarmClass::parse(word).is_some_and(|class| class < AlarmClass::Assess);
        told.into_iter().filter(|told| told.alarm.as_ref().is_some_and(|word| is_alarm(word.as_str()))).collect()
    }

    /// What this role may see of the case as it stands.
    pub fn view(&self) -> View {
        View::behind(self.wall, self.guidance)
    }
}

/// How entries are called that an interview writes.
const ENTRY: &str = "ask-";

fn is_record(fact: &FactId) -> bool {
    matches!(fact.subject.kind, SubjectKind::Record(_))
}

/// The findings that stand in a view, decided or acted on, and did not stand so in another one.
fn newly_decided(before: &View, after: &View) -> Vec<crate::FindingView> {
    let stands = |finding: &&crate::FindingView| match finding.status {
        engine::Status::Open => finding.acted_on.is_some(),
        // What an alarm halts stays to be read, and is not decided.
        engine::Status::WaitsForPhysician => false,
        _ => true,
    };
    let same = |a: &crate::FindingView, b: &crate::FindingView| {
        (&a.rule, &a.title, &a.record, a.status, &a.outcome, &a.acted_on, &a.text, &a.alarm)
            == (&b.rule, &b.title, &b.record, b.status, &b.outcome, &b.acted_on, &b.text, &b.alarm)
    };
    let is_new = |finding: &&crate::FindingView| !before.findings.iter().any(|known| same(known, finding));
    after.findings.iter().filter(stands).filter(is_new).cloned().collect()
}
