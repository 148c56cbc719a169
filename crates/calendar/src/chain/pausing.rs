//! Terms for which not all days count.

use super::Chain;
use super::runs::Run;
use crate::arithmetic::{Arithmetic, OffsetUnit, Step};
use crate::day::Day;
use crate::holidays::Holidays;
use crate::period::Period;

impl Chain {
    /// The same way for a term that stands still during leave: each day of leave after the anchor puts it off by a day.
    ///
    /// ```
    /// use calendar::{Arithmetic, BesideWork, ChainRule, Day, Holidays, Leave, OffsetUnit, Period, Spell, chain_on};
    ///
    /// let analysis = Day::new(2026, 3, 10)?;
    /// let period = Period::new(Day::new(2026, 3, 16)?, Day::new(2026, 7, 5)?)?;
    /// let leave = [Leave { id: "m".into(), period, other_cause: false, beside_work: BesideWork::Open }];
    /// let spells = [Spell { id: "a".into(), first: Day::new(2026, 2, 2)?, last: None }];
    /// let chain = chain_on(&spells, &leave, &ChainRule { joins_below_days: 28 }, analysis)?.ok_or("nobody was sick")?;
    ///
    /// let plan = Arithmetic::plus(analysis, 2, OffsetUnit::Weeks, &Holidays::none());
    /// assert_eq!(chain.standing_still_on_leave(plan).result, Day::new(2026, 7, 14)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn standing_still_on_leave(&self, way: Arithmetic) -> Arithmetic {
        let mut way = way;
        let mut from = way.anchor.plus_days(1);
        while from <= way.result {
            let until = way.result;
            let mut days = 0;
            for run in self.leave.runs(from, until) {
                if let Run::OnLeave(leave, period) = run {
                    way.steps.push(Step::Leave { leave: leave.id.clone(), period });
                    days += period.days();
                }
            }
            if days == 0 {
                break;
            }
            from = until.plus_days(1);
            way = way.then(i32::try_from(days).unwrap_or(i32::MAX), OffsetUnit::Days, &Holidays::none());
        }
        way
    }

    /// The calendar day on which the chain reaches day `n` when its days in a period do not count, and the way there.
    ///
    /// ```
    /// use calendar::{ChainRule, Day, Period, Spell, chain_on};
    ///
    /// let first = Day::new(2026, 9, 7)?;
    /// let spells = [Spell { id: "a".into(), first, last: None }];
    /// let chain = chain_on(&spells, &[], &ChainRule { joins_below_days: 28 }, first)?.ok_or("nobody was sick")?;
    ///
    /// let week = Period::new(Day::new(2026, 9, 14)?, Day::new(2026, 9, 20)?)?;
    /// assert_eq!(chain.day_reaching_without(10, week).result, Day::new(2026, 9, 23)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn day_reaching_without(&self, n: u32, period: Period) -> Arithmetic {
        let before = self.days_gone_on_by(period.first.plus_days(-1));
        let days = self.days_gone_on_by(period.last).saturating_sub(before);
        if n <= before || days == 0 {
            return self.day_reaching(n);
        }
        let mut way = self.day_reaching(n.saturating_add(days));
        way.steps.push(Step::LeftOut { period, days });
        way
    }

    /// The days of absence up to and including the day, when the chain goes on unbroken after the last sick day seen.
    fn days_gone_on_by(&self, on: Day) -> u32 {
        let Some(stretch) = self.stretch_begun_by(on) else { return 0 };
        let gone_on = match self.counted.last() == Some(stretch) {
            true => self.leave.days_outside_any_after(stretch.last_day(), on),
            false => 0,
        };
        stretch.absence_day_on(on) + gone_on
    }
}
