//! A stretch of days, divided into leave and other days.

use std::iter::Peekable;

use super::spell::Leave;
use crate::day::Day;
use crate::period::Period;

/// Consecutive days of one kind.
pub(super) enum Run<'a> {
    /// Days on which there is no leave.
    Free(Period),
    /// Days of one leave.
    OnLeave(&'a Leave, Period),
}

/// Walks through a stretch of days from front to back. Together the runs are the stretch, nothing left out.
pub(super) struct Runs<'a, I: Iterator<Item = &'a Leave>> {
    next: Option<Day>,
    last: Day,
    leave: Peekable<I>,
}

/// The runs from the first day up to and including the last; none when the last lies before the first. The leave must be
/// in the order of time and without overlap.
pub(super) fn runs<'a, I>(first: Day, last: Day, leave: I) -> Runs<'a, I>
where
    I: Iterator<Item = &'a Leave>,
{
    Runs { next: (first <= last).then_some(first), last, leave: leave.peekable() }
}

impl<'a, I: Iterator<Item = &'a Leave>> Runs<'a, I> {
    /// The part of the stretch from the next day to this one; the walk goes on after it.
    fn walk_up_to(&mut self, from: Day, to: Day) -> Period {
        let last = to.min(self.last);
        self.next = (last < self.last).then(|| last.plus_days(1));
        Period { first: from, last }
    }
}

impl<'a, I: Iterator<Item = &'a Leave>> Iterator for Runs<'a, I> {
    type Item = Run<'a>;

    fn next(&mut self) -> Option<Run<'a>> {
        let from = self.next?;
        while self.leave.next_if(|leave| leave.period.last < from).is_some() {}
        let Some(leave) = self.leave.peek().copied() else {
            return Some(Run::Free(self.walk_up_to(from, self.last)));
        };
        if leave.period.first <= from {
            return Some(Run::OnLeave(leave, self.walk_up_to(from, leave.period.last)));
        }
        let day_before = leave.period.first.plus_days(-1);
        Some(Run::Free(self.walk_up_to(from, day_before)))
    }
}
