//! Who does what before when.

use super::build::Builder;
use super::{QueueView, StepView};
use calendar::{Day, plus_working_days};
use engine::{Because, Finding, Stated, Status};
use facts::{ChoiceId, FactId, FactKindId, Role, RuleId, Side, SubjectKind, Value};
use pack::{Audience, Rule, Within};

impl Builder<'_> {
    /// The steps of the findings that may be seen, soonest first.
    pub(super) fn steps(&self) -> Vec<StepView> {
        let mut steps: Vec<StepView> = Vec::new();
        for finding in &self.guidance.assessment.findings {
            for shown in self.steps_of(finding) {
                match steps.iter_mut().find(|known| known.who == shown.who && known.what == shown.what) {
                    // The same step for two reasons is done for the sooner one.
                    Some(known) => known.before = known.before.into_iter().chain(shown.before).min(),
                    None => steps.push(shown),
                }
            }
        }
        steps.sort_by_key(|step| (step.before.is_none(), step.before));
        steps
    }

    fn steps_of(&self, finding: &Finding) -> Vec<StepView> {
        let Some(rule) = self.library.rule(&finding.rule).filter(|rule| self.tells_steps(rule, finding)) else {
            return Vec::new();
        };
        let open = ChoiceId::new("open");
        let speaking = match (&finding.acted_on, finding.status) {
            (Some(acted_on), _) => vec![acted_on, &open],
            (None, Status::Open) => vec![&open],
            (None, _) => finding.outcome.iter().collect(),
        };
        let steps = rule
            .steps
            .iter()
            .filter(|step| step.on.iter().any(|on| speaking.contains(&on)))
            .filter(|step| !step.done_by.as_ref().is_some_and(|kind| self.is_done(kind, finding)));
        let since = self.since(finding);
        let at_the_latest = self.soonest_of_raised(rule, since);
        steps
            .map(|step| {
                let who = self.who_takes_it(rule, finding, step.who_on(self.guidance.assessment.on));
                let before = step.within.as_ref().map(|within| self.before(within, since));
                StepView {
                    who,
                    what: step.what.clone(),
                    queue: self.queue(&rule.id, step.id.as_deref(), who),
                    before: before.into_iter().chain(at_the_latest).min(),
                    rule: self.shows_codes().then(|| rule.id.clone()),
                }
            })
            .filter(|step| self.is_for_reader(step.who))
            .collect()
    }

    /// What a service calls its queue is its own word: neither the employer's side nor the worker reads it (S-41).
    fn queue(&self, rule: &RuleId, step: Option<&str>, who: Role) -> Option<QueueView> {
        let reads_names = self.audience() == Audience::Professional;
        let queue = self.library.queue_for(rule, step, who, self.guidance.assessment.on).filter(|_| reads_names)?;
        Some(QueueView { id: queue.id.clone(), name: queue.name.clone(), reach: queue.reach.clone() })
    }

    /// The steps of an item that a service raised are taken at the latest when those of its new class are (S-38).
    fn soonest_of_raised(&self, rule: &Rule, since: Day) -> Option<Day> {
        let (table, class) = self.raised_as(rule)?;
        let of_class = table.steps.iter().filter(|step| step.on.contains(&class));
        of_class.filter_map(|step| step.within.as_ref()).map(|within| self.before(within, since)).min()
    }

    /// A day that has come, or a yes.
    fn is_done(&self, kind: &FactKindId, finding: &Finding) -> bool {
        let Some(declared) = self.library.declaration(kind) else { return false };
        let subject = match &finding.subject.kind {
            SubjectKind::Record(_) if finding.subject.kind == declared.subject => finding.subject.clone(),
            _ => self.guidance.situation.subject(&declared.subject),
        };
        let reader = engine::Reader::new(self.library, &self.guidance.situation);
        let reading = reader.read(&FactId { kind: kind.clone(), subject }, pack::Reads::Latest);
        reading.value().is_some_and(|value| match value.as_day() {
            Some(day) => day <= self.guidance.assessment.on,
            None => *value == Value::yes(),
        })
    }

    fn tells_steps(&self, rule: &Rule, finding: &Finding) -> bool {
        self.may_see_finding(rule, finding)
            && self.is_written_for_reader(rule)
            && finding.status != Status::WaitsForPhysician
            && !self.is_judged_already(rule)
            && !self.withholds_steps(rule, finding)
    }

    /// Where the words of an outcome reassure and are withheld, nobody is asked to act on them either.
    fn withholds_steps(&self, rule: &Rule, finding: &Finding) -> bool {
        let outcome = finding.acted_on.as_ref().or(finding.outcome.as_ref());
        let reassures = outcome.and_then(|outcome| rule.texts.get(outcome)).is_some_and(|texts| texts.reassures);
        reassures && self.why_withheld().is_some()
    }

    /// The worker reads his own steps; professionals and the employer's side read all that they may see.
    fn is_for_reader(&self, who: Role) -> bool {
        !self.wall.is_worker() || who == Role::Worker
    }

    /// The step after an alarm belongs to whoever heard the sign, within the medical side; to the physician where the
    /// worker or somebody else told it.
    fn who_takes_it(&self, rule: &Rule, finding: &Finding, who: Role) -> Role {
        let is_alarm = self.is_alarm(&rule.id);
        let heard_by = stated(finding).max_by_key(|stated| stated.about).map(|stated| stated.role);
        match heard_by {
            Some(role) if is_alarm && who == Role::IntakeExpert && role.side() == Side::Medical => role,
            Some(_) if is_alarm && who == Role::IntakeExpert => Role::Bedrijfsarts,
            _ => who,
        }
    }

    /// The day from which a step counts: when the last of its reasons was stated. What is late stays late.
    fn since(&self, finding: &Finding) -> Day {
        stated(finding).map(|stated| stated.about).max().unwrap_or(self.guidance.assessment.on)
    }

    fn before(&self, within: &Within, since: Day) -> Day {
        let (on, first_day) = (self.guidance.assessment.on, self.guidance.situation.first_absence_day());
        let count = self.library.number(within.amount(), on, first_day).unwrap_or(0);
        let days = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        match within {
            Within::Days(_) => since.plus_days(days(count)),
            Within::Weeks(_) => since.plus_days(days(count.saturating_mul(7))),
            Within::WorkingDays(_) => {
                let country = self.guidance.situation.country.as_deref().unwrap_or("NL");
                plus_working_days(since, count, &self.library.holidays(country))
            }
        }
    }
}

/// Who said what a finding rests on.
fn stated(finding: &Finding) -> impl Iterator<Item = &Stated> {
    finding.explanation.because.iter().flat_map(|because| match because {
        Because::Fact { stated, .. } | Because::Records { stated, .. } => stated.as_slice(),
        Because::SetAside { .. } | Because::Calendar { .. } => &[],
    })
}
