//! Judgements and decisions: who judges, with which reason, and what stays in force (S-18, S-19).

use crate::cast::{CAST, HISTORY_CLEAR, absent_since, consultation, says, sick_report};
use crate::look::{finding, obligation, outcome, owed, perhaps_finding, story, told};
use engine::Status;
use facts::Role;
use guidance::MissingWhy;

/// A case in which category 2 is proposed on 12 November.
fn category_2(more: &str) -> String {
    format!(
        "{}{}{}{more}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        consultation("2026-11-12", "'stecr.function' = 'some', 'stecr.fear' = 'none'"),
    )
}

fn decision(id: &str, finding: &str, choice: &str, by: &str, about: &str, more: &str) -> String {
    format!("[[decisions]]\nid = '{id}'\nfinding = '{finding}'\n{choice}\nby = '{by}'\nabout = {about}\n{more}\n")
}

const CONFIRM_2: &str = "choice = 'confirm'\noutcome = 'category_2'";
const DEVIATE_6: &str = "choice = 'deviate'\noutcome = 'category_6'\nreason = 'works alone at night'";

/// What is told about a case that does not fit the packs.
#[track_caller]
fn refused(toml: &str) -> Vec<String> {
    let told = told(toml);
    assert!(!told.is_empty(), "this does not fit: {toml}");
    told
}

fn accepted(toml: &str) -> bool {
    told(toml).is_empty()
}

#[test]
fn s_18_a_judgement_without_a_reason_is_refused() {
    let judged = |more: &str| {
        format!("{CAST}{}", says("judged", "dr-vos", "2026-11-12", "'stecr.specificity' = 'non_specific'", more))
    };
    assert!(accepted(&judged("reason = 'examined'")));
    for empty in ["", "reason = ''", "reason = '  '"] {
        let told = refused(&judged(empty));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("`stecr.specificity` is a judgement and carries no reason"), "{told:?}");
    }
}

#[test]
fn s_18_not_to_judge_yet_needs_no_reason() {
    let toml = format!("{CAST}{}", says("later", "dr-vos", "2026-11-12", "'stecr.specificity' = 'dont_know'", ""));
    assert!(accepted(&toml));
}

#[test]
fn s_18_a_judgement_with_no_proposal_needs_a_reason_also_as_a_decision() {
    let judged = |more: &str| {
        let choice = format!("choice = 'confirm'\noutcome = 'non_specific'\n{more}");
        format!("{CAST}{}", decision("judged", "stecr.specificity", &choice, "dr-vos", "2026-11-12", ""))
    };
    assert!(accepted(&judged("reason = 'examined'")));
    let told = refused(&judged(""));
    assert!(told[0].contains("carries no reason"), "{told:?}");
}

#[test]
fn s_18_nobody_judges_by_a_decision_what_he_may_not_judge_by_a_statement() {
    for nobody in ["sam", "nora", "anna", "lies", "hugo", "tim", "dienst"] {
        for choice in ["confirm", "deviate"] {
            let choice = format!("choice = '{choice}'\noutcome = 'non_specific'\nreason = 'it seems so'");
            let toml = format!("{CAST}{}", decision("judged", "stecr.specificity", &choice, nobody, "2026-11-12", ""));
            let told = refused(&toml);
            assert!(told[0].contains("may not"), "{nobody}: {told:?}");
        }
    }
}

#[test]
fn s_18_specificity_is_never_proposed() {
    let toml = format!(
        "{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        says("history", "dr-vos", "2026-11-12", &format!("{HISTORY_CLEAR}, {}", crate::cast::EXAMINATION_CLEAR), ""),
    );
    let view = story(&toml).physician("2026-11-12");
    let specificity = finding(&view, "stecr.specificity");
    assert_eq!(specificity.status, Status::Open, "nothing found is not yet a judgement");
    assert_eq!(outcome(&view, "stecr.specificity"), "open: non_specific, radicular_mild, radicular_not_mild, specific");
}

#[test]
fn s_18_what_follows_from_a_proposal_is_marked_as_proposed_until_it_is_judged() {
    let view = story(&category_2("")).physician("2026-11-12");
    assert_eq!(finding(&view, "stecr.category").status, Status::Proposed);
    assert_eq!(finding(&view, "stecr.intervention_2").status, Status::Proposed);
    let judged = category_2(&decision("yes", "stecr.category", CONFIRM_2, "dr-vos", "2026-11-12", ""));
    let view = story(&judged).physician("2026-11-12");
    let category = finding(&view, "stecr.category");
    assert_eq!((category.status, outcome(&view, "stecr.category").as_str()), (Status::Confirmed, "category_2"));
    assert_eq!(category.decided.as_ref().map(|decided| decided.who.person.as_str()), Some("dr-vos"));
    assert_eq!(finding(&view, "stecr.intervention_2").status, Status::Decided);
}

#[test]
fn s_19_who_deviates_names_the_outcome_and_the_reason_and_both_stay_visible() {
    let toml = category_2(&decision("own", "stecr.category", DEVIATE_6, "dr-vos", "2026-11-13", ""));
    let story = story(&toml);
    assert_eq!(finding(&story.physician("2026-11-12"), "stecr.category").status, Status::Proposed, "the day before");
    let view = story.physician("2026-11-13");
    let category = finding(&view, "stecr.category");
    assert_eq!((category.status, outcome(&view, "stecr.category").as_str()), (Status::Deviated, "category_6"));
    assert_eq!(category.proposal.as_ref().map(|(word, _)| word.as_str()), Some("category_2"), "what the table says");
    let decided = category.decided.as_ref().expect("somebody decided");
    assert_eq!(decided.reason.as_deref(), Some("works alone at night"));
    assert_eq!(outcome(&view, "stecr.intervention_6"), "yes");
    assert_eq!(outcome(&view, "stecr.intervention_2"), "silent");
    let worker = format!("{:?}", story.worker("2026-11-13"));
    assert!(!worker.contains("works alone at night"), "words of professionals for professionals");
}

#[test]
fn s_19_a_judgement_as_a_statement_is_confirmed_or_deviates_by_what_the_table_says() {
    let judged = |category: &str| {
        let fact = format!("'stecr.category' = '{category}'");
        let toml = category_2(&says("judged", "dr-vos", "2026-11-13", &fact, "reason = 'seen twice'"));
        finding(&story(&toml).physician("2026-11-13"), "stecr.category").status
    };
    assert_eq!(judged("category_2"), Status::Confirmed);
    assert_eq!(judged("category_3"), Status::Deviated);
}

#[test]
fn s_19_a_decision_stays_in_force_when_the_facts_change_and_the_difference_is_shown() {
    let toml = category_2(&format!(
        "{}{}",
        decision("yes", "stecr.category", CONFIRM_2, "dr-vos", "2026-11-13", ""),
        says("worse", "dr-vos", "2026-11-20", "'stecr.fear' = 'beginning'", ""),
    ));
    let view = story(&toml).physician("2026-11-20");
    let category = finding(&view, "stecr.category");
    assert_eq!(outcome(&view, "stecr.category"), "category_2", "nothing decided is replaced");
    assert_eq!(category.status, Status::Confirmed, "it was confirmed, and nobody took that back");
    assert_eq!(category.proposal.as_ref().map(|(word, _)| word.as_str()), Some("category_3"), "the difference");
    assert_eq!(outcome(&view, "stecr.intervention_2"), "yes");
    assert_eq!(outcome(&view, "stecr.intervention_3"), "silent");
}

#[test]
fn s_19_a_decision_is_superseded_by_a_person_only() {
    let later = "choice = 'confirm'\noutcome = 'category_3'\nsupersedes = 'yes'";
    let toml = category_2(&format!(
        "{}{}{}",
        decision("yes", "stecr.category", CONFIRM_2, "dr-vos", "2026-11-13", ""),
        says("worse", "dr-vos", "2026-11-20", "'stecr.fear' = 'beginning'", ""),
        decision("now", "stecr.category", later, "dr-bos", "2026-11-25", ""),
    ));
    let story = story(&toml);
    assert_eq!(story.outcome("stecr.category", "2026-11-24"), "category_2");
    let view = story.physician("2026-11-25");
    let category = finding(&view, "stecr.category");
    assert_eq!((category.status, outcome(&view, "stecr.category").as_str()), (Status::Confirmed, "category_3"));
    assert_eq!(category.decided.as_ref().map(|decided| decided.who.person.as_str()), Some("dr-bos"));
}

#[test]
fn s_19_what_was_confirmed_stays_what_it_was_also_when_it_is_no_judgement() {
    let confirmed = "choice = 'confirm'\noutcome = 'yes'";
    let toml = category_2(&format!(
        "{}{}",
        decision("yes", "stecr.intervention_2", confirmed, "dr-vos", "2026-11-13", ""),
        says("worse", "dr-vos", "2026-11-20", "'stecr.fear' = 'beginning'", ""),
    ));
    let story = story(&toml);
    assert_eq!(finding(&story.physician("2026-11-13"), "stecr.intervention_2").status, Status::Confirmed);
    let view = story.physician("2026-11-20");
    let confirmed = finding(&view, "stecr.intervention_2");
    assert_eq!((confirmed.status, outcome(&view, "stecr.intervention_2").as_str()), (Status::Confirmed, "yes"));
    assert_eq!(confirmed.proposal.as_ref().map(|(word, _)| word.as_str()), Some("no"), "the difference is shown");
}

#[test]
fn s_19_what_a_professional_decided_is_shown_to_professionals_also_when_it_says_nothing() {
    let deviates = "choice = 'deviate'\noutcome = 'no'\nreason = 'visits took place last month'";
    let toml = category_2(&decision("not-now", "stecr.intervention_2", deviates, "dr-vos", "2026-11-13", ""));
    let story = story(&toml);
    let view = story.physician("2026-11-13");
    let offered = finding(&view, "stecr.intervention_2");
    assert_eq!((offered.status, outcome(&view, "stecr.intervention_2").as_str()), (Status::Deviated, "no"));
    assert_eq!(offered.proposal.as_ref().map(|(word, _)| word.as_str()), Some("yes"));
    assert!(offered.offers.is_empty(), "nothing is offered");
    assert!(
        view.steps.iter().all(|step| step.rule.as_ref().is_none_or(|rule| rule.as_str() != "stecr.intervention_2"))
    );
    let worker = story.worker("2026-11-13");
    assert!(worker.findings.iter().all(|finding| finding.title.nl != offered.title.nl), "nothing to read for her");
}

#[test]
fn s_19_an_alarm_is_set_aside_by_a_physician_alone() {
    let with = |by: &str| {
        let choice = "choice = 'set_aside'\nsets_aside = ['sign']\nreason = 'asked again'";
        format!(
            "{CAST}{}{}",
            says("sign", "anna", "2026-11-12", "'stecr.saddle_numbness' = 'yes'", ""),
            decision("judged", "stecr.emergency_saddle", choice, by, "2026-11-12", ""),
        )
    };
    for nobody in ["sam", "nora", "anna", "tim", "dienst"] {
        let told = refused(&with(nobody));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("set aside by a physician of the service alone"), "{told:?}");
    }
    assert!(accepted(&with("dr-vos")) && accepted(&with("dr-maes")));
}

#[test]
fn s_19_an_item_for_assessment_too_is_set_aside_by_a_physician_alone() {
    let with = |by: &str| {
        let choice = "choice = 'set_aside'\nsets_aside = ['sign']\nreason = 'asked again'";
        format!(
            "{CAST}{}{}",
            says("sign", "anna", "2026-11-12", "'stecr.malaise' = 'yes'", ""),
            decision("judged", "stecr.assess_malaise", choice, by, "2026-11-12", ""),
        )
    };
    let told = refused(&with("sam"));
    assert!(told[0].contains("set aside by a physician of the service alone"), "{told:?}");
    let story = story(&with("dr-vos"));
    assert_eq!(finding(&story.physician("2026-11-12"), "stecr.assess_malaise").status, Status::Decided);
}

#[test]
fn s_19_nobody_deviates_from_an_alarm_and_confirming_one_does_not_freeze_it() {
    let deviates = "choice = 'deviate'\noutcome = 'no_alarm_by_history'\nreason = 'looks fine'";
    let toml = format!("{CAST}{}", decision("no", "stecr.urgency_by_history", deviates, "dr-vos", "2026-11-12", ""));
    assert!(refused(&toml)[0].contains("an alarm is not deviated from"));

    let confirmed = "choice = 'confirm'\noutcome = 'no_alarm_by_history'";
    let toml = category_2(&format!(
        "{}{}",
        decision("yes", "stecr.urgency_by_history", confirmed, "dr-vos", "2026-11-13", ""),
        says("sign", "anna", "2026-11-20", "'stecr.saddle_numbness' = 'yes'", ""),
    ));
    let story = story(&toml);
    assert_eq!(finding(&story.physician("2026-11-13"), "stecr.urgency_by_history").status, Status::Confirmed);
    let view = story.physician("2026-11-20");
    assert_eq!(
        outcome(&view, "stecr.urgency_by_history"),
        "emergency",
        "a new sign is never hidden by what was confirmed"
    );
    assert!(perhaps_finding(&view, "stecr.category").is_none());
    assert_ne!(
        finding(&view, "stecr.urgency_by_history").status,
        Status::Confirmed,
        "nobody has confirmed that it is an emergency"
    );
}

#[test]
fn s_19_a_deviation_from_a_deadline_is_kept_where_the_clause_allows_it_and_refused_where_it_does_not() {
    let deviates = |finding: &str| {
        let choice = "choice = 'deviate'\noutcome = 'does_not_apply'\nreason = 'agreed between both'";
        format!("{}{}", absent_since("2026-01-05"), decision("agreed", finding, choice, "cas", "2026-02-20", ""))
    };
    // Day 42 is 15 February.
    let allowed = story(&deviates("poortwachter.probleemanalyse"));
    assert_eq!(owed(&allowed.supervisor("2026-02-19"), "poortwachter.probleemanalyse"), "overdue 2026-02-15");
    let view = allowed.physician("2026-02-20");
    assert_eq!(owed(&view, "poortwachter.probleemanalyse"), "deviated 2026-02-15", "no longer overdue");
    let owed_then = obligation(&view, "poortwachter.probleemanalyse");
    let deviation = owed_then.deviation.as_ref().expect("the deviation is kept");
    assert_eq!((deviation.who.person.as_str(), deviation.reason.as_deref()), ("cas", Some("agreed between both")));
    assert!(owed_then.refused_deviation.is_none());

    // Day 295 is 26 October: a term in an act.
    let refused = story(&deviates("poortwachter.week_42_report"));
    let view = refused.physician("2026-10-27");
    assert_eq!(owed(&view, "poortwachter.week_42_report"), "overdue 2026-10-26", "still overdue");
    let owed_then = obligation(&view, "poortwachter.week_42_report");
    assert!(owed_then.deviation.is_none() && owed_then.refused_deviation.is_some());
    assert!(owed_then.sources.iter().any(|source| source.clause == "ziektewet-2026#38-1"), "with its clause");
}

#[test]
fn s_06_a_decision_that_was_written_down_later_is_not_seen_before() {
    let late = "recorded = 2026-11-20";
    let toml = category_2(&decision("own", "stecr.category", DEVIATE_6, "dr-vos", "2026-11-13", late));
    let story = story(&toml);
    let status = |known_on: &str| {
        let view = story.perhaps(Role::Bedrijfsarts, "2026-11-25", known_on).expect("something to see");
        finding(&view, "stecr.category").status
    };
    assert_eq!(status("2026-11-19"), Status::Proposed);
    assert_eq!(status("2026-11-20"), Status::Deviated);
}

#[test]
fn s_07_two_physicians_who_judge_differently_on_one_day_have_not_judged() {
    let both = [
        decision("vos", "stecr.category", CONFIRM_2, "dr-vos", "2026-11-13", ""),
        decision("bos", "stecr.category", DEVIATE_6, "dr-bos", "2026-11-13", ""),
    ];
    for order in [both.concat(), [both[1].clone(), both[0].clone()].concat()] {
        let view = story(&category_2(&order)).physician("2026-11-13");
        let category = finding(&view, "stecr.category");
        assert_eq!(category.status, Status::Open, "neither by the order in the file nor by the proposal");
        let disputed = category.missing.iter().find(|missing| missing.fact.as_deref() == Some("stecr.category"));
        let MissingWhy::Disputed(said) = &disputed.expect("it is asked").why else { panic!("{disputed:?}") };
        assert_eq!(said.len(), 2, "both are named");
        assert_eq!(outcome(&view, "stecr.intervention_6"), "open: no, yes");
    }
}

#[test]
fn s_19_nobody_decides_on_what_is_not_his_to_decide() {
    let deviates = "choice = 'deviate'\noutcome = 'no'\nreason = 'no time'";
    for nobody in ["anna", "lies", "sam", "wim"] {
        let toml = category_2(&decision("no", "stecr.intervention_2", deviates, nobody, "2026-11-13", ""));
        let told = refused(&toml);
        assert!(told[0].contains("does not decide on `stecr.intervention_2`"), "{nobody}: {told:?}");
    }
    let term = "choice = 'deviate'\noutcome = 'does_not_apply'\nreason = 'later'";
    let toml = category_2(&decision("no", "poortwachter.probleemanalyse", term, "tim", "2026-11-13", ""));
    assert!(refused(&toml)[0].contains("has no part in `poortwachter.probleemanalyse`"));
}
