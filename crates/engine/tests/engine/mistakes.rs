//! Mistakes that show only when goals are compiled and cases are run, laid over the good library of `pack`;
//! `expected.txt` in each folder holds all that is told.

use crate::folder;
use engine::{Rulebook, run_scenarios};
use pack::{Library, SourceFile, check};

mistakes! {
    s_11_an_obligation_is_not_freed_by_not_knowing,
    s_11_no_value_is_more_urgent_than_what_unknown_counts_as,
    s_11_unknown_counts_as_something_only_where_outcomes_have_an_order,
    s_11_unknown_counts_as_something_only_where_the_fact_is_read,
    s_14_an_exception_to_one_of_two_exceptions_agrees_with_the_other,
    s_14_exceptions_that_hold_together_agree,
    s_38_a_trigger_is_not_turned_round,
    s_38_a_trigger_is_yes_wherever_the_published_one_is,
    a_case_that_comes_out_otherwise_is_told,
    a_case_that_is_still_open_is_told,
    a_case_that_misses_other_facts_is_told,
    a_case_that_names_no_list_is_told,
    a_case_that_says_what_cannot_be_is_told,
    a_case_that_says_what_follows_is_told,
    a_case_with_another_due_day_is_told,
    a_case_with_another_state_is_told,
    a_case_with_other_possible_outcomes_is_told,
    a_case_with_spells_that_overlap_is_told,
}

#[test]
fn nothing_is_told_about_the_good_library() {
    assert_eq!(told(&folder::good()), "");
}

/// What compiling tells; where it tells nothing, what the cases tell. Everything before is in order.
fn told(files: &[SourceFile]) -> String {
    let library = Library::read(files).expect("the folder can be read");
    assert_eq!(check::all(&library), [], "the full check has nothing to tell");
    let faults = match Rulebook::compile(library) {
        Ok(rulebook) => run_scenarios(&rulebook).1.into_iter().map(|failure| failure.fault).collect(),
        Err(faults) => faults,
    };
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}
