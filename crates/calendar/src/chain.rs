//! Absence chains: the spells of sickness that the law adds up to one absence (BW 7:629(10), WIA 23(3), ZW 29).

mod error;
mod join;
mod known_leave;
mod open_reading;
mod pausing;
mod reaching;
mod runs;
mod seen;
mod spell;
mod state;
mod stretch;

pub use error::ChainError;
pub use open_reading::OpenReading;
pub use spell::{BesideWork, ChainRule, Leave, Spell};
pub use state::ChainState;

use crate::day::Day;
use join::{Join, joining};
use known_leave::KnownLeave;
use seen::seen_spells;
use stretch::{Stretch, counted_days_of};

/// The chain that holds the latest sick day seen on a day; none when nobody was sick yet.
///
/// - Only spells that began on or before `on` are seen; one that ends on or after `on` counts as still open on that day.
///   What is not seen changes nothing, not even by being wrong. All leave handed in is known, also leave to come.
/// - Only sick days count: not the days between spells, not the days of leave, also not those inside a spell. A spell
///   that so far has only days of leave is in no chain yet.
/// - Spells join when fewer than [`ChainRule::joins_below_days`] full days lie between them.
/// - Spells directly before and directly after leave join however long the leave is, unless [`Leave::other_cause`].
///   Leave with another cause is an interruption like any other: its days count among the days between, and a spell that
///   runs on through it is read as two.
/// - With worked days beside the leave the law is silent. While nobody decided ([`Leave::beside_work`]) the careful reading
///   is taken: the days of leave do not count among the days between, so spells join sooner and terms end earlier; each such
///   join is kept as an [`OpenReading`].
///
/// The order of spells and leave does not matter.
///
/// # Errors
///
/// A spell or a leave that ends before it starts, two spells or two leaves that overlap.
///
/// ```
/// use calendar::{ChainRule, Day, Spell, chain_on};
///
/// let spells = [
///     Spell { id: "first".into(), first: Day::new(2026, 1, 12)?, last: Some(Day::new(2026, 2, 8)?) },
///     Spell { id: "second".into(), first: Day::new(2026, 3, 2)?, last: None },
/// ];
/// let rule = ChainRule { joins_below_days: 28 };
/// let on = Day::new(2026, 3, 2)?;
/// let chain = chain_on(&spells, &[], &rule, on)?.ok_or("nobody was sick")?;
///
/// assert_eq!(chain.first_day(), Day::new(2026, 1, 12)?);
/// assert_eq!(chain.absence_day_on(on), 29);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn chain_on(spells: &[Spell], leave: &[Leave], rule: &ChainRule, on: Day) -> Result<Option<Chain>, ChainError> {
    let leave = KnownLeave::new(leave)?;
    let spells = seen_spells(spells, &leave, on)?;
    let counted = counted_days_of(&spells, &leave, on);
    Ok(latest_chain(&spells, counted, leave, *rule))
}

/// Spells of sickness that count as one absence, as seen on one day.
///
/// Asked about later days it answers as if nothing more happens: an open spell goes on, a closed one stays closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    first_day: Day,
    spells: Vec<Spell>,
    /// INVARIANT: in the order of time, not empty, apart from each other, none on a day of leave.
    counted: Vec<Stretch>,
    open_readings: Vec<OpenReading>,
    joins_around_leave: u32,
    leave: KnownLeave,
    rule: ChainRule,
}

impl Chain {
    /// Day 1 of the absence: the first sick day that counts.
    pub fn first_day(&self) -> Day {
        self.first_day
    }

    /// The spells of the chain as they were seen, in the order of time. A spell that was still open has no last day. A
    /// spell cut in two by leave with another cause stands here with the part that belongs to this chain.
    pub fn spells(&self) -> &[Spell] {
        &self.spells
    }

    /// The joins of this chain that rest on a reading the law leaves open, in the order of time.
    pub fn open_readings(&self) -> &[OpenReading] {
        &self.open_readings
    }

    /// How many joins of this chain rest on leave between two spells: without it they would lie too far apart. Those that
    /// rest on an open reading are among them.
    pub fn joins_around_leave(&self) -> u32 {
        self.joins_around_leave
    }

    /// How many days of absence are counted up to and including the day; 0 before the first day.
    ///
    /// ```
    /// # use calendar::{ChainRule, Day, Spell, chain_on};
    /// # let spells = [Spell { id: "a".into(), first: Day::new(2026, 9, 7)?, last: None }];
    /// # let rule = ChainRule { joins_below_days: 28 };
    /// # let on = Day::new(2026, 9, 16)?;
    /// # let chain = chain_on(&spells, &[], &rule, on)?.ok_or("nobody was sick")?;
    /// assert_eq!(chain.first_day(), Day::new(2026, 9, 7)?);
    /// assert_eq!(chain.absence_day_on(Day::new(2026, 9, 6)?), 0);
    /// assert_eq!(chain.absence_day_on(Day::new(2026, 9, 16)?), 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn absence_day_on(&self, on: Day) -> u32 {
        let Some(stretch) = self.stretch_begun_by(on) else {
            return 0;
        };
        if stretch.last_day() < on && self.goes_on_after(stretch) {
            return stretch.to_day() + self.leave.days_outside_any_after(stretch.last_day(), on);
        }
        stretch.absence_day_on(on)
    }

    /// The latest stretch of counted days that began on or before the day.
    fn stretch_begun_by(&self, day: Day) -> Option<&Stretch> {
        let begun = self.counted.partition_point(|stretch| stretch.first_day() <= day);
        self.counted.get(begun.checked_sub(1)?)
    }

    /// Whether the absence was still going on when its last known day had passed: the stretch is the last one, and its
    /// spell was open.
    fn goes_on_after(&self, stretch: &Stretch) -> bool {
        let is_latest = self.counted.last() == Some(stretch);
        is_latest && self.spells.last().is_some_and(|spell| spell.last.is_none())
    }
}

/// Walks back from the latest stretch for as long as the stretch before it joins.
fn latest_chain(spells: &[Spell], counted: Vec<Stretch>, leave: KnownLeave, rule: ChainRule) -> Option<Chain> {
    let mut stretches = counted.into_iter().rev();
    let mut earliest = stretches.next()?;
    let mut of_the_chain = Vec::new();
    let mut open_readings = Vec::new();
    let mut joins_around_leave = 0;
    for before in stretches {
        match joining(&before, &earliest, &leave, rule) {
            Join::Apart => break,
            Join::Certain => {}
            Join::AroundLeave => joins_around_leave += 1,
            Join::ByReading(reading) => {
                joins_around_leave += 1;
                open_readings.push(reading);
            }
        }
        of_the_chain.push(std::mem::replace(&mut earliest, before));
    }
    let first_day = earliest.first_day();
    of_the_chain.push(earliest);
    of_the_chain.reverse();
    open_readings.reverse();
    Some(Chain {
        first_day,
        spells: stretch::spells_behind(&of_the_chain, spells),
        counted: stretch::numbered(of_the_chain),
        open_readings,
        joins_around_leave,
        leave,
        rule,
    })
}
