//! Why a finding is what it is, as data (S-42).

use crate::shipped;
use crate::small::{Small, WHOLE, choice_of};
use crate::told::{TODAY, Told, day, finding, sorted};
use engine::{Assessment, Because, Rulebook, Through, WhyUnknown, who_may_answer};
use facts::Role;
use pack::AlarmClass;

/// The facts that a finding rests on, as `fact = value`.
fn because(assessment: &Assessment, rule: &str) -> Vec<String> {
    let because = finding(assessment, rule).explanation.because.iter();
    because
        .map(|because| match because {
            Because::Fact { fact, value, .. } => format!("{} = {value}", fact.kind),
            Because::SetAside { fact, .. } => format!("{} set aside", fact.kind),
            Because::Calendar { function, value } => format!("{function} = {value:?}"),
            Because::Records { list, holds, members, .. } => {
                let members: Vec<&str> = members.iter().map(|member| member.id.as_str()).collect();
                format!("{list} {holds} by {}", members.join(" and "))
            }
        })
        .collect()
}

/// What a finding goes through, as `rule = outcome by rows`.
fn through(assessment: &Assessment, rule: &str) -> Vec<String> {
    let said = |through: &Through| {
        let rows: Vec<&str> = through.rows.iter().map(|(row, _)| row.as_str()).collect();
        let outcome = through.outcome.as_ref().map_or("open", |outcome| outcome.as_str());
        format!("{} = {outcome} by {}", through.rule, rows.join(" and "))
    };
    finding(assessment, rule).explanation.through.iter().map(said).collect()
}

fn fever_or_chills() -> Rulebook {
    Small::new()
        .yes_no(&["t.fever", "t.chills", "t.old"])
        .derived("t.ill", "{ any = [ { fact = 't.fever', is = 'yes' }, { fact = 't.chills', is = 'yes' } ] }")
        .derived("t.frail", "{ all = [ { fact = 't.ill', is = 'yes' }, { fact = 't.old', is = 'yes' } ] }")
        .rulebook()
}

#[test]
fn s_42_each_fact_stands_with_its_value_statement_person_role_and_day() {
    let rulebook = fever_or_chills();
    let told = Told::of(rulebook.library()).by(Role::Worker).about("2026-06-10").says("t.fever", "yes");
    let assessment = told.assessed(&rulebook);
    let [Because::Fact { fact, value, stated }] = finding(&assessment, "t.ill").explanation.because.as_slice() else {
        panic!("one fact is enough")
    };
    assert_eq!((fact.to_string().as_str(), value), ("t.fever of episode", &facts::Value::yes()));
    let [said] = stated.as_slice() else { panic!("it was said once") };
    assert_eq!(
        (said.id.as_str(), said.by.as_str(), said.role, said.about),
        ("s000", "worker", Role::Worker, day("2026-06-10"))
    );
}

#[test]
fn s_42_a_yes_by_any_names_all_that_are_yes_and_a_no_all_of_them() {
    let rulebook = fever_or_chills();
    let told = |facts: &[(&str, &str)]| Told::of(rulebook.library()).says_all(facts).assessed(&rulebook);
    assert_eq!(because(&told(&[("t.fever", "no"), ("t.chills", "yes")]), "t.ill"), ["t.chills = yes"]);
    let both = told(&[("t.fever", "yes"), ("t.chills", "yes")]);
    assert_eq!(because(&both, "t.ill"), ["t.fever = yes", "t.chills = yes"]);
    let none = told(&[("t.fever", "no"), ("t.chills", "no")]);
    assert_eq!(because(&none, "t.ill"), ["t.fever = no", "t.chills = no"]);
}

#[test]
fn s_42_a_no_by_all_names_what_makes_it_so() {
    let rulebook = fever_or_chills();
    let told = Told::of(rulebook.library()).says_all(&[("t.fever", "yes"), ("t.old", "no")]);
    assert_eq!(because(&told.assessed(&rulebook), "t.frail"), ["t.old = no"]);
}

#[test]
fn s_42_derived_facts_and_rows_stand_on_the_way_each_once() {
    let rulebook = Small::new()
        .yes_no(&["t.fever", "t.chills"])
        .choice("t.grade", &["low", "high"])
        .derived("t.ill", "{ any = [ { fact = 't.fever', is = 'yes' }, { fact = 't.chills', is = 'yes' } ] }")
        .table(
            "t.care",
            &["rest", "call", "visit"],
            &["t.ill", "t.grade"],
            &[
                ("{ 't.ill' = 'no' }", "rest"),
                ("{ 't.ill' = 'yes', 't.grade' = 'low' }", "call"),
                ("{ 't.ill' = 'yes', 't.grade' = 'high' }", "visit"),
            ],
            "",
        )
        .derived("t.busy", "{ all = [ { fact = 't.care', in = ['call', 'visit'] }, { fact = 't.ill', is = 'yes' } ] }")
        .rulebook();
    let told = |facts: &[(&str, &str)]| Told::of(rulebook.library()).says_all(facts).assessed(&rulebook);
    let ill = told(&[("t.fever", "yes"), ("t.grade", "high")]);
    assert_eq!(through(&ill, "t.busy"), ["t.care = visit by row_3", "t.ill = yes by "]);
    assert_eq!(because(&ill, "t.busy"), ["t.fever = yes", "t.grade = high"]);

    let well = told(&[("t.fever", "no"), ("t.chills", "no"), ("t.grade", "high")]);
    assert_eq!(through(&well, "t.care"), ["t.care = rest by row_1", "t.ill = no by "]);
    assert_eq!(because(&well, "t.care"), ["t.fever = no", "t.chills = no"], "the row asks nothing of the grade");

    let open = told(&[("t.fever", "yes")]);
    assert_eq!(
        through(&open, "t.care"),
        ["t.care = open by row_2 and row_3", "t.ill = yes by "],
        "the rows that can still hold"
    );
}

#[test]
fn s_22_findings_name_rows_with_their_clauses_and_never_the_diagram() {
    let told = Told::of(shipped::rulebook().library()).says_all(&[
        ("stecr.specificity", "non_specific"),
        ("stecr.coordination_in_front", "no"),
        ("stecr.function", "some"),
        ("stecr.fear", "beginning"),
    ]);
    let assessment = told.assessed(shipped::rulebook());
    let [table] = finding(&assessment, "stecr.category_table").explanation.through.as_slice() else {
        panic!("one table")
    };
    let rows: Vec<(&str, String)> =
        table.rows.iter().map(|(row, clause)| (row.as_str(), clause.as_ref().unwrap().to_string())).collect();
    assert_eq!(rows, [("row_3", "stecr-2004#7.4-row-3".to_owned())]);
    assert_eq!(
        because(&assessment, "stecr.category_table"),
        [
            "stecr.specificity = non_specific",
            "stecr.coordination_in_front = no",
            "stecr.function = some",
            "stecr.fear = beginning",
        ]
    );
}

#[test]
fn s_42_what_is_unknown_either_matters_or_cannot() {
    let rulebook = fever_or_chills();
    let told = Told::of(rulebook.library()).says("t.fever", "yes");
    let told = told.by(Role::Worker).says("t.old", "dont_know");
    let assessment = told.assessed(&rulebook);
    let frail = &finding(&assessment, "t.frail").explanation;
    let cannot: Vec<&str> = frail.cannot_matter.iter().map(|fact| fact.kind.as_str()).collect();
    assert_eq!(cannot, ["t.chills"]);
    let [old] = frail.missing.as_slice() else { panic!("one fact is missing") };
    assert_eq!(old.fact.kind.as_str(), "t.old");
    assert_eq!(old.asked_of, [Role::Bedrijfsarts, Role::Worker]);
    assert_eq!(old.why, WhyUnknown::DontKnow { role: Role::Worker, statement: "s001".into() });
    assert_eq!(who_may_answer(&frail.missing), [Role::Bedrijfsarts, Role::Worker]);
}

#[test]
fn s_8_what_was_known_too_long_ago_is_missing_with_its_day() {
    let told = Told::of(shipped::rulebook().library()).about("2026-05-01").says("stecr.fear", "none");
    let assessment = told.assessed(shipped::rulebook());
    let missing = &finding(&assessment, "stecr.category_table").explanation.missing;
    let fear = missing.iter().find(|missing| missing.fact.kind.as_str() == "stecr.fear").unwrap();
    assert_eq!(fear.why, WhyUnknown::Expired { known_on: day("2026-05-01"), statement: "s000".into() });
}

#[test]
fn s_42_of_records_a_yes_names_the_members_that_are_yes_and_a_no_all() {
    let rulebook = Small::new()
        .field("treatment", "treatment.kind", &choice_of(&["rest", "sport"]))
        .derived("t.rests", "{ record = 'treatment', any = { fact = 'treatment.kind', is = 'rest' } }")
        .rulebook();
    let told = |members: &[(&str, &str)]| {
        let told = members
            .iter()
            .fold(Told::of(rulebook.library()), |told, (id, kind)| told.says_of("treatment.kind", Some(id), kind));
        told.complete("treatment").assessed(&rulebook)
    };
    assert_eq!(
        because(&told(&[("a", "rest"), ("b", "sport"), ("c", "rest")]), "t.rests"),
        ["treatment true by a and c"]
    );
    assert_eq!(because(&told(&[("a", "sport"), ("b", "sport")]), "t.rests"), ["treatment false by a and b"]);
}

#[test]
fn s_42_of_an_open_list_the_unknown_fields_are_missing_and_whether_it_is_complete() {
    let rulebook = Small::new()
        .field("treatment", "treatment.sessions", WHOLE)
        .derived("t.many", "{ record = 'treatment', any = { fact = 'treatment.sessions', between = { from = 9 } } }")
        .rulebook();
    let told = Told::of(rulebook.library()).member("treatment", "a").says_of("treatment.sessions", Some("b"), "3");
    let missing = told.assessed(&rulebook);
    let missing = finding(&missing, "t.many").explanation.missing.iter().map(|missing| missing.fact.to_string());
    assert_eq!(sorted(missing), ["treatment.complete of case", "treatment.sessions of treatment a"]);
}

#[test]
fn s_42_the_calendar_is_a_reason_too() {
    let told = Told::of(shipped::rulebook().library()).absent_since("2026-06-06");
    assert_eq!(because(&told.assessed(shipped::rulebook()), "dokterdokter.band"), ["absence_day = Some(10)"]);
}

#[test]
fn s_42_an_alarm_that_was_set_aside_is_a_reason_with_who_did_it() {
    let rulebook = Small::new()
        .alarm(&["t.sign"])
        .goal("t.alarm", "derived", "subject = 'episode'\nalarm = 'urgent'\nwhen = { fact = 't.sign', is = 'yes' }")
        .rulebook();
    let told = Told::of(rulebook.library()).by(Role::Worker).about("2026-06-10").says("t.sign", "yes");
    let told = told.by(Role::Bedrijfsarts).about(TODAY).decides("t.alarm", engine::DecisionChoice::SetAside, None);
    let told = told.deciding(|decision| decision.sets_aside = ["s000".into()].into());
    let assessment = told.assessed(&rulebook);
    let [Because::SetAside { stated, decided, .. }] = finding(&assessment, "t.alarm").explanation.because.as_slice()
    else {
        panic!("{:?}", because(&assessment, "t.alarm"))
    };
    assert_eq!((stated[0].role, decided[0].role), (Role::Worker, Role::Bedrijfsarts));
}

#[test]
fn s_42_findings_stand_in_the_order_of_stages_and_goals_and_then_of_subjects() {
    let told = Told::of(shipped::rulebook().library()).says_of("restriction.extent", Some("walking"), "can").says_of(
        "restriction.extent",
        Some("lifting"),
        "can",
    );
    let assessment = told.assessed(shipped::rulebook());
    let library = shipped::rulebook().library();
    let place = |rule: &facts::RuleId| library.goals().iter().position(|goal| goal == rule).unwrap();
    let places: Vec<_> =
        assessment.findings.iter().map(|finding| (place(&finding.rule), &finding.subject.id)).collect();
    assert!(places.is_sorted());
    let class = |finding: &engine::Finding| library.rule(&finding.rule).unwrap().alarm();
    let others = assessment.findings.iter().filter(|finding| class(finding).is_none());
    assert!(others.map(|finding| finding.stage).is_sorted());
    assert!(assessment.findings.iter().any(|finding| class(finding) == Some(AlarmClass::Assess)));
}

/// Who said what a fold over records rests on, as `role on day: fact of member`.
fn said_of_records(assessment: &Assessment, rule: &str) -> Vec<String> {
    let because = finding(assessment, rule).explanation.because.iter();
    let stated = because.filter_map(|because| match because {
        Because::Records { stated, .. } => Some(stated),
        _ => None,
    });
    stated.flatten().map(|said| format!("{} on {}: {}", said.role, said.about, said.fact)).collect()
}

/// Three treatments of which three people tell on three days; on a fourth the list is said to be complete.
fn three_treatments(kinds: [&str; 3]) -> impl Fn(&str) -> Vec<String> {
    let fold = |rest: &str| format!("{{ record = 'treatment', {rest} }}");
    let rests = "{ fact = 'treatment.kind', is = 'rest' }";
    let rulebook = Small::new()
        .field("treatment", "treatment.kind", &choice_of(&["rest", "sport"]))
        .field("treatment", "treatment.sessions", WHOLE)
        .derived("t.any", &fold(&format!("any = {rests}")))
        .derived("t.all", &fold(&format!("all = {rests}")))
        .derived("t.two", &fold(&format!("count = {rests}, between = {{ from = 2 }}")))
        .derived("t.at_most_two", &fold(&format!("count = {rests}, between = {{ to = 2 }}")))
        .derived("t.sum", &fold("sum = 'treatment.sessions', between = { from = 9 }"))
        .derived("t.most", &fold("max = 'treatment.sessions', between = { from = 5 }"))
        .rulebook();
    let kinds = kinds.map(str::to_owned);
    move |rule: &str| {
        let mut told = Told::of(rulebook.library());
        let by = [(Role::Worker, "2026-06-01"), (Role::IntakeExpert, "2026-06-05"), (Role::Bedrijfsarts, "2026-06-09")];
        for ((member, kind), ((role, about), sessions)) in
            ["a", "b", "c"].into_iter().zip(&kinds).zip(by.into_iter().zip(["4", "6", "1"]))
        {
            told = told.by(role).about(about);
            told = told.says_of("treatment.kind", Some(member), kind);
            told = told.says_of("treatment.sessions", Some(member), sessions);
        }
        let told = told.by(Role::Bedrijfsarts).about("2026-06-12").complete("treatment");
        said_of_records(&told.assessed(&rulebook), rule)
    }
}

#[test]
fn s_42_of_records_stands_who_spoke_of_the_members_that_decide() {
    let said = three_treatments(["rest", "sport", "sport"]);
    assert_eq!(said("t.any"), ["worker on 2026-06-01: treatment.kind of treatment a"]);
    assert_eq!(
        said("t.all"),
        [
            "intake_expert on 2026-06-05: treatment.kind of treatment b",
            "bedrijfsarts on 2026-06-09: treatment.kind of treatment c",
        ],
        "one that is not is enough, and there are two"
    );
    assert_eq!(said("t.most"), ["intake_expert on 2026-06-05: treatment.sessions of treatment b"]);
    assert_eq!(said("t.sum").len(), 3, "together they make it, and no field else counts: {:?}", said("t.sum"));
    let said = three_treatments(["rest", "sport", "rest"]);
    assert_eq!(
        said("t.two"),
        [
            "worker on 2026-06-01: treatment.kind of treatment a",
            "bedrijfsarts on 2026-06-09: treatment.kind of treatment c",
        ],
        "two together, whatever else there is"
    );
}

#[test]
fn s_42_what_rests_on_a_whole_list_rests_on_who_said_that_it_is_whole() {
    let whole = "bedrijfsarts on 2026-06-12: treatment.complete of case";
    let said = three_treatments(["sport", "sport", "sport"]);
    let any = said("t.any");
    assert_eq!((any.len(), any.last().map(String::as_str)), (4, Some(whole)));
    assert_eq!(said("t.at_most_two").last().map(String::as_str), Some(whole));
    assert!(!said("t.all").contains(&whole.to_owned()), "one is enough, however many follow");
}
