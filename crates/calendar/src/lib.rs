//! Civil days, absence chains, weeks, working days and public holidays.
//!
//! Everything here is pure and total: no clock, no input or output, no float, no panic. The day on which something is
//! asked is always an argument. The crate knows no case, no fact and no guideline: every number with legal or clinical
//! meaning (four weeks, day 42, 104 weeks) is handed in by the caller, who has it from a guideline pack.
//!
//! - [`Day`], [`Weekday`], [`Period`]: the civil calendar.
//! - [`absence_week`]: week *n* of absence ends on day 7*n*.
//! - [`Holidays`], [`is_working_day`], [`last_working_day`], [`plus_working_days`]: working days.
//! - [`chain_on`] and [`Chain`]: spells of sickness that the law adds up to one absence.
//! - [`Arithmetic`]: how a day was arrived at, as data; showing it is somebody else's work (S-34).
//!
//! ```
//! use calendar::{ChainRule, Day, Spell, absence_week, chain_on};
//!
//! let spells = [Spell { id: "autumn".into(), first: Day::new(2026, 10, 19)?, last: None }];
//! let rule = ChainRule { joins_below_days: 28 };
//! let on = Day::new(2026, 11, 12)?;
//!
//! let chain = chain_on(&spells, &[], &rule, on)?.ok_or("nobody was sick")?;
//! assert_eq!(chain.absence_day_on(on), 25);
//! assert_eq!(absence_week(25), 4);
//! assert_eq!(chain.day_reaching(42).result, Day::new(2026, 11, 29)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arithmetic;
mod chain;
mod day;
mod day_error;
mod easter;
mod holidays;
mod period;
mod week;
mod weekday;
mod working_days;

pub use arithmetic::{Arithmetic, OffsetUnit, Step};
pub use chain::{BesideWork, Chain, ChainError, ChainRule, ChainState, Leave, OpenReading, Spell, chain_on};
pub use day::Day;
pub use day_error::DayError;
pub use easter::easter_sunday;
pub use holidays::{Every, HolidayDate, HolidayRule, Holidays};
pub use period::{Period, PeriodError};
pub use week::absence_week;
pub use weekday::Weekday;
pub use working_days::{is_working_day, last_working_day, minus_working_days, plus_working_days};
