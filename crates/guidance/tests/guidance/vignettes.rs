//! The vignettes, as far as the shipped packs reach. Where a line of them says *may not*, its absence is asserted.

use crate::cast::{
    CAST, EXAMINATION_CLEAR, HISTORY_CLEAR, absent_since, consultation, history_without, says, sick_report,
};
use crate::look::{
    finding, journey, missing, missing_in, obligation, outcome, owed, perhaps_finding, shipped, story, told_in, words,
};
use engine::Status;
use facts::Role;
use guidance::{FindingView, NoticeView, ObligationView, View};
use std::collections::BTreeSet;

const URGENCY: &str = "stecr.urgency_by_history";
const CATEGORY: &str = "stecr.category";
const ANALYSIS: &str = "poortwachter.probleemanalyse";
const PLAN: &str = "poortwachter.plan_van_aanpak";

fn read(view: &View) -> String {
    words(view).join(" ")
}

#[track_caller]
fn never_says(view: &View, words: &[&str]) {
    let read = read(view).to_lowercase();
    for word in words {
        assert!(!read.contains(&word.to_lowercase()), "`{word}` in: {read}");
    }
}

fn products(finding: &FindingView) -> Vec<&str> {
    finding.offers.iter().map(|offer| offer.nl.as_str()).collect()
}

fn last_working_day(owed: &ObligationView) -> String {
    owed.due.as_ref().or(owed.latest.as_ref()).unwrap().last_working_day.to_string()
}

#[test]
fn v01_after_the_phone_intake_there_is_no_urgency_and_the_physician_within_28_days() {
    let view = told_in(journey("v01-order-picker")).seen_by(Role::IntakeExpert, "2026-09-16");
    let urgency = finding(&view, URGENCY);
    assert_eq!((outcome(&view, URGENCY).as_str(), urgency.status), ("no_alarm_by_history", Status::Decided));
    assert!(!view.notices.contains(&NoticeView::HaltedByAlarm));
    let contact = obligation(&view, "stecr.first_contact");
    assert_eq!(owed(&view, "stecr.first_contact"), "due 2026-10-04");
    assert_eq!(last_working_day(contact), "2026-10-02");
    assert_eq!(contact.warns_on.unwrap().to_string(), "2026-09-20");
    assert_eq!(outcome(&view, "dokterdokter.band"), "one_to_three_weeks");
    let band = read(&view);
    assert!(band.contains("Eerst conditie opbouwen") && band.contains("niet beginnen met zwaar werk"), "{band}");
    never_says(&view, &["geen rode vlaggen", "vragenlijst"]);
}

#[test]
fn v01_the_examination_is_not_the_intake_experts() {
    let view = told_in(journey("v01-order-picker")).seen_by(Role::IntakeExpert, "2026-09-16");
    let examination = view
        .missing
        .iter()
        .filter(|missing| missing.fact.as_deref().is_some_and(|fact| EXAMINATION_CLEAR.contains(fact)))
        .collect::<Vec<_>>();
    assert_eq!(examination.len(), 5, "the examination is not done: {examination:?}");
    assert!(examination.iter().all(|missing| missing.asked_of == [Role::Bedrijfsarts, Role::Arbeidsarts]));
    assert!(outcome(&view, CATEGORY).starts_with("open"), "no category before the physician");
    let [specificity] = missing_in(finding(&view, "stecr.specificity"))[..] else { panic!("the judgement alone") };
    assert_eq!(specificity, "stecr.specificity");
}

#[test]
fn v01_with_malaise_unknown_it_is_not_decided_because_of_malaise() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-09-07"),
        sick_report("2026-09-07", "1992-02-11", "2026-09-03"),
        says("intake", "sam", "2026-09-16", &history_without("stecr.malaise"), ""),
    );
    let view = story(&toml).seen_by(Role::IntakeExpert, "2026-09-16");
    assert_eq!(outcome(&view, URGENCY), "open: assess, no_alarm_by_history");
    assert_eq!(missing_in(finding(&view, URGENCY)), ["stecr.malaise"], "because of malaise, and of nothing else");
    never_says(&view, &["geen rode vlaggen", "geen alarm uit de anamnese."]);
    let unsure = toml + &says("unsure", "sam", "2026-09-16", "'stecr.malaise' = 'dont_know'", "");
    assert_eq!(outcome(&story(&unsure).seen_by(Role::IntakeExpert, "2026-09-16"), URGENCY), outcome(&view, URGENCY));
}

#[test]
fn v01_on_21_september_category_2_with_what_it_offers_and_who_does_it() {
    let view = told_in(journey("v01-order-picker")).physician("2026-09-21");
    let category = finding(&view, CATEGORY);
    assert_eq!((outcome(&view, CATEGORY).as_str(), category.status), ("category_2", Status::Proposed));
    let offer = finding(&view, "stecr.intervention_2");
    let products = products(offer);
    assert_eq!(products.len(), 3, "{products:?}");
    assert!(products[0].starts_with("1. Geruststelling door de bedrijfsarts"));
    assert!(products[1].starts_with("2. Werkplekadvies op de werkplek"));
    assert_eq!(products[2], "3. Overleg met de leidinggevende");
    assert_eq!(offer.carried_out_by, [Role::Bedrijfsarts, Role::WorkplaceExpert]);
    assert_eq!((offer.participants.as_slice(), offer.visits_at_most), ([Role::Supervisor].as_slice(), Some(1)));
    for other in [1, 3, 4, 5, 6] {
        assert!(perhaps_finding(&view, &format!("stecr.intervention_{other}")).is_none(), "categories are not stacked");
    }
    assert_eq!(owed(&view, "stecr.first_contact"), "met 2026-10-04");
}

#[test]
fn v02_day_25_category_3_and_the_supervisor_who_is_not_yet_involved() {
    let view = told_in(journey("v02-care-assistant")).physician("2026-11-12");
    let absence = view.absence.as_ref().unwrap();
    assert_eq!((absence.absence_day, absence.absence_week), (25, 4));
    assert_eq!(outcome(&view, CATEGORY), "category_3");
    let offer = finding(&view, "stecr.intervention_3");
    assert!(
        products(offer).iter().any(|product| product.contains("gedragstraining") && product.contains("op de werkplek"))
    );
    assert_eq!(offer.visits_at_most, Some(6));
    assert_eq!((offer.weeks, offer.return_during), ((Some(2), Some(6)), true));
    assert_eq!(outcome(&view, "stecr.supervisor_not_involved"), "yes");
    assert_eq!(owed(&view, ANALYSIS), "due 2026-11-29");
    assert_eq!(last_working_day(obligation(&view, ANALYSIS)), "2026-11-27");
    assert_eq!(owed(&view, PLAN), "waits, at the latest 2026-12-13");
    assert!(!format!("{view:?}").contains("ErgoCoach"), "no message that this case sets off");
}

fn road_worker(more: &str) -> String {
    format!(
        "{}{}{}{more}",
        absent_since("2026-06-01"),
        sick_report("2026-06-01", "1974-03-03", "2026-05-30"),
        consultation(
            "2026-09-14",
            "'stecr.function' = 'complete', 'stecr.fear' = 'severe', 'stecr.daily_life' = 'large'"
        ),
    )
}

#[test]
fn v03_week_16_category_5_with_the_judgements_that_are_asked() {
    let view = story(&road_worker("")).physician("2026-09-14");
    let absence = view.absence.as_ref().unwrap();
    assert_eq!((absence.absence_day, absence.absence_week), (106, 16));
    assert_eq!(outcome(&view, "dokterdokter.band"), "over_thirteen_weeks");
    assert_eq!(outcome(&view, CATEGORY), "category_5");
    let offer = finding(&view, "stecr.intervention_5");
    let products = products(offer);
    assert!(products.iter().any(|product| product.contains("training in een trainingscentrum")), "{products:?}");
    assert!(products.iter().any(|product| product.contains("Psychologische coaching")), "{products:?}");
    let asked: Vec<&str> =
        view.steps.iter().filter(|step| step.who == Role::Bedrijfsarts).map(|step| step.what.nl.as_str()).collect();
    assert!(asked.contains(&"Beoordelen of coaching een voorwaarde is voor de training"), "{asked:?}");
    assert!(
        asked.contains(&"Vóór de start beoordelen of de werknemer geschikt is voor de gedragsmatige training"),
        "{asked:?}"
    );
    assert!(!format!("{view:?}").to_lowercase().contains("fedris"), "a Dutch employment");
}

#[test]
fn v03_three_terms_are_overdue_and_each_names_the_party_that_owes_it() {
    let view = story(&road_worker("")).physician("2026-09-14");
    let overdue = |rule: &str| {
        let of = obligation(&view, rule);
        (owed(&view, rule), of.owed_by)
    };
    assert_eq!(overdue("stecr.first_contact"), ("overdue 2026-06-28".to_owned(), Role::Arbodienst));
    assert_eq!(overdue(ANALYSIS), ("overdue 2026-07-12".to_owned(), Role::Employer));
    assert_eq!(overdue(PLAN), ("overdue, at the latest 2026-07-26".to_owned(), Role::Employer));
    let seen = says("seen", "dr-vos", "2026-09-14", "'common.physician_contact_on' = 2026-09-14", "");
    let view = story(&road_worker(&seen)).physician("2026-09-14");
    assert_eq!(owed(&view, "stecr.first_contact"), "met_late 2026-06-28", "late stays late");
}

/// What may not be said while an emergency or urgent sign stands.
const HARMFUL: [&str; 8] = [
    "zonder medisch risico",
    "u mag bewegen",
    "blijf bewegen",
    "blijf doen",
    "opbouwen in de tijd",
    "geruststellende uitleg",
    "categorie 2",
    "categorie 3",
];

#[test]
fn v04_the_teachers_slapping_foot_is_an_emergency_with_referral_today() {
    let story = told_in(journey("v04-teacher"));
    let view = story.seen_by(Role::IntakeExpert, "2026-11-04");
    assert_eq!(outcome(&view, URGENCY), "emergency");
    for item in ["stecr.emergency_weakness_severe", "stecr.emergency_weakness_sudden"] {
        assert_eq!(outcome(&view, item), "yes", "the referral names every sign");
    }
    let today: Vec<_> = view.steps.iter().filter(|step| step.before.is_some_and(|day| day == view.on)).collect();
    assert!(today.iter().any(|step| step.what.nl.contains("Vandaag nog verwijzen")), "{today:?}");
    assert!(read(&view).contains("Wacht niet op afstemming met de huisarts"));
    assert!(perhaps_finding(&view, CATEGORY).is_none());
    assert!((1..=6).all(|number| perhaps_finding(&view, &format!("stecr.intervention_{number}")).is_none()));
    never_says(&view, &HARMFUL);
    never_says(&story.worker("2026-11-04"), &HARMFUL);
}

#[test]
fn v04_the_emergency_items_not_yet_asked_come_first_and_all_other_questions_stop() {
    let view = told_in(journey("v04-teacher")).seen_by(Role::IntakeExpert, "2026-11-04");
    assert_eq!(missing(&view), ["stecr.saddle_numbness", "stecr.deficit_both_legs", "stecr.weakness_growing"]);
    assert!(view.notices.contains(&NoticeView::AskTheRest), "three are still unknown");
}

#[test]
fn v04_a_referral_that_was_due_on_the_day_it_was_told_stays_late_a_week_later() {
    let view = told_in(journey("v04-teacher")).seen_by(Role::IntakeExpert, "2026-11-11");
    let refer = view.steps.iter().find(|step| step.what.nl.contains("Vandaag nog verwijzen")).expect("still to do");
    assert_eq!(refer.before.map(|day| day.to_string()).as_deref(), Some("2026-11-04"));
}

#[test]
fn v04_nothing_that_the_intake_expert_answers_lowers_it() {
    let start = format!(
        "{}{}",
        absent_since("2026-11-02"),
        says("intake", "sam", "2026-11-04", "'stecr.weakness' = 'yes', 'stecr.weakness_sudden' = 'yes'", ""),
    );
    let softer = says("again", "sam", "2026-11-05", HISTORY_CLEAR, "");
    assert_eq!(story(&format!("{start}{softer}")).outcome(URGENCY, "2026-11-06"), "emergency");
    let judged = "[[decisions]]\nfinding = 'stecr.emergency_weakness_sudden'\nchoice = 'set_aside'\n\
                  sets_aside = ['intake/stecr.weakness', 'intake/stecr.weakness_sudden']\nreason = 'strength is intact'\n\
                  by = 'dr-vos'\nabout = 2026-11-06\n";
    let set_aside = story(&format!("{start}{softer}{judged}"));
    assert_eq!(set_aside.outcome(URGENCY, "2026-11-05"), "emergency");
    assert_ne!(set_aside.outcome(URGENCY, "2026-11-06"), "emergency", "a physician only");
}

#[test]
fn v04_a_numb_patch_of_two_weeks_is_urgent_physician_by_the_next_working_day() {
    // Friday: the next working day is Monday.
    let history = history_without("stecr.numbness");
    let toml = format!(
        "{}{}{}",
        absent_since("2026-11-02"),
        sick_report("2026-11-02", "1985-05-20", "2026-10-20"),
        says(
            "intake",
            "sam",
            "2026-11-06",
            &format!("{history}, 'stecr.numbness' = 'yes', 'stecr.deficit_new' = 'yes'"),
            ""
        ),
    );
    let story = story(&toml);
    let view = story.seen_by(Role::IntakeExpert, "2026-11-06");
    assert_eq!((outcome(&view, URGENCY), outcome(&view, "stecr.urgent_new_deficit")), ("urgent".into(), "yes".into()));
    let by_physician: Vec<String> = view
        .steps
        .iter()
        .filter(|step| step.who == Role::Bedrijfsarts)
        .filter_map(|step| step.before.map(|day| day.to_string()))
        .collect();
    assert_eq!(by_physician, ["2026-11-09"], "the Monday");
    assert!(!view.notices.contains(&NoticeView::EmergencyNotExcluded), "all emergency items were answered");
    never_says(&view, &HARMFUL);
    let worker = read(&story.worker("2026-11-06"));
    assert!(worker.contains("uiterlijk de volgende werkdag"), "{worker}");
    assert!(perhaps_finding(&view, CATEGORY).is_none());
}

#[test]
fn v04_whether_the_numbness_is_new_is_unknown_and_acted_on_as_new_while_it_is_asked() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-11-02"),
        sick_report("2026-11-02", "1985-05-20", "2026-10-20"),
        says(
            "intake",
            "sam",
            "2026-11-06",
            &format!("{}, 'stecr.numbness' = 'yes'", history_without("stecr.numbness")),
            ""
        ),
    );
    let view = story(&toml).seen_by(Role::IntakeExpert, "2026-11-06");
    let urgency = finding(&view, URGENCY);
    assert_eq!((outcome(&view, URGENCY).as_str(), urgency.status), ("open: assess, urgent", Status::Open));
    assert_eq!(urgency.acted_on.as_ref().map(|(word, _)| word.as_str()), Some("urgent"));
    assert!(missing(&view).contains(&"stecr.deficit_new"), "it stays unknown, relevant and asked");
}

#[test]
fn v05_the_numb_saddle_is_an_emergency_and_all_else_stops() {
    let story = told_in(journey("v05-numb-saddle"));
    let view = story.seen_by(Role::IntakeExpert, "2026-11-10");
    assert_eq!(outcome(&view, URGENCY), "emergency");
    for item in ["stecr.emergency_bladder_bowel", "stecr.emergency_saddle", "stecr.emergency_both_legs"] {
        assert_eq!(outcome(&view, item), "yes", "{item}");
    }
    assert_eq!(missing(&view), Vec::<&str>::new(), "no question is left");
    assert!(perhaps_finding(&view, CATEGORY).is_none() && perhaps_finding(&view, "dokterdokter.band").is_none());
    never_says(&view, &HARMFUL);
    assert!(!view.obligations.is_empty(), "the clock of the law goes on");
}

#[test]
fn v05_answered_on_his_own_page_he_reads_at_once_whom_to_call_also_at_night() {
    let own = says("own", "anna", "2026-11-10", "'stecr.bladder_bowel' = 'yes', 'stecr.saddle_numbness' = 'yes'", "");
    let view = story(&format!("{}{own}", absent_since("2026-11-09"))).worker("2026-11-10");
    let text = read(&view);
    assert!(text.contains("Bel nu") && text.contains("buiten kantoortijd") && text.contains("112"), "{text}");
    never_says(&view, &HARMFUL);
}

#[test]
fn v05_the_employers_side_sees_the_terms_and_no_trace_of_it() {
    let with = |saddle: &str| {
        let own = says("own", "anna", "2026-11-10", &format!("'stecr.saddle_numbness' = '{saddle}'"), "");
        format!("{:?}", story(&format!("{}{own}", absent_since("2026-11-09"))).supervisor("2026-11-10"))
    };
    assert_eq!(with("yes"), with("no"));
}

fn mild_radicular(more: &str) -> String {
    let history = HISTORY_CLEAR
        .replace("'stecr.leg_pain_beyond_knee' = 'no'", "'stecr.leg_pain_beyond_knee' = 'yes'")
        .replace("'stecr.leg_pain_predominant' = 'no'", "'stecr.leg_pain_predominant' = 'yes'");
    let examination =
        EXAMINATION_CLEAR.replace("'stecr.tension_test_positive' = 'no'", "'stecr.tension_test_positive' = 'yes'");
    let facts = format!(
        "{history}, {examination}, 'stecr.specificity' = 'radicular_mild', 'stecr.coordination_in_front' = 'no', \
         'stecr.function' = 'some', 'stecr.fear' = 'none'{more}"
    );
    format!(
        "{}{}{}",
        absent_since("2026-10-05"),
        sick_report("2026-10-05", "1997-01-15", "2026-10-03"),
        says("consultation", "dr-vos", "2026-10-20", &facts, "reason = 'strength and feeling intact'"),
    )
}

#[test]
fn v06_a_mild_radicular_syndrome_follows_the_non_specific_path_to_category_2() {
    let view = story(&mild_radicular("")).physician("2026-10-20");
    assert_eq!(outcome(&view, "stecr.specificity"), "radicular_mild");
    assert_eq!(outcome(&view, URGENCY), "assess", "leg pain and the tension test ask the physician");
    assert_eq!(outcome(&view, CATEGORY), "category_2");
    assert_eq!(outcome(&view, "stecr.intervention_2"), "yes");
}

#[test]
fn v06_no_imaging_is_advised_and_who_asks_for_it_reads_why_not() {
    let imaging = ["scan", "mri", "foto", "beeldvorm", "röntgen"];
    let view = story(&mild_radicular("")).physician("2026-10-20");
    never_says(&view, &imaging);
    let asks = story(&mild_radicular(", 'stecr.wants_imaging' = 'yes'"));
    let view = asks.physician("2026-10-20");
    let explained = finding(&view, "stecr.explain_no_imaging");
    assert!(explained.text.as_ref().unwrap().nl.contains("Leg uit waarom niet"));
    assert!(explained.sources.iter().any(|source| source.clause == "stecr-2004#6.1-imaging"));
    let steps: Vec<&str> = view.steps.iter().map(|step| step.what.nl.as_str()).collect();
    assert!(steps.iter().all(|step| !imaging.iter().any(|word| step.to_lowercase().contains(word))), "{steps:?}");
}

#[test]
fn v07_young_and_first_time_one_item_asks_the_physician_and_keeps_the_path_open() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-10-05"),
        sick_report("2026-10-05", "2007-03-01", "2026-10-03"),
        consultation("2026-10-20", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
    );
    let view = story(&toml).physician("2026-10-20");
    assert_eq!((outcome(&view, "stecr.assess_age"), outcome(&view, URGENCY)), ("yes".into(), "assess".into()));
    assert!(!view.notices.contains(&NoticeView::HaltedByAlarm), "a single item never closes the path");
    assert_eq!(outcome(&view, CATEGORY), "category_2");
    let asked_again = view.steps.iter().any(|step| step.what.nl.contains("Punten samen beoordelen"));
    assert!(!asked_again, "the physician has judged");

    let before = toml.replace("'stecr.specificity' = 'non_specific', ", "");
    let view = story(&before).physician("2026-10-20");
    let within: Vec<String> = view
        .steps
        .iter()
        .filter(|step| step.rule.as_ref().is_some_and(|rule| rule.as_str() == "stecr.assess_before_build_up"))
        .filter_map(|step| step.before.map(|day| day.to_string()))
        .collect();
    assert_eq!(within, ["2026-10-27"], "within five working days");
    assert!(outcome(&view, CATEGORY).starts_with("open"), "the category follows the judgement");
}

#[test]
fn v07_at_twenty_and_at_fifty_five_age_alone_asks_nothing() {
    for (born, expected) in
        [("2006-10-20", "silent"), ("2006-10-21", "yes"), ("1971-10-20", "silent"), ("1970-10-20", "yes")]
    {
        let toml = format!(
            "{}{}{}",
            absent_since("2026-10-05"),
            sick_report("2026-10-05", born, "2026-10-03"),
            consultation("2026-10-20", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
        );
        assert_eq!(story(&toml).outcome("stecr.assess_age", "2026-10-20"), expected, "born {born}");
    }
}

#[test]
fn v08_no_row_covers_it_and_rows_1_and_5_are_nearest_by_one_column_each() {
    let view = told_in(journey("v08-off-the-table")).physician("2026-11-10");
    assert_eq!(outcome(&view, "stecr.category_table"), "not_covered");
    let nearest: Vec<(&str, Vec<&str>)> = finding(&view, "stecr.category_table")
        .nearest
        .iter()
        .map(|row| (row.row.as_str(), row.differs_in.iter().map(|column| column.nl.as_str()).collect()))
        .collect();
    assert_eq!(nearest, [("row_1", vec!["Angst en vermijden"]), ("row_5", vec!["Wat lukt van het eigen werk"])]);
    assert!(view.steps.iter().any(|step| step.what.nl.contains("samenstellen met reden (categorie 6)")));
    assert!((1..=6).all(|number| outcome(&view, &format!("stecr.intervention_{number}")) != "yes"));
    assert!(view.findings.iter().all(|finding| finding.offers.is_empty()), "nothing is offered before she decides");
}

#[test]
fn v08_a_week_later_the_physician_composes_an_intervention_of_her_own() {
    let view = told_in(journey("v08-off-the-table")).physician("2026-11-17");
    let category = finding(&view, CATEGORY);
    assert_eq!((outcome(&view, CATEGORY).as_str(), category.status), ("category_6", Status::Deviated));
    assert!(category.decided.as_ref().is_some_and(|decided| decided.reason.is_some()), "with a reason");
    assert_eq!(outcome(&view, "stecr.intervention_6"), "yes");
    assert!(perhaps_finding(&view, "stecr.category_table").is_none(), "judged: the table has had its say");
}

#[test]
fn v08_a_wish_for_a_third_scan_gets_an_explanation_and_no_scan() {
    let view = told_in(journey("v08-off-the-table")).physician("2026-11-10");
    assert_eq!(outcome(&view, "stecr.explain_no_imaging"), "yes");
    let worker = told_in(journey("v08-off-the-table")).worker("2026-11-10");
    assert!(read(&worker).contains("ziet daar nu geen reden voor"), "{}", read(&worker));
    let urgent = CAST.to_owned()
        + &says("told", "sam", "2026-11-10", "'stecr.wants_imaging' = 'yes', 'stecr.fever' = 'yes'", "");
    assert!(perhaps_finding(&story(&urgent).physician("2026-11-10"), "stecr.explain_no_imaging").is_none());
}

#[test]
fn v08_without_absence_no_term_runs_and_nothing_exists_for_the_employers_side() {
    let story = told_in(journey("v08-off-the-table"));
    for role in [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer] {
        assert!(story.perhaps(role, "2026-11-10", "2026-11-10").is_none());
    }
    let view = story.physician("2026-11-10");
    assert!(view.known_not_absent && view.obligations.is_empty());
}

fn back_and_gone_again(second: &str) -> String {
    format!(
        "{CAST}spells = [{{ id = 'winter', first_day = 2026-01-12, last_day = 2026-02-08 }}, \
         {{ id = 'spring', first_day = {second} }}]\n"
    )
}

#[test]
fn v10_the_second_spell_begins_on_day_29_of_one_chain() {
    let story = told_in(journey("v10-back-and-gone-again"));
    for role in [Role::Bedrijfsarts, Role::Hr] {
        let view = story.seen_by(role, "2026-03-02");
        let absence = view.absence.as_ref().unwrap();
        assert_eq!(absence.first_day.to_string(), "2026-01-12");
        assert_eq!((absence.absence_day, absence.absence_week), (29, 5));
        assert!(absence.arithmetic.steps.len() >= 3, "the arithmetic is shown: {:?}", absence.arithmetic);
        assert_eq!(owed(&view, ANALYSIS), "warned 2026-03-15");
        assert_eq!(last_working_day(obligation(&view, ANALYSIS)), "2026-03-13", "a Sunday");
        assert_eq!(owed(&view, "poortwachter.end_of_wage_payment"), "due 2028-01-30");
    }
}

#[test]
fn v10_contact_with_the_physician_is_overdue_unless_it_took_place() {
    let contact = |more: &str| {
        let toml = format!("{}{more}", back_and_gone_again("2026-03-02"));
        owed(&story(&toml).physician("2026-03-02"), "stecr.first_contact")
    };
    assert_eq!(contact(""), "overdue 2026-02-08");
    let took_place = says("seen", "dr-vos", "2026-01-30", "'common.physician_contact_on' = 2026-01-30", "");
    assert_eq!(contact(&took_place), "met 2026-02-08");
}

#[test]
fn v10_a_start_on_8_march_joins_and_on_9_march_it_does_not() {
    let first_day = |second: &str| {
        let view = story(&back_and_gone_again(second)).supervisor(second);
        let absence = view.absence.unwrap();
        (absence.first_day.to_string(), absence.absence_day)
    };
    assert_eq!(first_day("2026-03-08"), ("2026-01-12".to_owned(), 29), "27 days between");
    assert_eq!(first_day("2026-03-09"), ("2026-03-09".to_owned(), 1), "28 days between");
}

#[test]
fn v11_the_belgian_bricklayer_has_no_dutch_obligations() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-09-07").replace("country = 'NL'", "country = 'BE'"),
        sick_report("2026-09-07", "1993-05-05", "2026-09-05"),
        consultation("2026-10-12", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
    );
    let story = story(&toml);
    for role in [Role::Arbeidsarts, Role::Supervisor, Role::Hr, Role::Worker] {
        let view = story.seen_by(role, "2026-10-12");
        let printed = format!("{view:?}").to_lowercase();
        for dutch in ["poortwachter", "probleemanalyse", "re-integratieverslag", "uwv", "wia"] {
            assert!(!printed.contains(dutch), "{role}: {dutch}");
        }
    }
    let view = story.seen_by(Role::Arbeidsarts, "2026-10-12");
    assert_eq!(view.absence.as_ref().unwrap().absence_day, 36);
    assert_eq!(outcome(&view, CATEGORY), "category_2", "the clinical path goes on");
    let packs: BTreeSet<&str> = view.packs.iter().map(|(id, _)| id.as_str()).collect();
    assert!(!packs.contains("nl-poortwachter") && packs.contains("stecr-2004"), "{packs:?}");
    assert!(shipped().library().packs().iter().any(|pack| pack.id.as_str() == "nl-poortwachter"));
}
