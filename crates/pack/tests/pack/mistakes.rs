//! One folder for each mistake that the author of a pack can make, laid over a library in which nothing is wrong. The
//! folder is called like its test, and `expected.txt` in it holds all that is told.

use crate::folder;
use pack::{Library, SourceFile, check};
use std::path::{Path, PathBuf};

macro_rules! mistakes {
    ($($mistake:ident,)*) => {
        $(#[test]
        fn $mistake() {
            is_told(stringify!($mistake));
        })*

        #[test]
        fn no_folder_of_mistakes_is_left_out() {
            let mut shown = vec![$(stringify!($mistake)),*];
            shown.sort_unstable();
            assert_eq!(folder::folders_in(&mistakes()), shown);
        }
    };
}

mistakes! {
    s_1_a_fact_is_declared_once,
    s_1_a_fact_is_declared_or_derived,
    s_2_a_range_begins_before_it_ends,
    s_3_a_field_names_its_list_or_its_pack,
    s_9_an_alarm_is_answered_with_yes_or_no,
    s_10_a_day_in_a_record_needs_to_say_of_which,
    s_10_a_field_of_a_record_needs_to_say_of_which,
    s_10_a_fold_reads_the_fields_of_its_list,
    s_10_a_list_of_records_exists,
    s_10_what_is_known_of_a_record_needs_to_say_of_which,
    s_11_a_condition_compares_once,
    s_11_a_condition_never_reads_a_day,
    s_11_a_number_has_no_words,
    s_11_a_word_outside_the_closed_list_is_told,
    s_11_a_yes_no_has_no_range,
    s_11_an_empty_condition_is_told,
    s_11_an_interval_ends_after_it_begins,
    s_11_an_interval_holds_a_number,
    s_11_an_outcome_does_not_depend_on_not_knowing,
    s_11_an_unknown_beginning_is_told_with_the_nearest_word,
    s_11_an_unknown_fact_is_told_with_the_nearest_word,
    s_11_what_unknown_counts_as_is_a_value,
    s_12_derived_facts_form_no_circle,
    s_13_a_gap_is_shown_with_its_first_combination,
    s_13_a_row_can_be_reached,
    s_13_a_row_names_an_outcome_of_the_table,
    s_13_a_row_names_columns_of_the_table,
    s_13_a_table_has_at_most_a_million_combinations,
    s_13_a_table_has_at_most_ten_columns,
    s_13_otherwise_can_be_reached,
    s_13_rows_have_names_of_their_own,
    s_13_rows_that_differ_do_not_overlap,
    s_14_a_rule_does_not_except_itself,
    s_14_an_exception_has_an_outcome_of_its_rule,
    s_14_an_exception_names_a_rule,
    s_14_exceptions_form_no_circle,
    s_17_an_emergency_item_is_a_goal,
    s_17_only_the_urgency_stops_later_goals,
    s_18_a_proposal_is_a_table,
    s_20_a_goal_stands_once,
    s_30_a_term_has_one_unit,
    s_30_a_warning_names_a_value_that_exists,
    s_30_absence_days_count_from_the_first_of_them,
    s_30_an_anchor_is_a_day_or_an_obligation,
    s_30_what_was_done_is_a_day,
    s_35_a_dated_value_is_a_list_of_days,
    s_35_dated_values_follow_each_other,
    s_35_no_day_is_without_a_value,
    s_40_a_judgement_that_releases_is_not_proposed_by_secrets,
    s_40_the_employer_reads_nothing_of_a_higher_class,
    s_41_the_employer_reads_only_what_is_neutral,
    s_43_a_missing_language_is_told,
    s_43_a_missing_text_is_told_with_its_audience,
    s_43_a_step_has_no_unknown_slot,
    s_43_a_text_belongs_to_an_outcome,
    s_43_a_text_is_for_an_audience_of_the_rule,
    s_43_an_empty_text_is_told,
    s_43_an_unknown_slot_is_told_with_the_nearest_word,
    a_case_says_what_must_come_out,
    a_chain_joins_by_days,
    a_document_stands_in_the_glossary,
    a_file_that_is_not_utf_8_is_told_with_line_and_column,
    a_goal_exists,
    a_goal_has_an_outcome,
    a_missing_field_is_told,
    a_pack_is_called_like_its_folder,
    a_pack_that_is_listed_is_there,
    a_question_is_listed,
    a_quotation_has_at_most_fifteen_words,
    a_rule_names_its_source,
    a_rule_stands_in_the_folder_of_its_stage,
    a_rule_stands_once,
    a_rule_that_cannot_be_read_is_not_called_missing,
    a_rule_with_an_outcome_has_cases,
    a_word_is_a_value_once,
    a_word_of_the_program_is_no_value,
    an_id_follows_from_prefix_and_file_name,
    an_unknown_clause_is_told_with_the_nearest_word,
    an_unknown_field_is_told_with_the_nearest_word,
    an_unknown_kind_is_told_with_the_nearest_word,
    an_unknown_role_is_told_with_the_nearest_word,
    an_unknown_source_is_told_with_the_nearest_word,
    broken_toml_is_told_with_line_and_column,
    cases_stand_beside_a_rule,
    no_rule_stands_there_unread,
    no_value_stands_there_unused,
    nothing_is_asked_that_nobody_reads,
    only_a_derived_fact_is_an_alarm_item,
    somebody_may_answer_every_question,
}

#[test]
fn nothing_is_told_about_the_good_library() {
    assert_eq!(told(&folder::good()), "");
}

/// All that is told about one mistake, and nothing else.
fn is_told(mistake: &str) {
    let (files, expected) = folder::overlaid(&mistakes().join(mistake));
    assert_ne!(expected, "", "a mistake of which nothing is told");
    assert_eq!(told(&files), expected);
}

/// What reading tells; where it tells nothing, what the full check tells.
fn told(files: &[SourceFile]) -> String {
    let faults = match Library::read(files) {
        Ok(library) => check::all(&library),
        Err(faults) => faults,
    };
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn mistakes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}
