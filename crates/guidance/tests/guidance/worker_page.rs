//! What the worker reads of her own file: words and no codes; on an emergency only whom to call (S-17, S-41).

use crate::cast::{absent_since, consultation, says, sick_report};
use crate::look::{journey, shipped, story, told_in, words};
use crate::random_case::medical;
use facts::Role;
use guidance::{View, Withheld};

fn printed(view: &View) -> String {
    format!("{view:?}")
}

#[track_caller]
fn has_no_codes(view: &View) {
    let printed = printed(view);
    for rule in shipped().library().rules() {
        assert!(!printed.contains(rule.id.as_str()), "the rule id {}", rule.id);
    }
    for declaration in medical() {
        assert!(!printed.contains(declaration.id.as_str()), "the fact id {}", declaration.id);
    }
    for code in ["category_", "row_", "no_alarm_by_history", "part_adapted", "one_to_three_weeks"] {
        assert!(!printed.contains(code), "{code}");
    }
    for text in words(view) {
        let text = text.to_lowercase();
        for number in 1..=6 {
            assert!(!text.contains(&format!("categorie {number}")), "{text}");
        }
    }
    assert!(view.packs.is_empty() && view.findings.iter().all(|finding| finding.rule.is_none()));
    assert!(view.findings.iter().all(|finding| finding.outcome.is_none() && finding.possible.is_empty()));
    assert!(view.findings.iter().all(|finding| finding.because.is_empty() && finding.sources.is_empty()));
}

#[test]
fn s_41_the_worker_reads_words_and_no_codes() {
    for name in ["v01-order-picker", "v02-care-assistant", "v04-teacher", "v05-numb-saddle", "v08-off-the-table"] {
        let story = told_in(journey(name));
        for on in ["2026-09-16", "2026-09-21", "2026-11-04", "2026-11-12", "2026-12-30"] {
            has_no_codes(&story.worker(on));
        }
    }
}

#[test]
fn s_41_no_list_of_what_could_be_wrong_is_held_before_the_worker() {
    let story = told_in(journey("v01-order-picker"));
    assert!(story.worker("2026-09-21").missing.is_empty());
    let asked = story.physician("2026-09-21").missing;
    assert!(asked.iter().any(|missing| missing.asked_of.contains(&Role::Worker)), "though she could answer some");
}

#[test]
fn s_41_the_worker_does_not_read_what_others_have_to_do_nor_why_they_decided() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        consultation("2026-11-12", "'stecr.function' = 'some', 'stecr.fear' = 'beginning'"),
    );
    let view = story(&toml).worker("2026-11-12");
    assert!(view.steps.iter().all(|step| step.who == Role::Worker), "{:?}", view.steps);
    assert!(!printed(&view).contains("history and examination without findings"));
}

#[test]
fn s_17_on_an_emergency_the_worker_reads_whom_to_call_and_nothing_less_urgent() {
    let toml = format!(
        "{}{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        consultation("2026-11-12", "'stecr.function' = 'some', 'stecr.fear' = 'none', 'common.works_now' = 'part'"),
        says("sign", "anna", "2026-11-13", "'stecr.saddle_numbness' = 'yes', 'stecr.fever' = 'yes'", ""),
    );
    let story = story(&toml);
    let calm = words(&story.worker("2026-11-12")).join(" ");
    assert!(calm.contains("U mag bewegen"), "{calm}");
    let view = story.worker("2026-11-13");
    let alarms: Vec<&str> =
        view.findings.iter().filter_map(|finding| finding.alarm.as_ref()).map(|alarm| alarm.as_str()).collect();
    assert_eq!(alarms, ["emergency"], "the fever is told to professionals; she reads the most urgent thing once");
    let read = words(&view).join(" ");
    assert!(read.contains("Bel nu") && read.contains("112"), "{read}");
    for harmful in ["zonder medisch risico", "U mag bewegen", "Blijf", "opbouw", "schema", "training"] {
        assert!(!read.contains(harmful), "`{harmful}` in: {read}");
    }
    assert!(view.missing.is_empty());
}

#[test]
fn s_18_what_nobody_has_judged_yet_is_not_told_to_the_worker_as_settled() {
    let story = told_in(journey("v02-care-assistant"));
    let offered = "U oefent op uw eigen werkplek";
    let before = words(&story.worker("2026-11-12")).join(" ");
    assert!(!before.contains(offered), "a proposal of the table: {before}");
    assert!(before.contains("De bedrijfsarts zag geen ziekte"), "what the physician judged she reads: {before}");
    let confirmed = words(&story.worker("2026-11-13")).join(" ");
    assert!(confirmed.contains(offered), "{confirmed}");
}

#[test]
fn s_17_with_a_specific_cause_nobody_reads_that_work_is_without_risk() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        consultation("2026-11-12", "'stecr.function' = 'some', 'stecr.fear' = 'none'")
            .replace("'stecr.specificity' = 'non_specific'", "'stecr.specificity' = 'specific'"),
    );
    let story = story(&toml);
    let worker = words(&story.worker("2026-11-12")).join(" ");
    assert!(!worker.contains("zonder medisch risico") && !worker.contains("U mag bewegen"), "{worker}");
    assert!(worker.contains("Volg tot dan het advies van uw arts"), "{worker}");
    let view = story.physician("2026-11-12");
    let band = crate::look::finding(&view, "dokterdokter.band");
    assert!(band.text.is_none());
    assert!(matches!(&band.withheld, Some(Withheld::By(why)) if why.nl.contains("specifieke oorzaak")), "and why");
}

#[test]
fn s_17_reassurance_carries_the_alarm_signs_while_one_of_them_is_not_answered() {
    let with = |history: &str| {
        let toml = format!("{}{}", absent_since("2026-10-19"), says("told", "sam", "2026-10-20", history, ""));
        story(&toml).physician("2026-10-20")
    };
    let answered = with(crate::cast::HISTORY_CLEAR);
    let unanswered = with(&crate::cast::history_without("stecr.saddle_numbness"));
    let signs = |view: &View| {
        let band = crate::look::finding(view, "dokterdokter.band");
        assert!(band.text.is_some() && band.withheld.is_none());
        band.alarm_signs.as_ref().map(|signs| signs.nl.clone())
    };
    // An item of the examination is urgent too, and only the physician answers it.
    assert!(signs(&unanswered).is_some_and(|signs| signs.contains("rijbroekgebied")));
    assert!(signs(&answered).is_some(), "neurological deficit on examination is not answered yet");
    let toml = format!(
        "{}{}",
        absent_since("2026-10-19"),
        consultation("2026-10-20", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
    );
    assert_eq!(signs(&story(&toml).physician("2026-10-20")), None, "everything is answered");
}
