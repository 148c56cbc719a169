//! On which day an absence reaches a day of absence.

use super::Chain;
use super::runs::Run;
use super::stretch::Stretch;
use crate::arithmetic::{Arithmetic, Step};
use crate::day::Day;

impl Chain {
    /// The calendar day on which the chain reaches day `n` of absence, and the way there (S-30).
    ///
    /// After the last sick day that was seen the chain is taken to go on unbroken, with all known leave taken out; so
    /// also for a chain that has stopped or ended. The anchor is the first day. Day 0 is the anchor itself, without
    /// steps; a day beyond the end of the calendar is the end of the calendar.
    ///
    /// ```
    /// use calendar::{ChainRule, Day, Period, Spell, Step, chain_on};
    ///
    /// let first = Day::new(2026, 9, 7)?;
    /// let today = Day::new(2026, 9, 16)?;
    /// let spells = [Spell { id: "a".into(), first, last: None }];
    /// let rule = ChainRule { joins_below_days: 28 };
    /// let chain = chain_on(&spells, &[], &rule, today)?.ok_or("nobody was sick")?;
    ///
    /// let contact = chain.day_reaching(28);
    /// assert_eq!(contact.result, Day::new(2026, 10, 4)?);
    /// assert_eq!(contact.steps, [
    ///     Step::Counted { spell: "a".into(), period: Period::new(first, today)?, from_day: 1, to_day: 10 },
    ///     Step::Continued {
    ///         period: Period::new(today.plus_days(1), contact.result)?,
    ///         from_day: 11,
    ///         to_day: 28,
    ///     },
    /// ]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn day_reaching(&self, n: u32) -> Arithmetic {
        let mut way = Arithmetic { anchor: self.first_day, steps: Vec::new(), result: self.first_day };
        let mut days = 0;
        for stretch in &self.counted {
            if n <= days {
                return way;
            }
            self.pass_over_days_before(stretch, &mut way);
            days = count(stretch, n, &mut way);
        }
        if days < n {
            self.go_on_unbroken(days, n, &mut way);
        }
        way
    }

    /// The days between the last counted day and the stretch: gap and leave.
    fn pass_over_days_before(&self, stretch: &Stretch, way: &mut Arithmetic) {
        if way.steps.is_empty() {
            return;
        }
        let first = way.result.plus_days(1);
        let last = stretch.first_day().plus_days(-1);
        for run in self.leave.runs(first, last) {
            way.steps.push(match run {
                Run::Free(period) => Step::Gap { period, days: period.days() },
                Run::OnLeave(leave, period) => Step::Leave { leave: leave.id.clone(), period },
            });
        }
    }

    /// Counts every day without leave after the last counted day, until day `n`.
    fn go_on_unbroken(&self, counted: u32, n: u32, way: &mut Arithmetic) {
        let mut days = counted;
        let tomorrow = way.result.plus_days(1);
        if tomorrow == way.result {
            return;
        }
        for run in self.leave.runs(tomorrow, Day::LATEST) {
            match run {
                Run::Free(all) => {
                    let period = all.up_to_day(n - days);
                    let from_day = days + 1;
                    days += period.days();
                    way.steps.push(Step::Continued { period, from_day, to_day: days });
                    way.result = period.last;
                }
                Run::OnLeave(leave, period) => {
                    way.steps.push(Step::Leave { leave: leave.id.clone(), period });
                }
            }
            if days == n {
                return;
            }
        }
        way.result = Day::LATEST;
    }
}

/// Counts the days of the stretch, up to day `n` at most; gives the day of absence reached.
fn count(stretch: &Stretch, n: u32, way: &mut Arithmetic) -> u32 {
    let to_day = n.min(stretch.to_day());
    let period = stretch.period.up_to_day(to_day - stretch.from_day + 1);
    way.steps.push(Step::Counted { spell: stretch.spell.clone(), period, from_day: stretch.from_day, to_day });
    way.result = period.last;
    to_day
}
