//! `packs.toml` and `pack.toml`.

use super::{localized, required_localized, role_words};
use crate::model::{Audience, HousePack, Validity};
use calendar::Day;
use facts::{DataClass, Localized, PackId, Role, RuleId};
use notation::{Fault, Faults, Fields, Kind, Node, Place};
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
    let house = house(&mut fields);
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

/// What a service chose; only a house pack says it (S-38).
fn house(fields: &mut Fields<'_, '_>) -> Option<HousePack> {
    let is_house = fields.flag("house");
    let leading = fields.optional_text("leading").map(PackId::new);
    let settings = fields.optional("settings").map(|node| settings(node, fields.faults()));
    let steps = fields.optional("steps").map(|node| steps(node, fields.faults()));
    let chose = leading.is_some() || settings.is_some() || steps.is_some();
    if chose && !is_house {
        let place = fields.place().clone();
        fields.faults().add(
            Fault::at(place, "`leading`, `settings` and `steps` stand in a house pack only").expected("`house = true`"),
        );
    }
    // One that chooses and forgot to say so is told once, and read as what it is meant to be.
    (is_house || chose).then(|| HousePack {
        leading,
        settings: settings.unwrap_or_default(),
        steps: steps.unwrap_or_default(),
    })
}

fn settings(node: &Node, faults: &mut Faults) -> BTreeMap<RuleId, u32> {
    let mut chosen = BTreeMap::new();
    for (rule, node) in node.entries(faults) {
        match node.kind {
            Kind::Whole(number) if (0..=36_600).contains(&number) => {
                chosen.extend(u32::try_from(number).map(|number| (RuleId::new(rule), number)));
            }
            _ => faults.add(
                Fault::at(node.place.clone(), "this is not a number for a setting")
                    .expected("a whole number from 0 to 36600"),
            ),
        }
    }
    chosen
}

/// `"rule#step" = "role"`.
fn steps(node: &Node, faults: &mut Faults) -> BTreeMap<(RuleId, String), Role> {
    let mut chosen = BTreeMap::new();
    for (step, node) in node.entries(faults) {
        let Some(word) = node.text(faults) else { continue };
        let Some((rule, id)) = step.split_once('#') else {
            faults.add(Fault::at(node.place.clone(), format!("`{step}` is not a step")).expected("`rule#step`"));
            continue;
        };
        match Role::ALL.iter().find(|role| role.as_str() == word) {
            Some(role) => _ = chosen.insert((RuleId::new(rule), id.to_owned()), *role),
            None => faults.add(super::unknown_word(word, &node.place, "role", role_words())),
        }
    }
    chosen
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
