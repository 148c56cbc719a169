//! Alarm in a view: who is told what, and what is held back while it stands.

use super::Withheld;
use super::build::Builder;
use engine::{Because, Finding};
use facts::{ChoiceId, Localized, RuleId};
use pack::{AlarmClass, Audience, Body, OutcomeTexts, Rule};

impl Builder<'_> {
    pub(super) fn is_emergency(&self) -> bool {
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
    pub(super) fn answered_by_reader(&self, finding: &Finding) -> bool {
        let stated = finding.explanation.because.iter().filter_map(|because| match because {
            Because::Fact { stated, .. } => Some(stated),
            _ => None,
        });
        !self.wall.is_employer_side()
            && self.alarm_class(finding).is_some_and(|class| class < AlarmClass::Assess)
            && stated.flatten().any(|stated| stated.role == self.wall.role())
    }

    pub(super) fn why_withheld(&self) -> Option<Withheld> {
        let assessment = &self.guidance.assessment;
        if assessment.halted_by.is_some() {
            return Some(Withheld::Alarm);
        }
        let rule = assessment.reassurance_withheld_by.as_ref().and_then(|id| self.library.rule(id))?;
        Some(Withheld::By(rule.title.clone()))
    }

    /// The alarm signs stand by themselves before the worker; a professional reads them where they are needed. Before the
    /// worker nothing less urgent stands beside what is most urgent, and nothing is said twice.
    pub(super) fn is_said_elsewhere(&self, rule: &Rule, finding: &Finding) -> bool {
        if !self.wall.is_worker() {
            return self.is_the_signs(rule);
        }
        let Some(own) = self.alarm_class(finding) else { return false };
        // The urgency speaks for the items that a service raised and that it sums up.
        if self.library.urgency_of_raised(&rule.id).is_some() {
            return true;
        }
        let others = self.guidance.assessment.findings.iter().filter(|other| other.rule != finding.rule);
        let others = others.filter(|other| self.speaks_to_worker(other) && self.may_stand_in_place_of(rule, other));
        let of_items = |other: &&Finding| self.library.rule(&other.rule).is_some_and(|item| item.alarm().is_some());
        let most_urgent = others.clone().filter_map(|other| self.alarm_class(other)).min();
        let by_an_item = others.filter(of_items).any(|other| self.alarm_class(other) == Some(own));
        most_urgent.is_some_and(|most| most < own) || (rule.alarm().is_none() && by_an_item)
    }

    /// The words of a house pack, and those that were written for a less urgent class, stand in nobody's place but that of
    /// other words of the house (S-38).
    fn may_stand_in_place_of(&self, rule: &Rule, other: &Finding) -> bool {
        let is_of_house = |id: &RuleId| self.library.pack_of(id).is_some_and(|pack| pack.house.is_some());
        let is_summed_up = self.library.urgency_of_raised(&other.rule).is_some();
        !is_summed_up && (is_of_house(&rule.id) || !is_of_house(&other.rule))
    }

    /// The urgency whose words and terms hold for an item that a service raised, with its class; none where the item is as
    /// published. One that no urgency sums up, such as a sign on examination, takes those of its pack.
    pub(super) fn raised_as(&self, rule: &Rule) -> Option<(&Rule, ChoiceId)> {
        let class = rule.alarm()?;
        self.library.before_tightening(&rule.id).filter(|before| before.alarm() != Some(class))?;
        let of_pack = || {
            let is_urgency = |table: &&Rule| matches!(&table.body, Body::Table(table) if table.urgency);
            self.library.rules().filter(|table| table.pack == rule.pack).find(is_urgency)
        };
        let table = self.library.urgency_of_raised(&rule.id).or_else(of_pack)?;
        Some((table, ChoiceId::new(class.as_str())))
    }

    /// The words for an outcome. Those of a raised item were written for a less urgent class: the words of its new class
    /// stand in their place.
    pub(super) fn words_of<'r>(&'r self, rule: &'r Rule, outcome: &ChoiceId) -> Option<&'r OutcomeTexts> {
        let is_yes = outcome.as_str() == "yes";
        let raised = self.raised_as(rule).filter(|_| is_yes).and_then(|(table, class)| table.texts.get(&class));
        raised.or_else(|| rule.texts.get(outcome))
    }

    /// Whoever is told of the urgency is told of an item that was raised to it.
    pub(super) fn is_written_for_reader(&self, rule: &Rule) -> bool {
        let audience = self.audience();
        let raised = || self.raised_as(rule).is_some_and(|(table, _)| table.audiences.contains(&audience));
        rule.audiences.contains(&audience) || raised()
    }

    /// The class as published, of an item that a service raised and that is yes.
    pub(super) fn alarm_published(&self, rule: &Rule, finding: &Finding) -> Option<ChoiceId> {
        self.alarm_of(rule, finding)?;
        let before = self.library.before_tightening(&rule.id)?.alarm()?;
        (Some(before) != rule.alarm()).then(|| ChoiceId::new(before.as_str()))
    }

    /// What says nothing to the worker stands in nobody's place before him.
    fn speaks_to_worker(&self, finding: &Finding) -> bool {
        let outcome = finding.acted_on.as_ref().or(finding.outcome.as_ref());
        self.library.rule(&finding.rule).zip(outcome).is_some_and(|(rule, outcome)| {
            self.is_written_for_reader(rule)
                && self.words_of(rule, outcome).is_some_and(|texts| texts.by_audience.contains_key(&Audience::Worker))
        })
    }

    pub(super) fn is_the_signs(&self, rule: &Rule) -> bool {
        self.library.packs().iter().any(|pack| pack.alarm_signs.as_ref() == Some(&rule.id))
    }

    /// The worker's words of an alarm, for whoever speaks with him.
    pub(super) fn read_out(&self, rule: &Rule, finding: &Finding) -> Option<Localized> {
        let speaks = self.audience() == Audience::Professional && !self.wall.role().is_service_physician();
        let is_table = matches!(&rule.body, Body::Table(table) if table.urgency);
        let outcome = self.alarm_of(rule, finding).filter(|_| speaks && is_table)?;
        let texts = rule.texts.get(&outcome)?;
        texts.by_audience.get(&Audience::Worker).map(|text| self.filled(text, None))
    }

    pub(super) fn alarm_of(&self, rule: &Rule, finding: &Finding) -> Option<ChoiceId> {
        let outcome = finding.acted_on.as_ref().or(finding.outcome.as_ref());
        match &rule.body {
            Body::Table(table) if table.urgency => outcome.filter(|outcome| table.stops.contains(*outcome)).cloned(),
            _ => rule
                .alarm()
                .filter(|_| outcome.is_some_and(|word| word.as_str() == "yes"))
                .map(|class| ChoiceId::new(class.as_str())),
        }
    }

    pub(super) fn alarm_signs(&self, audience: Audience) -> Option<Localized> {
        let (on, country) = (self.guidance.assessment.on, self.guidance.situation.country.as_deref());
        let advising = self.library.packs().iter().filter(|pack| self.library.advises_here(pack, on, country));
        let rule = advising.filter_map(|pack| pack.alarm_signs.as_ref()).find_map(|id| self.library.rule(id))?;
        rule.texts.get("yes")?.by_audience.get(&audience).map(|text| self.filled(text, None))
    }

    pub(super) fn is_alarm(&self, rule: &RuleId) -> bool {
        self.library.rule(rule).is_some_and(Rule::is_alarming)
    }
}
