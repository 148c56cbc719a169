//! A house pack: what one service chose, and that it stays apart from what is published (S-38).

use crate::folder;
use calendar::Day;
use facts::{Role, RuleId};
use pack::{Body, Library, SourceFile, check};

const HOUSE: &str = "house-a";

fn with_house(files: &[SourceFile]) -> Library {
    Library::read_with_house(files, Some(HOUSE)).unwrap()
}

fn told(files: &[SourceFile], house: &str) -> Vec<String> {
    let faults = Library::read_with_house(files, Some(house)).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The good library with one file in place of another, or one more.
fn with(path: &str, change: impl FnOnce(String) -> String) -> Vec<SourceFile> {
    let mut files = folder::good();
    let there = files.iter().position(|file| file.path == path).map(|at| files.remove(at));
    let text = there.map_or_else(String::new, |file| String::from_utf8(file.bytes).unwrap());
    files.push(SourceFile::new(path, change(text).into_bytes()));
    files
}

fn number(library: &Library, value: &str, on: &str) -> Option<u32> {
    let Some(Body::Value(value)) = library.rule(&RuleId::new(value)).map(|rule| &rule.body) else { return None };
    value.on(day(on))
}

#[test]
fn s_37_the_good_library_is_in_order_with_its_house_pack_too() {
    assert_eq!(check::all(&with_house(&folder::good())), []);
    assert!(with_house(&folder::good()).has_house());
    assert!(!Library::read(&folder::good()).unwrap().has_house(), "it is read where it is named, and nowhere else");
}

#[test]
fn s_38_a_number_that_the_service_chose_holds_from_the_first_day_of_its_house_pack() {
    let library = with_house(&folder::good());
    let on = |on: &str| number(&library, "cough.fetched_within", on);
    assert_eq!([on("2019-12-31"), on("2025-12-31"), on("2026-01-01")], [None, Some(5), Some(3)]);
    let ended = with("house-a/pack.toml", |text| {
        text.replace("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_until = 2026-06-30")
    });
    let ended = with_house(&ended);
    let on = |on: &str| number(&ended, "cough.fetched_within", on);
    assert_eq!([on("2026-06-30"), on("2026-07-01")], [Some(3), Some(5)]);
    assert_eq!(number(&library, "cough.called_within", "2026-06-15"), Some(1), "what it did not choose stays");
}

#[test]
fn s_38_both_ends_of_a_range_may_be_chosen_and_nothing_beyond() {
    let choosing = |number: &str| {
        with("house-a/pack.toml", |text| text.replace("fetched_within\" = 3", &format!("fetched_within\" = {number}")))
    };
    for (chosen, may_be) in [("0", false), ("1", true), ("7", true), ("8", false)] {
        assert_eq!(Library::read_with_house(&choosing(chosen), Some(HOUSE)).is_ok(), may_be, "{chosen}");
    }
}

#[test]
fn s_38_a_step_belongs_to_the_role_that_the_service_gave_it_from_that_day() {
    let library = with_house(&folder::good());
    let rule = library.rule(&RuleId::new("cough.syrup")).unwrap();
    let [fetch, visit] = rule.steps.as_slice() else { panic!("there are two steps") };
    assert_eq!(
        (visit.who_on(day("2025-12-31")), visit.who_on(day("2026-01-01"))),
        (Role::IntakeExpert, Role::Arboverpleegkundige)
    );
    assert_eq!(fetch.who_on(day("2026-01-01")), Role::Worker);
}

#[test]
fn s_38_a_physicians_step_after_an_alarm_may_go_to_the_other_physician() {
    let given = with("house-a/pack.toml", |text| {
        text.replace(
            "\"cough.syrup#visit\" = \"arboverpleegkundige\"",
            "\"cough.urgent_fever#see\" = \"arbeidsarts\"\n\"cough.urgent_fever#call\" = \"arboverpleegkundige\"",
        )
    });
    let library = with_house(&given);
    let steps = &library.rule(&RuleId::new("cough.urgent_fever")).unwrap().steps;
    let who: Vec<Role> = steps.iter().map(|step| step.who_on(day("2026-06-15"))).collect();
    assert_eq!(who, [Role::Arbeidsarts, Role::Arboverpleegkundige]);
}

#[test]
fn s_38_who_does_what_the_law_asks_of_the_employer_is_the_employers_choice() {
    let step = "\n[[steps]]\nid = \"plan\"\non = [\"yes\"]\nwho = \"supervisor\"\nwhat = { nl = \"x\", fr = \"x\", en = \"x\" }\n";
    let mut files = with("common/advice/can_work_shown.toml", |text| text + step);
    let head = files.iter_mut().find(|file| file.path == "house-a/pack.toml").unwrap();
    head.bytes.extend_from_slice(b"\"common.can_work_shown#plan\" = \"case_manager\"\n");
    let library = with_house(&files);
    let rule = library.rule(&RuleId::new("common.can_work_shown")).unwrap();
    assert_eq!(rule.steps[0].who_on(day("2026-06-15")), Role::CaseManager);
}

#[test]
fn s_38_what_is_published_holds_nothing_of_the_house() {
    let exception = "id = 'a.no_syrup'\nkind = 'exception'\nstage = 'intake'\n\
        title = { nl = 'x', fr = 'x', en = 'x' }\nvalid_from = 2020-01-01\nconfirmed_on = 2026-11-22\n\
        sources = [ { clause = 'house-a#desk' } ]\nexcepts = 'cough.syrup'\n\
        when = { fact = 'a.called', is = 'yes' }\nthen = 'no'\n";
    let library = with_house(&with("house-a/intake/no_syrup.toml", |_| exception.to_owned()));
    let syrup = RuleId::new("cough.syrup");
    let ids =
        |library: &Library| library.exceptions_of(&syrup).iter().map(|rule| rule.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&library), ["a.no_syrup"], "neither law nor alarm rests on the syrup");
    let published = library.as_published();
    assert!(ids(&published).is_empty() && !published.has_house());
    assert_eq!(published.leading().count(), 0);
    assert_eq!(number(&published, "cough.fetched_within", "2026-06-15"), Some(5));
    assert!(published.rule(&"a.at_the_desk".into()).is_none() && published.declaration(&"a.called".into()).is_none());
    assert!(!published.goals().contains(&"a.at_the_desk".into()));
    let visit = published.rule(&syrup).unwrap().steps.iter().find(|step| step.id.as_deref() == Some("visit")).unwrap();
    assert_eq!(visit.who_on(day("2026-06-15")), Role::IntakeExpert);
    // The pack itself is the same, to the last byte.
    let hash = |library: &Library| library.pack(&"cough-2020".into()).unwrap().hash;
    assert_eq!(hash(&published), hash(&library));
    assert_eq!(hash(&published), hash(&Library::read(&folder::good()).unwrap()));
}

#[test]
fn s_38_what_stands_in_the_named_folder_is_a_house_pack() {
    let head = "id = 'house-a'\nprefix = 'a'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\nvalid_from = 2026-01-01\n\
                confirmed_on = 2026-11-22\n";
    let mut no_house = with("house-a/pack.toml", |_| head.to_owned());
    no_house.retain(|file| file.path == "house-a/pack.toml" || !file.path.starts_with("house-a/"));
    assert_eq!(told(&no_house, HOUSE), ["house-a/pack.toml:1:1: this pack is no house pack; expected `house = true`"]);
    assert_eq!(told(&folder::good(), "house-z"), ["house-z: the pack `house-z` has no file house-z/pack.toml"]);
}

#[test]
fn s_38_what_a_house_pack_rests_on_stands_in_its_own_bibliography() {
    assert!(with_house(&folder::good()).sources().contains_key("house-a"));
    assert!(!Library::read(&folder::good()).unwrap().sources().contains_key("house-a"));
}
