//! `packs.toml` and `pack.toml`.

use super::{localized, required_localized};
use crate::model::{Audience, HousePack, Validity};
use calendar::Day;
use facts::{DataClass, Localized, PackId, RuleId};
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::BTreeMap;

/// What stands in `pack.toml`.
#[derive(Clone)]
pub(crate) struct PackHead {
    pub(crate) id: PackId,
    pub(crate) prefix: String,
    pub(crate) title: Localized,
    pub(crate) countries: Vec<String>,
    pub(crate) validity: Validity,
    pub(crate) confirmed_on: Day,
    pub(crate) neutral: bool,
    pub(crate) questions: Vec<(RuleId, Place)>,
    pub(crate) goals: Vec<(RuleId, Place)>,
    pub(crate) alarm_signs: Option<RuleId>,
    pub(crate) withholds_reassurance: Vec<RuleId>,
    pub(crate) class: DataClass,
    pub(crate) stands_beside: Option<PackId>,
    pub(crate) currency: BTreeMap<Audience, Localized>,
    pub(crate) house: Option<HousePack>,
    pub(crate) place: Place,
}

/// The packs in their order.
pub(crate) fn packs_file(node: &Node, faults: &mut Faults) -> Vec<(String, Place)> {
    let Some(mut fields) = Fields::of(node, faults) else { return Vec::new() };
    let packs = fields.optional_texts("packs");
    if packs.is_empty() {
        let place = fields.place().clone();
        fields.faults().add(Fault::at(place, "no packs are named").expected("`packs = [\"common\", …]`"));
    }
    fields.finish();
    packs
}

pub(crate) fn pack_file(node: &Node, folder: &str, faults: &mut Faults) -> Option<PackHead> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    if let Some(id) = id.as_deref().filter(|id| *id != folder) {
        let place = fields.place().clone();
        fields.faults().add(
            Fault::at(place, format!("the pack is called `{id}`"))
                .expected(format!("`{folder}`, the name of its folder")),
        );
    }
    let prefix = fields.text("prefix");
    let title = required_localized(&mut fields, "title");
    let countries = fields.optional_texts("countries").into_iter().map(|(word, _)| word).collect();
    let validity = validity(&mut fields);
    let confirmed_on = fields.day("confirmed_on");
    let neutral = fields.flag("neutral");
    let questions = rule_ids(&mut fields, "questions");
    let goals = rule_ids(&mut fields, "goals");
    let alarm_signs = fields.optional_text("alarm_signs").map(RuleId::new);
    let withholds_reassurance =
        fields.optional_texts("withholds_reassurance").into_iter().map(|(word, _)| RuleId::new(word)).collect();
    let class = fields.optional_word("class", &DataClass::ALL.map(DataClass::as_str), DataClass::parse);
    let stands_beside = fields.optional_text("stands_beside").map(PackId::new);
    let currency = fields.optional("currency").map(|node| currency(node, fields.faults())).unwrap_or_default();
    let house = super::house::house(&mut fields);
    fields.optional_text("note");
    let place = fields.place().clone();
    fields.finish();
    Some(PackHead {
        id: PackId::new(id?),
        prefix: prefix?,
        title: title?,
        countries,
        validity: validity?,
        confirmed_on: confirmed_on?,
        neutral,
        questions,
        goals,
        alarm_signs,
        withholds_reassurance,
        class: class.unwrap_or(DataClass::Administrative),
        stands_beside,
        currency,
        house,
        place,
    })
}

/// The answer to "is this current?", for each audience.
fn currency(node: &Node, faults: &mut Faults) -> BTreeMap<Audience, Localized> {
    let Some(mut fields) = Fields::of(node, faults) else { return BTreeMap::new() };
    let mut texts = BTreeMap::new();
    for audience in Audience::ALL {
        let Some(node) = fields.optional(audience.as_str()) else { continue };
        texts.extend(localized(node, fields.faults()).map(|text| (audience, text)));
    }
    fields.finish();
    texts
}

pub(super) fn validity(fields: &mut Fields<'_, '_>) -> Option<Validity> {
    let from = fields.day("valid_from");
    let until = fields.optional_day("valid_until");
    let from = from?;
    if until.is_some_and(|until| until < from) {
        let place = fields.place().clone();
        fields.faults().add(Fault::at(place, "`valid_until` lies before `valid_from`"));
    }
    Some(Validity { from, until })
}

fn rule_ids(fields: &mut Fields<'_, '_>, name: &'static str) -> Vec<(RuleId, Place)> {
    fields.optional_texts(name).into_iter().map(|(word, place)| (RuleId::new(word), place)).collect()
}
