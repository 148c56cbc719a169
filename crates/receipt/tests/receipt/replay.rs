//! Replaying (S-45): by what is kept inside and by nothing else.

use crate::story::{Packs, Story, answer, day, files_of, root, shipped, small, verified};
use guidance::Looked;
use receipt::{Answer, Why};

#[test]
fn s_45_every_journey_is_replayed_identically_on_the_last_of_its_days() {
    let files: Vec<String> = shipped().files.iter().map(|file| file.path.clone()).collect();
    let looks: Vec<&str> =
        files.iter().filter_map(|path| path.strip_prefix("journeys/")?.strip_suffix(".looks.toml")).collect();
    assert!(looks.len() >= 9, "{looks:?}");
    for journey in looks {
        let path = root().join(format!("guidelines/journeys/{journey}.looks.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        let on = text.lines().filter_map(|line| line.trim().strip_prefix("on = ")).next_back().expect("has a day");
        assert_eq!(answer(&Story::of_journey(journey, on).bytes()), Answer::Identical, "{journey} on {on}");
    }
}

#[test]
fn s_45_a_receipt_with_a_house_pack_needs_no_other() {
    let example = root().join("docs/examples/house-example");
    let own = files_of(&example)
        .into_iter()
        .map(|file| pack::SourceFile::new(format!("house-example/{}", file.path), file.bytes));
    let packs = Packs::of(shipped().files.iter().cloned().chain(own).collect(), Some("house-example"));
    let story = Story { packs: &packs, ..Story::of_journey("v02-care-assistant", "2026-10-20") };
    let verified = verified(&story.bytes());
    assert_eq!(verified.answer, Answer::Identical);
    let about = verified.about.unwrap();
    assert_eq!(about.house.as_ref().map(|id| id.as_str()), Some("house-example"));
    // The service chose another day than the guideline: a receipt without its pack is another one.
    let published = Story { packs: shipped(), ..Story::of_journey("v02-care-assistant", "2026-10-20") };
    let canonical = |story: &Story<'_>| story.guided(|guidance| guidance.canonical());
    assert_ne!(canonical(&story), canonical(&published));
}

#[test]
fn s_45_packs_that_changed_since_are_not_asked() {
    // Packs that no program ships: the syrup within four working days.
    let then = small().with("house-a/pack.toml", "\"cough.fetched_within\" = 3", "\"cough.fetched_within\" = 4");
    let then = then.with("house-a/pack.toml", "leading = \"cough-2024\"\n", "");
    let now = small().with("house-a/pack.toml", "leading = \"cough-2024\"\n", "");
    let story = |packs| Story { packs, ..Story::of_cough(small()) };
    let (of_then, of_now) = (story(&then).guided(|it| it.canonical()), story(&now).guided(|it| it.canonical()));
    assert_ne!(of_then, of_now, "the advice is another one");
    assert_eq!(answer(&story(&then).bytes()), Answer::Identical);
    assert_eq!(answer(&story(&now).bytes()), Answer::Identical);
}

#[test]
fn s_45_what_was_known_on_another_day_is_replayed_as_it_was_known() {
    let looked = |known_on| Looked { on: day("2026-06-15"), known_on: day(known_on) };
    let before = Story { looked: looked("2026-06-15"), ..Story::of_cough(small()) };
    let after = Story { looked: looked("2026-06-20"), ..Story::of_cough(small()) };
    assert_ne!(before.guided(|it| it.canonical()), after.guided(|it| it.canonical()));
    for story in [before, after] {
        let verified = verified(&story.bytes());
        assert_eq!(verified.answer, Answer::Identical);
        assert_eq!(verified.about.unwrap().known_on, story.looked.known_on);
    }
}

#[test]
fn s_45_a_case_without_a_statement_has_a_receipt_too() {
    let story = Story::of_cough(small()).with_case("format = 'rugwijzer-case/1'");
    let verified = verified(&story.bytes());
    assert_eq!(verified.answer, Answer::Identical);
    assert_eq!(verified.about.unwrap().country, None);
}

#[test]
fn s_45_a_format_of_another_program_is_named_once_its_bytes_are_found_whole() {
    let other = crate::forged::resealed(&Story::of_cough(small()).bytes(), |fields| {
        fields["format"] = "rugwijzer-receipt/7".into();
        fields["kept"] = "something that no program of today reads".into();
    });
    let found = verified(&other);
    assert_eq!((found.format, found.about, found.answer), (7, None, Answer::CannotReplay(Why::Format(7))));
    for at in (0..other.len()).step_by(11) {
        crate::changed::assert_found(&other, at, 1);
    }
}
