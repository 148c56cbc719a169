//! `[worker]` and `[[people]]`.

use super::ids::{self, Ids};
use super::parts::Parts;
use super::placed::{Placed, add_with_nearest, items_of, text_of};
use crate::model::person::{Person, Worker};
use facts::{PersonId, Role};
use notation::{Fault, Faults, Fields, Node};
use std::collections::BTreeMap;

/// This word always names the worker, whatever the worker's id is.
const WORKER: &str = "worker";

/// Everybody who may be named.
pub(crate) struct People {
    worker: Worker,
    people: Vec<Person>,
    by_id: BTreeMap<String, usize>,
}

/// Reads `[worker]` and `[[people]]`.
pub(crate) fn read(parts: &Parts<'_>, faults: &mut Faults) -> People {
    let worker = worker(parts, faults);
    let mut ids = Ids::default();
    let mut people: Vec<Person> =
        parts.people.iter().filter_map(|node| person(node, &worker, &mut ids, faults)).collect();
    if !people.iter().any(|person| person.id == worker.id) {
        let place = worker.place.clone();
        people.push(Person { id: worker.id.clone(), name: None, roles: vec![Role::Worker], place });
    }
    let by_id = people.iter().map(|person| person.id.to_string()).zip(0..).collect();
    People { worker, people, by_id }
}

fn worker(parts: &Parts<'_>, faults: &mut Faults) -> Worker {
    let by_default = Worker { id: PersonId::new(WORKER), place: parts.tree.place.clone() };
    let Some(node) = parts.worker else {
        return by_default;
    };
    let Some(mut fields) = Fields::of(node, faults) else {
        return by_default;
    };
    let id = ids::optional(&mut fields, "id");
    fields.finish();
    Worker { id: id.map_or(by_default.id, |id| PersonId::new(id.it)), place: node.place.clone() }
}

fn person(node: &Node, worker: &Worker, ids: &mut Ids, faults: &mut Faults) -> Option<Person> {
    let mut fields = Fields::of(node, faults)?;
    let id = ids::required(&mut fields, "id");
    let name = fields.optional_text("name");
    let roles = roles(&mut fields);
    fields.finish();
    let id = id?;
    ids.take(&id, faults);
    refuse_a_second_worker(&id, &roles, worker, faults);
    Some(Person { id: PersonId::new(id.it), name, roles, place: node.place.clone() })
}

/// The roles of a person; none when they could not be read.
fn roles(fields: &mut Fields<'_, '_>) -> Vec<Role> {
    let Some(node) = fields.required("roles") else {
        return Vec::new();
    };
    let Some(items) = items_of(node, fields.faults()) else {
        return Vec::new();
    };
    if items.is_empty() {
        fields.faults().add(Fault::at(node.place.clone(), "this person has no role").expected("at least one role"));
    }
    let mut roles = Vec::new();
    for item in items {
        let role = text_of(item, fields.faults()).and_then(|word| role_of(&word, fields.faults()));
        roles.extend(role.filter(|role| !roles.contains(role)));
    }
    roles
}

/// The role that a word names.
pub(crate) fn role_of(word: &Placed<String>, faults: &mut Faults) -> Option<Role> {
    let role = Role::parse(&word.it);
    if role.is_none() {
        let right = Role::ALL.iter().map(|role| role.as_str());
        let fault = Fault::at(word.place.clone(), "this role is not known")
            .expected("a role, such as `bedrijfsarts` or `supervisor`");
        add_with_nearest(fault, &word.it, right, faults);
    }
    role
}

fn refuse_a_second_worker(id: &Placed<String>, roles: &[Role], worker: &Worker, faults: &mut Faults) {
    if id.it == worker.id.as_str() {
        if !roles.is_empty() && !roles.contains(&Role::Worker) {
            faults.add(
                Fault::at(id.place.clone(), "this is the id of the worker")
                    .expected("`worker` among the roles, or another id"),
            );
        }
    } else if id.it == WORKER {
        faults.add(
            Fault::at(id.place.clone(), "the word `worker` already names the person under [worker]")
                .expected("the id under [worker], or another id"),
        );
    }
}

impl People {
    /// About whom the case is.
    pub(crate) fn worker(&self) -> Worker {
        self.worker.clone()
    }

    /// Everybody.
    pub(crate) fn into_people(self) -> Vec<Person> {
        self.people
    }

    /// The person that an entry names by id, or by the word for the worker.
    pub(crate) fn named(&self, node: &Node, faults: &mut Faults) -> Option<&Person> {
        let word = text_of(node, faults)?;
        let id = if word.it == WORKER { self.worker.id.as_str() } else { &word.it };
        let person = self.by_id.get(id).and_then(|at| self.people.get(*at));
        if person.is_none() {
            let right = self.by_id.keys().map(String::as_str).chain([WORKER]);
            let fault = Fault::at(word.place, "nobody in this file has this id")
                .expected("the id of somebody under [[people]], or `worker`");
            add_with_nearest(fault, &word.it, right, faults);
        }
        person
    }
}
