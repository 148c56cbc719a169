//! From files to a library: every file is read, then all are linked.

use super::Library;
use crate::check;
use crate::hash::ContentHash;
use crate::model::{
    Body, Coverage, Declaration, GlossaryWord, HousePack, Pack, Persistence, Rule, Source, SourceKind, Stage,
    ValueDomain,
};
use crate::read::{self, CASES, Folder, PACKS, PackHead};
use crate::scenario::Scenario;
use facts::{DataClass, FactKindId, Localized, PackId, Role, RuleId, SubjectKind};
use notation::{Fault, Faults, Node, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The folder of the bibliography, beside the packs or within the house pack.
const SOURCES: &str = "sources/";
const GLOSSARY: &str = "glossary.toml";

/// What has been read so far.
#[derive(Clone, Default)]
pub(super) struct Assembly {
    heads: Vec<(PackHead, ContentHash)>,
    rules: BTreeMap<RuleId, Rule>,
    scenarios: BTreeMap<RuleId, Vec<Scenario>>,
    sources: BTreeMap<String, Source>,
    glossary: Vec<GlossaryWord>,
    coverage: Option<Coverage>,
    /// Rules whose file is there and could not be read: what names them is not wrong for that.
    unread: BTreeSet<RuleId>,
}

impl Assembly {
    pub(super) fn read_all(&mut self, folder: &Folder<'_>, house: Option<&str>, faults: &mut Faults) {
        let Some(list) = tree(folder, PACKS, faults) else { return };
        for (pack, place) in read::packs_file(list, faults) {
            self.read_pack(&pack, &place, folder, faults);
        }
        if let Some(house) = house {
            self.read_pack(house, &Place::whole_file(house), folder, faults);
            self.expect_house(house, faults);
        }
        self.read_sources(folder, faults);
        if folder.holds(GLOSSARY) {
            self.glossary =
                tree(folder, GLOSSARY, faults).map(|node| read::glossary_file(node, faults)).unwrap_or_default();
        }
        self.read_coverage(folder, faults);
    }

    fn read_sources(&mut self, folder: &Folder<'_>, faults: &mut Faults) {
        let of_houses = self.house_heads().map(|head| format!("{}/{SOURCES}", head.id));
        let shelves: Vec<String> = std::iter::once(SOURCES.to_owned()).chain(of_houses).collect();
        let files = shelves.iter().flat_map(|shelf| folder.within(shelf)).map(|file| file.path.as_str());
        let paths: BTreeSet<&str> = files.filter(|path| folder.holds(path)).collect();
        for path in paths {
            let source = tree(folder, path, faults).and_then(|node| read::source_file(node, faults));
            if let Some(source) = source
                && let Some(twice) = self.sources.insert(source.id.clone(), source)
            {
                faults.add(Fault::at(
                    Place::whole_file(path),
                    format!("the source `{}` stands here a second time", twice.id),
                ));
            }
        }
    }

    /// A folder may go without a list of requirements; with one of the two files the other must be there.
    fn read_coverage(&mut self, folder: &Folder<'_>, faults: &mut Faults) {
        if ![check::REQUIREMENTS, check::ELSEWHERE].iter().any(|path| folder.holds(path)) {
            return;
        }
        let requirements = tree(folder, check::REQUIREMENTS, faults);
        self.coverage = requirements.and_then(|node| read::requirements_file(node, faults));
        if let (Some(node), Some(coverage)) = (tree(folder, check::ELSEWHERE, faults), &mut self.coverage) {
            read::elsewhere_file(node, coverage, faults);
        }
    }

    fn house_heads(&self) -> impl Iterator<Item = &PackHead> {
        self.heads.iter().map(|(head, _)| head).filter(|head| head.house.is_some())
    }

    /// What stands in the folder of the house pack says so itself.
    fn expect_house(&self, folder: &str, faults: &mut Faults) {
        let head = self.heads.iter().map(|(head, _)| head).find(|head| head.id.as_str() == folder);
        if let Some(head) = head.filter(|head| head.house.is_none()) {
            faults.add(Fault::at(head.place.clone(), "this pack is no house pack").expected("`house = true`"));
        }
    }

    fn read_pack(&mut self, pack: &str, place: &Place, folder: &Folder<'_>, faults: &mut Faults) {
        let head_path = format!("{pack}/pack.toml");
        if !folder.holds(&head_path) {
            faults.add(Fault::at(place.clone(), format!("the pack `{pack}` has no file {head_path}")));
            return;
        }
        let Some(head) = tree(folder, &head_path, faults).and_then(|node| read::pack_file(node, pack, faults)) else {
            return;
        };
        let within = format!("{pack}/");
        let own = folder.within(&within);
        let hashed: Vec<(&str, &[u8])> = own.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
        let hash = ContentHash::of(&hashed);
        let is_source = |path: &str| path.strip_prefix(&within).is_some_and(|rest| rest.starts_with(SOURCES));
        let is_of_a_rule =
            |path: &&str| *path != head_path && folder.holds(path) && !(head.house.is_some() && is_source(path));
        for path in own.iter().map(|file| file.path.as_str()).filter(is_of_a_rule) {
            match path.strip_suffix(CASES) {
                Some(rule_path) => self.read_cases(path, rule_path, &head, folder, faults),
                None => self.read_rule(path, &head, folder, faults),
            }
        }
        self.heads.push((head, hash));
    }

    fn read_rule(&mut self, path: &str, head: &PackHead, folder: &Folder<'_>, faults: &mut Faults) {
        let expected = rule_id_of(path, head);
        let Some(rule) = tree(folder, path, faults).and_then(|node| read::rule_file(node, &head.id, faults)) else {
            self.unread.insert(expected);
            return;
        };
        if rule.id != expected {
            faults.add(
                Fault::at(rule.place.clone(), format!("the rule is called `{}`", rule.id))
                    .expected(format!("`{expected}`, from prefix and file name")),
            );
        }
        let stage = path.split('/').rev().nth(1).unwrap_or("");
        if stage != rule.stage.as_str() {
            faults.add(
                Fault::at(rule.place.clone(), format!("the rule stands in the folder `{stage}`"))
                    .expected(format!("the folder of its stage, `{}`", rule.stage)),
            );
        }
        if let Some(first) = self.rules.get(&rule.id) {
            faults.add(
                Fault::at(rule.place.clone(), format!("the rule `{}` stands here a second time", rule.id))
                    .expected(format!("another name; the first stands in {}", first.place.file())),
            );
        }
        self.rules.insert(rule.id.clone(), rule);
    }

    fn read_cases(&mut self, path: &str, rule_path: &str, head: &PackHead, folder: &Folder<'_>, faults: &mut Faults) {
        let rule = rule_id_of(rule_path, head);
        if !folder.holds(&format!("{rule_path}.toml")) {
            faults.add(Fault::at(Place::whole_file(path), "there is no rule file beside these cases"));
        }
        if let Some(node) = tree(folder, path, faults) {
            let scenarios = read::scenario_file(node, &rule, faults);
            self.scenarios.insert(rule, scenarios);
        }
    }

    pub(super) fn link(self, faults: &mut Faults) -> Library {
        let published = self.without_house().map(|rest| Box::new(rest.link_all(&mut Faults::new())));
        let on_other_days = self.as_on_other_days().map(|rest| Box::new(rest.link_all(&mut Faults::new())));
        Library { published, on_other_days, ..self.link_all(faults) }
    }

    /// The same packs without that in which the house pack is stricter than what is published; none where it is not.
    fn as_on_other_days(&self) -> Option<Self> {
        let tightens = |head: &PackHead| head.house.as_ref().is_some_and(HousePack::tightens);
        if !self.house_heads().any(tightens) {
            return None;
        }
        let mut rest = self.clone();
        for house in rest.heads.iter_mut().filter_map(|(head, _)| head.house.as_mut()) {
            house.obligations.clear();
            house.alarms.clear();
        }
        Some(rest)
    }

    /// What is published, where a house pack stands beside it.
    fn without_house(&self) -> Option<Self> {
        let houses: BTreeSet<PackId> = self.house_heads().map(|head| head.id.clone()).collect();
        if houses.is_empty() {
            return None;
        }
        let mut rest = self.clone();
        rest.heads.retain(|(head, _)| head.house.is_none());
        rest.rules.retain(|_, rule| !houses.contains(&rule.pack));
        Some(rest)
    }

    fn link_all(self, faults: &mut Faults) -> Library {
        let mut declarations: BTreeMap<FactKindId, Declaration> = BTreeMap::new();
        let declared = self.rules.values().flat_map(|rule| match &rule.body {
            Body::Question(question) => question.facts.iter().map(|fact| (fact, &rule.place)).collect(),
            Body::Judgement(judgement) => vec![(&judgement.fact, &rule.place)],
            _ => Vec::new(),
        });
        for (declaration, place) in declared {
            if declarations.insert(declaration.id.clone(), declaration.clone()).is_some() {
                faults
                    .add(Fault::at(place.clone(), format!("the fact `{}` is declared a second time", declaration.id)));
            }
            let derived = self.rules.get(declaration.id.as_str()).filter(|rule| rule.as_fact().is_some());
            if derived.is_some_and(|rule| declaration.filled_by.as_ref() != Some(&rule.id)) {
                faults.add(
                    Fault::at(place.clone(), format!("the fact `{}` is also the name of a rule", declaration.id))
                        .expected("another name: a fact is stated or follows from others, not both"),
                );
            }
        }
        for list in record_lists(&declarations) {
            let complete = completeness_of(&list, &declarations, &self.rules);
            declarations.insert(complete.id.clone(), complete);
        }
        let known = |id: &RuleId| self.rules.contains_key(id) || self.unread.contains(id);
        for (head, _) in &self.heads {
            for listed in [&head.questions, &head.goals] {
                check_list(listed, &known, &self.rules, faults);
            }
        }
        let house = super::house::choices(&self.heads);
        let mut rules = self.rules;
        super::house::apply(&house, &mut rules, faults);
        super::tightened::apply(&house, &mut rules);
        let packs: Vec<Pack> = self.heads.into_iter().map(|(head, hash)| finish_pack(head, hash)).collect();
        let goals = ordered_goals(&packs, &rules);
        let mut exceptions: BTreeMap<RuleId, Vec<RuleId>> = BTreeMap::new();
        for rule in rules.values() {
            if let Body::Exception(exception) = &rule.body {
                exceptions.entry(exception.excepts.clone()).or_default().push(rule.id.clone());
            }
        }
        let mut library = Library {
            packs,
            rules: rules.into_iter().collect(),
            declarations: declarations.into_iter().collect(),
            scenarios: self.scenarios,
            sources: self.sources,
            glossary: self.glossary,
            coverage: self.coverage,
            goals,
            classes: BTreeMap::new(),
            exceptions,
            leading: super::house::leading(&house),
            published: None,
            on_other_days: None,
            raised_in: BTreeMap::new(),
        };
        library.find_classes();
        library.find_raised();
        library
    }
}

fn tree<'f>(folder: &'f Folder<'_>, path: &str, faults: &mut Faults) -> Option<&'f Node> {
    folder.tree(path).map_err(|fault| faults.add(fault)).ok()
}

fn rule_id_of(path: &str, head: &PackHead) -> RuleId {
    let name = path.rsplit('/').next().unwrap_or(path);
    RuleId::new(format!("{}.{}", head.prefix, name.strip_suffix(".toml").unwrap_or(name)))
}

/// What a pack lists as questions or goals exists, and stands there once.
fn check_list(
    listed: &[(RuleId, Place)],
    known: &dyn Fn(&RuleId) -> bool,
    rules: &BTreeMap<RuleId, Rule>,
    faults: &mut Faults,
) {
    let mut seen = BTreeSet::new();
    for (id, place) in listed {
        if !known(id) {
            let right: Vec<&str> = rules.keys().map(RuleId::as_str).collect();
            faults.add(Fault::at(place.clone(), format!("there is no rule `{id}`")).did_you_mean(id.as_str(), right));
        } else if !seen.insert(id) {
            faults.add(Fault::at(place.clone(), format!("`{id}` stands here a second time")));
        }
    }
}

fn finish_pack(head: PackHead, hash: ContentHash) -> Pack {
    let ids = |listed: Vec<(RuleId, Place)>| listed.into_iter().map(|(id, _)| id).collect();
    Pack {
        id: head.id,
        prefix: head.prefix,
        title: head.title,
        countries: head.countries,
        validity: head.validity,
        confirmed_on: head.confirmed_on,
        neutral: head.neutral,
        questions: ids(head.questions),
        goals: ids(head.goals),
        alarm_signs: head.alarm_signs,
        withholds_reassurance: head.withholds_reassurance,
        class: head.class,
        stands_beside: head.stands_beside,
        currency: head.currency,
        house: head.house,
        hash,
    }
}

fn ordered_goals(packs: &[Pack], rules: &BTreeMap<RuleId, Rule>) -> Vec<RuleId> {
    let mut goals: Vec<(bool, Option<crate::model::AlarmClass>, Stage, usize, usize, RuleId)> = Vec::new();
    for (pack_at, pack) in packs.iter().enumerate() {
        for (at, id) in pack.goals.iter().enumerate() {
            if let Some(rule) = rules.get(id) {
                goals.push((rule.alarm().is_none(), rule.alarm(), rule.stage, pack_at, at, id.clone()));
            }
        }
    }
    goals.sort();
    goals.into_iter().map(|(.., id)| id).collect()
}

fn record_lists(declarations: &BTreeMap<FactKindId, Declaration>) -> BTreeSet<facts::RecordList> {
    declarations
        .values()
        .filter_map(|declaration| match &declaration.subject {
            SubjectKind::Record(list) => Some(list.clone()),
            _ => None,
        })
        .collect()
}

/// What the list is called, and that nothing is missing from it.
fn all_named(list: Option<&Localized>) -> Localized {
    let named = |of: fn(&Localized) -> &String, all: &str| match list {
        Some(title) => format!("{}: {all}", of(title)),
        None => all.to_owned(),
    };
    Localized {
        nl: named(|title| &title.nl, "alles is genoemd"),
        fr: named(|title| &title.fr, "tout est mentionné"),
        en: named(|title| &title.en, "all of it is named"),
    }
}

/// `<list>.complete`: said by anybody who may fill a field of the list, as secret as its most secret field (S-10).
fn completeness_of(
    list: &facts::RecordList,
    declarations: &BTreeMap<FactKindId, Declaration>,
    rules: &BTreeMap<RuleId, Rule>,
) -> Declaration {
    let fields: Vec<&Declaration> =
        declarations.values().filter(|field| field.subject == SubjectKind::Record(list.clone())).collect();
    let mut asked_of: Vec<Role> = Vec::new();
    for role in fields.iter().flat_map(|field| &field.asked_of) {
        if !asked_of.contains(role) {
            asked_of.push(*role);
        }
    }
    Declaration {
        id: FactKindId::new(format!("{list}.complete")),
        filled_by: None,
        label: all_named(fields.iter().find_map(|field| rules.get(field.filled_by.as_ref()?)).map(|rule| &rule.title)),
        domain: ValueDomain::YesNo,
        subject: SubjectKind::Case,
        class: fields.iter().map(|field| field.class).max().unwrap_or(DataClass::Medical),
        asked_of,
        source: SourceKind::Register,
        persistence: Persistence::UntilChanged,
        alarm: false,
        fixed: false,
        record_only: false,
        implies: None,
    }
}
