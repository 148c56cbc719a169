//! The only clock in the house.

use crate::failure::Failure;
use calendar::Day;

/// Today, as the machine's clock and time zone say.
pub(crate) fn today() -> Result<Day, Failure> {
    let today = jiff::Zoned::now().date();
    Day::new(today.year(), today.month(), today.day())
        .map_err(|error| Failure::other(format!("the clock of this machine is wrong: {error}")))
}
