//! The medical wall, seen from the employer's side: what somebody can do, until when, and what is owed; not that it is the
//! back, nothing medical, and not even that something is left out (S-39 to S-41).

use crate::support::{
    CARE_ASSISTANT, LANGUAGES, Scratch, care_assistant, employers_side, journeys_by_day, replaced, run, run_with,
};
use serde_json::Value;

/// Parts of words that tell of a back, of anything medical, or of this program, wherever they stand in a word.
const ANYWHERE: [&str; 17] = [
    "stecr",
    "werkwijzer",
    "dokterdokter",
    "rugwijzer",
    "angst",
    "klacht",
    "pijn",
    "douleur",
    "categor",
    "catégor",
    "vlag",
    "spoed",
    "lumba",
    "hernia",
    "aspecif",
    "non-specif",
    "kanarie",
];
/// The same at the beginning of a word.
const BEGINNING: [&str; 13] = [
    "rug", "fear", "peur", "pain", "flag", "drapeau", "alarm", "diagnos", "urgen", "emergenc", "symptom", "complain",
    "plainte",
];
/// The same as a whole word.
const WHOLE: [&str; 2] = ["back", "dos"];

/// What in a text tells of it.
fn telling(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    let anywhere = ANYWHERE.into_iter().filter(|part| text.contains(part));
    let beginning = BEGINNING.into_iter().filter(|part| words.iter().any(|word| word.starts_with(part)));
    let whole = WHOLE.into_iter().filter(|part| words.contains(part));
    anywhere.chain(beginning).chain(whole).collect()
}

fn look<'l>(case: &'l str, on: &'l str, role: &'l str, language: &'l str) -> Vec<&'l str> {
    vec!["advise", case, "--on", on, "--role", role, "--lang", language]
}

#[test]
fn the_words_that_must_not_stand_there_are_found_where_they_may() {
    for (language, some) in [
        ("nl", ["stecr", "angst", "pijn", "categor", "rug"]),
        ("fr", ["stecr", "peur", "douleur", "catégor", "dos"]),
        ("en", ["stecr", "fear", "pain", "categor", "back"]),
    ] {
        let page = run(&look(CARE_ASSISTANT, "2026-11-12", "bedrijfsarts", language)).done();
        let printed = run(&look(CARE_ASSISTANT, "2026-11-12", "worker", language)).done();
        let found = telling(&format!("{page}{printed}"));
        assert!(some.iter().all(|word| found.contains(word)), "{language}: {found:?}");
    }
    // Ordinary words that only look like it.
    assert_eq!(telling("terug naar werk, houd uw dossier compleet, feedback, endosse, un dossier, spain"), [""; 0]);
}

#[test]
fn v12_the_employers_side_reads_what_somebody_can_do_and_what_is_owed() {
    let told = [
        (
            "nl",
            [
                "Verzuim sinds 19 oktober 2026",
                "16 uur per week",
                "Activiteit: tillen · Mate: kan beperkt · Tot en met: 10 december 2026",
                "Probleemanalyse",
                "29 november 2026",
                "27 november 2026",
            ],
        ),
        (
            "fr",
            [
                "Absence depuis le 19 octobre 2026",
                "16 heures par semaine",
                "10 décembre 2026",
                "probleemanalyse",
                "29 novembre 2026",
                "27 novembre 2026",
            ],
        ),
        (
            "en",
            [
                "Absent since 19 October 2026",
                "16 hours a week",
                "Activity: lifting · Extent: limited · Until and including: 10 December 2026",
                "probleemanalyse",
                "29 November 2026",
                "27 November 2026",
            ],
        ),
    ];
    for role in employers_side() {
        for (language, parts) in told {
            let page = run(&look(CARE_ASSISTANT, "2026-11-13", role, language)).done();
            let in_one_line = page.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in parts {
                assert!(in_one_line.contains(part), "{role} {language}: {part}\n{page}");
            }
            let printed = run(&[&look(CARE_ASSISTANT, "2026-11-13", role, language)[..], &["--json"]].concat()).json();
            assert_eq!(printed["absence"]["first_day"], "2026-10-19");
            let known = printed["known"].as_array().unwrap();
            let hours = known.iter().find(|fact| fact["id"] == "common.hours_now").expect("hours are known");
            assert_eq!((&hours["value"], &hours["told"]), (&Value::from("16"), &Value::from(parts[1])));
            let fields =
                printed["findings"].as_array().unwrap().iter().flat_map(|found| found["fields"].as_array().unwrap());
            assert!(fields.clone().any(|field| field["id"] == "restriction.until" && field["value"] == "2026-12-10"));
            let obligations = printed["obligations"].as_array().unwrap();
            let analysis = obligations.iter().find(|owed| owed["rule"] == "poortwachter.probleemanalyse").unwrap();
            assert_eq!(analysis["due"]["day"], "2026-11-29");
            assert_eq!(analysis["due"]["last_working_day"], "2026-11-27");
        }
    }
}

#[test]
fn v12_nothing_tells_the_employers_side_that_it_is_the_back() {
    for role in employers_side() {
        for language in LANGUAGES {
            for form in [&[] as &[&str], &["--json"]] {
                let page = run(&[&look(CARE_ASSISTANT, "2026-11-13", role, language)[..], form].concat()).done();
                assert_eq!(telling(&page), [""; 0], "{role} {language}\n{page}");
            }
        }
    }
}

#[test]
fn no_journey_tells_the_employers_side_anything_medical_on_any_day() {
    let mut pages = 0;
    // As text on one day and as JSON on the next.
    for (at, (journey, on)) in journeys_by_day(&["2026-12-31", "2027-12-31"]).into_iter().enumerate() {
        let form: &[&str] = if at % 2 == 0 { &[] } else { &["--json"] };
        let told = run(&[&look(&journey.case, &on, "hr", "nl")[..], form].concat());
        assert_eq!(telling(&format!("{}{}", told.stdout, told.stderr)), [""; 0], "{} {on}", journey.name);
        pages += usize::from(told.code == Some(0));
    }
    assert!(pages > 20, "{pages}");
}

/// The same absence with other things said that are medical; none of it may make a difference.
fn told_otherwise() -> Vec<(&'static str, String)> {
    let case = care_assistant();
    let with = |more: &str| format!("{case}\n{more}");
    let statement = |on: &str, says: &str| {
        format!(
            "[[statements]]\nid = 'more'\nabout = {on}\nby = 'dr-vos'\nreason = 'rugpijn, kanarie'\nsays = {{ {says} }}\n"
        )
    };
    let without_medical: String =
        case.lines().filter(|line| !line.starts_with("\"stecr.")).map(|line| format!("{line}\n")).collect();
    let (before_decision, _) = case.split_once("[[decisions]]").expect("has a decision");
    vec![
        ("nothing medical was said", without_medical),
        (
            "a new emergency",
            with(&statement("2026-11-12", "'stecr.saddle_numbness' = 'yes', 'stecr.weakness' = 'yes'")),
        ),
        ("an emergency the next day", with(&statement("2026-11-13", "'stecr.bladder_bowel' = 'yes'"))),
        ("an urgent sign", with(&statement("2026-11-12", "'stecr.fever' = 'yes', 'stecr.immunosuppression' = 'yes'"))),
        ("a specific cause", with(&statement("2026-11-13", "'stecr.specificity' = 'specific'"))),
        (
            "other fear and function",
            with(&statement("2026-11-13", "'stecr.fear' = 'severe', 'stecr.function' = 'complete'")),
        ),
        (
            "an alarm answer taken back",
            with("[[statements]]\nabout = 2026-11-13\nby = 'dr-vos'\nwithdraws = 'spreekuur/stecr.fever'\n"),
        ),
        (
            "an emergency that was set aside",
            with(&format!(
                "{}[[decisions]]\nfinding = 'stecr.urgency_by_history'\nchoice = 'set_aside'\nsets_aside = ['more/stecr.fever']\nreason = 'griep, kanarie'\nabout = 2026-11-13\nby = 'dr-vos'\n",
                statement("2026-11-12", "'stecr.fever' = 'yes'")
            )),
        ),
        ("nothing was decided", before_decision.to_owned()),
        (
            "another decision",
            format!(
                "{before_decision}[[decisions]]\nfinding = 'stecr.category'\nchoice = 'deviate'\noutcome = 'category_6'\nreason_code = 'kanarie'\nreason = 'rug, kanarie'\nabout = 2026-11-13\nby = 'dr-vos'\n"
            ),
        ),
        ("another onset", replaced(&case, "\"common.onset\" = 2026-10-16", "\"common.onset\" = 2020-01-01")),
        (
            "another title",
            replaced(&case, "title = \"Verzorgende met beginnende angst\"", "title = \"Rugpijn, kanarie\""),
        ),
        ("no title", replaced(&case, "title = \"Verzorgende met beginnende angst\"\n", "")),
        ("another reason", replaced(&case, "reason = \"Geen alarmtekens", "reason = \"Kanarie")),
        ("no episode of complaints", replaced(&case, "[[episodes]]\nid = \"rugklachten\"\n", "")),
        ("an episode by another name", replaced(&case, "id = \"rugklachten\"\n", "id = \"kanarie\"\n")),
    ]
}

#[test]
fn whatever_is_said_of_a_medical_kind_the_employers_side_reads_the_same_byte_for_byte() {
    let folder = Scratch::with("case.toml", care_assistant());
    let page = |case: &str, on: &str, role: &str, form: &[&str]| {
        folder.run(&[&look(case, on, role, "nl")[..], form].concat()).done()
    };
    // The supervisor on several days as text and as JSON, everybody else of that side on one as JSON.
    let days = ["2026-11-12", "2026-11-13", "2026-11-30", "2027-03-01"];
    let looks = days.into_iter().flat_map(|on| [(on, "supervisor", &[] as &[&str]), (on, "supervisor", &["--json"])]);
    let others = employers_side().into_iter().map(|role| ("2026-11-13", role, &["--json"] as &[&str]));
    let looks = looks.chain(others);
    let before: Vec<_> = looks.map(|(on, role, form)| (on, role, form, page("case.toml", on, role, form))).collect();
    let physician = days.map(|on| page("case.toml", on, "bedrijfsarts", &[]));
    for (what, case) in told_otherwise() {
        folder.write("other.toml", case);
        for (on, role, form, told) in &before {
            assert_eq!(page("other.toml", on, role, form), *told, "{what}, {role}, {on}");
        }
        // The physician sees a difference, but for what changes nothing that is told.
        let silent = ["another onset", "no episode of complaints", "an episode by another name"];
        let differs = days.map(|on| page("other.toml", on, "bedrijfsarts", &[])) != physician;
        assert!(differs || silent.contains(&what), "{what}");
    }
}

#[test]
fn an_emergency_reads_to_the_supervisor_as_any_absence_does() {
    // The teacher with a leg that suddenly is weak, and the same absence of which nothing medical was said.
    for (journey, on) in
        [("v04-teacher", "2026-11-11"), ("v05-numb-saddle", "2026-11-10"), ("v01-order-picker", "2026-09-21")]
    {
        let case = std::fs::read_to_string(crate::support::root().join(format!("guidelines/journeys/{journey}.toml")))
            .unwrap();
        let plain: String =
            case.lines().filter(|line| !line.starts_with("\"stecr.")).map(|line| format!("{line}\n")).collect();
        let folder = Scratch::with("case.toml", case);
        folder.write("plain.toml", plain);
        for form in [&[] as &[&str], &["--json"]] {
            let page = |case: &str| folder.run(&[&look(case, on, "supervisor", "nl")[..], form].concat()).done();
            assert_eq!(page("case.toml"), page("plain.toml"), "{journey}");
        }
    }
}

#[test]
fn words_that_somebody_chose_freely_do_not_reach_the_employers_side() {
    // The names of records, reasons and the title are words of the service; the first of them are names that tell.
    let case = care_assistant()
        .replace("of = \"tillen\"", "of = \"rug-kanarie\"")
        .replace("of = \"lopen\"", "of = \"angst-kanarie\"");
    let case = replaced(&case, "title = \"Verzorgende met beginnende angst\"", "title = \"Kanarie\"");
    let case = format!(
        "{case}\n\
         [[statements]]\nabout = 2026-11-12\nby = 'dr-vos'\nreason = 'rugpijn, kanarie'\n\
         says = {{ 'poortwachter.long_absence_threatens' = 'yes', 'poortwachter.possibilities_to_return' = 'yes' }}\n\
         [[statements]]\nabout = 2026-11-12\nby = 'dr-vos'\nof = 'pijn-kanarie'\nreason = 'rugpijn, kanarie'\n\
         says = {{ 'restriction.activity' = 'sitting' }}\n\
         [[decisions]]\nfinding = 'poortwachter.probleemanalyse'\nchoice = 'deviate'\noutcome = 'does_not_apply'\n\
         reason = 'rugpijn, kanarie'\nabout = 2026-11-12\nby = 'dr-vos'\n"
    );
    let folder = Scratch::with("case.toml", case);
    for role in employers_side() {
        for language in LANGUAGES {
            for form in [&[] as &[&str], &["--json"]] {
                let page = folder.run(&[&look("case.toml", "2026-11-13", role, language)[..], form].concat()).done();
                assert_eq!(telling(&page), [""; 0], "{role} {language}\n{page}");
            }
        }
        for id in ["common.restriction_shown", "poortwachter.probleemanalyse"] {
            for form in [&[] as &[&str], &["--json"]] {
                let page =
                    folder.run(&[&["explain", "case.toml", id, "--on", "2026-11-13", "--role", role], form].concat());
                let page = page.done();
                assert_eq!(telling(&page), [""; 0], "{role} {id}\n{page}");
            }
        }
    }
    // The physician, whose words they are, reads them.
    let page = folder.run(&look("case.toml", "2026-11-13", "bedrijfsarts", "nl")).done();
    assert!(page.contains("rug-kanarie") && page.contains("rugpijn, kanarie"), "{page}");
}

#[test]
fn before_the_employers_side_stands_the_name_of_the_service() {
    let supervisor = look(CARE_ASSISTANT, "2026-11-13", "supervisor", "nl");
    fn and<'w>(look: &[&'w str], more: &[&'w str]) -> Vec<&'w str> {
        [look, more].concat()
    }
    let first_line = |page: String| page.lines().next().unwrap_or_default().to_owned();
    assert_eq!(first_line(run(&supervisor).done()), "Verzuimbegeleiding: overzicht");
    assert_eq!(first_line(run(&and(&supervisor, &["--service-name", "Arbo Noord"])).done()), "Arbo Noord: overzicht");
    let from_environment = |args: &[&str]| run_with(args, "RUGWIJZER_SERVICE_NAME", "Werk & Verzuim");
    assert_eq!(first_line(from_environment(&supervisor).done()), "Werk & Verzuim: overzicht");
    assert_eq!(from_environment(&and(&supervisor, &["--json"])).json()["service"], "Werk & Verzuim");
    // What is typed goes before what the environment says.
    let both = from_environment(&and(&supervisor, &["--service-name", "Arbo Noord", "--json"])).json();
    assert_eq!(both["service"], "Arbo Noord");
    // Professionals and the worker are not handed out anything under that name.
    let physician =
        run_with(&look(CARE_ASSISTANT, "2026-11-13", "bedrijfsarts", "nl"), "RUGWIJZER_SERVICE_NAME", "Arbo Noord");
    assert!(!physician.done().contains("Arbo Noord"));
}

#[test]
fn what_is_wrong_in_a_file_is_not_told_to_the_employers_side() {
    let says = |fact: &str| {
        format!(
            "[[statements]]\nid = 'more'\nabout = 2026-11-12\nby = 'dr-vos'\nreason = 'kanarie'\nsays = {{ {fact} }}\n"
        )
    };
    let folder = Scratch::new();
    for wrong in [
        says("'stecr.feer' = 'kanarie'"),
        says("'stecr.fear' = 'kanarie'"),
        says("'stecr.fear' = true"),
        says("'stecr.fear' = ['kanarie']"),
        says("'stecr.category_table' = 'category_3', 'stecr.fever' = 3"),
        "[[decisions]]\nfinding = 'stecr.categry'\nchoice = 'confirm'\nabout = 2026-11-12\nby = 'dr-vos'\n".to_owned(),
        "rugklachten = 'kanarie'\n".to_owned(),
    ] {
        // At the end of the file, or at its beginning where it is a field of the whole.
        let case = if wrong.starts_with('[') {
            format!("{}\n{wrong}", care_assistant())
        } else {
            format!("{wrong}{}", care_assistant())
        };
        folder.write("case.toml", case);
        let told = folder.run(&look("case.toml", "2026-11-13", "bedrijfsarts", "nl")).refused(3);
        assert!(told.starts_with("case.toml:"), "{told}");
        for role in employers_side() {
            let words = "case.toml: this file is not right; expected a file that the service has checked";
            folder.run(&look("case.toml", "2026-11-13", role, "nl")).refuses(3, words);
            folder.run(&["explain", "case.toml", "stecr.category", "--role", role]).refuses(3, words);
        }
    }
}

#[test]
fn a_role_that_reads_no_file_is_told_so_whatever_stands_in_the_file() {
    let folder = Scratch::with("case.toml", "rugklachten = 'kanarie'\n");
    for role in crate::support::roles(|side| matches!(side, facts::Side::Outside | facts::Side::System)) {
        folder
            .run(&look("case.toml", "2026-11-13", role, "nl"))
            .refuses(6, &format!("the role `{role}` reads no file"));
    }
}
