//! The shipped packs, as they stand in the folder `guidelines`.

use crate::folder;
use engine::{Rulebook, run_scenarios};
use pack::{Library, check};
use std::path::Path;
use std::sync::LazyLock;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let guidelines = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guidelines");
    let library = Library::read(&folder::as_files(folder::read(&guidelines))).expect("the shipped packs can be read");
    Rulebook::compile(library).expect("the shipped packs can be compiled")
});

pub fn rulebook() -> &'static Rulebook {
    &RULEBOOK
}

#[test]
fn s_37_every_case_beside_a_shipped_rule_comes_out_as_it_says() {
    let (count, failures) = run_scenarios(rulebook());
    let told: Vec<String> = failures.iter().map(|failure| failure.fault.to_string()).collect();
    assert_eq!(told, Vec::<String>::new());
    assert!(count > 400, "only {count} cases");
}

#[test]
fn s_22_a_goal_that_is_compiled_when_it_is_asked_for_is_the_same_goal() {
    let by_need = Rulebook::of_checked(rulebook().library().clone());
    std::thread::scope(|scope| {
        scope.spawn(|| by_need.compile_ahead());
        for rule in rulebook().library().rules() {
            let (one, other) = (by_need.goal(&rule.id), rulebook().goal(&rule.id));
            assert_eq!(format!("{one:?}"), format!("{other:?}"), "{}", rule.id);
        }
    });
}

#[test]
fn s_37_the_full_check_has_nothing_to_tell_about_the_shipped_packs() {
    let told: Vec<String> = check::all(rulebook().library()).iter().map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new());
}
