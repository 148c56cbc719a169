//! Classes of values: the kinds of answer that rules can tell apart (S-13).

use facts::{ChoiceId, Decimal, Value};
use pack::classes::{Classes, Span};
use pack::{Cell, Interval, Test};

fn names(classes: &Classes) -> Vec<&str> {
    (0..classes.len()).map(|class| classes.name(class)).collect()
}

fn number(digits: &str) -> Decimal {
    digits.parse().unwrap()
}

/// Numbers without ends.
fn numbers(whole: bool) -> Span {
    Span::Numbers { whole, min: None, max: None, or_none: false }
}

fn from(end: &str) -> Interval {
    Interval { lower: Some((number(end), true)), upper: None }
}

fn above(end: &str) -> Interval {
    Interval { lower: Some((number(end), false)), upper: None }
}

fn to(end: &str) -> Interval {
    Interval { lower: None, upper: Some((number(end), true)) }
}

fn below(end: &str) -> Interval {
    Interval { lower: None, upper: Some((number(end), false)) }
}

#[test]
fn s_13_among_whole_numbers_after_7_is_before_8() {
    let classes = Classes::cut(&numbers(true), [&to("7"), &above("7"), &from("8"), &below("8")]);
    assert_eq!(names(&classes), ["7 or less", "8 or more"]);
    for (low, high) in [(to("7"), from("8")), (below("8"), above("7"))] {
        assert_eq!(classes.fulfilling(&Test::Between(low)), [0].into());
        assert_eq!(classes.fulfilling(&Test::Between(high)), [1].into());
    }
}

#[test]
fn s_13_among_decimals_a_counted_end_is_told_from_one_left_out() {
    let classes = Classes::cut(&numbers(false), [&to("7"), &below("7")]);
    assert_eq!(names(&classes), ["less than 7", "at least 7 and at most 7", "more than 7"]);
    let class_of = |digits: &str| classes.of_number(number(digits));
    assert_eq!(
        [class_of("6.999"), class_of("7"), class_of("7.0"), class_of("7.001")],
        [Some(0), Some(1), Some(1), Some(2)]
    );
}

#[test]
fn s_13_a_bound_between_two_whole_numbers_cuts_there() {
    let classes = Classes::cut(&numbers(true), [&from("2.5"), &to("7.5")]);
    assert_eq!(names(&classes), ["2 or less", "3 to 7", "8 or more"]);
}

#[test]
fn s_13_no_absence_is_a_class_of_its_own_and_lies_in_no_range() {
    let days = Span::Numbers { whole: true, min: Some(Decimal::ONE), max: None, or_none: true };
    let classes = Classes::cut(&days, [&to("7")]);
    assert_eq!(names(&classes), ["none", "1 to 7", "8 or more"]);
    assert_eq!(classes.of_word("none"), Some(0));
    assert_eq!(classes.fulfilling(&Test::Between(to("7"))), [1].into());
    assert_eq!(classes.in_cell(&Cell::Free), [0, 1, 2].into());
    assert_eq!(classes.of_number(Decimal::ZERO), None, "there is no day 0 of an absence");
}

#[test]
fn s_13_bounds_outside_the_span_cut_nothing() {
    let age = Span::Numbers { whole: true, min: Some(Decimal::ZERO), max: Some(number("110")), or_none: false };
    let classes = Classes::cut(&age, [&from("0"), &to("110"), &from("200"), &above("110")]);
    assert_eq!(names(&classes), ["0 to 110"]);
    assert!(classes.fulfilling(&Test::Between(from("200"))).is_empty());
    assert_eq!(classes.fulfilling(&Test::Between(to("110"))), [0].into());
    assert_eq!(classes.of_number(number("111")), None);
}

#[test]
fn s_13_a_number_that_nobody_cuts_is_one_class() {
    assert_eq!(names(&Classes::cut(&numbers(false), [])), ["any number"]);
}

#[test]
fn s_13_a_closed_list_has_one_class_a_word() {
    let words = Span::Words(["none", "mild", "severe"].map(ChoiceId::new).to_vec());
    let classes = Classes::cut(&words, []);
    assert_eq!(names(&classes), ["none", "mild", "severe"]);
    assert_eq!(classes.of_value(&Value::choice("mild")), Some(1));
    assert_eq!(classes.of_value(&Value::choice("worse")), None);
    assert_eq!(classes.of_value(&Value::Whole(1)), None);
    assert_eq!(classes.in_cell(&Cell::Words(["severe", "none"].map(ChoiceId::new).into())), [0, 2].into());
}

#[test]
fn s_2_no_class_holds_a_day_or_words() {
    let classes = Classes::cut(&Span::yes_no(), []);
    assert_eq!(classes.of_value(&Value::Text("yes".to_owned())), None);
    assert_eq!(classes.of_value(&Value::yes()), Some(0));
    assert_eq!(Span::of_domain(&pack::ValueDomain::Text), None);
    assert_eq!(Span::of_domain(&pack::ValueDomain::Date), None);
}
