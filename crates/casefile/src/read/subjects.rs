//! `[[episodes]]` and `[records]`.

use super::ids::{self, Ids};
use super::placed::items_of;
use crate::model::subjects::{Episode, RecordMembers};
use facts::{RecordList, SubjectId};
use notation::{Fault, Faults, Fields, Node};

/// Reads `[[episodes]]`.
pub(crate) fn episodes(nodes: &[Node], faults: &mut Faults) -> Vec<Episode> {
    let mut taken = Ids::default();
    let numbered = nodes.iter().zip(1..);
    numbered.filter_map(|(node, number)| episode(node, number, &mut taken, faults)).collect()
}

fn episode(node: &Node, number: usize, taken: &mut Ids, faults: &mut Faults) -> Option<Episode> {
    let mut fields = Fields::of(node, faults)?;
    let id = ids::optional(&mut fields, "id");
    fields.finish();
    let id = taken.take_or(id, format!("episode-{number}"), &node.place, faults);
    Some(Episode { id: SubjectId::new(id), place: node.place.clone() })
}

/// Reads `[records]`.
pub(crate) fn records(node: Option<&Node>, faults: &mut Faults) -> Vec<RecordMembers> {
    let lists = node.map_or(&[][..], |node| node.entries(faults));
    lists.iter().map(|(list, members)| members_of(list, members, faults)).collect()
}

fn members_of(list: &str, node: &Node, faults: &mut Faults) -> RecordMembers {
    if !ids::is_id(list) {
        faults.add(Fault::at(node.place.clone(), "this is not the name of a list").expected(ids::SHAPE));
    }
    let mut taken = Ids::default();
    let mut members = Vec::new();
    for item in items_of(node, faults).unwrap_or_default() {
        if let Some(id) = ids::id_of(item, faults) {
            taken.take(&id, faults);
            members.push(SubjectId::new(id.it));
        }
    }
    RecordMembers { list: RecordList::new(list), members, place: node.place.clone() }
}
