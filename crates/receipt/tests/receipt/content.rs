//! What a receipt holds, and what it does not (S-44).

use crate::story::{COUGH, Story, day, shipped, small, verified};
use facts::{Language, Localized, Role, Side};
use guidance::{Canonical, Looked};
use notation::Notation;
use pack::Body;
use receipt::{Answer, ENGINE, FORMAT, Holder};
use serde_json::Value;

fn fields(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("is JSON")
}

#[test]
fn s_44_a_receipt_names_format_engine_packs_days_country_entries_facts_and_guidance() {
    let story =
        Story { looked: Looked { on: day("2026-06-15"), known_on: day("2026-06-16") }, ..Story::of_cough(small()) };
    let fields = fields(&story.bytes());
    assert_eq!(fields["format"], format!("rugwijzer-receipt/{FORMAT}"));
    let holds = &fields["receipt"];
    assert_eq!(
        (&holds["engine"], &holds["country"], &holds["house"]),
        (&ENGINE.into(), &"NL".into(), &"house-a".into())
    );
    assert_eq!((&holds["on"], &holds["known_on"]), (&"2026-06-15".into(), &"2026-06-16".into()));
    let packs: Vec<(String, String)> = holds["packs"].as_array().unwrap().iter().map(named).collect();
    let library = small().rulebook.library();
    let of_library: Vec<(String, String)> =
        library.packs().iter().map(|pack| (pack.id.to_string(), pack.hash.to_string())).collect();
    assert_eq!(packs, of_library, "the content hash is the one that the advice names");
    // What was recorded on 20 June is not known on the 16th, and the last day of the spell neither.
    let of_one = ["blood", "care", "chills", "fever", "severity"].map(|fact| format!("one/cough.{fact}"));
    let mut used: Vec<String> = of_one.into_iter().chain(["one/cough24.dry".to_owned()]).collect();
    used.sort();
    assert_eq!(holds["entries"], serde_json::json!({ "spells": ["spell"], "statements": used }));
    for hash in ["facts", "guidance", "beside_packs"] {
        assert_eq!(holds[hash].as_str().unwrap().len(), 64, "{hash}");
    }
}

fn named(pack: &Value) -> (String, String) {
    (pack["id"].as_str().unwrap().to_owned(), pack["hash"].as_str().unwrap().to_owned())
}

#[test]
fn s_44_the_same_facts_have_another_hash_under_another_key() {
    let (one, other) = (Story::of_cough(small()), Story { key: 8, ..Story::of_cough(small()) });
    let (one, other) = (fields(&one.bytes()), fields(&other.bytes()));
    for hash in ["facts", "guidance"] {
        assert_ne!(one["receipt"][hash], other["receipt"][hash], "{hash}");
    }
    assert_eq!(one["receipt"]["entries"], other["receipt"]["entries"]);
    assert_eq!(one["kept"]["case"], other["kept"]["case"]);
}

#[test]
fn s_44_what_a_receipt_holds_says_nothing_that_somebody_stated() {
    for story in [Story::of_cough(small()), Story::of_journey("v05-numb-saddle", "2026-11-10")] {
        let fields = fields(&story.bytes());
        let holds = fields["receipt"].to_string();
        let stated = ["mild", "at_home", "Anna Kramer", "seen at noon", "yes", "\"no\"", "A cough in June"];
        for words in stated {
            assert!(!holds.contains(words), "{words}: {holds}");
        }
    }
}

#[test]
fn s_44_the_same_receipt_comes_out_whenever_it_is_made() {
    let story = Story::of_cough(small());
    assert_eq!(story.bytes(), story.bytes());
    assert_eq!(
        Story::of_journey("v02-care-assistant", "2026-11-12").bytes(),
        Story::of_journey("v02-care-assistant", "2026-11-12").bytes()
    );
}

#[test]
fn s_44_its_name_does_not_depend_on_how_the_case_is_written_or_what_is_recorded_later() {
    let story = || Story::of_cough(small());
    let id = story().receipt().id();
    let rest = COUGH.split("\n[[statements]]\nid = 'later'").next().unwrap();
    assert_ne!(rest, COUGH);
    assert_eq!(story().with_case(rest).receipt().id(), id, "recorded later");
    assert_eq!(story().with_case(&format!("# a remark\n{COUGH}")).receipt().id(), id, "a remark");
    let still_sick = replaced(COUGH, ", last_day = 2026-06-30, last_day_recorded = 2026-07-01", "");
    assert_eq!(story().with_case(&still_sick).receipt().id(), id, "a last day that is recorded later");
    let json: toml_as_json::Json = toml_as_json::of(COUGH);
    let in_json = Story { notation: Notation::Json, ..story() }.with_case(&json.0);
    assert_eq!(in_json.receipt().id(), id, "in JSON");
    assert_eq!(verified(&in_json.bytes()).answer, Answer::Identical);
    // It does depend on the day, on the packs and on the key.
    assert_ne!(Story { looked: Looked::on(day("2026-06-16")), ..story() }.receipt().id(), id);
    assert_ne!(Story { key: 8, ..story() }.receipt().id(), id);
    let packs = small().with("house-a/pack.toml", "leading = \"cough-2024\"\n", "");
    assert_ne!(Story { packs: &packs, ..story() }.receipt().id(), id);
}

#[test]
fn s_44_every_fact_has_part_in_the_hash() {
    let story = |case: &str| Story::of_cough(small()).with_case(case).receipt().id();
    let decided = format!("{COUGH}{DECISION}");
    let mut seen = vec![story(COUGH), story(&decided)];
    for (part, by) in [
        ("worker = { id = 'anna' }", "worker = { id = 'bea' }"),
        ("country = 'NL'", "country = 'BE'"),
        ("country = 'NL'", "country = 'NL', first_day = 2020-01-01"),
        ("{ id = 'episode' }", "{ id = 'another' }"),
        ("spells = [ { id = 'spell'", "spells = [ { id = 'other'"),
        ("first_day = 2026-06-08", "first_day = 2026-06-09"),
        ("first_day = 2026-06-08", "first_day = 2026-06-08, recorded = 2026-06-10"),
        (
            "[[statements]]\nid = 'one'",
            "[[leave]]\nkind = 'maternity'\nfirst_day = 2026-01-01\nlast_day = 2026-01-02\n[[statements]]\nid = 'one'",
        ),
        ("[[statements]]\nid = 'one'", "[records]\nvisit = ['first']\n[[statements]]\nid = 'one'"),
        ("id = 'one'\nby", "id = 'won'\nby"),
        ("about = 2026-06-12\nreason", "about = 2026-06-11\nreason"),
        ("about = 2026-06-12\nreason", "about = 2026-06-12\nuntil = 2026-07-12\nreason"),
        ("about = 2026-06-12\nreason", "about = 2026-06-12\nrecorded = 2026-06-13\nreason"),
        ("about = 2026-06-12\nreason", "about = 2026-06-12\ntold_by = 'anna'\nreason"),
        ("seen at noon", "seen at nine"),
        ("'cough.fever' = 'no'", "'cough.fever' = 'yes'"),
        ("'cough.fever' = 'no'", "'cough.fever' = 'dont_know'"),
        ("reason = 'as proposed'", "reason = 'for once'"),
        ("choice = 'confirm'", "choice = 'confirm'\nreason_code = 'a'"),
        ("about = 2026-06-14", "about = 2026-06-13"),
    ] {
        let id = story(&replaced(&decided, part, by));
        assert!(!seen.contains(&id), "{part} → {by}");
        seen.push(id);
    }
}

const DECISION: &str = "
[[decisions]]
finding = 'cough.is_severe'
choice = 'confirm'
by = 'dr-vos'
about = 2026-06-14
reason = 'as proposed'
";

fn replaced(text: &str, part: &str, by: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "`{part}` stands once");
    text.replace(part, by)
}

/// The case of the cough in JSON, written out by hand once.
mod toml_as_json {
    pub struct Json(pub String);

    pub fn of(toml: &str) -> Json {
        assert!(toml.contains("'cough24.dry' = 'yes'"));
        Json(
            r#"{"format":"rugwijzer-case/1","title":"A cough in June","worker":{"id":"anna"},
"people":[{"id":"anna","name":"Anna Kramer","roles":["worker"]},{"id":"dr-vos","roles":["bedrijfsarts"]}],
"employments":[{"id":"job","country":"NL"}],"episodes":[{"id":"episode"}],
"spells":[{"id":"spell","first_day":"2026-06-08","last_day":"2026-06-30","last_day_recorded":"2026-07-01"}],
"statements":[{"id":"one","by":"dr-vos","about":"2026-06-12","reason":"seen at noon","says":{"cough.blood":"no",
"cough.fever":"no","cough.chills":"no","cough.severity":"mild","cough.care":"at_home","cough24.dry":"yes"}},
{"id":"later","by":"dr-vos","about":"2026-06-12","recorded":"2026-06-20","reason":"heard later",
"says":{"cough.severity":"severe"}}]}"#
                .to_owned(),
        )
    }
}

/// All texts of a canonical form, without the names of its fields.
fn texts<'c>(value: &'c Canonical, found: &mut Vec<&'c str>) {
    match value {
        Canonical::Text(words) => found.push(words),
        Canonical::List(items) => items.iter().for_each(|item| texts(item, found)),
        Canonical::Fields(fields) => fields.values().for_each(|field| texts(field, found)),
        Canonical::Truth(_) | Canonical::Whole(_) => {}
    }
}

#[test]
fn s_44_guidance_in_canonical_form_is_whole_and_holds_no_rendered_text() {
    let library = shipped().rulebook.library();
    let words_of = |text: &Localized| Language::ALL.map(|language| text.in_language(language).to_owned());
    let titles = library.rules().flat_map(|rule| words_of(&rule.title));
    let told =
        library.rules().flat_map(|rule| rule.texts.values()).flat_map(|of| of.by_audience.values().flat_map(words_of));
    let rendered: std::collections::BTreeSet<String> = titles.chain(told).filter(|text| text.contains(' ')).collect();
    assert!(rendered.len() > 500, "{}", rendered.len());
    for (journey, on) in
        [("v02-care-assistant", "2026-11-12"), ("v05-numb-saddle", "2026-11-10"), ("v09-stagnation", "2026-12-10")]
    {
        Story::of_journey(journey, on).guided(|guidance| {
            let canonical = guidance.canonical();
            let mut found = Vec::new();
            texts(&canonical, &mut found);
            assert!(found.len() > 300, "{journey}: {}", found.len());
            for text in found {
                assert!(!rendered.contains(text), "{journey}: {text}");
            }
            // Everything that the physician sees stands in it.
            let view = guidance.view_for(Role::Bedrijfsarts).unwrap().unwrap();
            let whole = canonical.to_string();
            let rules = view
                .findings
                .iter()
                .map(|found| found.rule.as_ref())
                .chain(view.obligations.iter().map(|owed| owed.rule.as_ref()));
            for rule in rules {
                let rule = rule.expect("a professional reads codes");
                assert!(whole.contains(&format!("\"rule\":\"{rule}\"")), "{journey}: {rule}");
            }
            for step in &view.steps {
                let told = Canonical::of([
                    ("who", Canonical::text(step.who)),
                    ("before", Canonical::optional(step.before)),
                    ("rule", Canonical::optional(step.rule.as_ref())),
                ]);
                assert!(whole.contains(&told.to_string()), "{journey}: {told}");
            }
        });
    }
}

#[test]
fn canonical_json_has_sorted_keys_and_escapes_no_more_than_it_must() {
    let odd = "quote \" back \\ line \n tab \t bell \u{7} nul \u{0} é ☃ \u{7f} \u{2028}";
    let value = Canonical::of([
        ("b", Canonical::text(odd)),
        ("a", Canonical::list([Canonical::Whole(i64::MIN), Canonical::Truth(false)])),
        ("é", Canonical::whole(1)),
        ("not_there", None),
    ]);
    // Another writer gives the same.
    let other: Value = serde_json::from_str(&value.to_string()).expect("is JSON");
    assert_eq!(other["b"], odd);
    assert_eq!(serde_json::to_string(&other).unwrap(), value.to_string());
    assert!(value.to_string().starts_with("{\"a\":[-9223372036854775808,false],\"b\":\"quote \\\""));
}

#[test]
fn only_roles_of_the_medical_side_may_have_a_receipt() {
    for role in Role::ALL {
        assert_eq!(Holder::of(*role).is_ok(), role.side() == Side::Medical, "{role}");
    }
    let told = |role| Holder::of(role).expect_err("may not").to_string();
    assert_eq!(told(Role::Supervisor), "the role `supervisor` may have no receipt: a receipt holds the whole file");
    assert_eq!(told(Role::Gp), "the role `gp` reads no file");
}

#[test]
fn journeys_and_requirements_are_not_kept_because_they_change_no_advice() {
    let with = small();
    assert!(with.files.iter().any(|file| file.path.starts_with("coverage/")));
    let verified = verified(&Story::of_cough(with).bytes());
    let kept: Vec<&str> = verified.about.as_ref().unwrap().packs.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(kept, ["common", "cough-2020", "cough-2024", "house-a"]);
    assert_eq!(verified.answer, Answer::Identical);
    // A rule file, on the other hand, is.
    let rules = with.rulebook.library().rules().filter(|rule| matches!(rule.body, Body::Table(_))).count();
    assert!(rules > 0);
}
