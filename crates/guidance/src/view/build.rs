//! Building a view: only what the wall lets through is added.

use super::text::{ReasonText, day_in_words, fill};
use super::{
    AbsenceView, BecauseView, DecidedView, DueView, FindingView, KnownFact, MissingView, MissingWhy, NamedValue,
    NearestView, NoticeView, ObligationView, SourceView, View, WhoSaid, Withheld,
};
use crate::advise::Guidance;
use access::{Content, Wall};
use calendar::{ChainState, absence_week};
use engine::{Because, Decided, Due, Finding, Missing, Obligation, ObligationState, Stated, Status, WhyUnknown};
use facts::{
    ChoiceId, DataClass, FactId, FactKindId, Language, Localized, PersonId, Role, RuleId, Subject, SubjectKind, Value,
};
use pack::{AlarmClass, Audience, Body, Choice, Declaration, Input, Library, Rule};
use std::collections::BTreeSet;

impl View {
    /// The view of the role before a wall.
    pub(crate) fn behind(wall: Wall, guidance: &Guidance<'_>) -> View {
        let builder = Builder { wall, guidance, library: guidance.rulebook.library() };
        builder.view()
    }
}

pub(super) struct Builder<'g> {
    pub(super) wall: Wall,
    pub(super) guidance: &'g Guidance<'g>,
    pub(super) library: &'g Library,
}

impl Builder<'_> {
    fn view(&self) -> View {
        let assessment = &self.guidance.assessment;
        let absence = self.absence();
        let is_signs =
            |finding: &&Finding| self.library.rule(&finding.rule).is_some_and(|rule| self.is_the_signs(rule));
        let in_order = assessment.findings.iter().filter(|finding| !is_signs(finding));
        let findings: Vec<FindingView> = in_order
            .chain(assessment.findings.iter().filter(is_signs))
            .filter_map(|finding| self.finding(finding))
            .collect();
        let obligations: Vec<ObligationView> =
            assessment.obligations.iter().filter_map(|obligation| self.obligation(obligation)).collect();
        let packs = self.packs();
        View {
            role: self.wall.role(),
            audience: self.audience(),
            neutral: self.wall.is_employer_side(),
            on: assessment.on,
            known_on: assessment.known_on,
            country: self.guidance.situation.country.clone(),
            known_not_absent: matches!(self.guidance.situation.absence, engine::Absence::None),
            absence,
            notices: self.notices(),
            known: self.known_facts(),
            steps: self.steps(),
            missing: self.all_missing(),
            findings,
            obligations,
            packs,
        }
    }

    pub(super) fn audience(&self) -> Audience {
        if self.wall.is_employer_side() {
            Audience::Employer
        } else if self.wall.is_worker() {
            Audience::Worker
        } else {
            Audience::Professional
        }
    }

    /// The worker reads words and no codes.
    pub(super) fn shows_codes(&self) -> bool {
        !self.wall.is_worker()
    }

    fn content_of(&self, rule: &RuleId) -> Content {
        let neutral = self.library.pack_of(rule).is_some_and(|pack| pack.neutral);
        Content { class: self.library.class_of(rule), neutral }
    }

    fn may_see_rule(&self, rule: &RuleId) -> bool {
        self.wall.lets_through(self.content_of(rule))
    }

    fn may_see_fact(&self, kind: &FactKindId) -> bool {
        match self.library.rule_of_fact(kind) {
            Some(rule) => self.may_see_rule(&rule.id),
            None => self
                .library
                .declaration(kind)
                .is_some_and(|declaration| self.wall.lets_through(self.content_of_fact(declaration))),
        }
    }

    fn content_of_fact(&self, declaration: &Declaration) -> Content {
        let of_rule = declaration.filled_by.as_ref().map(|rule| self.content_of(rule).neutral);
        // Completeness of a list: neutral when all fields of the list are.
        let list = declaration.id.as_str().strip_suffix(".complete").unwrap_or_default();
        let of_fields = || {
            let fields = self.library.declarations().filter(|field| field.subject.as_str() == list);
            fields.filter_map(|field| field.filled_by.as_ref()).all(|rule| self.content_of(rule).neutral)
        };
        let neutral = of_rule.unwrap_or_else(of_fields);
        Content { class: declaration.class, neutral }
    }

    fn absence(&self) -> Option<AbsenceView> {
        let chain = self.guidance.situation.absence.chain()?;
        let on = self.guidance.assessment.on;
        let state = chain.state_on(on);
        let absence_day = match state {
            ChainState::Running { absence_day }
            | ChainState::OnLeave { absence_day }
            | ChainState::Stopped { absence_day, .. }
            | ChainState::Ended { absence_day, .. } => absence_day,
        };
        Some(AbsenceView {
            first_day: chain.first_day(),
            state,
            absence_day,
            absence_week: absence_week(absence_day),
            recovered_since: match chain.state_on(on) {
                ChainState::Stopped { since, .. } => Some(since),
                ChainState::Ended { .. } => {
                    chain.spells().last().and_then(|spell| spell.last).map(|last| last.plus_days(1))
                }
                ChainState::Running { .. } | ChainState::OnLeave { .. } => None,
            },
            arithmetic: chain.day_reaching(absence_day),
            open_readings: chain.open_readings().to_vec(),
        })
    }

    fn may_see_medical(&self) -> bool {
        self.wall.lets_through(Content { class: DataClass::Medical, neutral: false })
    }

    /// Notices speak of alarm: only those who may see medical content get them.
    fn notices(&self) -> Vec<NoticeView> {
        let assessment = &self.guidance.assessment;
        if !self.may_see_medical() || self.audience() != Audience::Professional {
            return Vec::new();
        }
        let told = [
            (assessment.halted_by.is_some(), NoticeView::HaltedByAlarm),
            (assessment.emergency_not_excluded && !self.is_emergency(), NoticeView::EmergencyNotExcluded),
            (assessment.emergency_not_excluded && self.is_emergency(), NoticeView::AskTheRest),
            (!assessment.withdrawn_alarms.is_empty(), NoticeView::AlarmWithdrawn),
        ];
        told.into_iter().filter(|(holds, _)| *holds).map(|(_, notice)| notice).collect()
    }

    /// Facts of work and ability that no finding needs to carry: what somebody does now, and until when.
    fn known_facts(&self) -> Vec<KnownFact> {
        let reader = engine::Reader::new(self.library, &self.guidance.situation);
        let mut known = Vec::new();
        for declaration in self.library.questions().flat_map(|rule| match &rule.body {
            Body::Question(question) => question.facts.as_slice(),
            _ => &[],
        }) {
            let shown = matches!(declaration.class, DataClass::WorkAbility | DataClass::Workplace);
            let by_itself = !matches!(declaration.subject, SubjectKind::Record(_));
            if !shown || !by_itself || !self.may_see_fact(&declaration.id) {
                continue;
            }
            let fact =
                FactId { kind: declaration.id.clone(), subject: self.guidance.situation.subject(&declaration.subject) };
            if let engine::Reading::Known { value, by } = reader.read(&fact, pack::Reads::Latest) {
                let about = self
                    .guidance
                    .situation
                    .statements
                    .iter()
                    .filter(|statement| by.contains(&statement.id))
                    .map(|statement| statement.about)
                    .max();
                known.extend(about.map(|about| KnownFact {
                    named: self.named(declaration, &value),
                    about,
                    record: None,
                }));
            }
        }
        known
    }

    fn named(&self, declaration: &Declaration, value: &Value) -> NamedValue {
        NamedValue {
            id: declaration.id.to_string(),
            label: declaration.label.clone(),
            value: ReasonText::of(value, Some(declaration)),
        }
    }

    fn finding(&self, finding: &Finding) -> Option<FindingView> {
        let rule = self.library.rule(&finding.rule).filter(|rule| self.may_see_finding(rule, finding))?;
        let audience = self.audience();
        if !rule.audiences.contains(&audience) || (finding.status == Status::WaitsForPhysician && !self.shows_codes()) {
            return None;
        }
        // What nobody has judged yet is not told to the worker as settled.
        let unsettled = self.wall.is_worker() && finding.status == Status::Proposed;
        if unsettled || self.is_judged_already(rule) || self.is_said_elsewhere(rule, finding) {
            return None;
        }
        // What somebody decided is shown to professionals also where its outcome has nothing to say (S-19).
        let decided = audience == Audience::Professional && finding.decision.is_some();
        let silent = finding.outcome.as_ref().is_some_and(|outcome| rule.silent.contains(outcome))
            && finding.status != Status::Open
            && !decided;
        let halted = finding.status == Status::WaitsForPhysician;
        if silent || (halted && finding.decision.is_none()) {
            return None;
        }
        let speaking =
            finding.acted_on.as_ref().or(finding.outcome.as_ref()).cloned().unwrap_or_else(|| ChoiceId::new("open"));
        let open_text = rule.texts.get("open").filter(|_| finding.status == Status::Open);
        let texts = open_text.filter(|_| finding.acted_on.is_none()).or_else(|| rule.texts.get(&speaking));
        let withheld = texts.filter(|texts| texts.reassures).and_then(|_| self.why_withheld());
        let text = texts
            .filter(|_| withheld.is_none() && !halted)
            .and_then(|texts| texts.by_audience.get(&audience))
            .map(|text| self.filled(text, None));
        let carries_signs = texts.is_some_and(|texts| texts.reassures)
            && withheld.is_none()
            && text.is_some()
            && self.guidance.assessment.alarm_unknown;
        if text.is_none() && !self.shows_codes() {
            return None;
        }
        let label = |word: &ChoiceId| (word.clone(), self.outcome_label(rule, word));
        let mut shown = FindingView {
            rule: self.shows_codes().then(|| rule.id.clone()),
            record: self.record_of(&finding.subject),
            title: rule.title.clone(),
            stage: finding.stage,
            class: finding.class,
            alarm: self.alarm_of(rule, finding),
            status: finding.status,
            outcome: None,
            possible: Vec::new(),
            acted_on: None,
            proposal: None,
            decided: finding.decision.as_ref().map(|decided| self.decided(decided)),
            text,
            withheld,
            read_out: self.read_out(rule, finding),
            alarm_signs: if carries_signs { self.alarm_signs(audience) } else { None },
            fields: self.fields_of_record(finding),
            offers: Vec::new(),
            carried_out_by: Vec::new(),
            participants: Vec::new(),
            visits_at_most: None,
            weeks: (None, None),
            return_during: false,
            because: Vec::new(),
            through: Vec::new(),
            nearest: Vec::new(),
            missing: Vec::new(),
            cannot_matter: Vec::new(),
            exceptions: Vec::new(),
            sources: Vec::new(),
            confidence: rule.confidence,
        };
        if self.shows_codes() {
            shown.outcome = finding.outcome.as_ref().map(label);
            shown.possible = finding.possible.iter().map(label).collect();
            shown.acted_on = finding.acted_on.as_ref().map(label);
            shown.proposal = finding.proposal.as_ref().map(label);
            self.add_reasons(rule, finding, &mut shown);
            self.add_offer(rule, finding, &mut shown);
            shown.sources = self.sources(rule, finding);
        }
        Some(shown)
    }

    fn is_emergency(&self) -> bool {
        let alarms = self.guidance.assessment.findings.iter().filter_map(|finding| self.alarm_class(finding));
        alarms.min() == Some(AlarmClass::Emergency)
    }

    /// How urgent a finding is, when it is an alarm.
    pub(super) fn alarm_class(&self, finding: &Finding) -> Option<AlarmClass> {
        let rule = self.library.rule(&finding.rule)?;
        self.alarm_of(rule, finding).and_then(|word| AlarmClass::parse(word.as_str()))
    }

    /// Whoever gave an alarm answer reads what to do about it, whatever else he may see (S-17). The employer's side is
    /// told by nobody but the person who answered there.
    fn answered_by_reader(&self, finding: &Finding) -> bool {
        let stated = finding.explanation.because.iter().filter_map(|because| match because {
            Because::Fact { stated, .. } => Some(stated),
            _ => None,
        });
        !self.wall.is_employer_side()
            && self.alarm_class(finding).is_some_and(|class| class < AlarmClass::Assess)
            && stated.flatten().any(|stated| stated.role == self.wall.role())
    }

    /// The table of a judgement that somebody has made says nothing more: the judgement stands.
    pub(super) fn is_judged_already(&self, rule: &Rule) -> bool {
        self.guidance.assessment.findings.iter().filter(|finding| finding.decision.is_some()).any(|finding| {
            let judgement = self.library.rule(&finding.rule).map(|judging| &judging.body);
            matches!(judgement, Some(Body::Judgement(judgement)) if judgement.proposed_by.as_ref() == Some(&rule.id))
        })
    }

    fn why_withheld(&self) -> Option<Withheld> {
        let assessment = &self.guidance.assessment;
        if assessment.halted_by.is_some() {
            return Some(Withheld::Alarm);
        }
        let rule = assessment.reassurance_withheld_by.as_ref().and_then(|id| self.library.rule(id))?;
        Some(Withheld::By(rule.title.clone()))
    }

    pub(super) fn may_see_finding(&self, rule: &Rule, finding: &Finding) -> bool {
        self.may_see_rule(&rule.id) || self.answered_by_reader(finding)
    }

    /// The alarm signs stand by themselves before the worker; a professional reads them where they are needed. Before the
    /// worker nothing less urgent stands beside what is most urgent, and nothing is said twice.
    fn is_said_elsewhere(&self, rule: &Rule, finding: &Finding) -> bool {
        if !self.wall.is_worker() {
            return self.is_the_signs(rule);
        }
        let Some(own) = self.alarm_class(finding) else { return false };
        let others = self.guidance.assessment.findings.iter().filter(|other| other.rule != finding.rule);
        let of_items = |other: &&Finding| self.library.rule(&other.rule).is_some_and(|item| item.alarm().is_some());
        let most_urgent = others.clone().filter_map(|other| self.alarm_class(other)).min();
        let by_an_item = others.filter(of_items).any(|other| self.alarm_class(other) == Some(own));
        most_urgent.is_some_and(|most| most < own) || (rule.alarm().is_none() && by_an_item)
    }

    fn is_the_signs(&self, rule: &Rule) -> bool {
        self.library.packs().iter().any(|pack| pack.alarm_signs.as_ref() == Some(&rule.id))
    }

    /// The worker's words of an alarm, for whoever speaks with him.
    fn read_out(&self, rule: &Rule, finding: &Finding) -> Option<Localized> {
        let speaks = self.audience() == Audience::Professional && !self.wall.role().is_service_physician();
        let is_table = matches!(&rule.body, Body::Table(table) if table.urgency);
        let outcome = self.alarm_of(rule, finding).filter(|_| speaks && is_table)?;
        let texts = rule.texts.get(&outcome)?;
        texts.by_audience.get(&Audience::Worker).map(|text| self.filled(text, None))
    }

    fn add_reasons(&self, rule: &Rule, finding: &Finding, shown: &mut FindingView) {
        let explanation = &finding.explanation;
        shown.because = explanation.because.iter().filter_map(|because| self.because(because)).collect();
        shown.through = explanation
            .through
            .iter()
            .filter(|through| through.rule != rule.id || !through.rows.is_empty())
            .filter(|through| self.may_see_rule(&through.rule))
            .map(|through| (through.rule.clone(), through.rows.iter().map(|(row, _)| row.clone()).collect()))
            .collect();
        shown.nearest = explanation
            .nearest
            .iter()
            .map(|row| NearestView {
                row: row.row.clone(),
                outcome: (row.outcome.clone(), self.outcome_label(rule, &row.outcome)),
                differs_in: row.differs_in.iter().map(|kind| self.label_of(&FactKindId::new(kind))).collect(),
            })
            .collect();
        shown.missing = explanation.missing.iter().filter_map(|missing| self.missing(missing)).collect();
        shown.cannot_matter = explanation
            .cannot_matter
            .iter()
            .filter(|fact| self.may_see_fact(&fact.kind))
            .map(|fact| self.label_of(&fact.kind))
            .collect();
        shown.exceptions =
            explanation.exceptions.iter().filter(|exception| self.may_see_rule(exception)).cloned().collect();
    }

    fn add_offer(&self, rule: &Rule, finding: &Finding, shown: &mut FindingView) {
        let holds = finding.outcome.as_ref().is_some_and(|outcome| outcome.as_str() == "yes");
        if let (Body::Intervention(offer), true) = (&rule.body, holds) {
            shown.offers = offer.products.clone();
            shown.carried_out_by = offer.carried_out_by.clone();
            shown.participants = offer.participants.clone();
            shown.visits_at_most = offer.visits_at_most;
            shown.return_during = offer.return_during;
            shown.weeks = (offer.lasts_from_weeks, offer.lasts_to_weeks);
        }
    }

    fn alarm_of(&self, rule: &Rule, finding: &Finding) -> Option<ChoiceId> {
        let outcome = finding.acted_on.as_ref().or(finding.outcome.as_ref());
        match &rule.body {
            Body::Table(table) if table.urgency => outcome.filter(|outcome| table.stops.contains(*outcome)).cloned(),
            _ => rule
                .alarm()
                .filter(|_| outcome.is_some_and(|word| word.as_str() == "yes"))
                .map(|class| ChoiceId::new(class.as_str())),
        }
    }

    fn outcome_label(&self, rule: &Rule, word: &ChoiceId) -> Option<Localized> {
        let of =
            |choices: &[Choice]| choices.iter().find(|choice| choice.id == *word).map(|choice| choice.label.clone());
        match &rule.body {
            Body::Table(table) => of(&table.values),
            Body::Judgement(judgement) => {
                let own = match &judgement.fact.domain {
                    pack::ValueDomain::Choice(choices) => of(choices),
                    _ => None,
                };
                let proposal = judgement.proposed_by.as_ref().and_then(|id| self.library.rule(id));
                own.or_else(|| proposal.and_then(|table| self.outcome_label(table, word)))
            }
            _ => None,
        }
    }

    fn label_of(&self, kind: &FactKindId) -> Localized {
        let declared = self.library.declaration(kind).map(|declaration| declaration.label.clone());
        let derived = || self.library.rule_of_fact(kind).map(|rule| rule.title.clone());
        declared.or_else(derived).unwrap_or_else(|| {
            let plain = kind.to_string();
            Localized { nl: plain.clone(), fr: plain.clone(), en: plain }
        })
    }

    fn alarm_signs(&self, audience: Audience) -> Option<Localized> {
        let rule = self
            .library
            .packs()
            .iter()
            .filter_map(|pack| pack.alarm_signs.as_ref())
            .find_map(|id| self.library.rule(id))?;
        rule.texts.get("yes")?.by_audience.get(&audience).map(|text| self.filled(text, None))
    }

    /// The name of a record is somebody's own word and can tell anything: the employer's side never reads it.
    fn record_of(&self, subject: &Subject) -> Option<String> {
        let is_record = matches!(subject.kind, SubjectKind::Record(_));
        (is_record && !self.wall.is_employer_side()).then(|| subject.id.to_string())
    }

    /// The fields of the record a finding is about, as far as they may be seen.
    fn fields_of_record(&self, finding: &Finding) -> Vec<NamedValue> {
        let SubjectKind::Record(_) = &finding.subject.kind else { return Vec::new() };
        let reader = engine::Reader::new(self.library, &self.guidance.situation);
        self.library
            .questions()
            .flat_map(|rule| match &rule.body {
                Body::Question(question) => question.facts.as_slice(),
                _ => &[],
            })
            .filter(|declaration| declaration.subject == finding.subject.kind && self.may_see_fact(&declaration.id))
            .filter_map(|declaration| {
                let fact = FactId { kind: declaration.id.clone(), subject: finding.subject.clone() };
                reader.read(&fact, pack::Reads::Latest).value().map(|value| self.named(declaration, value))
            })
            .collect()
    }

    fn because(&self, because: &Because) -> Option<BecauseView> {
        match because {
            Because::Fact { fact, value, stated } => {
                let declaration = self.library.declaration(&fact.kind).filter(|_| self.may_see_fact(&fact.kind))?;
                Some(BecauseView {
                    named: self.named(declaration, value),
                    said: stated.iter().map(|stated| self.who(stated)).collect(),
                    set_aside: Vec::new(),
                })
            }
            Because::SetAside { fact, stated, decided } => {
                let declaration = self.library.declaration(&fact.kind).filter(|_| self.may_see_fact(&fact.kind))?;
                Some(BecauseView {
                    named: self.named(declaration, &Value::yes()),
                    said: stated.iter().map(|stated| self.who(stated)).collect(),
                    set_aside: decided.iter().map(|decided| self.decided(decided)).collect(),
                })
            }
            Because::Calendar { function, value } => {
                // Days since a date fact: who sees the finding sees what it reads, its class is at least as high.
                let input = pack::CalendarFunction::parse(function).map(Input::Calendar);
                let visible = input
                    .is_none_or(|input| self.library.facts_of_input(&input).iter().all(|kind| self.may_see_fact(kind)));
                let number = value.map_or(ReasonText::None, |number| ReasonText::Number(number.into(), String::new()));
                visible.then(|| BecauseView {
                    named: NamedValue { id: (*function).to_owned(), label: calendar_label(function), value: number },
                    said: Vec::new(),
                    set_aside: Vec::new(),
                })
            }
            Because::Records { list, holds, members } => {
                let kind = FactKindId::new(format!("{list}.complete"));
                let members = members.iter().filter_map(|member| self.record_of(member)).collect();
                self.may_see_fact(&kind).then(|| BecauseView {
                    named: NamedValue {
                        id: list.clone(),
                        label: plain(list),
                        value: ReasonText::Records(*holds, members),
                    },
                    said: Vec::new(),
                    set_aside: Vec::new(),
                })
            }
        }
    }

    fn who(&self, stated: &Stated) -> WhoSaid {
        WhoSaid {
            name: self.name_of(&stated.by),
            person: stated.by.clone(),
            role: stated.role,
            told_by: stated.told_by.as_ref().map(|person| self.name_of(person).unwrap_or_else(|| person.to_string())),
            about: stated.about,
            group_answer: stated.group_answer,
        }
    }

    fn decided(&self, decided: &Decided) -> DecidedView {
        DecidedView {
            who: WhoSaid {
                name: self.name_of(&decided.by),
                person: decided.by.clone(),
                role: decided.role,
                told_by: None,
                about: decided.about,
                group_answer: false,
            },
            // A reason is words that a professional wrote for professionals.
            reason: decided.reason.clone().filter(|_| self.audience() == Audience::Professional),
        }
    }

    fn name_of(&self, person: &PersonId) -> Option<String> {
        self.guidance.case.person(person).and_then(|person| person.name.clone())
    }

    fn all_missing(&self) -> Vec<MissingView> {
        let seen: BTreeSet<&RuleId> = self
            .guidance
            .assessment
            .findings
            .iter()
            .map(|finding| &finding.rule)
            .chain(self.guidance.assessment.obligations.iter().map(|obligation| &obligation.rule))
            .filter(|rule| self.may_see_rule(rule))
            .collect();
        let mut facts: Vec<&FactId> = Vec::new();
        let mut missing = Vec::new();
        let explanations =
            self.guidance.assessment.findings.iter().map(|finding| (&finding.rule, &finding.explanation));
        // While an alarm halts the path, nothing else is asked of those who may know of it (S-17); nobody else can tell.
        let halted = self.guidance.assessment.halted_by.is_some() && self.may_see_medical();
        let explanations = explanations.filter(|(rule, _)| !halted || self.is_alarm(rule));
        let owed = self
            .guidance
            .assessment
            .obligations
            .iter()
            .filter(|obligation| obligation.trigger_open && !halted)
            .map(|obligation| (&obligation.rule, &obligation.explanation));
        for item in explanations
            .chain(owed)
            .filter(|(rule, _)| seen.contains(rule))
            .flat_map(|(_, explanation)| &explanation.missing)
        {
            if !facts.contains(&&item.fact) {
                facts.push(&item.fact);
                missing.extend(self.missing(item));
            }
        }
        missing
    }

    pub(super) fn is_alarm(&self, rule: &RuleId) -> bool {
        self.library
            .rule(rule)
            .is_some_and(|rule| rule.alarm().is_some() || matches!(&rule.body, Body::Table(table) if table.urgency))
    }

    fn missing(&self, missing: &Missing) -> Option<MissingView> {
        // A bare list of what could be wrong frightens; the worker is asked one question at a time, elsewhere.
        if !self.may_see_fact(&missing.fact.kind) || self.wall.is_worker() {
            return None;
        }
        let why = match &missing.why {
            WhyUnknown::NeverAsked => MissingWhy::NeverAsked,
            WhyUnknown::DontKnow { role, .. } => MissingWhy::DontKnow(*role),
            WhyUnknown::Expired { known_on, .. } => MissingWhy::Expired(*known_on),
            WhyUnknown::Disputed { statements } => {
                let all = self.guidance.situation.statements.iter();
                let mut said: Vec<_> = all.filter(|statement| statements.contains(&statement.id)).collect();
                said.sort_by_key(|statement| (statement.about, statement.recorded.day, &statement.by, &statement.id));
                let said = said.into_iter();
                MissingWhy::Disputed(
                    said.map(|statement| WhoSaid {
                        name: self.name_of(&statement.by),
                        person: statement.by.clone(),
                        role: statement.role,
                        told_by: None,
                        about: statement.about,
                        group_answer: statement.group_answer,
                    })
                    .collect(),
                )
            }
        };
        Some(MissingView {
            fact: self.shows_codes().then(|| missing.fact.kind.to_string()),
            record: self.record_of(&missing.fact.subject),
            label: self.label_of(&missing.fact.kind),
            asked_of: missing.asked_of.clone(),
            why,
        })
    }

    fn sources(&self, rule: &Rule, finding: &Finding) -> Vec<SourceView> {
        let rows = finding.explanation.through.iter().filter(|through| self.may_see_rule(&through.rule));
        let of_rows: Vec<&facts::ClauseRef> =
            rows.flat_map(|through| through.rows.iter().filter_map(|(_, clause)| clause.as_ref())).collect();
        let of_rule = rule.sources.iter().map(|source| self.source(&source.clause, source.quote.clone()));
        let mut sources: Vec<SourceView> = Vec::new();
        for shown in of_rule.chain(of_rows.into_iter().map(|clause| self.source(clause, None))) {
            if !sources.iter().any(|known| known.clause == shown.clause) {
                sources.push(shown);
            }
        }
        sources
    }

    fn source(&self, clause: &facts::ClauseRef, quote: Option<String>) -> SourceView {
        let source = self.library.sources().get(clause.source());
        let heading = source.and_then(|source| source.clause(clause.clause())).map(|clause| clause.heading.clone());
        let title = match (source, heading) {
            (Some(source), Some(heading)) => format!("{}, {heading}", source.title),
            _ => clause.to_string(),
        };
        SourceView {
            clause: clause.to_string(),
            title,
            quote,
            language: source.map_or_else(String::new, |source| source.language.clone()),
        }
    }

    fn obligation(&self, obligation: &Obligation) -> Option<ObligationView> {
        let rule = self.library.rule(&obligation.rule).filter(|rule| self.may_see_rule(&rule.id))?;
        // The worker reads what he himself has to do now; a timeline of terms is not held before him.
        if obligation.state == ObligationState::DoesNotApply
            || (self.wall.is_worker() && !concerns_worker_now(obligation))
        {
            return None;
        }
        let text = rule.texts.get("owed").and_then(|texts| texts.by_audience.get(&self.audience()));
        Some(ObligationView {
            rule: self.shows_codes().then(|| rule.id.clone()),
            title: rule.title.clone(),
            text: text.map(|text| self.filled(text, obligation.due.as_ref().or(obligation.latest.as_ref()))),
            owed_by: obligation.owed_by,
            with: obligation.with.clone(),
            state: obligation.state,
            trigger_open: obligation.trigger_open,
            due: obligation.due.as_ref().map(due_view),
            latest: obligation.latest.as_ref().map(due_view),
            warns_on: obligation.warns_on,
            done_on: obligation.done_on,
            deviation: obligation.deviation.as_ref().map(|decided| self.decided(decided)),
            refused_deviation: obligation.refused_deviation.as_ref().map(|decided| self.decided(decided)),
            missing: obligation
                .explanation
                .missing
                .iter()
                .filter(|_| obligation.trigger_open)
                .filter_map(|missing| self.missing(missing))
                .collect(),
            sources: if self.shows_codes() {
                rule.sources.iter().map(|source| self.source(&source.clause, source.quote.clone())).collect()
            } else {
                Vec::new()
            },
            confidence: rule.confidence,
        })
    }

    fn filled(&self, text: &Localized, due: Option<&Due>) -> Localized {
        let absence = self.guidance.situation.absence.chain();
        let on = self.guidance.assessment.on;
        let slot = |name: &str, language: Language| match name {
            "due_day" => due.map(|due| day_in_words(due.day, language)),
            "last_working_day" => due.map(|due| day_in_words(due.last_working_day, language)),
            "absence_day" => absence.map(|chain| chain.absence_day_on(on).to_string()),
            "absence_week" => absence.map(|chain| absence_week(chain.absence_day_on(on)).to_string()),
            "first_absence_day" => absence.map(|chain| day_in_words(chain.first_day(), language)),
            _ => None,
        };
        fill(text, &slot)
    }

    /// The packs whose rules this reader may see at all.
    fn packs(&self) -> Vec<(String, String)> {
        let on = self.guidance.assessment.on;
        let country = self.guidance.situation.country.as_deref();
        let visible = |neutral: bool| self.wall.lets_through(Content { class: DataClass::Administrative, neutral });
        self.library
            .packs()
            .iter()
            .filter(|pack| self.shows_codes() && visible(pack.neutral) && pack.in_force(on, country))
            .map(|pack| (pack.id.to_string(), pack.hash.to_string()))
            .collect()
    }
}

fn concerns_worker_now(obligation: &Obligation) -> bool {
    let takes_part = obligation.owed_by == Role::Worker || obligation.with.contains(&Role::Worker);
    takes_part && matches!(obligation.state, ObligationState::Warned | ObligationState::Overdue)
}

fn due_view(due: &Due) -> DueView {
    DueView { day: due.day, last_working_day: due.last_working_day, arithmetic: due.arithmetic.clone() }
}

fn plain(word: &str) -> Localized {
    Localized { nl: word.to_owned(), fr: word.to_owned(), en: word.to_owned() }
}

fn calendar_label(function: &str) -> Localized {
    let (nl, fr, en) = match function {
        "absence_day" => ("verzuimdag", "jour d'absence", "day of absence"),
        "absence_week" => ("verzuimweek", "semaine d'absence", "week of absence"),
        "complaint_days" => {
            ("dagen sinds het begin van de klachten", "jours depuis le début des plaintes", "days since the onset")
        }
        "age" => ("leeftijd", "âge", "age"),
        _ => ("dagen sindsdien", "jours écoulés", "days since"),
    };
    Localized { nl: nl.to_owned(), fr: fr.to_owned(), en: en.to_owned() }
}
