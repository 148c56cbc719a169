//! Who sees what (S-39 to S-41), and the supervisor's page of vignette 12.

use crate::cast::{CAST, absent_since, consultation, says, sick_report};
use crate::look::{
    case, day, difference, findings, journey, obligation, owed, perhaps_finding, shipped, story, told_in,
};
use crate::random_case::medical;
use crate::tiny::{TinyPacks, three};
use facts::{DataClass, Language, Role, Side};
use guidance::{Looked, ReasonText, View, advise};

/// The readers of the employer's side.
const EMPLOYER: [Role; 4] = [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer];

/// Beginnings of words that tell the cause, in three languages.
const TELLING: [&str; 34] = [
    "rug",
    "stecr",
    "dokterdokter",
    "fear",
    "angst",
    "peur",
    "vrees",
    "bang",
    "flag",
    "vlag",
    "drapeau",
    "categor",
    "catégor",
    "pijn",
    "pain",
    "douleur",
    "lumb",
    "lomb",
    "spine",
    "spinal",
    "wervel",
    "klacht",
    "plainte",
    "complaint",
    "diagnos",
    "alarmt",
    "emergency",
    "urgent",
    "spoed",
    "malaise",
    "episode",
    "symptom",
    "train",
    "coach",
];
/// Whole words that tell it.
const TELLING_WORDS: [&str; 3] = ["back", "dos", "medical"];

/// The words in a view that tell the cause: in its texts, ids, labels and names, as a debugger prints them.
fn telling(view: &View) -> Vec<String> {
    // The names of Rust's fields are no content.
    let printed = format!("{view:?}").replace("alarm_signs: None", "").replace("alarm: None", "");
    let words = printed.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase);
    words
        .filter(|word| {
            TELLING.iter().any(|telling| word.starts_with(telling)) || TELLING_WORDS.contains(&word.as_str())
        })
        .collect()
}

#[track_caller]
fn tells_nothing_of_the_cause(view: &View) {
    assert_eq!(telling(view), Vec::<String>::new());
    let printed = format!("{view:?}");
    for declaration in medical() {
        assert!(!printed.contains(declaration.id.as_str()), "{}", declaration.id);
        for language in Language::ALL {
            let label = declaration.label.in_language(language);
            assert!(!printed.contains(label), "the label of {}: {label}", declaration.id);
        }
    }
    let library = shipped().library();
    for rule in library.rules() {
        let neutral = library.pack(&rule.pack).is_some_and(|pack| pack.neutral);
        assert!(neutral || !printed.contains(rule.id.as_str()), "{}", rule.id);
    }
    for (pack, _) in &view.packs {
        assert!(library.packs().iter().any(|known| known.id.as_str() == pack && known.neutral), "{pack}");
    }
}

#[test]
fn s_41_the_test_for_telling_words_finds_them_where_they_are() {
    let view = told_in(journey("v02-care-assistant")).physician("2026-11-13");
    let told = telling(&view);
    for word in ["stecr", "fear", "rug", "category", "dokterdokter", "angst", "pijn"] {
        assert!(told.iter().any(|found| found.starts_with(word)), "`{word}` is found before the physician");
    }
}

#[test]
fn v12_the_supervisor_sees_absence_work_ability_and_what_is_owed_by_whom() {
    let story = told_in(journey("v02-care-assistant"));
    for role in EMPLOYER {
        let view = story.seen_by(role, "2026-11-13");
        let absence = view.absence.as_ref().expect("absent");
        assert_eq!(absence.first_day, day("2026-10-19"));
        assert_eq!((absence.absence_day, absence.absence_week), (26, 4));

        let known: Vec<(&str, String)> =
            view.known.iter().map(|fact| (fact.named.id.as_str(), in_dutch(&fact.named.value))).collect();
        let expected = [
            ("common.works_now", "een deel van de uren".to_owned()),
            ("common.hours_now", "16".to_owned()),
            ("common.adapted_work", "ja".to_owned()),
        ];
        assert_eq!(known, expected, "{role}");

        let restrictions: Vec<Vec<String>> = findings(&view, "common.restriction_shown")
            .iter()
            .map(|finding| finding.fields.iter().map(|field| in_dutch(&field.value)).collect())
            .collect();
        let expected: [&[&str]; 2] = [&["lopen", "kan", "2026-12-10"], &["tillen", "kan beperkt", "2026-12-10"]];
        assert_eq!(restrictions, expected, "what she can do, and until when");

        assert_eq!(owed(&view, "poortwachter.probleemanalyse"), "due 2026-11-29");
        assert_eq!(obligation(&view, "poortwachter.probleemanalyse").owed_by, Role::Employer);
        assert_eq!(owed(&view, "poortwachter.plan_van_aanpak"), "waits, at the latest 2026-12-13");
        assert_eq!(obligation(&view, "poortwachter.wia_claim").owed_by, Role::Worker);
    }
}

#[test]
fn v12_the_supervisor_sees_nothing_of_the_cause() {
    let story = told_in(journey("v02-care-assistant"));
    for role in EMPLOYER {
        for on in ["2026-10-19", "2026-11-12", "2026-11-13", "2026-12-30", "2028-09-01"] {
            let view = story.seen_by(role, on);
            tells_nothing_of_the_cause(&view);
            assert!(view.notices.is_empty());
            assert!(view.findings.iter().all(|finding| finding.class.is_for_employer()));
            assert!(perhaps_finding(&view, "stecr.supervisor_not_involved").is_none(), "not even about himself");
        }
    }
}

#[test]
fn v12_what_the_physician_wrote_as_reason_does_not_reach_the_supervisor() {
    let view = told_in(journey("v02-care-assistant")).supervisor("2026-11-13");
    let printed = format!("{view:?}");
    assert!(!printed.contains("Geen alarmtekens"), "{printed}");
    assert!(!printed.contains("Verzorgende met beginnende angst"), "nor the title of the file");
}

#[test]
fn s_41_no_journey_tells_the_employers_side_the_cause() {
    let folder = crate::look::guidelines().join("journeys");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(name) = name.strip_suffix(".toml").filter(|name| !name.ends_with(".looks")) else { continue };
        let story = told_in(journey(name));
        for on in ["2026-03-02", "2026-09-21", "2026-11-10", "2026-11-17", "2027-10-19"] {
            for view in EMPLOYER.into_iter().filter_map(|role| story.perhaps(role, on, on)) {
                tells_nothing_of_the_cause(&view);
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

/// The value as it is read, without unit.
fn in_dutch(value: &ReasonText) -> String {
    match value {
        ReasonText::Word(_, label) => label.nl.clone(),
        ReasonText::YesNo(true) => "ja".to_owned(),
        ReasonText::YesNo(false) => "nee".to_owned(),
        ReasonText::Number(number, _) => number.normalize().to_string(),
        ReasonText::Day(day) => day.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn s_41_an_episode_without_absence_does_not_exist_for_the_employers_side_also_with_an_alarm() {
    let toml = format!(
        "{CAST}{}{}",
        sick_report("2026-11-01", "1980-04-02", "2026-10-16"),
        says("sign", "anna", "2026-11-02", "'stecr.saddle_numbness' = 'yes', 'common.absent' = 'no'", ""),
    );
    let story = story(&toml);
    for role in EMPLOYER {
        for on in ["2026-11-01", "2026-11-02", "2026-12-01"] {
            assert!(story.perhaps(role, on, on).is_none(), "{role} on {on}");
        }
    }
    assert!(!story.physician("2026-11-02").notices.is_empty(), "the physician sees it");
}

#[test]
fn s_41_before_the_first_day_of_absence_there_is_nothing_to_see() {
    let story = story(&absent_since("2026-10-19"));
    assert!(story.perhaps(Role::Supervisor, "2026-10-18", "2026-10-18").is_none());
    assert!(story.perhaps(Role::Supervisor, "2026-10-19", "2026-10-19").is_some());
}

#[test]
fn s_41_nobody_outside_the_file_reads_it() {
    let toml = absent_since("2026-10-19");
    let case = case(&toml);
    let guidance = advise(shipped(), &case, "case.toml", Looked::on(day("2026-10-20"))).expect("fits");
    for role in Role::ALL {
        let outside = matches!(role.side(), Side::Outside | Side::System);
        assert_eq!(guidance.view_for(*role).is_err(), outside, "{role}");
    }
    let told = guidance.view_for(Role::Gp).expect_err("reads no file").to_string();
    assert_eq!(told, "the role `gp` reads no file");
}

fn category_3() -> String {
    format!(
        "{}{}{}",
        absent_since("2026-10-19"),
        sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        consultation(
            "2026-11-12",
            "'stecr.function' = 'some', 'stecr.fear' = 'beginning', 'common.works_now' = 'part'"
        ),
    )
}

#[test]
fn s_39_the_workplace_expert_sees_no_medical_finding() {
    for role in [Role::WorkplaceExpert, Role::Trainer, Role::Psychologist, Role::Arbeidsdeskundige] {
        let view = story(&category_3()).seen_by(role, "2026-11-13");
        assert!(view.findings.iter().all(|finding| finding.class <= DataClass::Workplace), "{role}");
        let printed = format!("{view:?}");
        for declaration in medical() {
            assert!(!printed.contains(declaration.id.as_str()), "{role}: {}", declaration.id);
        }
        assert!(!view.known.is_empty(), "what she works now is not medical");
        assert!(view.notices.is_empty());
    }
}

#[test]
fn s_39_that_an_alarm_stands_cannot_be_seen_by_the_workplace_expert_either() {
    let sign = says("sign", "anna", "2026-11-13", "'stecr.saddle_numbness' = 'yes'", "");
    let view = |more: &str| story(&format!("{}{more}", category_3())).seen_by(Role::WorkplaceExpert, "2026-11-13");
    let (calm, alarmed) = (view(""), view(&sign));
    assert_eq!(difference(&calm, &alarmed), None, "no finding less, no question less");
    assert!(!calm.missing.is_empty(), "there are questions for him");
}

#[test]
fn s_40_a_judgement_that_releases_passes_on_what_was_judged_and_not_on_what_it_rests() {
    let judged = says(
        "judged",
        "dr-vos",
        "2026-11-13",
        "'poortwachter.long_absence_threatens' = 'yes', 'poortwachter.possibilities_to_return' = 'no'",
        "reason = 'severe fear of movement'",
    );
    let judged =
        format!("{judged}{}", says("position", "hugo", "2026-11-13", "'poortwachter.safety_net' = 'none'", ""));
    let story = story(&format!("{}{judged}", category_3()));
    let view = story.supervisor("2026-11-13");
    assert!(!obligation(&view, "poortwachter.probleemanalyse").trigger_open, "it is passed on that it threatens");
    assert_eq!(owed(&view, "poortwachter.plan_van_aanpak"), "not shown", "and that no plan is owed");
    assert!(!format!("{view:?}").contains("severe fear"), "why is not");
    tells_nothing_of_the_cause(&view);
}

#[test]
fn s_39_a_finding_has_the_class_of_what_it_can_read_not_of_what_it_happened_to_read() {
    let text = |reader: &str| three(reader, "look here");
    let packs = TinyPacks::called("desk")
        .head("neutral = true")
        .facts("ask", &["id = 'desk.low'\ntype = 'yes_no'\nclass = 'workplace'", "id = 'desk.ill'\ntype = 'yes_no'"])
        .goal(
            "mixed",
            "derived",
            &format!(
                "when = {{ any = [ {{ fact = 'desk.low', is = 'yes' }}, {{ fact = 'desk.ill', is = 'yes' }} ] }}\n\
                 subject = 'case'\nsilent = ['no']\ntexts = {{ yes = {{ {}, {} }} }}\n",
                text("professional"),
                text("worker")
            ),
        )
        .goal(
            "plain",
            "derived",
            &format!(
                "when = {{ fact = 'desk.low', is = 'yes' }}\nsubject = 'case'\nsilent = ['no']\n\
                 audiences = ['professional', 'employer']\ntexts = {{ yes = {{ {}, {} }} }}\n",
                text("professional"),
                text("employer")
            ),
        )
        .rulebook();
    let toml = format!("{}{}", absent_since("2026-10-19"), says("low", "sam", "2026-10-20", "'desk.low' = 'yes'", ""));
    let story = crate::look::under(&packs, &toml);
    let physician = story.physician("2026-10-20");
    assert_eq!(perhaps_finding(&physician, "desk.mixed").map(|found| found.class), Some(DataClass::Medical));
    for role in [Role::Supervisor, Role::WorkplaceExpert] {
        let view = story.seen_by(role, "2026-10-20");
        assert!(perhaps_finding(&view, "desk.mixed").is_none(), "{role}: decided by the desk alone, and still medical");
    }
    let supervisor = story.supervisor("2026-10-20");
    assert_eq!(perhaps_finding(&supervisor, "desk.plain").map(|found| found.class), Some(DataClass::Workplace));
    assert!(perhaps_finding(&story.seen_by(Role::WorkplaceExpert, "2026-10-20"), "desk.plain").is_some());
}

#[test]
fn s_41_ids_and_findings_of_a_pack_that_is_not_neutral_stay_behind_the_wall_whatever_their_class() {
    let text = three("professional", "look here");
    let packs = TinyPacks::called("back")
        .facts("ask", &["id = 'back.desk'\ntype = 'yes_no'\nclass = 'workplace'"])
        .goal(
            "low_desk",
            "derived",
            &format!(
                "when = {{ fact = 'back.desk', is = 'yes' }}\nsubject = 'case'\nsilent = ['no']\n\
                 audiences = ['professional', 'employer']\ntexts = {{ yes = {{ {text}, {} }} }}\n",
                three("employer", "look here")
            ),
        )
        .rulebook();
    let toml = format!("{}{}", absent_since("2026-10-19"), says("low", "sam", "2026-10-20", "'back.desk' = 'yes'", ""));
    let view = crate::look::under(&packs, &toml).supervisor("2026-10-20");
    let printed = format!("{view:?}");
    assert!(!printed.contains("back.") && !printed.contains("look here"), "its very prefix tells: {printed}");
    assert!(view.known.is_empty(), "a fact is called by its pack: {:?}", view.known);
}

#[test]
fn s_41_what_is_written_before_it_in_the_file_changes_nothing_in_what_the_supervisor_sees() {
    let cast = CAST
        .replace("{ id = 'hugo', roles = ['hr'] }", "{ id = 'hugo', roles = ['hr'] }, { id = 'iris', roles = ['hr'] }");
    let unnamed =
        |by: &str, fact: &str| format!("[[statements]]\nby = '{by}'\nabout = 2026-10-20\nsays = {{ {fact} }}\n");
    let toml = |medical: usize| {
        let before = unnamed("sam", "'stecr.malaise' = 'no'").repeat(medical);
        // Without a name the entries are numbered in the order of the file: the ninth and the tenth, or later ones.
        let others = unnamed("hugo", "'common.adapted_work' = 'no'").repeat(8);
        let same = ["hugo", "iris"].map(|by| unnamed(by, "'common.works_now' = 'part'")).concat();
        format!("{cast}spells = [{{ first_day = 2026-10-19 }}]\n{before}{others}{same}")
    };
    let seen = |medical: usize| story(&toml(medical)).supervisor("2026-10-20");
    let first = seen(0);
    assert_eq!(findings(&first, "common.work_now_shown")[0].because[0].said.len(), 2, "both said so");
    for medical in [1, 2, 90, 91] {
        assert_eq!(difference(&first, &seen(medical)), None, "{medical} medical entries before it");
    }
}

#[test]
fn s_41_what_a_record_is_called_is_not_shown_to_the_employers_side() {
    let fold = "when = { record = 'lift', any = { fact = 'lift.heavy', is = 'yes' } }\nsubject = 'case'";
    let each = "each = 'lift'\nwhen = { fact = 'lift.heavy', is = 'yes' }";
    let rule = |when: &str| {
        format!(
            "{when}\nsilent = ['no']\naudiences = ['professional', 'employer']\ntexts = {{ yes = {{ {}, {} }} }}\n",
            three("professional", "heavy"),
            three("employer", "heavy")
        )
    };
    let packs = TinyPacks::called("desk")
        .head("neutral = true")
        .facts("ask", &["id = 'lift.heavy'\ntype = 'yes_no'\nsubject = 'lift'\nclass = 'workplace'"])
        .goal("any_heavy", "derived", &rule(fold))
        .goal("each_heavy", "derived", &rule(each))
        .rulebook();
    let heavy = says("heavy", "sam", "2026-10-20", "'lift.heavy' = 'yes'", "of = 'sore-spot'");
    let story = crate::look::under(&packs, &format!("{}{heavy}", absent_since("2026-10-19")));
    let view = story.supervisor("2026-10-20");
    assert_eq!(view.findings.len(), 2, "{:?}", view.findings);
    assert!(!format!("{view:?}").contains("sore-spot"), "whoever named it may have named the complaint");
    assert!(format!("{:?}", story.physician("2026-10-20")).contains("sore-spot"));
}

#[test]
fn s_41_whether_the_onset_is_known_makes_no_difference_to_the_employers_side() {
    let several = absent_since("2026-10-19").replace("[{ id = 'episode' }]", "[{ id = 'spring' }, { id = 'autumn' }]");
    let onset = says("onset", "anna", "2026-10-19", "'common.onset' = 2026-10-16", "of = 'autumn'");
    let (without, with) = (story(&several), story(&format!("{several}{onset}")));
    for on in ["2026-10-19", "2026-11-30"] {
        assert_eq!(difference(&without.supervisor(on), &with.supervisor(on)), None, "{on}");
    }
}
