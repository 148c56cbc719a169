//! How a chain stands on a day.

use super::Chain;
use super::join::joins_until;
use crate::day::Day;

/// How a chain stands on a day, with the days of absence counted up to and including it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// A sick day that counts. Also, with absence day 0, any day before the first.
    Running {
        /// The day of absence.
        absence_day: u32,
    },
    /// A day of leave: nothing is counted and nothing ends.
    OnLeave {
        /// The day of absence reached before the leave.
        absence_day: u32,
    },
    /// Neither sick nor on leave, and a new spell would still join.
    Stopped {
        /// The day of absence reached.
        absence_day: u32,
        /// The first day after the last sick day that was no leave either.
        since: Day,
        /// The last day on which a new spell can begin and still join, known leave passed over.
        joins_until: Day,
    },
    /// Enough days have passed: a new spell is a new chain.
    Ended {
        /// The day of absence reached.
        absence_day: u32,
        /// The first day on which a new spell no longer joined: the day after the last on which it would have.
        ended_on: Day,
    },
}

impl Chain {
    /// How the chain stands on the day. After the day for which the chain was made: if nothing more happens.
    ///
    /// ```
    /// use calendar::{ChainRule, ChainState, Day, Spell, chain_on};
    ///
    /// let spells = [Spell { id: "a".into(), first: Day::new(2026, 1, 12)?, last: Some(Day::new(2026, 2, 8)?) }];
    /// let rule = ChainRule { joins_below_days: 28 };
    /// let on = Day::new(2026, 2, 20)?;
    /// let chain = chain_on(&spells, &[], &rule, on)?.ok_or("nobody was sick")?;
    ///
    /// assert_eq!(
    ///     chain.state_on(on),
    ///     ChainState::Stopped {
    ///         absence_day: 28,
    ///         since: Day::new(2026, 2, 9)?,
    ///         joins_until: Day::new(2026, 3, 8)?,
    ///     },
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_on(&self, on: Day) -> ChainState {
        let absence_day = self.absence_day_on(on);
        let Some(stretch) = self.stretch_begun_by(on) else {
            return ChainState::Running { absence_day };
        };
        if stretch.period.contains(on) {
            return ChainState::Running { absence_day };
        }
        let on_leave = self.leave.covers(on);
        if self.goes_on_after(stretch) {
            return if on_leave { ChainState::OnLeave { absence_day } } else { ChainState::Running { absence_day } };
        }
        self.state_without_sickness(on, stretch.last_day(), on_leave, absence_day)
    }

    /// How the chain stands on a day that is not sick, with the last sick day before it.
    fn state_without_sickness(&self, on: Day, last_sick_day: Day, on_leave: bool, absence_day: u32) -> ChainState {
        let joins_until = joins_until(last_sick_day, &self.leave, self.rule);
        if joins_until < on {
            return ChainState::Ended { absence_day, ended_on: joins_until.plus_days(1) };
        }
        if on_leave {
            return ChainState::OnLeave { absence_day };
        }
        let tomorrow = last_sick_day.plus_days(1);
        let since = self.leave.outside_any(tomorrow, on).next().map_or(on, |part| part.first);
        ChainState::Stopped { absence_day, since, joins_until }
    }
}
