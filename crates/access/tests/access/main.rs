//! The wall by itself: every role against every class (S-39, S-41).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(missing_docs, reason = "a test says in its name what it shows")]

use access::{Content, Wall};
use facts::{DataClass, Role, Side};

fn content(class: DataClass, neutral: bool) -> Content {
    Content { class, neutral }
}

/// What a role may see, as the classes of neutral and of other content.
fn sees(role: Role) -> Option<(Vec<DataClass>, Vec<DataClass>)> {
    let wall = Wall::before(role).ok()?;
    let of = |neutral: bool| {
        DataClass::ALL.into_iter().filter(|class| wall.lets_through(content(*class, neutral))).collect()
    };
    Some((of(true), of(false)))
}

fn roles_of(side: Side) -> Vec<Role> {
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.side() == side).collect();
    assert!(!roles.is_empty(), "there are roles of {side:?}");
    roles
}

const OPEN: [DataClass; 3] = [DataClass::Administrative, DataClass::WorkAbility, DataClass::Workplace];
const WITH_MEDICAL: [DataClass; 4] =
    [DataClass::Administrative, DataClass::WorkAbility, DataClass::Workplace, DataClass::Medical];

#[test]
fn s_39_the_employers_side_sees_the_first_three_classes_and_of_neutral_packs_only() {
    let roles = roles_of(Side::Employer);
    assert_eq!(roles, [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer]);
    for role in roles {
        assert_eq!(sees(role), Some((OPEN.to_vec(), Vec::new())), "{role}");
    }
}

#[test]
fn s_39_the_medical_side_and_the_worker_see_medical_content_but_no_notes_of_a_discipline() {
    for role in roles_of(Side::Medical).into_iter().chain(roles_of(Side::Worker)) {
        assert_eq!(sees(role), Some((WITH_MEDICAL.to_vec(), WITH_MEDICAL.to_vec())), "{role}");
    }
}

#[test]
fn s_39_other_disciplines_see_nothing_medical() {
    for role in roles_of(Side::Discipline) {
        assert_eq!(sees(role), Some((OPEN.to_vec(), OPEN.to_vec())), "{role}");
    }
}

#[test]
fn s_41_who_is_outside_or_keeps_the_system_reads_no_file() {
    let roles: Vec<Role> = roles_of(Side::Outside).into_iter().chain(roles_of(Side::System)).collect();
    for role in &roles {
        let refused = Wall::before(*role).expect_err("reads no file");
        assert_eq!((refused.role, refused.to_string()), (*role, format!("the role `{role}` reads no file")));
    }
    for role in [Role::Gp, Role::Uwv, Role::Provider, Role::Researcher, Role::Administrator, Role::PreventionOfficer] {
        assert!(roles.contains(&role), "{role}");
    }
}

#[test]
fn s_41_nobody_sees_the_notes_of_a_discipline_while_relations_are_not_known() {
    for wall in Role::ALL.iter().filter_map(|role| Wall::before(*role).ok()) {
        for neutral in [true, false] {
            assert!(!wall.lets_through(content(DataClass::DisciplineNotes, neutral)), "{}", wall.role());
        }
    }
}

#[test]
fn s_39_who_sees_a_class_sees_every_class_below_it() {
    for wall in Role::ALL.iter().filter_map(|role| Wall::before(*role).ok()) {
        for neutral in [true, false] {
            let seen = DataClass::ALL.map(|class| wall.lets_through(content(class, neutral)));
            assert!(seen.windows(2).all(|pair| pair[0] || !pair[1]), "{}: {seen:?}", wall.role());
        }
    }
}

#[test]
fn s_41_what_is_neutral_never_hides_more_than_what_is_not() {
    for wall in Role::ALL.iter().filter_map(|role| Wall::before(*role).ok()) {
        for class in DataClass::ALL {
            assert!(wall.lets_through(content(class, true)) || !wall.lets_through(content(class, false)));
        }
    }
}

#[test]
fn s_41_a_wall_knows_who_stands_before_it() {
    for role in Role::ALL.iter().copied() {
        let Ok(wall) = Wall::before(role) else { continue };
        assert_eq!(wall.role(), role);
        assert_eq!(wall.is_employer_side(), role.side() == Side::Employer);
        assert_eq!(wall.is_worker(), role == Role::Worker);
    }
}
