//! `[[leave]]`.

use super::ids::{self, Ids};
use super::overlap::{Stretch, refuse_overlaps};
use super::placed::{Placed, refuse_end_before_start};
use crate::model::leave::{LeaveEntry, LeaveKind};
use calendar::{Day, Period};
use notation::{Faults, Fields, Node, Place};

/// Reads `[[leave]]`.
pub(crate) fn read(nodes: &[Node], faults: &mut Faults) -> Vec<LeaveEntry> {
    let read: Vec<Written> = nodes.iter().filter_map(|node| written(node, faults)).collect();
    let days: Vec<_> = read.iter().map(|leave| (leave.first_day, leave.last_day)).collect();
    let by_default = ids::by_default_in_time("leave", &days);
    let mut taken = Ids::default();
    let mut leave = Vec::new();
    for (mut entry, by_default) in read.into_iter().zip(by_default) {
        let id = taken.take_or(entry.id.take(), by_default, &entry.place, faults);
        leave.extend(entry.named(id));
    }
    refuse_overlapping(&leave, faults);
    leave
}

/// Leave as it is written.
struct Written {
    id: Option<Placed<String>>,
    kind: Option<LeaveKind>,
    first_day: Option<Day>,
    last_day: Option<Day>,
    recorded: Option<Day>,
    other_cause: bool,
    place: Place,
}

fn written(node: &Node, faults: &mut Faults) -> Option<Written> {
    let mut fields = Fields::of(node, faults)?;
    let id = ids::optional(&mut fields, "id");
    let kind = fields.word("kind", &["maternity"], LeaveKind::parse);
    let first_day = fields.day("first_day");
    let last_day = fields.required("last_day");
    let last_day = last_day.and_then(|node| Some(Placed { it: node.day(fields.faults())?, place: node.place.clone() }));
    let recorded = fields.optional_day("recorded");
    let other_cause = fields.flag("other_cause");
    fields.finish();
    refuse_end_before_start(("first_day", first_day), ("last_day", &last_day), faults);
    let last_day = last_day.map(|day| day.it);
    Some(Written { id, kind, first_day, last_day, recorded, other_cause, place: node.place.clone() })
}

impl Written {
    fn named(self, id: String) -> Option<LeaveEntry> {
        let first_day = self.first_day?;
        Some(LeaveEntry {
            id,
            kind: self.kind?,
            period: Period::new(first_day, self.last_day?).ok()?,
            recorded: self.recorded.unwrap_or(first_day),
            other_cause: self.other_cause,
            place: self.place,
        })
    }
}

fn refuse_overlapping(leave: &[LeaveEntry], faults: &mut Faults) {
    let stretches = leave.iter().map(|leave| Stretch {
        id: &leave.id,
        first: leave.period.first,
        last: Some(leave.period.last),
        place: &leave.place,
    });
    refuse_overlaps("leave", stretches.collect(), "the one to end before the other begins", faults);
}
