//! Plain offsets.

use calendar::{Arithmetic, Holidays, OffsetUnit, Step};

use crate::story::{chain, day, open_spell};

fn plus(anchor: &str, amount: i32, unit: OffsetUnit) -> String {
    Arithmetic::plus(day(anchor), amount, unit, &Holidays::none()).result.to_string()
}

#[test]
fn every_unit_in_both_directions() {
    assert_eq!(plus("2026-01-31", 28, OffsetUnit::Days), "2026-02-28");
    assert_eq!(plus("2026-01-31", -31, OffsetUnit::Days), "2025-12-31");
    assert_eq!(plus("2026-01-31", 2, OffsetUnit::Weeks), "2026-02-14");
    assert_eq!(plus("2026-01-31", -1, OffsetUnit::Weeks), "2026-01-24");
    assert_eq!(plus("2026-01-31", 1, OffsetUnit::Months), "2026-02-28");
    assert_eq!(plus("2028-02-29", 2, OffsetUnit::Years), "2030-02-28");
    assert_eq!(plus("2026-10-02", 5, OffsetUnit::WorkingDays), "2026-10-09");
    assert_eq!(plus("2026-10-05", -1, OffsetUnit::WorkingDays), "2026-10-02");
}

#[test]
fn an_offset_of_nothing_is_still_a_step() {
    let way = Arithmetic::plus(day("2026-10-04"), 0, OffsetUnit::WorkingDays, &Holidays::none());
    assert_eq!(way.result, way.anchor);
    assert_eq!(way.steps.len(), 1);
}

#[test]
fn an_offset_may_follow_on_a_day_of_absence() {
    let chain = chain(&[open_spell("a", "2026-10-19")], &[], "2026-10-19");
    let way = chain.day_reaching(42).then(2, OffsetUnit::Weeks, &Holidays::none());
    assert_eq!(way.anchor, day("2026-10-19"));
    assert_eq!(way.result, day("2026-12-13"));
    assert_eq!(
        way.steps.last(),
        Some(&Step::Offset { amount: 2, unit: OffsetUnit::Weeks, from: day("2026-11-29"), to: day("2026-12-13") })
    );
}

#[test]
fn large_amounts_stop_at_the_ends_of_the_calendar() {
    let units = [OffsetUnit::Days, OffsetUnit::Weeks, OffsetUnit::Months, OffsetUnit::Years];
    for unit in units {
        assert_eq!(plus("2026-10-04", i32::MAX, unit), "9999-12-31");
        assert_eq!(plus("2026-10-04", i32::MIN, unit), "-009999-01-01");
    }
}
