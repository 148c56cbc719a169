//! Periods and weeks of absence.

use calendar::{Period, absence_week};

use crate::story::{day, period};

#[test]
fn a_period_has_both_its_ends() {
    let february = period("2028-02-01", "2028-02-29");
    assert_eq!(february.days(), 29);
    assert!(february.contains(day("2028-02-01")) && february.contains(day("2028-02-29")));
    assert!(!february.contains(day("2028-01-31")) && !february.contains(day("2028-03-01")));
    assert_eq!(period("2028-02-01", "2028-02-01").days(), 1);
}

#[test]
fn a_period_put_together_the_wrong_way_round_has_no_days() {
    let turned = Period { first: day("2028-02-29"), last: day("2028-02-01") };
    assert_eq!(turned.days(), 0);
    assert!(!turned.contains(day("2028-02-10")));
}

#[test]
fn week_n_ends_on_day_7n() {
    assert_eq!([0, 1, 7, 8, 14, 15, 728, 729].map(absence_week), [0, 1, 1, 2, 2, 3, 104, 105]);
    assert_eq!(absence_week(u32::MAX), 613_566_757);
}
