//! All packs of a guideline folder, linked: who declares what, who reads what.

use crate::check;
use crate::classes::Span;
use crate::hash::ContentHash;
use crate::model::{
    Body, CalendarFunction, Condition, Declaration, GlossaryWord, HolidayList, Input, Pack, Persistence, Rule, Source,
    SourceKind, Stage, ValueDomain,
};
use crate::read::{self, PackHead, SourceFile};
use crate::scenario::Scenario;
use calendar::{ChainRule, Day, Holidays};
use facts::{DataClass, FactKindId, Localized, PackId, Role, RuleId, SubjectKind};
use notation::{Fault, Faults, Node, Notation, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The date fact that holds the onset of complaints; `complaint_days` counts from it.
pub const COMMON_ONSET: &str = "common.onset";
/// The date fact that holds the date of birth; `age` counts from it.
pub const COMMON_BIRTH_DATE: &str = "common.birth_date";
/// The yes/no that says whether there is absence at all, where no spell is known.
pub const COMMON_ABSENT: &str = "common.absent";

/// All packs, linked.
#[derive(Clone, Debug)]
pub struct Library {
    packs: Vec<Pack>,
    rules: BTreeMap<RuleId, Rule>,
    declarations: BTreeMap<FactKindId, Declaration>,
    scenarios: BTreeMap<RuleId, Vec<Scenario>>,
    sources: BTreeMap<String, Source>,
    glossary: Vec<GlossaryWord>,
    goals: Vec<RuleId>,
    classes: BTreeMap<RuleId, DataClass>,
    exceptions: BTreeMap<RuleId, Vec<RuleId>>,
}

impl Library {
    /// Reads and links all files of a guideline folder.
    ///
    /// # Errors
    /// Every fault found, in the order of file and line.
    pub fn read(files: &[SourceFile]) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::new();
        let mut assembly = Assembly::default();
        assembly.read_all(files, &mut faults);
        let library = assembly.link(&mut faults);
        if faults.is_empty() {
            faults.extend(check::links(&library));
        }
        faults.or(library)
    }

    /// The packs in their order.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The pack with this id.
    pub fn pack(&self, id: &PackId) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.id == *id)
    }

    /// The pack in which a rule stands.
    pub fn pack_of(&self, rule: &RuleId) -> Option<&Pack> {
        self.pack(&self.rule(rule)?.pack)
    }

    /// All rules, by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// The rule with this id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.get(id)
    }

    /// The rule whose outcome can be read as this fact.
    pub fn rule_of_fact(&self, kind: &FactKindId) -> Option<&Rule> {
        self.rules.get(kind.as_str()).filter(|rule| rule.as_fact().is_some())
    }

    /// The declaration of a fact that people state (questions, judgements, completeness of lists).
    pub fn declaration(&self, kind: &FactKindId) -> Option<&Declaration> {
        self.declarations.get(kind)
    }

    /// All declarations.
    pub fn declarations(&self) -> impl Iterator<Item = &Declaration> {
        self.declarations.values()
    }

    /// The bibliography.
    pub fn sources(&self) -> &BTreeMap<String, Source> {
        &self.sources
    }

    /// The glossary.
    pub fn glossary(&self) -> &[GlossaryWord] {
        &self.glossary
    }

    /// How a word of the glossary is called.
    pub fn word(&self, id: &str) -> Option<&GlossaryWord> {
        self.glossary.iter().find(|word| word.id == id)
    }

    /// The cases beside a rule.
    pub fn scenarios(&self, rule: &RuleId) -> &[Scenario] {
        self.scenarios.get(rule).map_or(&[], Vec::as_slice)
    }

    /// All goals: alarm items first by class, then by stage, pack and the order in which the pack lists them (S-15, S-17).
    pub fn goals(&self) -> &[RuleId] {
        &self.goals
    }

    /// All questions in the order of packs and asking.
    pub fn questions(&self) -> impl Iterator<Item = &Rule> {
        self.packs.iter().flat_map(|pack| &pack.questions).filter_map(|id| self.rule(id))
    }

    /// How confidential the outcome of a rule is: the highest class of all it can read (S-39), or what a
    /// judgement releases (S-40).
    pub fn class_of(&self, rule: &RuleId) -> DataClass {
        self.classes.get(rule).copied().unwrap_or(DataClass::DisciplineNotes)
    }

    /// The public holidays of a country.
    pub fn holidays(&self, country: &str) -> Holidays {
        let lists = self.rules().filter_map(|rule| match &rule.body {
            Body::Holidays(list) => Some(list),
            _ => None,
        });
        Holidays::new(
            lists.filter(|list: &&HolidayList| list.country == country).flat_map(|list| list.days.clone()).collect(),
        )
    }

    /// How spells add up in a country; as in the Netherlands where the country is not known or has no rule of its own.
    pub fn chain_rule(&self, country: Option<&str>, on: Day) -> ChainRule {
        let of_country = |wanted: &str| {
            self.rules().find_map(|rule| match &rule.body {
                Body::Chain(chain) if chain.country == wanted => self.number(&chain.joins_below_days, on, None),
                _ => None,
            })
        };
        let joins_below_days = of_country(country.unwrap_or("NL")).or_else(|| of_country("NL")).unwrap_or(0);
        ChainRule { joins_below_days }
    }

    /// What values an input can have; none when conditions cannot read it.
    pub fn span_of(&self, input: &Input) -> Option<Span> {
        match input {
            Input::Known(_) | Input::Aggregate(_) => Some(Span::yes_no()),
            Input::Calendar(function) => Some(calendar_span(function)),
            Input::Fact { kind, .. } => match self.rule_of_fact(kind) {
                Some(rule) => Some(Span::Words(self.outcomes_as_fact(rule))),
                None => Span::of_domain(&self.declaration(kind)?.domain),
            },
        }
    }

    /// The words that a rule's outcome can be read as. A judgement with a proposal can also turn out not to apply.
    pub fn outcomes_as_fact(&self, rule: &Rule) -> Vec<facts::ChoiceId> {
        let mut words = rule.outcomes();
        if let Body::Judgement(judgement) = &rule.body {
            let proposal = judgement.proposed_by.as_ref().and_then(|table| self.rule(table));
            let passes =
                proposal.is_some_and(|table| table.outcomes().iter().any(|word| word.as_str() == DOES_NOT_APPLY));
            if passes && !words.iter().any(|word| word.as_str() == DOES_NOT_APPLY) {
                words.push(facts::ChoiceId::new(DOES_NOT_APPLY));
            }
        }
        words
    }

    /// What a rule reads directly, or through its exceptions.
    pub fn inputs_of(&self, rule: &Rule) -> Vec<Input> {
        let mut inputs = Vec::new();
        self.collect_inputs(rule, &mut BTreeSet::new(), &mut inputs);
        inputs
    }

    /// Exceptions may turn in a circle until [`check::links`] has refused that.
    fn collect_inputs(&self, rule: &Rule, seen: &mut BTreeSet<RuleId>, inputs: &mut Vec<Input>) {
        if !seen.insert(rule.id.clone()) {
            return;
        }
        match &rule.body {
            Body::Table(table) => inputs.extend(table.columns.iter().cloned()),
            Body::Judgement(judgement) => {
                inputs.extend(judgement.proposed_by.iter().map(|table| Input::fact(&FactKindId::new(table.as_str()))))
            }
            _ => {
                let tests = rule.condition().map(Condition::tests).unwrap_or_default();
                inputs.extend(tests.into_iter().map(|(input, _)| input.clone()));
            }
        }
        for exception in self.exceptions_of(&rule.id) {
            self.collect_inputs(exception, seen, inputs);
        }
    }

    /// The exceptions that name a rule, in the order of their ids.
    pub fn exceptions_of(&self, rule: &RuleId) -> Vec<&Rule> {
        self.exceptions.get(rule).into_iter().flatten().filter_map(|id| self.rule(id)).collect()
    }

    /// The outcomes of the rule that an exception ends at, through exceptions to exceptions; none in a circle of them.
    pub(crate) fn excepted_outcomes(&self, id: &RuleId) -> Option<Vec<facts::ChoiceId>> {
        let mut seen = BTreeSet::new();
        let mut at = self.rule(id);
        while let Some(Body::Exception(exception)) = at.map(|rule| &rule.body) {
            at = if seen.insert(&exception.excepts) { self.rule(&exception.excepts) } else { None };
        }
        at.map(Rule::outcomes)
    }

    /// The facts that people state on which a rule rests, directly or through derived facts.
    pub fn base_facts_of(&self, rule: &RuleId) -> BTreeSet<FactKindId> {
        let mut base = BTreeSet::new();
        let mut seen = BTreeSet::new();
        self.collect_base(rule, &mut seen, &mut base);
        base
    }

    fn collect_base(&self, id: &RuleId, seen: &mut BTreeSet<RuleId>, base: &mut BTreeSet<FactKindId>) {
        let Some(rule) = self.rule(id).filter(|_| seen.insert(id.clone())) else { return };
        if let Body::Judgement(judgement) = &rule.body {
            base.insert(judgement.fact.id.clone());
        }
        if let Body::Deadline(deadline) = &rule.body {
            base.insert(deadline.done_by.clone());
            check::anchor_facts(&deadline.anchor, self, base);
        }
        for input in self.inputs_of(rule) {
            for kind in self.facts_of_input(&input) {
                match self.rule_of_fact(&kind) {
                    Some(derived) => self.collect_base(&derived.id.clone(), seen, base),
                    None => _ = base.insert(kind),
                }
            }
        }
    }

    /// The fact kinds that an input rests on.
    pub fn facts_of_input(&self, input: &Input) -> Vec<FactKindId> {
        match input {
            Input::Fact { kind, .. } | Input::Known(kind) | Input::Calendar(CalendarFunction::DaysSince(kind)) => {
                vec![kind.clone()]
            }
            Input::Calendar(CalendarFunction::AbsenceDay | CalendarFunction::AbsenceWeek) => {
                vec![FactKindId::new(COMMON_ABSENT)]
            }
            Input::Calendar(CalendarFunction::ComplaintDays) => vec![FactKindId::new(COMMON_ONSET)],
            Input::Calendar(CalendarFunction::Age) => vec![FactKindId::new(COMMON_BIRTH_DATE)],
            Input::Aggregate(aggregate) => {
                let complete = FactKindId::new(format!("{}.complete", aggregate.list));
                aggregate.fields().into_iter().chain(std::iter::once(complete)).collect()
            }
        }
    }

    /// A dated number on a day, for an absence that began on a day (S-35).
    pub fn number(&self, number: &crate::model::Number, on: Day, first_absence_day: Option<Day>) -> Option<u32> {
        match number {
            crate::model::Number::Plain(number) => Some(*number),
            crate::model::Number::Value(id) => match &self.rule(id)?.body {
                Body::Value(value) => value.on(match value.by {
                    crate::model::SelectedBy::ReferenceDay => on,
                    crate::model::SelectedBy::FirstAbsenceDay => first_absence_day.unwrap_or(on),
                }),
                _ => None,
            },
        }
    }

    /// The class of every rule: the highest of all that it can read. Found by raising classes until nothing changes,
    /// which ends because there are five of them, and does not mind circles (those are told elsewhere).
    fn find_classes(&mut self) {
        let sources: Vec<(RuleId, DataClass, Vec<RuleId>)> =
            self.rules().filter(|rule| self.released_by(rule).is_none()).map(|rule| self.class_sources(rule)).collect();
        self.classes = self.rules().filter_map(|rule| Some((rule.id.clone(), self.released_by(rule)?))).collect();
        let mut changed = true;
        while changed {
            changed = false;
            for (id, own, read) in &sources {
                let known = self.classes.get(id).copied();
                let highest = read.iter().filter_map(|rule| self.classes.get(rule).copied()).fold(*own, DataClass::max);
                if known != Some(highest) {
                    self.classes.insert(id.clone(), highest);
                    changed = true;
                }
            }
        }
    }

    /// The class that a judgement is passed on as (S-40).
    fn released_by(&self, rule: &Rule) -> Option<DataClass> {
        match &rule.body {
            Body::Judgement(judgement) => judgement.releases,
            _ => None,
        }
    }

    /// The class that a rule has by itself, and the rules whose class it takes over.
    fn class_sources(&self, rule: &Rule) -> (RuleId, DataClass, Vec<RuleId>) {
        // What a pack about the complaint says is as secret as the complaint, even where it reads nothing but days.
        let mut own = self.pack(&rule.pack).map_or(DataClass::Administrative, |pack| pack.class);
        let inputs = self.inputs_of(rule);
        let mut facts: BTreeSet<FactKindId> = inputs.iter().flat_map(|input| self.facts_of_input(input)).collect();
        let mut read: Vec<RuleId> = Vec::new();
        if inputs.iter().any(|input| matches!(input, Input::Fact { reads: crate::model::Reads::Ever, .. })) {
            facts.insert(FactKindId::new(COMMON_ONSET));
        }
        match &rule.body {
            Body::Judgement(judgement) => own = own.max(judgement.fact.class),
            Body::Deadline(deadline) => {
                facts.insert(deadline.done_by.clone());
                check::anchor_facts(&deadline.anchor, self, &mut facts);
                check::anchor_rules(&deadline.anchor, &mut read);
            }
            // Which records there are is known as soon as any of their fields is.
            Body::Contradiction(pair) => {
                facts.extend([&pair.first, &pair.second].map(|list| FactKindId::new(format!("{list}.complete"))));
            }
            _ => {}
        }
        facts.extend(rule.each.iter().map(|list| FactKindId::new(format!("{list}.complete"))));
        for kind in facts {
            match self.rule_of_fact(&kind) {
                Some(rule) => read.push(rule.id.clone()),
                None => own = own.max(self.declaration(&kind).map_or(DataClass::Administrative, |fact| fact.class)),
            }
        }
        (rule.id.clone(), own, read)
    }
}

/// The outcome "does not apply": it passes from a proposal through the judgement.
pub(crate) const DOES_NOT_APPLY: &str = "does_not_apply";

fn calendar_span(function: &CalendarFunction) -> Span {
    let lowest = match function {
        CalendarFunction::AbsenceDay | CalendarFunction::AbsenceWeek => Some(1.into()),
        CalendarFunction::ComplaintDays | CalendarFunction::Age => Some(0.into()),
        CalendarFunction::DaysSince(_) => None,
    };
    Span::Numbers { whole: true, min: lowest, max: None, or_none: function.can_be_none() }
}

/// What has been read so far.
#[derive(Default)]
struct Assembly {
    heads: Vec<(PackHead, ContentHash)>,
    rules: BTreeMap<RuleId, Rule>,
    scenarios: BTreeMap<RuleId, Vec<Scenario>>,
    sources: BTreeMap<String, Source>,
    glossary: Vec<GlossaryWord>,
    /// Rules whose file is there and could not be read: what names them is not wrong for that.
    unread: BTreeSet<RuleId>,
}

impl Assembly {
    fn read_all(&mut self, files: &[SourceFile], faults: &mut Faults) {
        let by_path: BTreeMap<&str, &SourceFile> = files.iter().map(|file| (file.path.as_str(), file)).collect();
        let Some(list) = tree(&by_path, "packs.toml", faults) else { return };
        let packs = read::packs_file(&list, faults);
        for (folder, place) in &packs {
            self.read_pack(folder, place, &by_path, faults);
        }
        let files_in = |folder: &'static str| {
            by_path
                .keys()
                .copied()
                .filter(move |path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
        };
        for path in files_in("sources").filter(|path| path.ends_with(".toml")) {
            let source = tree(&by_path, path, faults).and_then(|node| read::source_file(&node, faults));
            if let Some(source) = source
                && let Some(twice) = self.sources.insert(source.id.clone(), source)
            {
                faults.add(Fault::at(
                    Place::whole_file(path),
                    format!("the source `{}` stands here a second time", twice.id),
                ));
            }
        }
        if by_path.contains_key("glossary.toml") {
            self.glossary = tree(&by_path, "glossary.toml", faults)
                .map(|node| read::glossary_file(&node, faults))
                .unwrap_or_default();
        }
    }

    fn read_pack(&mut self, folder: &str, place: &Place, by_path: &BTreeMap<&str, &SourceFile>, faults: &mut Faults) {
        let head_path = format!("{folder}/pack.toml");
        if !by_path.contains_key(head_path.as_str()) {
            faults.add(Fault::at(place.clone(), format!("the pack `{folder}` has no file {head_path}")));
            return;
        }
        let Some(head) = tree(by_path, &head_path, faults).and_then(|node| read::pack_file(&node, folder, faults))
        else {
            return;
        };
        let within = format!("{folder}/");
        let own: Vec<&SourceFile> =
            by_path.iter().filter(|(path, _)| path.starts_with(&within)).map(|(_, file)| *file).collect();
        let hashed: Vec<(&str, &[u8])> = own.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
        let hash = ContentHash::of(&hashed);
        for file in own.iter().filter(|file| file.path != head_path && file.path.ends_with(".toml")) {
            match file.path.strip_suffix(".cases.toml") {
                Some(rule_path) => self.read_cases(&file.path, rule_path, &head, by_path, faults),
                None => self.read_rule(&file.path, &head, by_path, faults),
            }
        }
        self.heads.push((head, hash));
    }

    fn read_rule(&mut self, path: &str, head: &PackHead, by_path: &BTreeMap<&str, &SourceFile>, faults: &mut Faults) {
        let expected = rule_id_of(path, head);
        let Some(rule) = tree(by_path, path, faults).and_then(|node| read::rule_file(&node, &head.id, faults)) else {
            self.unread.insert(expected);
            return;
        };
        if rule.id != expected {
            faults.add(
                Fault::at(rule.place.clone(), format!("the rule is called `{}`", rule.id))
                    .expected(format!("`{expected}`, from prefix and file name")),
            );
        }
        let folder = path.split('/').rev().nth(1).unwrap_or("");
        if folder != rule.stage.as_str() {
            faults.add(
                Fault::at(rule.place.clone(), format!("the rule stands in the folder `{folder}`"))
                    .expected(format!("the folder of its stage, `{}`", rule.stage)),
            );
        }
        if let Some(first) = self.rules.get(&rule.id) {
            faults.add(
                Fault::at(rule.place.clone(), format!("the rule `{}` stands here a second time", rule.id))
                    .expected(format!("another name; the first stands in {}", first.place.file)),
            );
        }
        self.rules.insert(rule.id.clone(), rule);
    }

    fn read_cases(
        &mut self,
        path: &str,
        rule_path: &str,
        head: &PackHead,
        by_path: &BTreeMap<&str, &SourceFile>,
        faults: &mut Faults,
    ) {
        let rule = rule_id_of(rule_path, head);
        if !by_path.contains_key(format!("{rule_path}.toml").as_str()) {
            faults.add(Fault::at(Place::whole_file(path), "there is no rule file beside these cases"));
        }
        if let Some(node) = tree(by_path, path, faults) {
            let scenarios = read::scenario_file(&node, &rule, faults);
            self.scenarios.insert(rule, scenarios);
        }
    }

    fn link(self, faults: &mut Faults) -> Library {
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
            let complete = completeness_of(&list, &declarations);
            declarations.insert(complete.id.clone(), complete);
        }
        let known = |id: &RuleId| self.rules.contains_key(id) || self.unread.contains(id);
        for (head, _) in &self.heads {
            for listed in [&head.questions, &head.goals] {
                check_list(listed, &known, &self.rules, faults);
            }
        }
        let packs: Vec<Pack> = self.heads.into_iter().map(|(head, hash)| finish_pack(head, hash)).collect();
        let goals = ordered_goals(&packs, &self.rules);
        let mut exceptions: BTreeMap<RuleId, Vec<RuleId>> = BTreeMap::new();
        for rule in self.rules.values() {
            if let Body::Exception(exception) = &rule.body {
                exceptions.entry(exception.excepts.clone()).or_default().push(rule.id.clone());
            }
        }
        let mut library = Library {
            packs,
            rules: self.rules,
            declarations,
            scenarios: self.scenarios,
            sources: self.sources,
            glossary: self.glossary,
            goals,
            classes: BTreeMap::new(),
            exceptions,
        };
        library.find_classes();
        library
    }
}

fn tree(by_path: &BTreeMap<&str, &SourceFile>, path: &str, faults: &mut Faults) -> Option<Node> {
    let Some(file) = by_path.get(path) else {
        faults.add(Fault::at(Place::whole_file(path), "this file is missing"));
        return None;
    };
    notation::read(path, &file.bytes, Notation::Toml).map_err(|fault| faults.add(fault)).ok()
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

/// `<list>.complete`: said by anybody who may fill a field of the list, as secret as its most secret field (S-10).
fn completeness_of(list: &facts::RecordList, declarations: &BTreeMap<FactKindId, Declaration>) -> Declaration {
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
        label: Localized {
            nl: "deze lijst is volledig".to_owned(),
            fr: "cette liste est complète".to_owned(),
            en: "this list is complete".to_owned(),
        },
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
