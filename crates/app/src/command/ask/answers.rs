//! A file of answers, for scripts: what is asked is looked up in it, in whatever order it is asked.

use crate::failure::Failure;
use crate::files;
use calendar::Day;
use casefile::Country;
use facts::{FactId, FactKindId, RecordList, Said, SubjectId, SubjectKind};
use notation::{Fault, Faults, Fields, Kind, Node};
use pack::{Library, Written};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of a file.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub(super) country: Option<Country>,
    pub(super) first_absence_day: Option<Day>,
    said: BTreeMap<FactKindId, Said>,
    reasons: BTreeMap<FactKindId, String>,
    records: BTreeMap<RecordList, Vec<Record>>,
    /// What was asked and answered.
    used: BTreeSet<FactKindId>,
}

#[derive(Debug, Default)]
struct Record {
    /// Its name: as the file gives it, or as it was given when the record was asked for.
    id: Option<SubjectId>,
    said: BTreeMap<FactKindId, Said>,
    reasons: BTreeMap<FactKindId, String>,
}

impl Answers {
    pub(super) fn read(path: &str, library: &Library) -> Result<Self, Failure> {
        let read = files::case(path)?;
        let tree = notation::read(&read.name, &read.bytes, read.notation)
            .map_err(|fault| Failure::InvalidInput(vec![fault]))?;
        let mut faults = Faults::new();
        let mut answers = Answers::default();
        if let Some(mut fields) = Fields::of(&tree, &mut faults) {
            answers.country = fields.optional_word("country", &["NL", "BE"], Country::parse);
            answers.first_absence_day = fields.optional_day("first_absence_day");
            let parts = ["answers", "reasons", "records"].map(|name| fields.optional(name));
            fields.finish();
            let [said, reasons, records] = parts;
            answers.said = said_in(said, library, &mut faults);
            answers.reasons = reasons_in(reasons, library, &mut faults);
            answers.records = records_in(records, library, &mut faults);
        }
        faults.or(answers).map_err(Failure::InvalidInput)
    }

    /// What the file answers to a fact, with the reason that it gives.
    pub(super) fn to(&mut self, fact: &FactId) -> Option<(Said, Option<String>)> {
        let (said, reasons) = match &fact.subject.kind {
            SubjectKind::Record(list) => {
                let record =
                    self.records.get(list)?.iter().find(|record| record.id.as_ref() == Some(&fact.subject.id))?;
                (&record.said, &record.reasons)
            }
            _ => (&self.said, &self.reasons),
        };
        let said = said.get(&fact.kind)?.clone();
        let reason = reasons.get(&fact.kind).or_else(|| self.reasons.get(&fact.kind)).cloned();
        self.used.insert(fact.kind.clone());
        Some((said, reason))
    }

    /// Whether the file has one more record of a list: its name, where it gives one. None: it says nothing about this list.
    pub(super) fn another(&mut self, list: &RecordList, known: &[SubjectId], name: SubjectId) -> Option<Another> {
        let complete = FactKindId::new(format!("{list}.complete"));
        if let Some(records) = self.records.get_mut(list) {
            let fresh = |record: &&mut Record| record.id.as_ref().is_none_or(|id| !known.contains(id));
            let taken: Vec<SubjectId> = known.to_vec();
            let next =
                records.iter_mut().filter(fresh).find(|record| record.id.as_ref().is_none_or(|id| !taken.contains(id)));
            if let Some(next) = next {
                return Some(Another::Named(next.id.get_or_insert(name).clone()));
            }
        }
        let said = self.said.get(&complete).cloned();
        self.used.insert(complete);
        match said {
            Some(Said::DontKnow) => Some(Another::DontKnow),
            Some(_) => Some(Another::None),
            None => self.records.contains_key(list).then_some(Another::None),
        }
    }

    /// What stands in the file and was not asked.
    pub(super) fn not_needed(&self) -> Vec<&FactKindId> {
        let of_records = self.records.values().flatten().flat_map(|record| record.said.keys());
        let kinds: BTreeSet<&FactKindId> = self.said.keys().chain(of_records).collect();
        kinds.into_iter().filter(|kind| !self.used.contains(*kind)).collect()
    }
}

/// Whether there is one more record.
pub(super) enum Another {
    /// One of this name.
    Named(SubjectId),
    /// No.
    None,
    /// Not known.
    DontKnow,
}

fn said_in(node: Option<&Node>, library: &Library, faults: &mut Faults) -> BTreeMap<FactKindId, Said> {
    entries(node, faults).iter().filter_map(|(kind, node)| said(kind, node, library, faults)).collect()
}

/// One answer. A fault never repeats it.
fn said(kind: &str, node: &Node, library: &Library, faults: &mut Faults) -> Option<(FactKindId, Said)> {
    let id = known(kind, node, library, faults)?;
    let domain = &library.declaration(&id)?.domain;
    let written = match &node.kind {
        Kind::Text(word) if word == "dont_know" => return Some((id, Said::DontKnow)),
        Kind::Text(word) => Some(Written::Word(word)),
        Kind::Whole(number) => Some(Written::Whole(*number)),
        Kind::Decimal(number) => Some(Written::Decimal(*number)),
        Kind::Day(day) => Some(Written::Day(*day)),
        Kind::Truth(_) | Kind::List(_) | Kind::Table(_) | Kind::Nothing => None,
    };
    match written.and_then(|written| domain.value_of(written)) {
        Some(value) => Some((id, Said::Value(value))),
        None => {
            faults.add(
                Fault::at(node.place.clone(), format!("what stands here is no answer to `{kind}`"))
                    .expected(domain.in_words()),
            );
            None
        }
    }
}

fn known(kind: &str, node: &Node, library: &Library, faults: &mut Faults) -> Option<FactKindId> {
    let id = FactKindId::new(kind);
    if library.declaration(&id).is_some() {
        return Some(id);
    }
    let right = library.declarations().map(|declaration| declaration.id.as_str());
    let fault = Fault::at(node.place.clone(), format!("`{kind}` is not a fact of these packs"));
    faults.add(fault.did_you_mean(kind, right));
    None
}

fn reasons_in(node: Option<&Node>, library: &Library, faults: &mut Faults) -> BTreeMap<FactKindId, String> {
    let mut reasons = BTreeMap::new();
    for (kind, node) in entries(node, faults) {
        let Some(id) = known(kind, node, library, faults) else { continue };
        match &node.kind {
            Kind::Text(words) if !words.trim().is_empty() => _ = reasons.insert(id, words.clone()),
            _ => faults.add(Fault::at(node.place.clone(), "no reason stands here").expected("words")),
        }
    }
    reasons
}

fn records_in(node: Option<&Node>, library: &Library, faults: &mut Faults) -> BTreeMap<RecordList, Vec<Record>> {
    let mut lists = BTreeMap::new();
    for (list, node) in entries(node, faults) {
        let complete = FactKindId::new(format!("{list}.complete"));
        if library.declaration(&complete).is_none() {
            faults.add(Fault::at(node.place.clone(), format!("`{list}` is not a list of these packs")));
            continue;
        }
        let Kind::List(members) = &node.kind else {
            faults.add(Fault::at(node.place.clone(), "no list stands here").expected("a list of records"));
            continue;
        };
        let members = members.iter().map(|member| record(member, library, faults)).collect();
        lists.insert(RecordList::new(list), members);
    }
    lists
}

fn record(node: &Node, library: &Library, faults: &mut Faults) -> Record {
    let mut record = Record::default();
    for (name, field) in entries(Some(node), faults) {
        match (name.as_str(), &field.kind) {
            ("id", Kind::Text(id)) => record.id = Some(SubjectId::new(id)),
            ("reasons", Kind::Table(_)) => record.reasons = reasons_in(Some(field), library, faults),
            _ => record.said.extend(said(name, field, library, faults)),
        }
    }
    record
}

fn entries<'n>(node: Option<&'n Node>, faults: &mut Faults) -> &'n [(String, Node)] {
    match node.map(|node| (&node.kind, node)) {
        None => &[],
        Some((Kind::Table(fields), _)) => fields,
        Some((_, node)) => {
            faults.add(Fault::at(node.place.clone(), "no table stands here").expected("facts with their answers"));
            &[]
        }
    }
}
