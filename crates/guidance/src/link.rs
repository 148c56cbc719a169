//! From what was written to what was stated: facts get their type, their subject and their limits from the packs.

use calendar::{BesideWork, Chain, ChainError, Day, Leave, chain_on};
use casefile::{CaseFile, Choice, Decision as RawDecision, RawStatement, RawValue};
use engine::{Absence, Decision, DecisionChoice, Situation};
use facts::{
    ChoiceId, FactId, RecordList, Role, Said, Side, Statement, StatementId, Subject, SubjectId, SubjectKind, Value,
};
use notation::{Fault, Faults, Place};
use pack::{AlarmClass, Body, Deadline, Declaration, Judgement, Library, Rule, SourceKind, Written};
use std::collections::{BTreeMap, BTreeSet};

/// The country of the employment that a case is about, as far as it is known.
pub fn country_of(case: &CaseFile, on: Day, known_on: Day) -> Option<String> {
    case.employment_of_case(on, known_on).map(|employment| employment.country.to_string())
}

/// Links a case to the packs, as seen on `on` with what was known on `known_on`.
pub(crate) fn situation(
    library: &Library,
    case: &CaseFile,
    file: &str,
    on: Day,
    known_on: Day,
) -> Result<Situation, Vec<Fault>> {
    let mut faults = Faults::new();
    let mut linker = Linker { library, case, faults: &mut faults };
    let mut statements: Vec<Statement> = case.statements.iter().filter_map(|raw| linker.statement(raw)).collect();
    let decisions: Vec<Decision> = case.decisions.iter().filter_map(|raw| linker.decision(raw)).collect();
    statements.extend(decisions.iter().filter_map(|decision| linker.judgement_by(decision)));
    let records = linker.records(on, known_on);
    let country = country_of(case, on, known_on);
    let mut subjects = BTreeMap::new();
    let employment = case.employment_of_case(on, known_on);
    let employment_end = employment.and_then(|employment| employment.last_day);
    subjects.extend(employment.map(|employment| (SubjectKind::Employment, employment.id.clone())));
    subjects.extend(episode(case, on, known_on).map(|id| (SubjectKind::Episode, id)));
    let mut situation = Situation {
        on,
        known_on,
        country,
        employment_end,
        absence: Absence::Unknown,
        statements,
        records,
        decisions,
        subjects,
    };
    match absence(library, case, &situation) {
        Ok(absence) => situation.absence = absence,
        Err(message) => faults.add(Fault::at(Place::whole_file(file), message)),
    }
    faults.or(situation).map_err(first_hundred)
}

/// The first hundred faults, and how many more there are.
fn first_hundred(mut faults: Vec<Fault>) -> Vec<Fault> {
    const MOST: usize = 100;
    let more = faults.len().saturating_sub(MOST);
    if let (1.., Some(last)) = (more, faults.get(MOST)) {
        let told = Fault::at(Place::whole_file(last.place.file()), format!("{more} more entries are not right"));
        faults.truncate(MOST);
        faults.push(told);
    }
    faults
}

/// The episode of complaints that a case is about: of several the one that began last. Where nobody said when one began, it
/// began on the first day that anything was said of it, so that a sign of a new episode is never read past.
fn episode(case: &CaseFile, on: Day, known_on: Day) -> Option<SubjectId> {
    let known: Vec<&RawStatement> = case.statements.iter().filter(|raw| raw.recorded.day <= known_on).collect();
    let gone: BTreeSet<&StatementId> = known.iter().flat_map(|raw| raw.replaces.iter().chain(&raw.withdraws)).collect();
    let began = |id: &SubjectId| {
        let of_episode = known.iter().filter(|raw| raw.of.as_ref() == Some(id) && raw.about <= on);
        let onset = of_episode.clone().filter(|raw| raw.kind.as_str() == pack::COMMON_ONSET && !gone.contains(&raw.id));
        let onset = onset.max_by_key(|raw| (raw.about, raw.recorded)).and_then(|raw| match &raw.said {
            RawValue::Day(day) => Some(*day),
            RawValue::Word(word) => Day::parse(word).ok(),
            _ => None,
        });
        onset.or_else(|| of_episode.map(|raw| raw.about).min())
    };
    case.episodes.iter().map(|episode| &episode.id).max_by_key(|id| (began(id), *id)).cloned()
}

/// The absence chain of the employment; without a spell, what the register says.
fn absence(library: &Library, case: &CaseFile, situation: &Situation) -> Result<Absence, String> {
    let leave = engine::leave_as_judged(library, situation, case.leave_known_on(situation.known_on));
    match chain(library, case, situation, &leave) {
        Ok(Some(chain)) => return Ok(Absence::Chain(chain)),
        Ok(None) => {}
        Err(error) => return Err(error.to_string()),
    }
    let absent = FactId { kind: pack::COMMON_ABSENT.into(), subject: Subject::only(SubjectKind::Case) };
    let said = engine::Reader::new(library, situation).read(&absent, pack::Reads::Latest);
    Ok(if said.value() == Some(&Value::no()) { Absence::None } else { Absence::Unknown })
}

fn chain(
    library: &Library,
    case: &CaseFile,
    situation: &Situation,
    leave: &[Leave],
) -> Result<Option<Chain>, ChainError> {
    let employment = situation.subjects.get(&SubjectKind::Employment);
    let spells = case.spells_known_on(situation.known_on, employment);
    let rule = library.chain_rule(situation.country.as_deref(), situation.on);
    chain_on(&spells, leave, &rule, situation.on)
}

/// The same situation in the other reading, where the law leaves open whether leave interrupts and nobody decided.
pub(crate) fn in_other_reading(library: &Library, case: &CaseFile, situation: &Situation) -> Option<Situation> {
    situation.absence.chain().filter(|chain| !chain.open_readings().is_empty())?;
    let mut leave = engine::leave_as_judged(library, situation, case.leave_known_on(situation.known_on));
    for leave in leave.iter_mut().filter(|leave| leave.beside_work == BesideWork::Open) {
        leave.beside_work = BesideWork::Interrupts;
    }
    let chain = chain(library, case, situation, &leave).ok()??;
    Some(Situation { absence: Absence::Chain(chain), ..situation.clone() })
}

struct Linker<'a> {
    library: &'a Library,
    case: &'a CaseFile,
    faults: &'a mut Faults,
}

impl Linker<'_> {
    fn fault(&mut self, place: &Place, message: String, expected: Option<String>) {
        let fault = Fault::at(place.clone(), message);
        self.faults.add(match expected {
            Some(expected) => fault.expected(expected),
            None => fault,
        });
    }

    fn statement(&mut self, raw: &RawStatement) -> Option<Statement> {
        let Some(declaration) = self.library.declaration(&raw.kind) else {
            self.unknown_fact(raw);
            return None;
        };
        let subject = self.subject(raw, declaration)?;
        self.check_speaker(raw, declaration);
        self.check_takes_back(raw, declaration);
        let said = self.said(raw, declaration)?;
        Some(Statement {
            id: raw.id.clone(),
            fact: FactId { kind: raw.kind.clone(), subject },
            said,
            about: raw.about,
            until: raw.until,
            recorded: raw.recorded,
            by: raw.by.clone(),
            role: raw.role,
            told_by: raw.told_by.clone(),
            replaces: raw.replaces.clone(),
            withdraws: raw.withdraws.clone(),
            reason: raw.reason.clone(),
            group_answer: raw.group_answer,
        })
    }

    fn unknown_fact(&mut self, raw: &RawStatement) {
        let fault = match self.library.rule_of_fact(&raw.kind) {
            Some(_) => {
                Fault::at(raw.place.clone(), format!("`{}` follows from other facts; nobody states it", raw.kind))
            }
            None => {
                let right: Vec<&str> = self.library.declarations().map(|declaration| declaration.id.as_str()).collect();
                Fault::at(raw.place.clone(), format!("`{}` is not a fact of these packs", raw.kind))
                    .did_you_mean(raw.kind.as_str(), right)
            }
        };
        self.faults.add(fault);
    }

    /// Whom or what it is about: named where a case can have several.
    fn subject(&mut self, raw: &RawStatement, declaration: &Declaration) -> Option<Subject> {
        let kind = declaration.subject.clone();
        let known: Vec<SubjectId> = match &kind {
            SubjectKind::Worker | SubjectKind::Case | SubjectKind::Workplace | SubjectKind::Department => {
                return Some(Subject::only(kind));
            }
            SubjectKind::Employment => self.case.employments.iter().map(|employment| employment.id.clone()).collect(),
            SubjectKind::Episode => self.case.episodes.iter().map(|episode| episode.id.clone()).collect(),
            SubjectKind::Record(list) => {
                let Some(id) = &raw.of else {
                    self.fault(
                        &raw.place,
                        format!("`{}` is about one record of the list `{list}`, and it is not said which", raw.kind),
                        Some("`of = \"…\"`".to_owned()),
                    );
                    return None;
                };
                return Some(Subject { kind, id: id.clone() });
            }
        };
        match (&raw.of, known.as_slice()) {
            (Some(id), _) if known.contains(id) => Some(Subject { kind, id: id.clone() }),
            (Some(_), []) | (None, []) => Some(Subject::only(kind)),
            (Some(_), _) => {
                self.fault(
                    &raw.place,
                    format!("the {kind} that `of` names is not in this file"),
                    Some(in_words(&known)),
                );
                None
            }
            (None, [only]) => Some(Subject { kind, id: only.clone() }),
            (None, _) => {
                self.fault(
                    &raw.place,
                    format!("the case has several of {kind}, and it is not said which `{}` is about", raw.kind),
                    Some(in_words(&known)),
                );
                None
            }
        }
    }

    /// Alarm signs may come from anybody (S-9); everything else from those who are asked.
    fn check_speaker(&mut self, raw: &RawStatement, declaration: &Declaration) {
        if !declaration.alarm && declaration.authority(raw.role).is_none() {
            let roles: Vec<&str> = declaration.asked_of.iter().map(|role| role.as_str()).collect();
            self.fault(
                &raw.place,
                format!("the role `{}` may not state `{}`", raw.role, raw.kind),
                Some(format!("one of: {}", roles.join(", "))),
            );
        }
        let is_judgement =
            declaration.source == SourceKind::Judgement && !matches!(raw.said, RawValue::DontKnow | RawValue::Nothing);
        if is_judgement && raw.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            self.fault(
                &raw.place,
                format!("`{}` is a judgement and carries no reason", raw.kind),
                Some("`reason = \"…\"`".to_owned()),
            );
        }
    }

    /// What somebody said is taken back or put right by himself, by somebody with more authority, or by a physician of the
    /// service; never by somebody with less.
    fn check_takes_back(&mut self, raw: &RawStatement, declaration: &Declaration) {
        for id in raw.withdraws.iter().chain(&raw.replaces) {
            let Some(earlier) = self.case.statements.iter().find(|statement| statement.id == *id) else { continue };
            let authority = |role: Role| declaration.authority(role).unwrap_or(usize::MAX);
            let may = earlier.by == raw.by
                || raw.role.is_service_physician()
                || (!declaration.alarm && authority(raw.role) <= authority(earlier.role));
            if !may {
                self.fault(
                    &raw.place,
                    format!(
                        "the role `{}` may not take back what somebody else stated about `{}`",
                        raw.role, earlier.kind
                    ),
                    Some("the person who stated it, or a physician of the service".to_owned()),
                );
            }
        }
    }

    /// The value by the declared type. A fault never repeats what was said (S-47).
    fn said(&mut self, raw: &RawStatement, declaration: &Declaration) -> Option<Said> {
        let written = match &raw.said {
            RawValue::DontKnow => return Some(Said::DontKnow),
            RawValue::Nothing => return Some(Said::Nothing),
            RawValue::Word(word) => Written::Word(word),
            RawValue::Whole(number) => Written::Whole(*number),
            RawValue::Decimal(number) => Written::Decimal(*number),
            RawValue::Day(day) => Written::Day(*day),
        };
        let value = declaration.domain.value_of(written);
        if value.is_none() {
            self.fault(
                &raw.place,
                format!("what stands here is no value of `{}`", raw.kind),
                Some(declaration.domain.in_words()),
            );
        }
        value.map(Said::Value)
    }

    fn decision(&mut self, raw: &RawDecision) -> Option<Decision> {
        let library = self.library;
        let Some(rule) = library.rule(&raw.finding).filter(|rule| !rule.outcomes().is_empty()) else {
            let right: Vec<&str> = library.goals().iter().map(|goal| goal.as_str()).collect();
            self.faults.add(
                Fault::at(raw.place.clone(), format!("`{}` is not a finding of these packs", raw.finding))
                    .did_you_mean(raw.finding.as_str(), right),
            );
            return None;
        };
        let urgency = matches!(&rule.body, Body::Table(table) if table.urgency);
        // What was decided before a service raised the alarm was right then; it just holds no longer (S-38).
        let before = library.before_tightening(&rule.id).filter(|_| !library.house_holds_on(raw.about));
        let class = before.unwrap_or(rule).alarm();
        let alarming = urgency || matches!(class, Some(AlarmClass::Emergency | AlarmClass::Urgent));
        // Only a physician's judgement takes anything away that somebody stated (S-9), whatever the finding.
        let takes_away = matches!(raw.choice, Choice::SetAside { .. });
        let deviates = alarming && matches!(raw.choice, Choice::Deviate { .. });
        if (takes_away || deviates) && !raw.role.is_service_physician() {
            let what = if takes_away && !alarming { "what somebody stated" } else { "an emergency or urgent finding" };
            let message =
                format!("{what} is set aside by a physician of the service alone, not by the role `{}`", raw.role);
            self.fault(&raw.place, message, None);
        }
        self.check_decided_subject(raw, rule);
        match &rule.body {
            _ if takes_away => {}
            Body::Judgement(judgement) => self.check_judge(raw, judgement),
            Body::Deadline(deadline) => self.check_party(raw, deadline),
            _ => self.check_professional(raw),
        }
        let named = match &raw.choice {
            Choice::Confirm { outcome } => outcome.as_ref(),
            Choice::Deviate { outcome } => Some(outcome),
            Choice::SetAside { .. } => None,
        };
        if named.is_some_and(|outcome| !rule.outcomes().iter().any(|word| word.as_str() == outcome)) {
            let right: Vec<String> = rule.outcomes().iter().map(ToString::to_string).collect();
            self.fault(
                &raw.place,
                format!("the outcome named here is none of `{}`", raw.finding),
                Some(format!("one of: {}", right.join(", "))),
            );
        }
        if alarming && matches!(raw.choice, Choice::Deviate { .. }) {
            self.fault(
                &raw.place,
                "an alarm is not deviated from".to_owned(),
                Some("`choice = \"set_aside\"` with the statements that are judged".to_owned()),
            );
        }
        if matches!(rule.body, Body::Judgement(_)) && named.is_none() && !matches!(raw.choice, Choice::SetAside { .. })
        {
            self.fault(
                &raw.place,
                format!("the decision on the judgement `{}` does not say what is judged", raw.finding),
                Some("`outcome = \"…\"`".to_owned()),
            );
        }
        let (choice, outcome, sets_aside) = match &raw.choice {
            Choice::Confirm { outcome } => {
                (DecisionChoice::Confirm, outcome.as_ref().map(ChoiceId::new), BTreeSet::new())
            }
            Choice::Deviate { outcome } => (DecisionChoice::Deviate, Some(ChoiceId::new(outcome)), BTreeSet::new()),
            Choice::SetAside { statements } => (DecisionChoice::SetAside, None, statements.iter().cloned().collect()),
        };
        Some(Decision {
            id: raw.id.clone(),
            rule: raw.finding.clone(),
            subject: raw.of.clone(),
            choice,
            outcome,
            sets_aside,
            reason_code: raw.reason_code.clone(),
            reason: raw.reason.clone(),
            about: raw.about,
            recorded: raw.recorded,
            by: raw.by.clone(),
            role: raw.role,
            supersedes: raw.supersedes.clone(),
        })
    }

    /// A judgement by decision asks for the same as one by statement: somebody who may judge, and a reason. To confirm what
    /// a table proposes is reason enough (S-18).
    fn check_judge(&mut self, raw: &RawDecision, judgement: &Judgement) {
        if judgement.fact.authority(raw.role).is_none() {
            let roles: Vec<&str> = judgement.fact.asked_of.iter().map(|role| role.as_str()).collect();
            self.fault(
                &raw.place,
                format!("the role `{}` may not judge `{}`", raw.role, raw.finding),
                Some(format!("one of: {}", roles.join(", "))),
            );
        }
        let has_reason = raw.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        if judgement.proposed_by.is_none() && !has_reason {
            self.fault(
                &raw.place,
                format!("`{}` is a judgement and carries no reason", raw.finding),
                Some("`reason = \"…\"`".to_owned()),
            );
        }
    }

    /// From a term only those deviate who have part in it.
    fn check_party(&mut self, raw: &RawDecision, deadline: &Deadline) {
        let parties = std::iter::once(deadline.owed_by).chain(deadline.with.iter().copied());
        let may = raw.role.is_service_physician()
            || parties
                .into_iter()
                .any(|party| party == raw.role || (party.side(), raw.role.side()) == (Side::Employer, Side::Employer));
        if !may {
            self.fault(&raw.place, format!("the role `{}` has no part in `{}`", raw.role, raw.finding), None);
        }
    }

    /// Any other finding is confirmed or deviated from by a physician of the service.
    fn check_professional(&mut self, raw: &RawDecision) {
        if !raw.role.is_service_physician() {
            self.fault(&raw.place, format!("the role `{}` does not decide on `{}`", raw.role, raw.finding), None);
        }
    }

    /// Whom or what a decision is about: named as for a statement, so that none is made in vain.
    fn check_decided_subject(&mut self, raw: &RawDecision, rule: &Rule) {
        let kind = rule.subject();
        let known: Vec<SubjectId> = match &kind {
            SubjectKind::Episode => self.case.episodes.iter().map(|episode| episode.id.clone()).collect(),
            SubjectKind::Employment => self.case.employments.iter().map(|employment| employment.id.clone()).collect(),
            SubjectKind::Record(list) => self.members_of(list),
            _ => Vec::new(),
        };
        let only = Subject::only(kind.clone());
        match &raw.of {
            Some(id) if !known.contains(id) && (*id != only.id || !known.is_empty()) => self.fault(
                &raw.place,
                format!("the {kind} that `of` names is not in this file"),
                (!known.is_empty()).then(|| in_words(&known)),
            ),
            None if kind == SubjectKind::Episode && known.len() > 1 => self.fault(
                &raw.place,
                format!("the case has several of {kind}, and it is not said which this decision is about"),
                Some(in_words(&known)),
            ),
            _ => {}
        }
    }

    /// All that the file ever calls a member of a list.
    fn members_of(&self, list: &RecordList) -> Vec<SubjectId> {
        let named = self.case.records.iter().filter(|members| members.list == *list).flat_map(|of| &of.members);
        let spoken_of = self.case.statements.iter().filter(|raw| {
            let declaration = self.library.declaration(&raw.kind);
            declaration.is_some_and(|declaration| declaration.subject == SubjectKind::Record(list.clone()))
        });
        let members: BTreeSet<&SubjectId> = named.chain(spoken_of.filter_map(|raw| raw.of.as_ref())).collect();
        members.into_iter().cloned().collect()
    }

    /// Confirming or deviating from a judgement is the judgement: a statement on its fact (S-18, S-19).
    fn judgement_by(&mut self, decision: &Decision) -> Option<Statement> {
        let rule = self.library.rule(&decision.rule)?;
        let Body::Judgement(judgement) = &rule.body else { return None };
        let outcome = decision.outcome.as_ref()?;
        let value = judgement.fact.domain.value_of(Written::Word(outcome.as_str()))?;
        let subject = match (&judgement.fact.subject, &decision.subject) {
            (kind, Some(id)) => Subject { kind: kind.clone(), id: id.clone() },
            // One of several must be named; `check_decided_subject` has said so.
            (SubjectKind::Episode, None) => match self.case.episodes.first() {
                Some(episode) => Subject { kind: SubjectKind::Episode, id: episode.id.clone() },
                None => Subject::only(SubjectKind::Episode),
            },
            (SubjectKind::Employment, None) => match self.case.employments.first() {
                Some(employment) => Subject { kind: SubjectKind::Employment, id: employment.id.clone() },
                None => Subject::only(SubjectKind::Employment),
            },
            (kind, None) => Subject::only(kind.clone()),
        };
        Some(Statement {
            id: decision.id.clone(),
            fact: FactId { kind: judgement.fact.id.clone(), subject },
            said: Said::Value(value),
            about: decision.about,
            until: None,
            recorded: decision.recorded,
            by: decision.by.clone(),
            role: decision.role,
            told_by: None,
            replaces: decision.supersedes.clone(),
            withdraws: None,
            reason: decision.reason.clone(),
            group_answer: false,
        })
    }

    /// Members of lists: those the file introduces, and those of which something stands that was said by then about a day
    /// up to `on`. What was entered by mistake and taken back or put right elsewhere leaves no member behind.
    fn records(&mut self, on: Day, known_on: Day) -> BTreeMap<RecordList, BTreeSet<SubjectId>> {
        let mut records: BTreeMap<RecordList, BTreeSet<SubjectId>> = BTreeMap::new();
        for members in &self.case.records {
            records.entry(members.list.clone()).or_default().extend(members.members.iter().cloned());
        }
        let known: Vec<&RawStatement> =
            self.case.statements.iter().filter(|raw| raw.recorded.day <= known_on).collect();
        let gone: BTreeSet<&StatementId> =
            known.iter().flat_map(|raw| raw.replaces.iter().chain(&raw.withdraws)).collect();
        let stands = |raw: &&RawStatement| {
            let speaks = raw.about <= on && raw.until.is_none_or(|until| until >= on);
            raw.said != RawValue::Nothing && speaks && !gone.contains(&raw.id)
        };
        for raw in known.iter().copied().filter(stands) {
            if let (Some(SubjectKind::Record(list)), Some(id)) =
                (self.library.declaration(&raw.kind).map(|declaration| &declaration.subject), &raw.of)
            {
                records.entry(list.clone()).or_default().insert(id.clone());
            }
        }
        records
    }
}

fn in_words(known: &[SubjectId]) -> String {
    let words: Vec<&str> = known.iter().map(SubjectId::as_str).collect();
    format!("one of: {}", words.join(", "))
}
