//! What holds for every way to cut numbers into classes (S-13).

use facts::Decimal;
use pack::classes::{Classes, Span};
use pack::{Interval, Test};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;

/// Runs a property on the same examples every time.
pub fn for_all<S: Strategy>(cases: u32, examples: &S, holds: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(difference) = runner.run(examples, holds) {
        panic!("{difference}");
    }
}

/// A range whose ends are halves, some counted in, some not, some open.
pub fn ranges(halves: std::ops::Range<i64>) -> impl Strategy<Value = Interval> {
    let end = || prop::option::weighted(0.8, (halves.clone(), any::<bool>()));
    (end(), end()).prop_map(|(lower, upper)| {
        let end = |(halves, counted): (i64, bool)| (in_quarters(2 * halves), counted);
        match (lower.map(end), upper.map(end)) {
            (Some(low), Some(high)) if low.0 > high.0 => Interval { lower: Some(high), upper: Some(low) },
            (lower, upper) => Interval { lower, upper },
        }
    })
}

pub fn in_quarters(count: i64) -> Decimal {
    Decimal::new(count * 25, 2).normalize()
}

/// Quarters meet every end, and between two ends there is one.
fn representatives(whole: bool, from: i64, to: i64) -> Vec<Decimal> {
    let step = if whole { 4 } else { 1 };
    (from * 4..=to * 4).filter(|quarters| quarters % step == 0).map(in_quarters).collect()
}

#[test]
fn s_13_every_number_lies_in_one_class_and_a_class_lies_in_a_range_or_outside() {
    const FROM: i64 = -3;
    const TO: i64 = 6;
    let span = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(whole, min, max, or_none)| {
        Span::Numbers { whole, min: min.then_some(FROM.into()), max: max.then_some(TO.into()), or_none }
    });
    let examples = (span, prop::collection::vec(ranges(-4..10), 0..6));
    for_all(4_000, &examples, |(span, ranges)| {
        let Span::Numbers { whole, min, max, or_none } = span else { unreachable!("only numbers are made") };
        let classes = Classes::cut(&span, &ranges);
        // Beyond an open end everything is as at the end of what the ranges name.
        let from = if min.is_some() { FROM } else { FROM - 2 };
        let to = if max.is_some() { TO } else { TO + 2 };
        let numbers = representatives(whole, from, to);

        let of_each: Vec<Option<usize>> = numbers.iter().map(|number| classes.of_number(*number)).collect();
        prop_assert!(of_each.iter().all(Option::is_some), "a number without a class");
        prop_assert!(of_each.is_sorted(), "the classes stand in the order of their numbers");
        let reached: BTreeSet<usize> = of_each.iter().flatten().copied().collect();
        let all: BTreeSet<usize> = (usize::from(or_none)..classes.len()).collect();
        prop_assert_eq!(reached, all, "a class without a number");

        for range in &ranges {
            let within = classes.fulfilling(&Test::Between(*range));
            for (number, class) in numbers.iter().zip(of_each.iter().flatten()) {
                prop_assert_eq!(within.contains(class), range.contains(*number), "{} in {:?}", number, range);
            }
        }
        Ok(())
    });
}
