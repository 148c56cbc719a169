//! Building a view: only what the wall lets through is added.

use super::text::{ReasonText, day_in_words, fill};
use super::{
    AbsenceView, DecidedView, FindingView, KnownFact, NamedValue, NoticeView, ObligationView, StepView, View, WhoSaid,
};
use crate::advise::Guidance;
use access::{Content, Wall};
use calendar::{ChainState, absence_week};
use engine::{Decided, Due, Finding, Stated};
use facts::{DataClass, FactId, FactKindId, Language, Localized, PersonId, Role, RuleId, Subject, SubjectKind, Value};
use pack::{Audience, Body, Declaration, Library, Pack};

impl View {
    /// The view of the role before a wall.
    pub(crate) fn behind(wall: Wall, guidance: &Guidance<'_>) -> View {
        Builder::new(wall, guidance).view()
    }

    /// The same view, in which the findings and the obligation of one rule say what would change them.
    pub(crate) fn that_explains(rule: &RuleId, wall: Wall, guidance: &Guidance<'_>) -> View {
        Builder { asked_about: Some(rule), ..Builder::new(wall, guidance) }.view()
    }
}

impl Guidance<'_> {
    /// Who does what before when, as the physician reads it.
    pub(crate) fn steps_of_the_physician(&self) -> Vec<StepView> {
        Wall::before(Role::Bedrijfsarts).map(|wall| Builder::new(wall, self).steps()).unwrap_or_default()
    }
}

pub(crate) struct Builder<'g> {
    pub(crate) wall: Wall,
    pub(crate) guidance: &'g Guidance<'g>,
    pub(crate) library: &'g Library,
    /// The finding or obligation that somebody wants explained.
    pub(crate) asked_about: Option<&'g RuleId>,
}

impl<'g> Builder<'g> {
    pub(crate) fn new(wall: Wall, guidance: &'g Guidance<'g>) -> Self {
        Self { wall, guidance, library: guidance.rulebook.library(), asked_about: None }
    }
}

impl Builder<'_> {
    pub(super) fn view(&self) -> View {
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
            currency: self.currency(),
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

    pub(super) fn content_of(&self, rule: &RuleId) -> Content {
        let neutral = self.library.pack_of(rule).is_some_and(|pack| pack.neutral);
        Content { class: self.library.class_of(rule), neutral }
    }

    pub(crate) fn may_see_rule(&self, rule: &RuleId) -> bool {
        self.wall.lets_through(self.content_of(rule))
    }

    pub(crate) fn may_see_fact(&self, kind: &FactKindId) -> bool {
        match self.library.rule_of_fact(kind) {
            Some(rule) => self.may_see_rule(&rule.id),
            None => self
                .library
                .declaration(kind)
                .is_some_and(|declaration| self.wall.lets_through(self.content_of_fact(declaration))),
        }
    }

    pub(super) fn content_of_fact(&self, declaration: &Declaration) -> Content {
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

    pub(super) fn absence(&self) -> Option<AbsenceView> {
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

    pub(super) fn may_see_medical(&self) -> bool {
        self.wall.lets_through(Content { class: DataClass::Medical, neutral: false })
    }

    /// Notices speak of alarm: only those who may see medical content get them.
    pub(super) fn notices(&self) -> Vec<NoticeView> {
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
    pub(super) fn known_facts(&self) -> Vec<KnownFact> {
        let reader = engine::Reader::new(self.library, &self.guidance.situation);
        let mut known = Vec::new();
        for declaration in self.facts_asked() {
            let shown = declaration.class == DataClass::WorkAbility;
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

    /// The facts that the questions of packs that advise ask; those of an edition that does not lead are for comparing.
    pub(super) fn facts_asked(&self) -> impl Iterator<Item = &Declaration> {
        let on = self.guidance.assessment.on;
        let advising = self.library.packs().iter().filter(move |pack| self.library.advises(pack, on));
        let questions = advising.flat_map(|pack| &pack.questions).filter_map(|id| self.library.rule(id));
        questions.flat_map(|rule| match &rule.body {
            Body::Question(question) => question.facts.as_slice(),
            _ => &[],
        })
    }

    pub(super) fn named(&self, declaration: &Declaration, value: &Value) -> NamedValue {
        NamedValue {
            id: declaration.id.to_string(),
            label: declaration.label.clone(),
            value: ReasonText::of(value, Some(declaration)),
        }
    }

    pub(super) fn label_of(&self, kind: &FactKindId) -> Localized {
        let declared = self.library.declaration(kind).map(|declaration| declaration.label.clone());
        let derived = || self.library.rule_of_fact(kind).map(|rule| rule.title.clone());
        declared.or_else(derived).unwrap_or_else(|| {
            let plain = kind.to_string();
            Localized { nl: plain.clone(), fr: plain.clone(), en: plain }
        })
    }

    /// The name of a record is somebody's own word and can tell anything: the employer's side never reads it.
    pub(super) fn record_of(&self, subject: &Subject) -> Option<String> {
        let is_record = matches!(subject.kind, SubjectKind::Record(_));
        (is_record && !self.wall.is_employer_side()).then(|| subject.id.to_string())
    }

    pub(super) fn who(&self, stated: &Stated) -> WhoSaid {
        WhoSaid {
            name: self.name_of(&stated.by),
            person: self.person_of(&stated.by, stated.role),
            role: stated.role,
            told_by: stated
                .told_by
                .as_ref()
                .filter(|_| !self.wall.is_employer_side())
                .map(|person| self.name_of(person).unwrap_or_else(|| person.to_string())),
            about: stated.about,
            group_answer: stated.group_answer,
        }
    }

    pub(super) fn decided(&self, decided: &Decided) -> DecidedView {
        DecidedView {
            who: WhoSaid {
                name: self.name_of(&decided.by),
                person: self.person_of(&decided.by, decided.role),
                role: decided.role,
                told_by: None,
                about: decided.about,
                group_answer: false,
            },
            // A reason is words that a professional wrote for professionals.
            reason: decided.reason.clone().filter(|_| self.audience() == Audience::Professional),
        }
    }

    /// Ids of people are somebody's own words too: the employer's side reads the role.
    pub(super) fn person_of(&self, person: &PersonId, role: Role) -> PersonId {
        if self.wall.is_employer_side() { PersonId::new(role.as_str()) } else { person.clone() }
    }

    pub(super) fn name_of(&self, person: &PersonId) -> Option<String> {
        self.guidance.case.person(person).and_then(|person| person.name.clone())
    }

    pub(super) fn filled(&self, text: &Localized, due: Option<&Due>) -> Localized {
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

    /// The packs whose rules this reader may see at all, by name; the worker reads words and no codes.
    pub(super) fn packs(&self) -> Vec<(String, String)> {
        let named = self.packs_that_advise().filter(|_| self.shows_codes());
        named.map(|pack| (pack.id.to_string(), pack.hash.to_string())).collect()
    }

    /// The packs in force that advise and whose rules this reader may see at all.
    pub(super) fn packs_that_advise(&self) -> impl Iterator<Item = &Pack> {
        let on = self.guidance.assessment.on;
        let country = self.guidance.situation.country.as_deref();
        let visible =
            move |neutral: bool| self.wall.lets_through(Content { class: DataClass::Administrative, neutral });
        self.library
            .packs()
            .iter()
            .filter(move |pack| visible(pack.neutral) && self.library.advises_here(pack, on, country))
    }
}
