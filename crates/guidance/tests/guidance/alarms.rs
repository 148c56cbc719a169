//! Alarm facts are read `ever`; only a physician's judgement lifts what was stated, and only that (S-9).

use crate::cast::{CAST, HISTORY_CLEAR, absent_since, consultation, history_without, says, sick_report};
use crate::look::{finding, outcome, outcome_of, perhaps_finding, shipped, story, told, words};
use crate::plain_reading::{reads, reads_known};
use engine::Status;
use facts::Role;
use guidance::{NoticeView, ReasonText, View};

const FEVER: &str = "stecr.fever";
const URGENCY: &str = "stecr.urgency_by_history";

fn fever(id: &str, by: &str, about: &str, answer: &str, more: &str) -> String {
    says(id, by, about, &format!("'stecr.fever' = '{answer}'"), more)
}

fn set_aside(id: &str, by: &str, about: &str, statements: &str, more: &str) -> String {
    format!(
        "[[decisions]]\nid = '{id}'\nfinding = 'stecr.urgent_fever'\nchoice = 'set_aside'\nsets_aside = [{statements}]\n\
         reason = 'measured, no fever'\nby = '{by}'\nabout = {about}\n{more}\n"
    )
}

fn reads_fever(entries: &[String], on: &str) -> String {
    reads(shipped(), &format!("{CAST}{}", entries.concat()), FEVER, on)
}

fn has_notice(view: &View, notice: NoticeView) -> bool {
    view.notices.contains(&notice)
}

#[test]
fn s_09_a_later_no_of_the_same_a_lower_or_even_a_higher_role_does_not_lift_an_alarm() {
    for doubter in ["sam", "anna", "dr-vos"] {
        let entries = [fever("yes", "sam", "2026-10-01", "yes", ""), fever("no", doubter, "2026-10-05", "no", "")];
        assert_eq!(reads_fever(&entries, "2026-10-06"), "yes, by yes", "{doubter} says no later");
    }
}

#[test]
fn s_09_a_correction_to_no_does_not_lift_an_alarm() {
    let entries = [
        fever("yes", "sam", "2026-10-01", "yes", ""),
        fever("right", "sam", "2026-10-01", "no", "recorded = 2026-10-02\nreplaces = 'yes'"),
    ];
    assert_eq!(reads_fever(&entries, "2026-10-06"), "yes, by yes");
}

#[test]
fn s_09_a_yes_and_a_no_of_one_day_are_an_alarm_not_a_dispute() {
    let entries = [fever("yes", "dr-vos", "2026-10-01", "yes", ""), fever("no", "dr-bos", "2026-10-01", "no", "")];
    assert_eq!(reads_fever(&entries, "2026-10-01"), "yes, by yes");
}

#[test]
fn s_09_an_alarm_about_a_week_stays_after_that_week() {
    let entries = [fever("week", "anna", "2026-10-01", "yes", "until = 2026-10-07")];
    assert_eq!(reads_fever(&entries, "2026-11-01"), "yes, by week");
}

#[test]
fn s_09_a_sign_about_a_later_day_is_no_alarm_before_that_day() {
    let entries = [fever("later", "anna", "2026-10-05", "yes", "recorded = 2026-10-01")];
    assert_eq!(reads_fever(&entries, "2026-10-04"), "never asked");
    assert_eq!(reads_fever(&entries, "2026-10-05"), "yes, by later");
}

#[test]
fn s_09_without_a_yes_the_latest_answer_counts() {
    let no = fever("no", "sam", "2026-10-01", "no", "");
    let unsure = fever("unsure", "sam", "2026-10-03", "dont_know", "");
    assert_eq!(reads_fever(&[no.clone(), unsure.clone()], "2026-10-02"), "no, by no");
    assert_eq!(reads_fever(&[no, unsure], "2026-10-03"), "intake_expert does not know, unsure");
}

#[test]
fn s_09_a_physician_sets_aside_exactly_the_statements_that_are_named() {
    let worker = fever("worker", "anna", "2026-10-01", "yes", "");
    let expert = fever("expert", "sam", "2026-10-02", "yes", "");
    let one = set_aside("judged", "dr-vos", "2026-10-03", "'worker'", "");
    assert_eq!(reads_fever(&[worker.clone(), expert.clone(), one], "2026-10-03"), "yes, by expert");
    let both = set_aside("judged", "dr-vos", "2026-10-03", "'worker', 'expert'", "");
    let entries = [worker, expert, both];
    assert_eq!(reads_fever(&entries, "2026-10-02"), "yes, by expert and worker", "not yet judged");
    assert!(reads_fever(&entries, "2026-10-03").starts_with("no, "), "{}", reads_fever(&entries, "2026-10-03"));
}

#[test]
fn s_09_what_was_set_aside_reads_no_also_beside_a_no_of_the_same_day() {
    let entries = [
        fever("yes", "sam", "2026-10-01", "yes", ""),
        fever("no", "sam", "2026-10-01", "no", ""),
        set_aside("judged", "dr-vos", "2026-10-02", "'yes'", ""),
    ];
    let read = reads_fever(&entries, "2026-10-02");
    assert!(read.starts_with("no, "), "what the physician judged disputes nothing any more: {read}");
}

#[test]
fn s_09_a_judgement_that_was_written_down_later_is_not_seen_before() {
    let toml = format!(
        "{CAST}{}{}",
        fever("yes", "sam", "2026-10-01", "yes", ""),
        set_aside("judged", "dr-vos", "2026-10-02", "'yes'", "recorded = 2026-10-09"),
    );
    assert_eq!(reads_known(shipped(), &toml, FEVER, "2026-10-10", "2026-10-08"), "yes, by yes");
    assert!(reads_known(shipped(), &toml, FEVER, "2026-10-10", "2026-10-09").starts_with("no, "));
}

#[test]
fn s_09_nobody_but_a_physician_lifts_it() {
    for nobody in ["sam", "nora", "anna", "lies", "tim", "dienst"] {
        let entries =
            [fever("yes", "anna", "2026-10-01", "yes", ""), set_aside("judged", nobody, "2026-10-02", "'yes'", "")];
        assert_eq!(reads_fever(&entries, "2026-10-03"), "yes, by yes", "{nobody} is no physician of the service");
    }
    let belgian =
        [fever("yes", "anna", "2026-10-01", "yes", ""), set_aside("judged", "dr-maes", "2026-10-02", "'yes'", "")];
    assert!(reads_fever(&belgian, "2026-10-03").starts_with("no, "));
}

#[test]
fn s_09_the_same_sign_stated_later_is_a_new_alarm() {
    let entries = [
        fever("yes", "sam", "2026-10-01", "yes", ""),
        set_aside("judged", "dr-vos", "2026-10-02", "'yes'", ""),
        fever("again", "anna", "2026-10-20", "yes", ""),
    ];
    assert!(reads_fever(&entries, "2026-10-19").starts_with("no, "));
    assert_eq!(reads_fever(&entries, "2026-10-20"), "yes, by again");
}

#[test]
fn s_09_the_same_sign_in_another_statement_of_the_same_day_is_a_new_alarm() {
    let morning = fever("morning", "sam", "2026-10-01", "yes", "");
    let judged = set_aside("judged", "dr-vos", "2026-10-01", "'morning'", "");
    let evening = fever("evening", "anna", "2026-10-01", "yes", "");
    for entries in [
        [morning.clone(), judged.clone(), evening.clone()],
        [evening.clone(), morning.clone(), judged.clone()],
        [judged, evening, morning],
    ] {
        assert_eq!(
            reads_fever(&entries, "2026-10-01"),
            "yes, by evening",
            "nobody judged what was said in the evening"
        );
    }
}

#[test]
fn s_09_a_sign_counts_from_whoever_states_it_and_halts_the_path_at_any_stage() {
    for (who, role) in [("anna", "worker"), ("tim", "trainer"), ("lies", "supervisor"), ("wim", "workplace expert")] {
        let toml = format!(
            "{}{}{}{}",
            absent_since("2026-10-19"),
            sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
            consultation("2026-11-12", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
            says("sign", who, "2026-11-25", "'stecr.saddle_numbness' = 'yes'", ""),
        );
        let story = story(&toml);
        assert_eq!(story.outcome("stecr.category", "2026-11-24"), "category_2");
        let view = story.physician("2026-11-25");
        assert_eq!(outcome(&view, URGENCY), "emergency", "stated by a {role}");
        assert!(has_notice(&view, NoticeView::HaltedByAlarm));
        assert!(perhaps_finding(&view, "stecr.category").is_none(), "no category while an alarm stands");
        assert!(perhaps_finding(&view, "stecr.intervention_2").is_none());
        let said = &finding(&view, "stecr.emergency_saddle").because[0].said;
        assert_eq!(said[0].person.as_str(), who, "the finding names who said so");
        let supervisor = format!("{:?}", story.supervisor("2026-11-25"));
        assert!(!supervisor.contains("emergency"), "not even when the supervisor said it");
    }
}

#[test]
fn s_09_after_the_judgement_the_path_is_open_again_and_a_new_sign_closes_it_again() {
    let toml = format!(
        "{}{}{}{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        consultation("2026-11-12", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
        fever("yes", "anna", "2026-11-14", "yes", ""),
        set_aside("judged", "dr-vos", "2026-11-16", "'yes'", ""),
        fever("again", "anna", "2026-11-20", "yes", ""),
    );
    let story = story(&toml);
    let outcomes = |on: &str| {
        let view = story.physician(on);
        (outcome(&view, URGENCY), outcome(&view, "stecr.category"))
    };
    let expected = |urgency: &str, category: &str| (urgency.to_owned(), category.to_owned());
    assert_eq!(outcomes("2026-11-13"), expected("no_alarm_by_history", "category_2"));
    assert_eq!(outcomes("2026-11-15"), expected("urgent", "silent"));
    assert_eq!(outcomes("2026-11-16"), expected("no_alarm_by_history", "category_2"));
    assert_eq!(outcomes("2026-11-20"), expected("urgent", "silent"));
}

#[test]
fn s_09_who_said_yes_is_never_shown_as_having_said_no() {
    let toml = format!(
        "{}{}{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        says("history", "sam", "2026-10-20", &history_without("stecr.fever"), ""),
        fever("yes", "anna", "2026-10-20", "yes", ""),
        set_aside("judged", "dr-vos", "2026-10-21", "'yes'", ""),
    );
    let view = story(&toml).physician("2026-10-21");
    let urgency = finding(&view, URGENCY);
    assert_eq!(outcome(&view, URGENCY), "no_alarm_by_history");
    let fever = urgency.because.iter().find(|because| because.named.id == "stecr.fever").expect("it was judged");
    assert_eq!(fever.named.value, ReasonText::YesNo(true), "what she said stays what she said");
    assert_eq!(fever.said[0].person.as_str(), "anna");
    let judged: Vec<&str> = fever.set_aside.iter().map(|decided| decided.who.person.as_str()).collect();
    assert_eq!(judged, ["dr-vos"], "that there is no fever is the judgement of the physician");
    assert_eq!(fever.set_aside[0].reason.as_deref(), Some("measured, no fever"));
}

#[test]
fn s_09_a_slip_of_the_finger_is_no_alarm_but_stays_a_task_for_the_physician() {
    let slip = fever("slip", "sam", "2026-10-20", "yes", "");
    let back = "[[statements]]\nid = 'back'\nby = 'sam'\nabout = 2026-10-21\nwithdraws = 'slip'\n".to_owned();
    let rest = says("history", "sam", "2026-10-21", HISTORY_CLEAR, "");
    let start = format!("{}{}", absent_since("2026-10-19"), sick_report("2026-10-19", "1980-04-02", "2026-10-16"));
    let story_of = |more: &str| story(&format!("{start}{slip}{back}{rest}{more}"));

    let waiting = story_of("");
    assert_eq!(reads_fever(&[slip.clone(), back.clone()], "2026-10-21"), "never asked");
    let before = waiting.physician("2026-10-20");
    assert!(has_notice(&before, NoticeView::HaltedByAlarm) && !has_notice(&before, NoticeView::AlarmWithdrawn));
    let after = waiting.physician("2026-10-25");
    assert_eq!(outcome(&after, URGENCY), "no_alarm_by_history");
    assert!(has_notice(&after, NoticeView::AlarmWithdrawn), "the task stays");
    assert!(waiting.worker("2026-10-25").notices.is_empty() && waiting.supervisor("2026-10-25").notices.is_empty());

    let ended = story_of(&set_aside("seen", "dr-vos", "2026-10-26", "'slip'", ""));
    assert!(has_notice(&ended.physician("2026-10-25"), NoticeView::AlarmWithdrawn));
    assert!(!has_notice(&ended.physician("2026-10-26"), NoticeView::AlarmWithdrawn), "the physician has seen it");
}

#[test]
fn s_09_what_was_said_before_the_onset_is_of_another_time() {
    let toml = |onset: &str| {
        let onset = says("onset", "anna", "2026-10-16", &format!("'common.onset' = {onset}"), "");
        format!("{CAST}{onset}{}", fever("before", "anna", "2026-10-01", "yes", ""))
    };
    let read = |toml: &str| reads(shipped(), toml, FEVER, "2026-10-20");
    assert_eq!(read(&toml("2026-10-02")), "never asked");
    assert_eq!(read(&toml("2026-10-01")), "yes, by before", "from the day of the onset");
    let unknown = format!("{CAST}{}", fever("before", "anna", "2026-10-01", "yes", ""));
    assert_eq!(read(&unknown), "yes, by before", "onset unknown: it counts");
    let moved = toml("2026-10-01") + &says("later", "anna", "2026-10-18", "'common.onset' = 2026-10-15", "");
    assert_eq!(read(&moved), "yes, by before", "a later onset takes no alarm away");
}

#[test]
fn s_09_a_sign_of_an_earlier_time_leaves_the_question_open_it_does_not_answer_it_with_no() {
    let toml = format!(
        "{CAST}{}{}",
        fever("spring", "anna", "2026-04-01", "yes", ""),
        says("onset", "anna", "2026-10-16", "'common.onset' = 2026-10-16", ""),
    );
    let view = story(&toml).physician("2026-10-20");
    let fever = finding(&view, "stecr.urgent_fever");
    assert_eq!((fever.status, outcome_of(fever).as_str()), (Status::Open, "open: no, yes"));
}

#[test]
fn s_09_an_open_emergency_item_is_not_closed_by_confirming_it() {
    let toml = format!(
        "{}{}[[decisions]]\nfinding = 'stecr.emergency_saddle'\nchoice = 'confirm'\nby = 'dr-vos'\nabout = 2026-10-21\n",
        absent_since("2026-10-19"),
        says("history", "sam", "2026-10-20", &history_without("stecr.saddle_numbness"), ""),
    );
    let view = story(&toml).physician("2026-10-21");
    assert!(has_notice(&view, NoticeView::EmergencyNotExcluded), "nobody has asked about the saddle area");
    assert_eq!(finding(&view, "stecr.emergency_saddle").status, Status::Open);
}

#[test]
fn s_09_the_worker_reads_whom_to_call_and_no_reassurance_while_a_sign_stands() {
    let toml = format!(
        "{}{}",
        absent_since("2026-10-19"),
        says("sign", "anna", "2026-10-20", "'stecr.bladder_bowel' = 'yes'", ""),
    );
    let view = story(&toml).seen_by(Role::Worker, "2026-10-20");
    let read = words(&view).join(" ");
    assert!(read.contains("Bel nu") && read.contains("112"), "{read}");
    assert!(!read.contains("zonder medisch risico") && !read.contains("Blijf"), "{read}");
}

#[test]
fn s_09_a_sign_that_implies_another_is_a_yes_to_both_whoever_denied_it() {
    let denied = says("denied", "sam", "2026-10-20", "'stecr.weakness' = 'no'", "");
    let slaps = says("slaps", "anna", "2026-10-21", "'stecr.weakness_severe' = 'yes'", "");
    let toml = format!("{CAST}{denied}{slaps}");
    assert_eq!(reads(shipped(), &toml, "stecr.weakness", "2026-10-20"), "no, by denied");
    assert_eq!(reads(shipped(), &toml, "stecr.weakness", "2026-10-21"), "yes, by slaps");
    assert_eq!(story(&toml).outcome("stecr.emergency_weakness_severe", "2026-10-21"), "yes");
    let not = says("not", "anna", "2026-10-21", "'stecr.weakness_severe' = 'no'", "");
    assert_eq!(reads(shipped(), &format!("{CAST}{not}"), "stecr.weakness", "2026-10-21"), "never asked");
}

#[test]
fn s_09_nobody_takes_back_what_somebody_else_stated_but_a_physician() {
    let told_about = |by: &str, how: &str| {
        let how = match how {
            "withdraws" => format!("[[statements]]\nby = '{by}'\nabout = 2026-10-21\nwithdraws = 'sign'\n"),
            _ => fever("other", by, "2026-10-21", "no", "replaces = 'sign'"),
        };
        told(&format!("{CAST}{}{how}", fever("sign", "anna", "2026-10-20", "yes", "")))
    };
    for how in ["withdraws", "replaces"] {
        for other in ["sam", "nora", "lies", "tim"] {
            let told = told_about(other, how);
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].contains("may not take back what somebody else stated about `stecr.fever`"), "{told:?}");
        }
        assert!(told_about("anna", how).is_empty() && told_about("dr-vos", how).is_empty(), "{how}");
    }
}

#[test]
fn s_17_who_answers_an_alarm_question_reads_what_to_do_and_nothing_else_medical() {
    let sign = says("sign", "tim", "2026-10-20", "'stecr.saddle_numbness' = 'yes'", "");
    let story = story(&format!(
        "{}{}{sign}",
        absent_since("2026-10-19"),
        says("fever", "anna", "2026-10-20", "'stecr.fever' = 'yes', 'stecr.bladder_bowel' = 'yes'", ""),
    ));
    let view = story.seen_by(Role::Trainer, "2026-10-20");
    let seen = finding(&view, "stecr.emergency_saddle");
    assert!(seen.text.as_ref().is_some_and(|text| text.nl.contains("vandaag nog")), "{:?}", seen.text);
    for other in ["stecr.emergency_bladder_bowel", "stecr.urgent_fever", "stecr.alarm_signs", "stecr.specificity"] {
        assert!(perhaps_finding(&view, other).is_none(), "{other} is not what he heard");
    }
    let said: Vec<&str> = view
        .findings
        .iter()
        .flat_map(|finding| &finding.because)
        .flat_map(|because| &because.said)
        .map(|said| said.person.as_str())
        .collect();
    assert!(!said.contains(&"anna"), "what she told others is not his: {said:?}");
    let other = story.seen_by(Role::WorkplaceExpert, "2026-10-20");
    assert!(perhaps_finding(&other, "stecr.emergency_saddle").is_none(), "nor does his colleague read it");
}

#[test]
fn s_09_a_sign_of_a_new_episode_is_seen_though_nobody_said_when_it_began() {
    let cast = CAST.replace("[{ id = 'episode' }]", "[{ id = 'spring' }, { id = 'autumn' }]");
    let onset = says("onset", "anna", "2026-04-01", "'common.onset' = 2026-04-01", "of = 'spring'");
    let sign = says("sign", "anna", "2026-10-20", "'stecr.saddle_numbness' = 'yes'", "of = 'autumn'");
    for file in [format!("{cast}{onset}{sign}"), format!("{cast}{sign}{onset}")] {
        for file in
            [file.clone(), file.replace("{ id = 'spring' }, { id = 'autumn' }", "{ id = 'autumn' }, { id = 'spring' }")]
        {
            let story = story(&file);
            assert_eq!(story.outcome(URGENCY, "2026-10-20"), "emergency", "in whatever order they stand");
            assert_ne!(story.outcome(URGENCY, "2026-10-19"), "emergency");
        }
    }
}
