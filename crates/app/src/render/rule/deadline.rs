//! An obligation: who owes it, from when, by when, and when at all.

use super::Teller;
use crate::render::page::Page;
use pack::{Anchor, Body, Deadline, Offset, OffsetUnit, Rule, Warning};

impl Teller<'_> {
    pub(super) fn deadline(&self, page: &mut Page, deadline: &Deadline) {
        page.line(2, &format!("owed by: {}{}", self.reader.role(deadline.owed_by), self.with(&deadline.with)));
        page.line(2, &format!("due: {} from {}", self.offset(&deadline.due), self.anchor(&deadline.anchor)));
        match &deadline.warn {
            Some(Warning::AbsenceDay(number)) => {
                page.line(2, &format!("warns from day {} of absence", self.number(number)))
            }
            Some(Warning::Before(offset)) => page.line(2, &format!("warns {} before", self.offset(offset))),
            None => {}
        }
        if let Some(every) = &deadline.every {
            page.line(2, &format!("comes back every {}", self.offset(every)));
        }
        if deadline.stands_still_on_leave {
            page.line(2, "stands still on maternity leave");
        }
        if deadline.within_employment {
            page.line(2, "not owed after the last day of the employment");
        }
        if let Some((from, until)) = &deadline.not_counted {
            page.line(2, &format!("not counted: days of absence from {from} until {until}"));
        }
        page.line(2, &format!("done on the day that {} holds", deadline.done_by));
        match &deadline.deviation {
            Some(clause) => page.line(2, &format!("deviation with a reason: {clause}")),
            None => page.line(2, "no deviation"),
        }
        if let Some(trigger) = &deadline.trigger {
            page.line(2, "owed when");
            self.condition(page, trigger, 4);
        }
        for (kind, value) in &deadline.unknown_counts_as {
            page.line(2, &format!("while {kind} is unknown, act as if it were {value}"));
        }
        if deadline.lasts_until {
            page.line(2, "says until when something lasts: no service moves it");
        }
    }

    /// In what a service is stricter, beside what was published.
    pub(super) fn stricter(&self, page: &mut Page, rule: &Rule) {
        let Some(before) = self.library.before_tightening(&rule.id) else { return };
        match (&before.body, rule.alarm(), before.alarm()) {
            (_, Some(here), Some(published)) => page.line(
                2,
                &format!("alarm, more urgent in this service: {}; published: {}", here.as_str(), published.as_str()),
            ),
            (Body::Deadline(published), ..) => {
                page.line(2, "this service keeps it more strictly, as above; as published");
                let mut beneath = Page::default();
                self.deadline(&mut beneath, published);
                beneath.into_text().lines().for_each(|line| page.line(4, line.trim()));
            }
            _ => {}
        }
    }

    fn offset(&self, offset: &Offset) -> String {
        let unit = match offset.unit {
            OffsetUnit::AbsenceDay => return format!("day {} of absence", self.number(&offset.amount)),
            OffsetUnit::AbsenceYears => return format!("{} years of absence", self.number(&offset.amount)),
            OffsetUnit::Days => "days",
            OffsetUnit::Weeks => "weeks",
            OffsetUnit::Months => "months",
            OffsetUnit::Years => "years",
            OffsetUnit::WorkingDays => "working days",
        };
        let back = if offset.back { " back" } else { "" };
        format!("{} {unit}{back}", self.number(&offset.amount))
    }

    fn anchor(&self, anchor: &Anchor) -> String {
        match anchor {
            Anchor::FirstAbsenceDay => "the first day of absence".to_owned(),
            Anchor::EmploymentEnd => "the last day of the employment".to_owned(),
            Anchor::Fact(kind) => format!("the day of {kind}"),
            Anchor::Done(rule) => format!("the day on which {rule} was done"),
            Anchor::EarlierOf(anchors) => {
                anchors.iter().map(|anchor| self.anchor(anchor)).collect::<Vec<_>>().join(" or, if earlier, ")
            }
        }
    }
}
