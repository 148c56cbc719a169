//! What a chain is made of.

use crate::day::Day;
use crate::period::Period;

/// One spell of sickness.
///
/// Partial or adapted work does not end a spell: it ends when the worker does the own work in full again (BW 7:629(1),
/// "de bedongen arbeid").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The name by which the spell is reported.
    pub id: String,
    /// The first sick day: the first working day on which because of sickness no work was done or work was stopped
    /// (WIA 23(2)).
    pub first: Day,
    /// The last sick day, included; none: still sick.
    pub last: Option<Day>,
}

/// One period of maternity leave (WAZO 3:1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// The name by which the leave is reported.
    pub id: String,
    /// The days of the leave.
    pub period: Period,
    /// The physician judged that the sickness before and the sickness after the leave do not have the same cause
    /// (BW 7:629(10), last part).
    pub other_cause: bool,
    /// What its days are where worked days lie beside it.
    pub beside_work: BesideWork,
}

/// What the days of a leave are when worked days lie between it and a spell: the maternity rule does not join then, and
/// whether the leave counts as interruption in the rule on the days between, no text says (BW 7:629(10), WIA 23(5)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BesideWork {
    /// Nobody decided: passed over, as the careful reading, and kept as an open reading.
    #[default]
    Open,
    /// Somebody decided: passed over.
    PassedOver,
    /// Somebody decided: an interruption like any other day between.
    Interrupts,
}

/// When spells add up to one chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainRule {
    /// Two spells join when fewer than this many full days lie between them (BW 7:629(10)). Spells without a day
    /// between them always join.
    pub joins_below_days: u32,
}
