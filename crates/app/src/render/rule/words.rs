//! What people read of a rule, and who does what before when.

use super::Teller;
use crate::render::page::Page;
use facts::ChoiceId;
use pack::{Audience, Number, Rule, Step, Within};

impl Teller<'_> {
    pub(super) fn texts(&self, page: &mut Page, rule: &Rule) {
        if rule.texts.is_empty() {
            return;
        }
        page.heading("Its words");
        for (outcome, texts) in &rule.texts {
            for audience in Audience::ALL {
                if let Some(text) = texts.by_audience.get(&audience) {
                    page.marked(2, "• ", &format!("{outcome}, {}: {}", audience.as_str(), self.reader.tell(text)));
                }
            }
        }
    }

    pub(super) fn steps(&self, page: &mut Page, rule: &Rule) {
        if rule.steps.is_empty() {
            return;
        }
        page.heading("Who does what");
        rule.steps.iter().for_each(|step| page.marked(2, "→ ", &self.step(step)));
    }

    fn step(&self, step: &Step) -> String {
        let on: Vec<&str> = step.on.iter().map(ChoiceId::as_str).collect();
        let within = step.within.as_ref().map(|within| format!(" ({})", self.within(within))).unwrap_or_default();
        let id = step.id.as_ref().map(|id| format!(" [step {id}]")).unwrap_or_default();
        let given = step.given_to.as_ref().map(|given| self.reader.role(given.choice));
        let given = given.map(|role| format!(", in this service {role}")).unwrap_or_default();
        let (who, what) = (self.reader.role(step.who), self.reader.tell(&step.what));
        format!("{}: {who}{given}: {what}{within}{id}", on.join(", "))
    }

    fn within(&self, within: &Within) -> String {
        if matches!(within, Within::Days(Number::Plain(0))) {
            return "the same day".to_owned();
        }
        let unit = match within {
            Within::Days(_) => "days",
            Within::WorkingDays(_) => "working days",
            Within::Weeks(_) => "weeks",
        };
        format!("within {} {unit}", self.number(within.amount()))
    }
}
