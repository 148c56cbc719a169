//! From what was written to what was stated: facts get their type, their subject and their limits from the packs.

use calendar::{Day, chain_on};
use casefile::{CaseFile, Choice, Decision as RawDecision, RawStatement, RawValue};
use engine::{Absence, Decision, DecisionChoice, Situation};
use facts::{ChoiceId, FactId, RecordList, Said, Statement, Subject, SubjectId, SubjectKind, Value};
use notation::{Fault, Faults, Place};
use pack::{AlarmClass, Body, Declaration, Library, SourceKind, Written};
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
    let records = linker.records(known_on);
    let country = country_of(case, on, known_on);
    let mut subjects = BTreeMap::new();
    if let Some(employment) = case.employment_of_case(on, known_on) {
        subjects.insert(SubjectKind::Employment, employment.id.clone());
    }
    if let Some(episode) = case.episodes.last() {
        subjects.insert(SubjectKind::Episode, episode.id.clone());
    }
    let mut situation =
        Situation { on, known_on, country, absence: Absence::Unknown, statements, records, decisions, subjects };
    match absence(library, case, &situation) {
        Ok(absence) => situation.absence = absence,
        Err(message) => faults.add(Fault::at(Place::whole_file(file), message)),
    }
    faults.or(situation)
}

/// The absence chain of the employment; without a spell, what the register says.
fn absence(library: &Library, case: &CaseFile, situation: &Situation) -> Result<Absence, String> {
    let employment = situation.subjects.get(&SubjectKind::Employment);
    let spells = case.spells_known_on(situation.known_on, employment);
    let leave = case.leave_known_on(situation.known_on);
    let rule = library.chain_rule(situation.country.as_deref(), situation.on);
    match chain_on(&spells, &leave, &rule, situation.on) {
        Ok(Some(chain)) => return Ok(Absence::Chain(chain)),
        Ok(None) => {}
        Err(error) => return Err(error.to_string()),
    }
    let absent = FactId { kind: pack::COMMON_ABSENT.into(), subject: Subject::only(SubjectKind::Case) };
    let said = engine::Reader::new(library, situation).read(&absent, pack::Reads::Latest);
    Ok(if said.value() == Some(&Value::no()) { Absence::None } else { Absence::Unknown })
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
        let alarming = urgency || matches!(rule.alarm(), Some(AlarmClass::Emergency | AlarmClass::Urgent));
        if alarming && !matches!(raw.choice, Choice::Confirm { .. }) && !raw.role.is_service_physician() {
            self.fault(&raw.place, format!("an emergency or urgent finding is set aside by a physician of the service alone, not by the role `{}`", raw.role), None);
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

    /// Confirming or deviating from a judgement is the judgement: a statement on its fact (S-18, S-19).
    fn judgement_by(&mut self, decision: &Decision) -> Option<Statement> {
        let rule = self.library.rule(&decision.rule)?;
        let Body::Judgement(judgement) = &rule.body else { return None };
        let outcome = decision.outcome.as_ref()?;
        let value = judgement.fact.domain.value_of(Written::Word(outcome.as_str()))?;
        let subject = match (&judgement.fact.subject, &decision.subject) {
            (kind, Some(id)) => Subject { kind: kind.clone(), id: id.clone() },
            (SubjectKind::Episode, None) => match self.case.episodes.last() {
                Some(episode) => Subject { kind: SubjectKind::Episode, id: episode.id.clone() },
                None => Subject::only(SubjectKind::Episode),
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

    /// Members of lists: those the file introduces, and those that a statement known by then speaks about.
    fn records(&mut self, known_on: Day) -> BTreeMap<RecordList, BTreeSet<SubjectId>> {
        let mut records: BTreeMap<RecordList, BTreeSet<SubjectId>> = BTreeMap::new();
        for members in &self.case.records {
            records.entry(members.list.clone()).or_default().extend(members.members.iter().cloned());
        }
        for raw in self.case.statements.iter().filter(|raw| raw.recorded.day <= known_on) {
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
