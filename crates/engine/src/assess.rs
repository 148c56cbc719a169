//! Facts, packs and a day in; findings and obligations out. Total: whatever is given, something true comes out.

use crate::compile::CompiledGoal;
use crate::explain::Explainer;
use crate::finding::{Assessment, Decided, Explanation, Finding, Obligation, Status};
use crate::known::{Known, Members};
use crate::obligation;
use crate::rulebook::{Possible, Rulebook};
use crate::situation::{Decision, DecisionChoice, Situation};
use crate::variable::{Asked, NOT_JUDGED};
use facts::{ChoiceId, FactKindId, RecordList, RuleId, Subject, SubjectKind};
use pack::{AlarmClass, Body, Contradiction, Input, Judgement, Library, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// At most so many records of a list are held against each other (S-10).
pub const MOST_PAIRED: usize = 200;

/// Assesses one situation: what is decided, what is open and because of which facts, what is owed by whom before when.
pub fn assess(rulebook: &Rulebook, situation: &Situation) -> Assessment {
    assess_those(&mut Assessor::new(rulebook, situation), &|_| true)
}

/// Assesses one rule, with what can halt it: all alarm items and what they come to. Only that one rule is explained.
pub(crate) fn assess_one(rulebook: &Rulebook, situation: &Situation, wanted: &RuleId) -> Assessment {
    let mut assessor = Assessor { explained: Some(wanted), ..Assessor::new(rulebook, situation) };
    assess_those(&mut assessor, &|rule| rule.id == *wanted || rule.is_alarming())
}

/// What would be decided and open if no alarm halted anything: for telling what is not asked because of one (S-25).
pub(crate) fn assess_as_if_no_alarm(rulebook: &Rulebook, situation: &Situation) -> Assessment {
    let mut assessor = Assessor { halts: false, ..Assessor::new(rulebook, situation) };
    assess_those(&mut assessor, &|_| true)
}

fn assess_those(assessor: &mut Assessor<'_>, wanted: &dyn Fn(&Rule) -> bool) -> Assessment {
    let (rulebook, situation) = (assessor.rulebook, assessor.situation);
    let mut findings = Vec::new();
    let mut obligations: Vec<Obligation> = Vec::new();
    for rule in assessor.goals_in_force().into_iter().filter(|rule| wanted(rule)) {
        if let Body::Deadline(deadline) = &rule.body {
            // An alarm stops all but the statutory clock.
            if !assessor.is_halted(rule) {
                obligations.push(obligation::assess(assessor, rule, deadline, &obligations));
            }
            continue;
        }
        for members in assessor.members_for(rule) {
            findings.push(assessor.finding(rule, &members));
        }
        assessor.halt_if_alarming(rule, &findings);
    }
    let unknown = |classes: &[AlarmClass]| {
        findings.iter().any(|finding| {
            let alarm = rulebook.library().rule(&finding.rule).and_then(Rule::alarm);
            finding.status == Status::Open && alarm.is_some_and(|class| classes.contains(&class))
        })
    };
    Assessment {
        on: situation.on,
        known_on: situation.known_on,
        halted_by: assessor.halted_by.as_ref().map(|halt| halt.rule.clone()),
        reassurance_withheld_by: assessor.reassurance_withheld_by(),
        emergency_not_excluded: unknown(&[AlarmClass::Emergency]),
        alarm_unknown: unknown(&[AlarmClass::Emergency, AlarmClass::Urgent]),
        withdrawn_alarms: assessor.explainer().stated(&assessor.known.reader().withdrawn_alarms()),
        findings,
        obligations,
    }
}

/// What is owed by whom before when, and nothing else: for looking back at what was known before (S-33).
pub fn assess_obligations(rulebook: &Rulebook, situation: &Situation) -> Vec<Obligation> {
    let assessor = Assessor::new(rulebook, situation);
    let mut obligations: Vec<Obligation> = Vec::new();
    for rule in assessor.goals_in_force() {
        if let Body::Deadline(deadline) = &rule.body {
            obligations.push(obligation::assess(&assessor, rule, deadline, &obligations));
        }
    }
    obligations
}

pub(crate) struct Assessor<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) known: Known<'a>,
    pub(crate) situation: &'a Situation,
    /// The same by the rules as they were published, where a house pack stands beside them.
    pub(crate) published: Option<Box<Assessor<'a>>>,
    halted_by: Option<Halt>,
    /// The most urgent alarm that stands, as published: only such a one ends the asking after published signs (S-38).
    published_alarm: Option<AlarmClass>,
    /// The only rule whose finding is explained, where not all of them are.
    explained: Option<&'a RuleId>,
    /// Whether an alarm halts what comes after it.
    halts: bool,
}

/// Which rules advise in a situation.
pub(crate) struct Reach<'a> {
    library: &'a Library,
    situation: &'a Situation,
}

impl<'a> Reach<'a> {
    pub(crate) fn of(rulebook: &'a Rulebook, situation: &'a Situation) -> Self {
        Self { library: rulebook.on(situation.on).library(), situation }
    }

    pub(crate) fn advises(&self, rule: &Rule) -> bool {
        self.library.rule_advises_here(rule, self.situation.on, self.situation.country.as_deref())
    }

    /// The goals of the packs in force on D for the country of the employment (S-36), in the edition that leads.
    pub(crate) fn goals(&self) -> Vec<&'a Rule> {
        let goals = self.library.goals().iter().filter_map(|id| self.library.rule(id));
        goals.filter(|rule| self.advises(rule)).collect()
    }
}

/// What halts later goals, and how urgent it is.
#[derive(Clone, Debug)]
struct Halt {
    rule: RuleId,
    class: AlarmClass,
}

impl<'a> Assessor<'a> {
    fn new(rulebook: &'a Rulebook, situation: &'a Situation) -> Self {
        let rulebook = rulebook.on(situation.on);
        let published = rulebook.published().map(|published| Box::new(Self::by(published, situation)));
        Self { published, ..Self::by(rulebook, situation) }
    }

    fn by(rulebook: &'a Rulebook, situation: &'a Situation) -> Self {
        let known = Known::new(rulebook.library(), situation);
        Self {
            rulebook,
            known,
            situation,
            published: None,
            halted_by: None,
            published_alarm: None,
            explained: None,
            halts: true,
        }
    }

    pub(crate) fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self.rulebook, &self.known, self.situation)
    }

    fn goals_in_force(&self) -> Vec<&'a Rule> {
        Reach::of(self.rulebook, self.situation).goals()
    }

    /// Once for the case, once per record, or once per pair of records.
    fn members_for(&self, rule: &Rule) -> Vec<Members> {
        let record = |list: &RecordList| -> Vec<Subject> {
            let kind = SubjectKind::Record(list.clone());
            self.known.members(list).into_iter().map(|id| Subject { kind: kind.clone(), id }).collect()
        };
        if let Body::Contradiction(Contradiction { first, second, .. }) = &rule.body {
            let (left, right) = (record(first), record(second));
            let pairs = left.iter().take(MOST_PAIRED).flat_map(|a| right.iter().take(MOST_PAIRED).map(move |b| (a, b)));
            // Within one list a pair is looked at once, and no record against itself.
            return pairs
                .filter(|(a, b)| a.kind != b.kind || a.id < b.id)
                .map(|(a, b)| Members { first: Some(a.clone()), second: Some(b.clone()) })
                .collect();
        }
        match &rule.each {
            Some(list) => {
                record(list).into_iter().map(|member| Members { first: Some(member), second: None }).collect()
            }
            None => vec![Members::default()],
        }
    }

    /// An emergency or urgent outcome halts every later goal but the statutory ones (S-17). The most urgent one counts.
    fn halt_if_alarming(&mut self, rule: &Rule, findings: &[Finding]) {
        let of_rule = findings.iter().filter(|finding| finding.rule == rule.id && self.halts);
        let Some(class) = of_rule.filter_map(|finding| alarm_class(rule, finding)).min() else { return };
        self.published_alarm = self.published_alarm.into_iter().chain(self.class_as_published(rule)).min();
        if self.halted_by.as_ref().is_none_or(|halt| class < halt.class) {
            self.halted_by = Some(Halt { rule: rule.id.clone(), class });
        }
    }

    /// The fact of a pack that advises here and withholds reassurance, when one is yes.
    fn reassurance_withheld_by(&self) -> Option<RuleId> {
        let (on, country) = (self.situation.on, self.situation.country.as_deref());
        let library = self.rulebook.library();
        let advising = library.packs().iter().filter(|pack| library.advises_here(pack, on, country));
        let holds = |id: &&RuleId| {
            self.rulebook.goal(id).is_some_and(|goal| {
                let known = self.known_classes(goal, &Members::default());
                let possible = self.rulebook.possible(goal, &|number| known.get(&number).copied());
                possible.decided().is_some_and(|word| word.as_str() == "yes")
            })
        };
        advising.flat_map(|pack| &pack.withholds_reassurance).find(holds).cloned()
    }

    /// Neither alarm items nor rules of law are halted, nor the text that names the alarm signs.
    fn is_halted(&self, rule: &Rule) -> bool {
        let is_alarm_goal = rule.is_alarming();
        let is_neutral = self.rulebook.library().pack(&rule.pack).is_some_and(|pack| pack.neutral);
        let is_the_signs =
            self.rulebook.library().packs().iter().any(|pack| pack.alarm_signs.as_ref() == Some(&rule.id));
        self.halted_by.is_some() && !is_alarm_goal && !is_neutral && !is_the_signs
    }

    /// A less urgent alarm item is asked no more once a more urgent one is yes; what is known of it stays visible,
    /// because the referral names every sign. All items of the same class go on being asked. An alarm that a service added
    /// ends only the asking after others of its own, one that it raised ends what it ends as published (S-38).
    fn is_asked_no_more(&self, rule: &Rule) -> bool {
        let standing = match self.is_of_house(rule) {
            true => self.halted_by.as_ref().map(|halt| halt.class),
            false => self.published_alarm,
        };
        rule.alarm().is_some_and(|class| standing.is_some_and(|standing| class > standing))
    }

    /// How urgent an item that stands is as published; none where it halts nothing as published.
    fn class_as_published(&self, rule: &Rule) -> Option<AlarmClass> {
        let published = self.rulebook.library().before_tightening(&rule.id).unwrap_or(rule);
        published.alarm().filter(|class| *class < AlarmClass::Assess && !self.is_of_house(rule))
    }

    fn is_of_house(&self, rule: &Rule) -> bool {
        self.rulebook.library().pack(&rule.pack).is_some_and(|pack| pack.house.is_some())
    }

    fn finding(&self, rule: &Rule, members: &Members) -> Finding {
        let subject = members.first.clone().unwrap_or_else(|| self.situation.subject(&rule.subject()));
        let mut finding = Finding {
            rule: rule.id.clone(),
            subject: subject.clone(),
            other: members.second.clone(),
            stage: rule.stage,
            class: self.rulebook.library().class_of(&rule.id),
            status: Status::WaitsForPhysician,
            outcome: None,
            possible: Vec::new(),
            acted_on: None,
            proposal: None,
            decision: None,
            explanation: Explanation::default(),
        };
        let Some(goal) = self.rulebook.goal(&rule.id) else { return finding };
        if self.is_halted(rule) {
            // What a professional judged stays visible; nothing follows from it until the alarm is judged.
            if let Body::Judgement(judgement) = &rule.body {
                finding.decision = self.explainer().judgement(&judgement.fact.id, members);
            }
            return finding;
        }
        let known = self.known_classes(goal, members);
        let possible = self.rulebook.possible(goal, &|number| known.get(&number).copied());
        finding.outcome = possible.decided().cloned();
        finding.status = match (&finding.outcome, self.rests_on_proposal(goal, &known)) {
            (None, _) => Status::Open,
            (Some(_), true) => Status::Proposed,
            (Some(_), false) => Status::Decided,
        };
        if finding.status == Status::Open {
            finding.acted_on = self.acted_on(rule, goal, &known);
        }
        if self.explained.is_none_or(|only| *only == rule.id) {
            finding.explanation = self.explainer().explain(rule, goal, members, &known, &possible);
        }
        finding.possible = possible.words;
        if finding.status == Status::Open && self.is_asked_no_more(rule) {
            finding.status = Status::WaitsForPhysician;
            finding.explanation.missing.clear();
        }
        self.note_decision(rule, goal, members, &known, &mut finding);
        finding
    }

    /// The class of every variable that is known.
    pub(crate) fn known_classes(&self, goal: &CompiledGoal, members: &Members) -> BTreeMap<u16, usize> {
        let numbered = goal.variables.iter().enumerate();
        numbered
            .filter_map(|(at, variable)| Some((u16::try_from(at).ok()?, self.known.class_of(variable, members)?)))
            .collect()
    }

    /// Something nobody has judged stands under the outcome: with that judgement free, it would not be decided (S-18).
    fn rests_on_proposal(&self, goal: &CompiledGoal, known: &BTreeMap<u16, usize>) -> bool {
        let unjudged: BTreeSet<u16> = goal
            .variables
            .iter()
            .enumerate()
            .filter(|(_, variable)| matches!(variable.asked, Asked::Judged(_)))
            .filter_map(|(at, variable)| {
                let at = u16::try_from(at).ok()?;
                (known.get(&at).copied() == variable.classes.of_word(NOT_JUDGED)).then_some(at)
            })
            .collect();
        if unjudged.is_empty() {
            return false;
        }
        let free = |number: u16| known.get(&number).copied().filter(|_| !unjudged.contains(&number));
        self.rulebook.possible(goal, &free).decided().is_none()
    }

    /// What is acted on while the goal is open: unknown facts count as their careful value (S-11), and of outcomes in
    /// order of urgency at least the least urgent that is still possible.
    fn acted_on(&self, rule: &Rule, goal: &CompiledGoal, known: &BTreeMap<u16, usize>) -> Option<ChoiceId> {
        let Body::Table(table) = &rule.body else { return None };
        let possible = self.possible_carefully(goal, known, &table.unknown_counts_as);
        if !table.ranked {
            return possible.decided().cloned();
        }
        let least_urgent = rule.outcomes().into_iter().rev().find(|outcome| possible.words.contains(outcome));
        let halts = |outcome: &ChoiceId| table.stops.contains(outcome);
        least_urgent.filter(|outcome| possible.decided().is_some() || halts(outcome))
    }

    pub(crate) fn possible_carefully(
        &self,
        goal: &CompiledGoal,
        known: &BTreeMap<u16, usize>,
        careful: &BTreeMap<FactKindId, ChoiceId>,
    ) -> Possible {
        let mut assumed = known.clone();
        for (kind, value) in careful {
            let asked = Asked::Input(crate::compile::normal(self.rulebook.library(), &Input::fact(kind)));
            let Some(number) = goal.variable_of(&asked) else { continue };
            let class =
                goal.variables.get(usize::from(number)).and_then(|variable| variable.classes.of_word(value.as_str()));
            if let (false, Some(class)) = (assumed.contains_key(&number), class) {
                assumed.insert(number, class);
            }
        }
        self.rulebook.possible(goal, &|number| assumed.get(&number).copied())
    }

    /// What a professional decided stays in force until a person takes it back; what would be proposed now is shown
    /// beside it (S-19).
    fn note_decision(
        &self,
        rule: &Rule,
        goal: &CompiledGoal,
        members: &Members,
        known: &BTreeMap<u16, usize>,
        finding: &mut Finding,
    ) {
        if let Body::Judgement(judgement) = &rule.body {
            let judged = self.explainer().judgement(&judgement.fact.id, members);
            if let (Some(proposal), Some(judged)) = (goal.proposal, judged) {
                let proposed = self.rulebook.possible_from(goal, proposal, &|number| known.get(&number).copied());
                finding.proposal = proposed.decided().cloned();
                finding.status = self.judged_status(rule, judgement, &judged, finding);
                finding.decision = Some(judged);
            } else {
                finding.decision = self.explainer().judgement(&judgement.fact.id, members);
            }
            return;
        }
        let Some(decision) = self.decision(rule, finding) else { return };
        // An alarm follows the facts: confirming it holds as long as it comes out the same, and freezes nothing (S-9).
        let differs = decision.outcome.as_ref().is_some_and(|confirmed| Some(confirmed) != finding.outcome.as_ref());
        if decision.choice == DecisionChoice::Confirm && differs && rule.is_alarming() {
            return;
        }
        match (decision.choice, &decision.outcome) {
            // What is set aside are statements; the finding follows from those that are left.
            (DecisionChoice::SetAside, _) => {}
            // Nobody can confirm what is open without saying which outcome he confirms.
            (DecisionChoice::Confirm, None) if finding.status == Status::Open => return,
            (choice, outcome) => {
                finding.proposal = finding.outcome.take();
                finding.outcome = outcome.clone().or(finding.proposal.clone());
                finding.acted_on = None;
                finding.status = if choice == DecisionChoice::Confirm { Status::Confirmed } else { Status::Deviated };
            }
        }
        finding.decision = Some(decided(decision));
    }

    /// Confirmed or deviated by the decision that made the judgement; without one by holding it against the proposal.
    /// Where the table proposes nothing, there is nothing to deviate from.
    fn judged_status(&self, rule: &Rule, judgement: &Judgement, judged: &Decided, finding: &Finding) -> Status {
        let decision = self.decision(rule, finding).filter(|decision| decision.id == judged.id);
        let proposes = |word: &ChoiceId| judgement.fact.domain.words().contains(word);
        match (decision.map(|decision| decision.choice), &finding.proposal) {
            (Some(DecisionChoice::Confirm), _) => Status::Confirmed,
            (Some(_), _) => Status::Deviated,
            (None, Some(proposal)) if finding.outcome.as_ref() == Some(proposal) => Status::Confirmed,
            (None, Some(proposal)) if proposes(proposal) => Status::Deviated,
            (None, _) => Status::Decided,
        }
    }

    fn decision(&self, rule: &Rule, finding: &Finding) -> Option<&'a Decision> {
        let choices: &[DecisionChoice] = &[DecisionChoice::Confirm, DecisionChoice::Deviate, DecisionChoice::SetAside];
        let decision = self.situation.decision_on(&rule.id, &finding.subject, choices)?;
        // An emergency or urgent finding is set aside by a physician alone (S-19), and not deviated from: that was
        // decided before a service raised it (S-38).
        let urgent = rule.is_alarming() && rule.alarm() != Some(AlarmClass::Assess);
        let holds = decision.role.is_service_physician() && decision.choice != DecisionChoice::Deviate;
        (!urgent || holds).then_some(decision)
    }
}

/// How urgent a finding is, when it is an alarm that halts the path.
fn alarm_class(rule: &Rule, finding: &Finding) -> Option<AlarmClass> {
    let outcome = finding.acted_on.as_ref().or(finding.outcome.as_ref())?;
    match &rule.body {
        // An outcome with a name of its own halts like an urgent one.
        Body::Table(table) if table.urgency && table.stops.contains(outcome) => {
            AlarmClass::parse(outcome.as_str()).or(Some(AlarmClass::Urgent))
        }
        _ => rule.alarm().filter(|class| *class < AlarmClass::Assess && outcome.as_str() == "yes"),
    }
}

pub(crate) fn decided(decision: &Decision) -> Decided {
    Decided {
        id: decision.id.clone(),
        by: decision.by.clone(),
        role: decision.role,
        about: decision.about,
        reason: decision.reason.clone(),
        reason_code: decision.reason_code.clone(),
    }
}
