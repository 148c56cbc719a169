//! Who may speak.

use crate::support::{FORMAT, PEOPLE, case, tells};
use facts::Role;

#[test]
fn the_worker_is_always_among_the_people() {
    let case = case(&format!("{PEOPLE}worker.id = 'mevrouw-a'"));
    let worker = case.person(&case.worker.id).unwrap();
    assert_eq!((worker.id.as_str(), worker.roles.as_slice()), ("mevrouw-a", &[Role::Worker][..]));
}

#[test]
fn the_worker_may_be_listed_with_a_name() {
    let case = case(&format!("{FORMAT}worker.id = 'a'\npeople = [{{ id = 'a', name = 'A.', roles = ['worker'] }}]"));
    assert_eq!(case.people.len(), 1);
    assert_eq!(case.people[0].name.as_deref(), Some("A."));
}

#[test]
fn the_worker_speaks_by_his_id_or_by_the_word_for_him() {
    let case = case(&format!(
        "{PEOPLE}worker.id = 'a'
        [[statements]]
        about = 2026-10-19
        by = 'worker'
        says = {{ x = 'yes' }}
        [[statements]]
        about = 2026-10-19
        by = 'a'
        role = 'worker'
        says = {{ y = 'yes' }}"
    ));
    for statement in &case.statements {
        assert_eq!((statement.by.as_str(), statement.role), ("a", Role::Worker));
    }
}

#[test]
fn the_word_for_the_worker_names_nobody_else() {
    tells(
        &format!("{FORMAT}worker.id = 'a'\npeople = [{{ id = 'worker', roles = ['hr'] }}]"),
        &[
            "case:3:18 (people[0].id): the word `worker` already names the person under [worker]; expected the id under [worker], or another id",
        ],
    );
    tells(
        &format!("{FORMAT}people = [{{ id = 'worker', roles = ['hr'] }}]"),
        &["case:2:18 (people[0].id): this is the id of the worker; expected `worker` among the roles, or another id"],
    );
}

#[test]
fn a_person_needs_an_id_and_a_role() {
    tells(
        &format!(
            "{FORMAT}people = [\n{{ roles = ['hr'] }},\n{{ id = 'x' }},\n{{ id = 'y', roles = [] }},\n{{ id = 'z', roles = 'hr' }}]"
        ),
        &[
            "case:3:1 (people[0]): the field `id` is missing",
            "case:4:1 (people[1]): the field `roles` is missing",
            "case:5:21 (people[2].roles): this person has no role; expected at least one role",
            "case:6:21 (people[3].roles): text stands here; expected a list",
        ],
    );
}

#[test]
fn a_role_that_is_not_known_is_told_with_the_nearest_right_one() {
    tells(
        &format!("{FORMAT}people = [{{ id = 'x', roles = ['bedrijfarts', 'bananas'] }}]"),
        &[
            "case:2:32 (people[0].roles[0]): this role is not known; expected a role, such as `bedrijfsarts` or `supervisor`; did you mean `bedrijfsarts`?",
            "case:2:47 (people[0].roles[1]): this role is not known; expected a role, such as `bedrijfsarts` or `supervisor`",
        ],
    );
}

#[test]
fn only_people_of_the_file_speak() {
    tells(
        &format!(
            "{PEOPLE}[[statements]]\nabout = 2026-10-19\nby = 'dr-vso'\ntold_by = 'nobody-of-them'\nsays = {{ x = 'yes' }}"
        ),
        &[
            "case:5:6 (statements[0].by): nobody in this file has this id; expected the id of somebody under [[people]], or `worker`; did you mean `dr-vos`?",
            "case:6:11 (statements[0].told_by): nobody in this file has this id; expected the id of somebody under [[people]], or `worker`",
        ],
    );
}

#[test]
fn nobody_speaks_in_a_role_that_is_not_his() {
    tells(
        &format!("{PEOPLE}[[statements]]\nabout = 2026-10-19\nby = 'dr-vos'\nrole = 'hr'\nsays = {{ x = 'yes' }}"),
        &["case:6:8 (statements[0].role): dr-vos does not have this role; expected `bedrijfsarts`"],
    );
}

#[test]
fn somebody_with_two_roles_says_in_which_he_speaks() {
    tells(
        &format!("{PEOPLE}[[statements]]\nabout = 2026-10-19\nby = 'kim'\nsays = {{ x = 'yes' }}"),
        &[
            "case:3:1 (statements[0]): the field `role` is missing, and kim has several roles; expected one of: hr, case_manager",
        ],
    );
}
