//! Alarm goals: their order, what they halt and what they never halt (S-17, S-21), shown on the shipped packs.

use crate::shipped;
use crate::small::Small;
use crate::told::{Told, finding, missing, outcome};
use engine::{Assessment, DecisionChoice, ObligationState, Status};
use facts::{Role, StatementId};
use pack::AlarmClass;

/// The signs of an emergency that are asked first; the others hang on weakness.
const EMERGENCY_SIGNS: [&str; 4] =
    ["stecr.bladder_bowel", "stecr.saddle_numbness", "stecr.deficit_both_legs", "stecr.weakness"];

fn told() -> Told<'static> {
    Told::of(shipped::rulebook().library()).absent_since("2026-06-01")
}

/// All signs of an emergency are absent.
fn no_emergency() -> Told<'static> {
    EMERGENCY_SIGNS.into_iter().fold(told(), |told, sign| told.says(sign, "no"))
}

fn assessed(told: &Told<'_>) -> Assessment {
    told.assessed(shipped::rulebook())
}

/// The rules of a class, with where their findings stand.
fn of_class(assessment: &Assessment, class: AlarmClass) -> Vec<(&str, Status)> {
    let library = shipped::rulebook().library();
    let is_of_class = |rule| library.rule(rule).unwrap().alarm() == Some(class);
    let findings = assessment.findings.iter().filter(|finding| is_of_class(&finding.rule));
    findings.map(|finding| (finding.rule.as_str(), finding.status)).collect()
}

fn halted_by(assessment: &Assessment) -> Option<&str> {
    assessment.halted_by.as_ref().map(|rule| rule.as_str())
}

#[test]
fn s_17_alarm_goals_come_first_in_the_order_emergency_urgent_assess() {
    let assessment = assessed(&told());
    let library = shipped::rulebook().library();
    let classes: Vec<Option<AlarmClass>> =
        assessment.findings.iter().map(|finding| library.rule(&finding.rule).unwrap().alarm()).collect();
    let alarms = classes.iter().take_while(|class| class.is_some()).count();
    assert!(classes[..alarms].is_sorted());
    assert!(classes[alarms..].iter().all(Option::is_none), "no alarm item stands behind another goal");
    for class in AlarmClass::ALL {
        assert!(classes.contains(&Some(class)), "there is no item of the class {}", class.as_str());
    }
}

#[test]
fn s_17_every_emergency_item_is_asked_even_after_the_first_yes() {
    let assessment = assessed(&told().says("stecr.saddle_numbness", "yes"));
    assert_eq!(outcome(&assessment, "stecr.emergency_saddle"), "yes");
    assert_eq!(halted_by(&assessment), Some("stecr.emergency_saddle"));
    for (rule, status) in of_class(&assessment, AlarmClass::Emergency) {
        if rule != "stecr.emergency_saddle" {
            assert_eq!(status, Status::Open, "{rule}");
            assert_ne!(missing(&assessment, rule), Vec::<String>::new(), "{rule} is not asked any more");
        }
    }
}

#[test]
fn s_17_a_second_sign_of_emergency_is_named_beside_the_first() {
    let both = told().says("stecr.saddle_numbness", "yes").says("stecr.bladder_bowel", "yes");
    let assessment = assessed(&both);
    assert_eq!(outcome(&assessment, "stecr.emergency_saddle"), "yes");
    assert_eq!(outcome(&assessment, "stecr.emergency_bladder_bowel"), "yes");
}

#[test]
fn s_17_an_emergency_ends_the_asking_for_urgent_and_assess_items() {
    let assessment = assessed(&told().says("stecr.saddle_numbness", "yes"));
    for class in [AlarmClass::Urgent, AlarmClass::Assess] {
        for (rule, status) in of_class(&assessment, class) {
            assert_eq!(status, Status::WaitsForPhysician, "{rule}");
            assert_eq!(missing(&assessment, rule), Vec::<String>::new(), "{rule}");
        }
    }
}

#[test]
fn s_17_an_urgent_sign_ends_the_asking_for_assess_items_alone() {
    let assessment = assessed(&no_emergency().says("stecr.fever", "yes"));
    assert_eq!(halted_by(&assessment), Some("stecr.urgent_fever"));
    let urgent = of_class(&assessment, AlarmClass::Urgent);
    assert!(urgent.contains(&("stecr.urgent_fever", Status::Decided)));
    assert!(urgent.iter().any(|(_, status)| *status == Status::Open), "the other urgent items are still asked");
    assert!(urgent.iter().all(|(_, status)| *status != Status::WaitsForPhysician));
    for (rule, status) in of_class(&assessment, AlarmClass::Assess) {
        let known_already = status == Status::Decided;
        assert!(known_already || status == Status::WaitsForPhysician, "{rule} is {status:?}");
    }
}

#[test]
fn s_17_what_is_known_of_a_less_urgent_sign_stays_visible() {
    let assessment = assessed(&told().says("stecr.saddle_numbness", "yes").says("stecr.fever", "yes"));
    assert_eq!(outcome(&assessment, "stecr.urgent_fever"), "yes", "the referral names every sign");
    assert_eq!(halted_by(&assessment), Some("stecr.emergency_saddle"), "the most urgent sign halts");
}

#[test]
fn s_17_an_alarm_halts_all_later_goals_but_those_of_the_law() {
    let assessment = assessed(&no_emergency().says("stecr.fever", "yes"));
    for rule in
        ["stecr.specificity", "stecr.category_table", "stecr.category", "stecr.intervention_3", "dokterdokter.band"]
    {
        let finding = finding(&assessment, rule);
        assert_eq!(finding.status, Status::WaitsForPhysician, "{rule}");
        assert_eq!((&finding.outcome, finding.possible.len()), (&None, 0), "{rule}");
        assert_eq!(missing(&assessment, rule), Vec::<String>::new(), "{rule} asks nothing");
    }
    assert_ne!(finding(&assessment, "common.work_now_shown").status, Status::WaitsForPhysician);
}

#[test]
fn s_17_obligations_go_on_under_an_alarm_as_without_one() {
    let states = |told: &Told<'_>| -> Vec<(String, ObligationState, Option<calendar::Day>)> {
        let assessment = assessed(told);
        let of_law =
            assessment.obligations.iter().filter(|obligation| obligation.rule.as_str().starts_with("poortwachter"));
        of_law.map(|owed| (owed.rule.to_string(), owed.state, owed.due.as_ref().map(|due| due.day))).collect()
    };
    let under_alarm = states(&told().says("stecr.saddle_numbness", "yes"));
    assert_eq!(under_alarm, states(&told()));
    assert!(under_alarm.iter().any(|(_, state, _)| *state == ObligationState::Due));
}

#[test]
fn s_17_an_assess_item_alone_halts_nothing() {
    let assessment = assessed(&no_emergency().says("stecr.malaise", "yes"));
    assert_eq!(outcome(&assessment, "stecr.assess_malaise"), "yes");
    assert_eq!(halted_by(&assessment), None);
    assert_eq!(finding(&assessment, "stecr.specificity").status, Status::Open);
}

#[test]
fn s_17_emergency_is_not_excluded_while_one_of_its_items_is_unknown() {
    assert!(assessed(&told()).emergency_not_excluded);
    let in_doubt = EMERGENCY_SIGNS[1..].iter().fold(told(), |told, sign| told.says(sign, "no"));
    assert!(assessed(&in_doubt.says("stecr.bladder_bowel", "dont_know")).emergency_not_excluded);
    let excluded = assessed(&no_emergency());
    assert!(!excluded.emergency_not_excluded);
    assert!(excluded.alarm_unknown, "urgent items have not been asked yet");
}

#[test]
fn s_11_an_unknown_course_of_weakness_is_acted_on_as_an_emergency_and_stays_asked() {
    let weak = EMERGENCY_SIGNS[..3].iter().fold(told(), |told, sign| told.says(sign, "no"));
    let weak =
        weak.says("stecr.weakness", "yes").says("stecr.weakness_severe", "no").says("stecr.weakness_sudden", "no");
    let assessment = assessed(&weak);
    let urgency = finding(&assessment, "stecr.urgency_by_history");
    assert_eq!(urgency.status, Status::Open);
    assert_eq!(urgency.acted_on.as_ref().map(|word| word.as_str()), Some("emergency"));
    assert!(missing(&assessment, "stecr.urgency_by_history").contains(&"stecr.weakness_growing".to_owned()));
    assert_eq!(halted_by(&assessment), Some("stecr.urgency_by_history"));

    let steady = assessed(&weak.says("stecr.weakness_growing", "no").says("stecr.deficit_new", "no"));
    assert_eq!(halted_by(&steady), None);
}

#[test]
fn s_9_an_alarm_is_lifted_by_a_physician_and_by_nobody_else() {
    let alarmed = no_emergency().about("2026-06-14").by(Role::Worker).says("stecr.fever", "yes");
    let sign = alarmed.situation.statements.last().unwrap().id.clone();
    let later_no = alarmed.clone().about("2026-06-15").says("stecr.fever", "no");
    assert_eq!(halted_by(&assessed(&later_no)), Some("stecr.urgent_fever"), "a later no lifts nothing");

    let set_aside = |role: Role| {
        let told = alarmed.clone().about("2026-06-15").by(role);
        let told = told.decides("stecr.urgent_fever", DecisionChoice::SetAside, None);
        told.deciding(|decision| decision.sets_aside = [sign.clone()].into())
    };
    assert_eq!(halted_by(&assessed(&set_aside(Role::IntakeExpert))), Some("stecr.urgent_fever"));
    let lifted = set_aside(Role::Bedrijfsarts);
    assert_eq!(halted_by(&assessed(&lifted)), None);

    let again = lifted.by(Role::Supervisor).says("stecr.fever", "yes");
    assert_eq!(halted_by(&assessed(&again)), Some("stecr.urgent_fever"), "the same sign stated later is a new alarm");
}

#[test]
fn s_9_a_withdrawn_alarm_leaves_the_task_to_the_physician() {
    let slip = told().by(Role::Worker).says("stecr.fever", "yes");
    let sign = slip.situation.statements.last().unwrap().id.clone();
    let withdrawn = slip.withdraws(sign.as_str());
    let assessment = assessed(&withdrawn);
    assert_eq!(outcome(&assessment, "stecr.urgent_fever"), "open: no, yes");
    let waiting: Vec<&StatementId> = assessment.withdrawn_alarms.iter().map(|stated| &stated.id).collect();
    assert_eq!(waiting, [&sign]);
}

#[test]
fn s_17_an_outcome_that_stops_halts_under_whatever_name() {
    let rulebook = Small::new()
        .yes_no(&["t.sign", "t.other"])
        .table(
            "t.urgency",
            &["red", "green"],
            &["t.sign"],
            &[("{ 't.sign' = 'yes' }", "red"), ("{ 't.sign' = 'no' }", "green")],
            "ranked = true\nurgency = true\nstops = ['red']",
        )
        .derived("t.later", "{ fact = 't.other', is = 'yes' }")
        .rulebook();
    let status = |sign: &str| {
        let assessment = Told::of(rulebook.library()).says("t.sign", sign).assessed(&rulebook);
        finding(&assessment, "t.later").status
    };
    assert_eq!(status("yes"), Status::WaitsForPhysician);
    assert_eq!(status("no"), Status::Open);
}

#[test]
fn s_17_what_is_at_least_urgent_halts_before_it_is_decided() {
    let rulebook = Small::new()
        .yes_no(&["t.sign", "t.worse", "t.other"])
        .table(
            "t.urgency",
            &["emergency", "urgent", "none"],
            &["t.sign", "t.worse"],
            &[
                ("{ 't.sign' = 'no' }", "none"),
                ("{ 't.sign' = 'yes', 't.worse' = 'no' }", "urgent"),
                ("{ 't.sign' = 'yes', 't.worse' = 'yes' }", "emergency"),
            ],
            "ranked = true\nurgency = true\nstops = ['emergency', 'urgent']",
        )
        .derived("t.later", "{ fact = 't.other', is = 'yes' }")
        .rulebook();
    let nothing = Told::of(rulebook.library()).assessed(&rulebook);
    assert_eq!(finding(&nothing, "t.later").status, Status::Open, "it may be none");

    let sign = Told::of(rulebook.library()).says("t.sign", "yes").assessed(&rulebook);
    assert_eq!(outcome(&sign, "t.urgency"), "open: emergency, urgent");
    assert_eq!(missing(&sign, "t.urgency"), ["t.worse"]);
    assert_eq!(finding(&sign, "t.later").status, Status::WaitsForPhysician);
}

#[test]
fn s_17_reassurance_is_withheld_once_a_specific_cause_was_judged() {
    let withheld_by = |told: Told<'_>| assessed(&told).reassurance_withheld_by.map(|rule| rule.to_string());
    assert_eq!(withheld_by(no_emergency()), None);
    assert_eq!(withheld_by(no_emergency().says("stecr.specificity", "non_specific")), None);
    let specific = no_emergency().says("stecr.specificity", "specific");
    assert_eq!(withheld_by(specific).as_deref(), Some("stecr.specific_cause_judged"));
}

#[test]
fn s_17_a_goal_that_stands_before_the_alarm_is_not_halted() {
    let rulebook = Small::new()
        .yes_no(&["t.sign", "t.other"])
        .derived("t.earlier", "{ fact = 't.other', is = 'yes' }")
        .table(
            "t.urgency",
            &["urgent", "none"],
            &["t.sign"],
            &[("{ 't.sign' = 'yes' }", "urgent"), ("{ 't.sign' = 'no' }", "none")],
            "ranked = true\nurgency = true\nstops = ['urgent']",
        )
        .rulebook();
    let assessment = Told::of(rulebook.library()).says("t.sign", "yes").assessed(&rulebook);
    assert_eq!(finding(&assessment, "t.earlier").status, Status::Open);
}

#[test]
fn s_21_the_facts_of_one_tick_list_are_independent() {
    let list = shipped::rulebook().library().questions().find_map(|rule| match &rule.body {
        pack::Body::Question(question) if question.facts.iter().any(|fact| fact.id.as_str() == "stecr.fever") => {
            Some(question)
        }
        _ => None,
    });
    let list = list.unwrap();
    assert!(list.tick_list);
    assert!(list.facts.iter().any(|fact| fact.id.as_str() == "stecr.weight_loss"));

    let assessment = assessed(&no_emergency().says("stecr.fever", "no"));
    assert_eq!(outcome(&assessment, "stecr.urgent_fever"), "no");
    assert_eq!(outcome(&assessment, "stecr.urgent_weight_loss"), "open: no, yes");
    assert_eq!(missing(&assessment, "stecr.urgent_weight_loss"), ["stecr.weight_loss"]);
}

#[test]
fn s_21_none_of_these_says_no_to_each_and_is_marked_as_an_answer_to_the_group() {
    let signs = ["stecr.fever", "stecr.weight_loss", "stecr.malignancy_history"];
    let grouped = signs
        .into_iter()
        .fold(no_emergency(), |told, sign| told.says(sign, "no").with(|statement| statement.group_answer = true));
    let assessment = assessed(&grouped);
    for rule in ["stecr.urgent_fever", "stecr.urgent_weight_loss", "stecr.urgent_malignancy"] {
        assert_eq!(outcome(&assessment, rule), "no");
        let because = &finding(&assessment, rule).explanation.because;
        let [engine::Because::Fact { stated, .. }] = because.as_slice() else { panic!("{because:?}") };
        assert!(stated[0].group_answer, "{rule}");
    }
}
