//! One finding: its words, its reasons, its sources.

use super::build::Builder;
use super::text::ReasonText;
use super::{BecauseView, ChangesView, FindingView, NamedValue, NearestView, SourceView, WhoSaid};
use calendar::Day;
use engine::{Because, Finding, Stated, Status};
use facts::{ChoiceId, FactId, FactKindId, Localized, PersonId, Role, Subject, SubjectKind, Value};
use pack::{Audience, Body, Choice, Input, Rule};

impl Builder<'_> {
    pub(super) fn finding(&self, finding: &Finding) -> Option<FindingView> {
        let rule = self.library.rule(&finding.rule).filter(|rule| self.may_see_finding(rule, finding))?;
        let audience = self.audience();
        if !self.is_written_for_reader(rule) || (finding.status == Status::WaitsForPhysician && !self.shows_codes()) {
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
        let texts = open_text.filter(|_| finding.acted_on.is_none()).or_else(|| self.words_of(rule, &speaking));
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
            alarm_published: self.alarm_published(rule, finding),
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
            restates: rule.restates,
            background: rule.background,
            fields: self.fields_of_record(&finding.subject),
            against: finding.other.as_ref().map(|other| self.fields_of_record(other)).unwrap_or_default(),
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
            strength: rule.edition.strength.filter(|_| audience == Audience::Professional),
            newer: Vec::new(),
            changes: None,
        };
        if self.shows_codes() {
            shown.outcome = finding.outcome.as_ref().map(label);
            shown.possible = finding.possible.iter().map(label).collect();
            shown.acted_on = finding.acted_on.as_ref().map(label);
            shown.proposal = finding.proposal.as_ref().map(label);
            self.add_reasons(rule, finding, &mut shown);
            self.add_offer(rule, finding, &mut shown);
            shown.sources = self.sources(rule, finding);
            // What a newer guideline says is told beside words, not in place of words that are withheld.
            shown.changes = self.changes_of(rule, finding);
            shown.newer = if shown.withheld.is_none() { self.newer(rule) } else { Vec::new() };
        }
        Some(shown)
    }

    /// While an alarm halts a finding, no answer of its own changes it.
    fn changes_of(&self, rule: &Rule, finding: &Finding) -> Option<ChangesView> {
        let halted = finding.status == Status::WaitsForPhysician;
        if halted { None } else { self.changes(rule, &finding.subject, finding.other.as_ref()) }
    }

    /// The table of a judgement that somebody has made says nothing more: the judgement stands.
    pub(super) fn is_judged_already(&self, rule: &Rule) -> bool {
        self.guidance.assessment.findings.iter().filter(|finding| finding.decision.is_some()).any(|finding| {
            let judgement = self.library.rule(&finding.rule).map(|judging| &judging.body);
            matches!(judgement, Some(Body::Judgement(judgement)) if judgement.proposed_by.as_ref() == Some(&rule.id))
        })
    }

    pub(super) fn may_see_finding(&self, rule: &Rule, finding: &Finding) -> bool {
        self.may_see_rule(&rule.id) || self.answered_by_reader(finding)
    }

    pub(super) fn add_reasons(&self, rule: &Rule, finding: &Finding, shown: &mut FindingView) {
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

    pub(super) fn add_offer(&self, rule: &Rule, finding: &Finding, shown: &mut FindingView) {
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

    pub(super) fn outcome_label(&self, rule: &Rule, word: &ChoiceId) -> Option<Localized> {
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

    /// The fields of a record that a finding is about, as far as they may be seen.
    pub(super) fn fields_of_record(&self, subject: &Subject) -> Vec<NamedValue> {
        let SubjectKind::Record(_) = &subject.kind else { return Vec::new() };
        let reader = engine::Reader::new(self.library, &self.guidance.situation);
        self.facts_asked()
            .filter(|declaration| declaration.subject == subject.kind && self.may_see_fact(&declaration.id))
            .filter_map(|declaration| {
                let fact = FactId { kind: declaration.id.clone(), subject: subject.clone() };
                reader.read(&fact, pack::Reads::Latest).value().map(|value| self.named(declaration, value))
            })
            .collect()
    }

    pub(super) fn because(&self, because: &Because) -> Option<BecauseView> {
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
            Because::Records { list, holds, members, stated } => {
                let kind = FactKindId::new(format!("{list}.complete"));
                let members = members.iter().filter_map(|member| self.record_of(member)).collect();
                self.may_see_fact(&kind).then(|| BecauseView {
                    named: NamedValue {
                        id: list.clone(),
                        label: self.name_of_list(list),
                        value: ReasonText::Records(*holds, members),
                    },
                    said: self.who_each_once(stated),
                    set_aside: Vec::new(),
                })
            }
        }
    }

    /// What people call a list of records: the word of the glossary with its name.
    fn name_of_list(&self, list: &str) -> Localized {
        self.library.word(list).map_or_else(|| plain(list), |word| word.label.clone())
    }

    /// Who spoke about the members of a list: whoever filled in several fields on a day is named once.
    fn who_each_once(&self, stated: &[Stated]) -> Vec<WhoSaid> {
        let mut known: Vec<(&PersonId, Role, Option<&PersonId>, Day)> = Vec::new();
        let mut said = Vec::new();
        for stated in stated.iter().filter(|stated| self.may_see_fact(&stated.fact.kind)) {
            let who = (&stated.by, stated.role, stated.told_by.as_ref(), stated.about);
            if !known.contains(&who) {
                known.push(who);
                said.push(self.who(stated));
            }
        }
        said
    }

    pub(super) fn sources(&self, rule: &Rule, finding: &Finding) -> Vec<SourceView> {
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

    pub(super) fn source(&self, clause: &facts::ClauseRef, quote: Option<String>) -> SourceView {
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
        "days_since_employment_end" => (
            "dagen na het einde van het dienstverband",
            "jours après la fin du contrat",
            "days after the end of the employment",
        ),
        "absence_day_at" => ("verzuimdag toen", "jour d'absence à ce moment", "day of absence then"),
        "absence_day_at_employment_end" => (
            "verzuimdag op de laatste dag van het dienstverband",
            "jour d'absence au dernier jour du contrat",
            "day of absence on the last day of the employment",
        ),
        "joins_around_leave" => (
            "perioden die alleen door verlof ertussen samen tellen",
            "périodes additionnées seulement à cause d'un congé entre elles",
            "spells that add up only because of leave between them",
        ),
        "joins_by_open_reading" => {
            ("samentellingen waarover nog niet is beslist", "additions encore à décider", "joins still to be decided")
        }
        "age" => ("leeftijd", "âge", "age"),
        _ => ("dagen sindsdien", "jours écoulés", "days since"),
    };
    Localized { nl: nl.to_owned(), fr: fr.to_owned(), en: en.to_owned() }
}
