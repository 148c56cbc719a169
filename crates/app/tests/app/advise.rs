//! `advise`: a case file in, guidance out.

use crate::support::{
    CARE_ASSISTANT, Scratch, care_assistant, journeys, journeys_by_day, replaced, run, run_reading, told,
};
use serde_json::{Value, json};

fn advise(case: &str, on: &str, role: &str, language: &str) -> String {
    run(&["advise", case, "--on", on, "--role", role, "--lang", language]).done()
}

/// The same, of a journey that other tests look at too.
fn told_to(case: &str, on: &str, role: &str, language: &str) -> String {
    told(&["advise", case, "--on", on, "--role", role, "--lang", language]).done()
}

/// The lines that are headings: they stand at the left edge after an empty line.
fn headings(page: &str) -> Vec<&str> {
    let lines: Vec<&str> = page.lines().collect();
    let after_empty = lines.windows(2).filter(|pair| pair[0].is_empty()).map(|pair| pair[1]);
    after_empty.filter(|line| *line == line.to_uppercase()).collect()
}

/// Known, answer, why, missing, steps, terms.
const HEADINGS: [(&str, [&str; 8]); 3] = [
    (
        "nl",
        [
            "WAT NU KAN",
            "HET ANTWOORD",
            "WAAROM",
            "WAT NOG ONTBREEKT, EN WIE HET KAN ZEGGEN",
            "WIE DOET WAT, VOOR WANNEER",
            "TERMIJNEN",
            "TER ACHTERGROND",
            "IS DIT ACTUEEL?",
        ],
    ),
    (
        "fr",
        [
            "CE QUI EST POSSIBLE MAINTENANT",
            "LA RÉPONSE",
            "POURQUOI",
            "CE QUI MANQUE ENCORE, ET QUI PEUT LE DIRE",
            "QUI FAIT QUOI, AVANT QUAND",
            "DÉLAIS",
            "POUR INFORMATION",
            "EST-CE À JOUR ?",
        ],
    ),
    (
        "en",
        [
            "WHAT IS POSSIBLE NOW",
            "THE ANSWER",
            "WHY",
            "WHAT IS MISSING, AND WHO CAN SAY",
            "WHO DOES WHAT, BEFORE WHEN",
            "DEADLINES",
            "BACKGROUND",
            "IS THIS CURRENT?",
        ],
    ),
];

#[test]
fn the_physician_reads_the_answer_first_then_why_then_what_is_missing_then_who_does_what_before_when() {
    for (language, expected) in HEADINGS {
        assert_eq!(headings(&advise(CARE_ASSISTANT, "2026-11-12", "bedrijfsarts", language)), expected);
    }
}

/// Whether headings stand in this order; some may be left out.
fn are_in_order(found: &[&str], order: &[&str]) -> bool {
    let mut rest = order.iter();
    found.iter().all(|heading| rest.any(|next| next == heading))
}

#[test]
fn the_worker_reads_no_reasons_and_the_employers_side_neither_reasons_nor_what_is_missing() {
    // Every journey on each of its days, in one language after the other.
    let mut told: [Vec<String>; 3] = Default::default();
    for (at, (journey, on)) in journeys_by_day(&["2026-12-31"]).into_iter().enumerate() {
        let (language, [_, answer, ..]) = HEADINGS[at % HEADINGS.len()];
        let worker = told_to(&journey.case, &on, "worker", language);
        let found = headings(&worker);
        assert!(are_in_order(&found, &without_reasons(at % HEADINGS.len())), "{found:?}");
        assert!(found.contains(&answer), "{worker}");
        told[at % HEADINGS.len()].extend(found.into_iter().map(str::to_owned));
    }
    for (at, (language, [known, answer, _, _, _, terms, ..])) in HEADINGS.into_iter().enumerate() {
        for heading in [known, terms] {
            assert!(told[at].iter().any(|told| told == heading), "{heading} stands on some page");
        }
        let supervisor = advise(CARE_ASSISTANT, "2026-11-13", "supervisor", language);
        assert!(are_in_order(&headings(&supervisor), &without_reasons(at)), "{supervisor}");
        assert!(headings(&supervisor).contains(&answer) && headings(&supervisor).contains(&terms), "{supervisor}");
    }
}

/// The headings of a page that gives no reasons and names nothing that is missing.
fn without_reasons(language: usize) -> [&'static str; 6] {
    let (_, [known, answer, _, _, steps, terms, background, current]) = HEADINGS[language];
    [known, answer, steps, terms, background, current]
}

/// Words of the interface in Dutch that neither French nor English has. Names, titles and reasons are the file's own.
const DUTCH: [&str; 46] = [
    "advies voor",
    "overzicht",
    "met wat bekend was",
    "bekeken als",
    "verzuim sinds",
    "dag",
    "geen verzuim",
    "hersteld gemeld",
    "antwoord",
    "waarom",
    "ontbreekt",
    "termijnen",
    "wat nu kan",
    "nog niets beslist",
    "niets",
    "geen stappen",
    "geen termijnen",
    "kan het zeggen",
    "opnieuw te vragen",
    "tegengesproken",
    "wist het niet",
    "betreft",
    "te bevestigen",
    "mogelijk",
    "beslist door",
    "reden",
    "bestaat uit",
    "uitvoering",
    "samen met",
    "dichtstbij",
    "wijkt af",
    "regel",
    "rij",
    "uiterlijk",
    "vandaag",
    "werkdag",
    "waarschuwing",
    "gedaan",
    "verteld door",
    "kennisregels",
    "ja",
    "nee",
    "jaar",
    "uur",
    "voorstel",
    "staat open",
];
const DUTCH_DAYS: [&str; 14] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "januari",
    "februari",
    "maart",
    "juni",
    "juli",
    "augustus",
    "oktober",
];

/// Words and runs of words, in small letters, between blanks.
fn in_small_letters(page: &str) -> String {
    let words = page.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
}

#[test]
fn no_dutch_word_of_the_interface_stands_in_french_or_english() {
    let dutch_in = |page: &str| -> Vec<&str> {
        let page = in_small_letters(page);
        let words = DUTCH.iter().chain(&DUTCH_DAYS).copied();
        words.filter(|word| page.contains(&format!(" {word} "))).collect()
    };
    let mut dutch_seen = 0;
    let looks = journeys().into_iter().flat_map(|journey| {
        let (case, looks) = (journey.case, journey.looks);
        looks.into_iter().map(move |look| (case.clone(), look))
    });
    for (at, (case, look)) in looks.enumerate() {
        let language = ["fr", "en"][at % 2];
        let page = told(&["advise", &case, "--on", &look.on, "--role", &look.role, "--lang", language]);
        let found = dutch_in(&page.stdout);
        assert!(found.is_empty(), "{case} {} {language}: {found:?}", look.role);
        let in_dutch = told(&["advise", &case, "--on", &look.on, "--role", &look.role, "--lang", "nl"]);
        dutch_seen += dutch_in(&in_dutch.stdout).len();
    }
    assert!(dutch_seen > 100, "the list is of words that are used: {dutch_seen}");
}

#[test]
fn every_language_names_day_and_reader_in_its_own_words() {
    for (language, day, reader) in [
        ("nl", "donderdag 12 november 2026", "bedrijfsarts"),
        ("fr", "jeudi 12 novembre 2026", "médecin du travail (bedrijfsarts)"),
        ("en", "Thursday 12 November 2026", "occupational physician (bedrijfsarts)"),
    ] {
        let page = advise(CARE_ASSISTANT, "2026-11-12", "bedrijfsarts", language);
        let line = page.lines().nth(1).unwrap();
        assert!(line.starts_with(&format!("{day} · ")) && line.ends_with(reader), "{line}");
    }
}

#[test]
fn dutch_physician_and_reference_day_are_what_is_taken_when_nothing_is_said() {
    let plain = run(&["advise", CARE_ASSISTANT, "--on", "2026-11-12"]).done();
    assert_eq!(plain, advise(CARE_ASSISTANT, "2026-11-12", "bedrijfsarts", "nl"));
    let known_on = ["advise", CARE_ASSISTANT, "--on", "2026-11-12", "--known-on", "2026-11-12"];
    assert_eq!(run(&known_on).done(), plain);
    // A role may be named in Dutch.
    let in_dutch = run(&["advise", CARE_ASSISTANT, "--on", "2026-11-13", "--role", "leidinggevende"]).done();
    assert_eq!(in_dutch, advise(CARE_ASSISTANT, "2026-11-13", "supervisor", "nl"));
}

#[test]
fn without_a_day_it_is_today() {
    // An absence that began in 1990 and goes on.
    let folder = Scratch::with("case.toml", "format = 'rugwijzer-case/1'\n[[spells]]\nfirst_day = 1990-01-01\n");
    let today = || folder.run(&["advise", "case.toml", "--json"]).json()["on"].as_str().unwrap().to_owned();
    let (first, second) = (today(), today());
    assert!(first.as_str() > "2020-01-01" && first <= second, "{first}, {second}");
    let on_that_day = folder.run(&["advise", "case.toml", "--json", "--on", &second]).json();
    assert_eq!(on_that_day["known_on"], second);
}

#[test]
fn a_case_on_standard_input_is_advised_on_like_the_file() {
    let look = ["--on", "2026-11-12", "--role", "bedrijfsarts"];
    let from_file = run(&[&["advise", CARE_ASSISTANT], &look[..]].concat()).done();
    let from_input = run_reading(&[&["advise", "-"], &look[..]].concat(), care_assistant().as_bytes()).done();
    assert_eq!(from_input, from_file);
}

#[test]
fn the_same_case_in_toml_and_in_json_gives_the_same_guidance() {
    let toml = "format = 'rugwijzer-case/1'\n\
        people = [{ id = 'dr-vos', name = 'J. Vos', roles = ['bedrijfsarts'] }]\n\
        employments = [{ id = 'huis', country = 'NL' }]\n\
        spells = [{ first_day = 2026-10-19 }]\n\
        [[statements]]\nabout = 2026-11-12\nby = 'dr-vos'\nreason = 'gezien'\n\
        says = { 'stecr.specificity' = 'non_specific', 'common.birth_date' = 1980-04-02, 'common.hours_now' = 16 }\n";
    let json = json!({
        "format": "rugwijzer-case/1",
        "people": [{ "id": "dr-vos", "name": "J. Vos", "roles": ["bedrijfsarts"] }],
        "employments": [{ "id": "huis", "country": "NL" }],
        "spells": [{ "first_day": "2026-10-19" }],
        "statements": [{
            "about": "2026-11-12", "by": "dr-vos", "reason": "gezien",
            "says": { "stecr.specificity": "non_specific", "common.birth_date": "1980-04-02", "common.hours_now": 16 },
        }],
    });
    let folder = Scratch::with("case.toml", toml);
    folder.write("case.json", json.to_string());
    for more in [&[] as &[&str], &["--json"], &["--role", "supervisor"]] {
        let look = [&["--on", "2026-11-12"], more].concat();
        let from_toml = folder.run(&[&["advise", "case.toml"], look.as_slice()].concat()).done();
        assert_eq!(folder.run(&[&["advise", "case.json"], look.as_slice()].concat()).done(), from_toml);
        for given in [toml.to_owned(), json.to_string(), format!("\n  {json:#}")] {
            assert_eq!(run_reading(&[&["advise", "-"], look.as_slice()].concat(), given.as_bytes()).done(), from_toml);
        }
    }
}

#[test]
fn a_case_with_no_statement_at_all_is_valid_and_everything_is_open() {
    let folder = Scratch::with("case.toml", "format = 'rugwijzer-case/1'\n");
    let page = folder.run(&["advise", "case.toml", "--on", "2026-11-12", "--lang", "en"]).done();
    assert!(page.contains("Nothing is known of absence.") && page.contains("Emergency is not excluded"), "{page}");
    let printed = folder.run(&["advise", "case.toml", "--on", "2026-11-12", "--json"]).json();
    assert_eq!(printed["absence"], json!({ "state": "unknown" }));
    let notices = printed["notices"].as_array().unwrap();
    assert!(notices.contains(&json!("emergency_not_excluded")), "{notices:?}");
    let open = printed["findings"].as_array().unwrap().iter().filter(|finding| finding["status"] == "open").count();
    assert!(open > 0);
}

/// The findings of a role by rule and outcome.
fn outcome(printed: &Value, rule: &str) -> Option<String> {
    let findings = printed["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == rule)?;
    finding["outcome"]["id"].as_str().map(str::to_owned)
}

#[test]
fn what_was_not_yet_known_on_a_day_is_not_looked_at() {
    // On the 12th somebody looks back at the 12th, with what was known the day before: the consultation had not been.
    let look = |known_on: &str| {
        run(&["advise", CARE_ASSISTANT, "--on", "2026-11-12", "--known-on", known_on, "--json"]).json()
    };
    assert_eq!(outcome(&look("2026-11-12"), "stecr.category").as_deref(), Some("category_3"));
    let before = look("2026-11-11");
    assert_eq!(before["known_on"], "2026-11-11");
    assert_eq!(outcome(&before, "stecr.category"), None);
    assert_eq!(before["known"], json!([]));
    let page =
        run(&["advise", CARE_ASSISTANT, "--on", "2026-11-12", "--known-on", "2026-11-11", "--lang", "en"]).done();
    assert!(page.contains("Thursday 12 November 2026, with what was known on 11 November 2026 · seen as"), "{page}");
}

#[test]
fn the_worker_reads_words_and_no_codes() {
    for (journey, on) in journeys_by_day(&[]) {
        let look = ["advise", &journey.case, "--on", &on, "--role", "worker", "--lang", "nl"];
        let printed = told(&[&look[..], &["--json"]].concat()).json();
        assert_eq!((&printed["packs"], &printed["notices"]), (&json!([]), &json!([])));
        for part in ["findings", "steps", "obligations", "missing"] {
            for item in printed[part].as_array().unwrap() {
                assert!(item.get("rule").is_none() && item.get("fact").is_none(), "{item}");
            }
        }
        for finding in printed["findings"].as_array().unwrap() {
            assert!(finding.get("outcome").is_none() && finding.get("because").is_none(), "{finding}");
        }
        let page = told(&look).done();
        for code in ["stecr.", "poortwachter.", "dokterdokter.", "stecr-2004", "category_", "categorie"] {
            assert!(!page.contains(code), "{}: {code}\n{page}", journey.name);
        }
    }
}

#[test]
fn what_one_discipline_may_not_read_does_not_stand_in_the_title_either() {
    // The title is free words of the service: here the complaint itself.
    let case = "guidelines/journeys/v05-numb-saddle.toml";
    for role in ["workplace_expert", "trainer", "arbeidsdeskundige"] {
        let page = advise(case, "2026-11-10", role, "nl");
        assert!(page.starts_with("Advies\n"), "{page}");
        assert!(!page.to_lowercase().contains("zadel"), "{page}");
    }
    for role in ["bedrijfsarts", "intake_expert", "worker"] {
        assert!(advise(case, "2026-11-10", role, "nl").starts_with("Advies: Doof zadelgebied\n"));
    }
}

#[test]
fn a_limitation_without_an_end_date_is_told_beside_the_limitation() {
    let case = replaced(
        &care_assistant(),
        "\"restriction.extent\" = \"limited\", \"restriction.until\" = 2026-12-10",
        "\"restriction.extent\" = \"limited\"",
    );
    let folder = Scratch::with("case.toml", case);
    let look =
        |role: &str| folder.run(&["advise", "case.toml", "--on", "2026-11-13", "--lang", "en", "--role", role]).done();
    for (role, words) in [
        ("supervisor", "    This limitation has no end date yet."),
        ("bedrijfsarts", "    This limitation has no end date."),
    ] {
        let page = look(role);
        let lines: Vec<&str> = page.lines().collect();
        let limitation = lines.iter().position(|line| *line == "  • Activity: lifting · Extent: limited").unwrap();
        assert!(lines[limitation + 1].starts_with(words), "{page}");
    }
    assert!(!advise(CARE_ASSISTANT, "2026-11-13", "supervisor", "en").contains("no end date"));
}

#[test]
fn the_same_question_twice_gets_the_same_answer_byte_for_byte() {
    for journey in journeys() {
        let look = journey.looks.last().expect("has a look");
        let look = ["advise", &journey.case, "--on", &look.on, "--role", &look.role, "--lang", "nl"];
        for form in [&[] as &[&str], &["--json"]] {
            let look = [&look[..], form].concat();
            assert_eq!(run(&look), told(&look));
        }
    }
}
