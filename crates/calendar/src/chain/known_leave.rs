//! The leave that is known, and which days it leaves over.

use super::error::ChainError;
use super::runs::{Run, runs};
use super::spell::Leave;
use crate::day::Day;
use crate::period::Period;

/// All leave that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownLeave {
    /// INVARIANT: in the order of time, without overlap, none ends before it starts.
    leaves: Vec<Leave>,
}

impl KnownLeave {
    /// Puts the leave in order, and refuses what cannot be.
    pub(super) fn new(leaves: &[Leave]) -> Result<KnownLeave, ChainError> {
        let mut leaves = leaves.to_vec();
        leaves.sort_by(|a, b| (a.period, &a.id).cmp(&(b.period, &b.id)));
        if let Some(leave) = leaves.iter().find(|leave| leave.period.last < leave.period.first) {
            return Err(ChainError::LeaveEndsBeforeItStarts { leave: leave.id.clone() });
        }
        for (earlier, later) in leaves.iter().zip(leaves.iter().skip(1)) {
            if later.period.first <= earlier.period.last {
                return Err(ChainError::LeavesOverlap { earlier: earlier.id.clone(), later: later.id.clone() });
            }
        }
        Ok(KnownLeave { leaves })
    }

    /// The leave that has a day in the stretch, in the order of time.
    pub(super) fn within(&self, first: Day, last: Day) -> impl Iterator<Item = &Leave> {
        let begin = self.leaves.partition_point(|leave| leave.period.last < first);
        let end = self.leaves.partition_point(|leave| leave.period.first <= last);
        self.leaves.get(begin..end).unwrap_or_default().iter()
    }

    /// The stretch, divided into leave and other days.
    pub(super) fn runs(&self, first: Day, last: Day) -> impl Iterator<Item = Run<'_>> {
        runs(first, last, self.within(first, last))
    }

    /// Whether there is leave on the day.
    pub(super) fn covers(&self, day: Day) -> bool {
        self.within(day, day).next().is_some()
    }

    /// The parts of the stretch on which there is no leave.
    pub(super) fn outside_any(&self, first: Day, last: Day) -> impl Iterator<Item = Period> {
        self.runs(first, last).filter_map(only_free)
    }

    /// The parts of the stretch that leave with another cause does not take away.
    pub(super) fn outside_other_cause(&self, first: Day, last: Day) -> impl Iterator<Item = Period> {
        self.outside(first, last, |leave| leave.other_cause)
    }

    /// The parts of the stretch that the leave passed over does not take away.
    pub(super) fn outside(
        &self,
        first: Day,
        last: Day,
        passed_over: impl Fn(&Leave) -> bool,
    ) -> impl Iterator<Item = Period> {
        let passed_over = self.within(first, last).filter(move |leave| passed_over(leave));
        runs(first, last, passed_over).filter_map(only_free)
    }

    /// How many days after the one and up to and including the other have no leave.
    pub(super) fn days_outside_any_after(&self, after: Day, up_to: Day) -> u32 {
        if up_to <= after {
            return 0;
        }
        self.outside_any(after.plus_days(1), up_to).map(|part| part.days()).sum()
    }
}

fn only_free(run: Run<'_>) -> Option<Period> {
    match run {
        Run::Free(period) => Some(period),
        Run::OnLeave(..) => None,
    }
}
