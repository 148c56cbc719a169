//! Leave.

use crate::support::{FORMAT, case, day, tells};

fn leave(text: &str) -> String {
    format!("{FORMAT}leave = [\n{text}]")
}

#[test]
fn leave_is_read_with_its_defaults() {
    let case = case(&leave("{ kind = 'maternity', first_day = 2027-02-01, last_day = 2027-05-23 }"));
    let leave = &case.leave[0];
    assert_eq!((leave.id.as_str(), leave.recorded, leave.other_cause), ("leave-1", day("2027-02-01"), false));
}

#[test]
fn leave_needs_kind_and_both_days() {
    tells(
        &leave("{}"),
        &[
            "case:3:1 (leave[0]): the field `first_day` is missing",
            "case:3:1 (leave[0]): the field `kind` is missing",
            "case:3:1 (leave[0]): the field `last_day` is missing",
        ],
    );
}

#[test]
fn leave_of_another_kind_is_not_known() {
    tells(
        &leave("{ kind = 'maternty', first_day = 2027-02-01, last_day = 2027-05-23 }"),
        &[
            "case:3:10 (leave[0].kind): this word is not known here; expected one of: maternity; did you mean `maternity`?",
        ],
    );
}

#[test]
fn leave_does_not_end_before_it_starts() {
    tells(
        &leave("{ kind = 'maternity', first_day = 2027-02-01, last_day = 2027-01-31 }"),
        &["case:3:58 (leave[0].last_day): `last_day` lies before `first_day`; expected a day on or after `first_day`"],
    );
}

#[test]
fn leave_does_not_overlap() {
    tells(
        &leave(
            "{ id = 'a', kind = 'maternity', first_day = 2027-02-01, last_day = 2027-05-23 },
{ id = 'b', kind = 'maternity', first_day = 2027-05-23, last_day = 2027-06-01 }",
        ),
        &[
            "case:4:1 (leave[1]): leave `b` (2027-05-23 to 2027-06-01) overlaps with leave `a` (2027-02-01 to 2027-05-23); expected the one to end before the other begins",
        ],
    );
}
