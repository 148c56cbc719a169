//! Joins that the law neither gives nor denies.

use crate::day::Day;

/// A join on which the law is silent: worked days lie beside the leave, so the maternity rule does not join; and whether
/// the days of leave count as interruption in the rule on the days between, no text says (BW 7:629(10), WIA 23(5)).
///
/// The chain takes the careful reading: it joins. Both dates are here to be shown, until somebody decides
/// ([`BesideWork`](crate::BesideWork)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenReading {
    /// The id of the spell before the days between.
    pub after_spell: String,
    /// The id of the spell after them.
    pub before_spell: String,
    /// The full days between, leave left out: too few to part the spells. Leave with another cause or decided to interrupt is not
    /// left out.
    pub gap_days_without_leave: u32,
    /// The full days between, leave included: enough to part them.
    pub gap_days_with_leave: u32,
    /// Day 1 of the absence in the other reading, when this join is not made.
    pub first_day_if_not_joined: Day,
}
