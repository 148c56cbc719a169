//! A question: what is asked, of whom, and what may be answered. A judgement is a question to a professional.

use super::Teller;
use crate::render::page::Page;
use pack::{Judgement, Question, ValueDomain};

impl Teller<'_> {
    pub(super) fn question(&self, page: &mut Page, question: &Question) {
        page.line(2, &format!("asks: {}", self.reader.tell(&question.ask)));
        if let Some(help) = &question.help {
            page.line(2, &format!("meant is: {}", self.reader.tell(help)));
        }
        for fact in &question.facts {
            page.marked(
                2,
                "• ",
                &format!("{} ({}): {}", self.reader.tell(&fact.label), fact.id, self.values(&fact.domain)),
            );
            page.line(
                4,
                &format!(
                    "answered by: {}; class {}{}",
                    self.reader.roles(&fact.asked_of),
                    fact.class,
                    if fact.alarm { "; an alarm sign: once yes, a physician alone sets it aside" } else { "" }
                ),
            );
        }
    }

    pub(super) fn judgement(&self, page: &mut Page, judgement: &Judgement) {
        let (ask, asked_of) = (self.reader.tell(&judgement.ask), self.reader.roles(&judgement.fact.asked_of));
        page.line(2, &format!("{ask} (judged by: {asked_of})"));
        page.line(2, &self.values(&judgement.fact.domain));
        if let Some(table) = &judgement.proposed_by {
            page.line(2, &format!("proposed by the table {table}; the professional decides"));
        }
        if let Some(class) = judgement.releases {
            page.line(2, &format!("made to be passed on, as {class}"));
        }
    }

    fn values(&self, domain: &ValueDomain) -> String {
        match domain {
            ValueDomain::Choice(choices) => choices
                .iter()
                .map(|choice| format!("{} ({})", self.reader.tell(&choice.label), choice.id))
                .collect::<Vec<_>>()
                .join(" / "),
            ValueDomain::YesNo => format!("{} / {}", self.reader.words.yes, self.reader.words.no),
            other => other.in_words(),
        }
    }
}
