//! Who speaks in a statement or decision, in which role, and who told it.

use super::people::{People, role_of};
use super::placed::{Placed, text_of};
use crate::model::person::Person;
use facts::{PersonId, Role};
use notation::{Fault, Faults, Fields, Place};

/// Who speaks, in which role.
pub(crate) struct Speaker {
    pub(crate) by: PersonId,
    pub(crate) role: Role,
}

impl People {
    /// Reads `by` and `role`.
    pub(crate) fn speaker(&self, fields: &mut Fields<'_, '_>) -> Option<Speaker> {
        let entry = fields.place().clone();
        let by = fields.required("by");
        let role = fields.optional("role");
        let role = role.map(|node| text_of(node, fields.faults()));
        let speaker = self.named(by?, fields.faults())?;
        let role = match role {
            Some(word) => role_spoken_in(speaker, &word?, fields.faults())?,
            None => only_role(speaker, entry, fields.faults())?,
        };
        Some(Speaker { by: speaker.id.clone(), role })
    }

    /// Reads `told_by`.
    pub(crate) fn told_by(&self, fields: &mut Fields<'_, '_>) -> Option<PersonId> {
        let node = fields.optional("told_by")?;
        self.named(node, fields.faults()).map(|person| person.id.clone())
    }
}

fn role_spoken_in(speaker: &Person, word: &Placed<String>, faults: &mut Faults) -> Option<Role> {
    let role = role_of(word, faults)?;
    // Roles that could not be read have been noted where they stand.
    if speaker.roles.is_empty() || speaker.roles.contains(&role) {
        return Some(role);
    }
    faults.add(
        Fault::at(word.place.clone(), format!("{} does not have this role", speaker.id))
            .expected(one_of(&speaker.roles)),
    );
    None
}

fn only_role(speaker: &Person, entry: Place, faults: &mut Faults) -> Option<Role> {
    if let [only] = speaker.roles.as_slice() {
        return Some(*only);
    }
    if !speaker.roles.is_empty() {
        let message = format!("the field `role` is missing, and {} has several roles", speaker.id);
        faults.add(Fault::at(entry, message).expected(one_of(&speaker.roles)));
    }
    None
}

fn one_of(roles: &[Role]) -> String {
    let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    if words.len() == 1 { format!("`{}`", words.concat()) } else { format!("one of: {}", words.join(", ")) }
}
