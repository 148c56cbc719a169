//! All packs of a guideline folder, linked: who declares what, who reads what.

mod assembly;
mod difference;
mod editions;
mod house;
mod tightened;

use crate::check;
use crate::classes::Span;
use crate::model::{
    Body, CalendarFunction, Condition, Coverage, Declaration, Elsewhere, GlossaryWord, HolidayList, Input, MetBy, Pack,
    Requirement, Rule, Source, Standing, Validity,
};
use crate::read::{Folder, SourceFile};
use crate::scenario::Scenario;
use assembly::Assembly;
use calendar::{ChainRule, Day, Holidays};
use facts::{DataClass, FactKindId, PackId, RuleId};
use indexmap::IndexMap;
use notation::{Fault, Faults};
use rustc_hash::FxBuildHasher;
use std::collections::{BTreeMap, BTreeSet};

pub use difference::{EditionDifference, RulePair};

/// The date fact that holds the onset of complaints; `complaint_days` counts from it.
pub const COMMON_ONSET: &str = "common.onset";
/// The date fact that holds the date of birth; `age` counts from it.
pub const COMMON_BIRTH_DATE: &str = "common.birth_date";
/// The yes/no that says whether there is absence at all, where no spell is known.
pub const COMMON_ABSENT: &str = "common.absent";
/// The judgement whether leave that has worked days beside it is passed over or interrupts; the chain is made by it.
pub const COMMON_LEAVE_BESIDE_WORK: &str = "common.leave_beside_work";
/// The judgement whether the sickness before and after leave comes from the same cause; the chain is made by it.
pub const COMMON_CAUSE_AROUND_LEAVE: &str = "common.cause_around_leave";

/// In the order of their ids, and found by a hash: nothing is looked up as often.
type ById<Id, Of> = IndexMap<Id, Of, FxBuildHasher>;

/// All packs, linked.
#[derive(Clone, Debug)]
pub struct Library {
    packs: Vec<Pack>,
    rules: ById<RuleId, Rule>,
    declarations: ById<FactKindId, Declaration>,
    scenarios: BTreeMap<RuleId, Vec<Scenario>>,
    sources: BTreeMap<String, Source>,
    glossary: Vec<GlossaryWord>,
    coverage: Option<Coverage>,
    goals: Vec<RuleId>,
    classes: BTreeMap<RuleId, DataClass>,
    exceptions: BTreeMap<RuleId, Vec<RuleId>>,
    /// The editions that lead, and when.
    leading: BTreeMap<PackId, Validity>,
    /// The same packs without the house pack, where there is one.
    published: Option<Box<Library>>,
    /// The same packs on days on which the house pack does not hold, where it is stricter than what is published.
    on_other_days: Option<Box<Library>>,
    /// For each urgency the raised alarm items on which it rests.
    raised_in: BTreeMap<RuleId, Vec<RuleId>>,
}

impl Library {
    /// Reads and links all files of a guideline folder.
    ///
    /// # Errors
    /// Every fault found, in the order of file and line.
    pub fn read(files: &[SourceFile]) -> Result<Self, Vec<Fault>> {
        Self::read_with_house(files, None)
    }

    /// Reads and links all files of a guideline folder, and after its packs the house pack in a folder of this name.
    ///
    /// # Errors
    /// Every fault found, in the order of file and line.
    pub fn read_with_house(files: &[SourceFile], house: Option<&str>) -> Result<Self, Vec<Fault>> {
        Self::read_folder(&Folder::of(files), house)
    }

    /// Reads and links the packs of a folder, and after them the house pack in a folder of this name.
    ///
    /// # Errors
    /// Every fault found, in the order of file and line.
    pub fn read_folder(folder: &Folder<'_>, house: Option<&str>) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::new();
        let mut assembly = Assembly::default();
        assembly.read_all(folder, house, &mut faults);
        let library = assembly.link(&mut faults);
        if faults.is_empty() {
            faults.extend(check::links(&library));
            // What is published holds by itself, whatever a house pack adds.
            faults.extend(library.published.as_deref().map(check::links).unwrap_or_default());
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

    /// All requirements; none where the folder lists none.
    pub fn coverage(&self) -> Option<&Coverage> {
        self.coverage.as_ref()
    }

    /// Where every requirement stands, in their order (S-49).
    pub fn standings(&self) -> Vec<(&Requirement, Standing<'_>)> {
        let Some(coverage) = &self.coverage else { return Vec::new() };
        let mut by_rules: BTreeMap<&str, Vec<MetBy>> = BTreeMap::new();
        for rule in self.rules.values() {
            for id in &rule.implements {
                by_rules.entry(id.as_str()).or_default().push(MetBy::Rule(rule.id.clone()));
            }
        }
        let mut standing = |requirement: &Requirement| {
            let mut by = by_rules.remove(requirement.id.as_str()).unwrap_or_default();
            match coverage.elsewhere.get(&requirement.id).map(|(said, _)| said) {
                Some(Elsewhere::Done(more)) => by.extend(more.iter().cloned()),
                // What a rule implements is done; that it is also planned is told by the check.
                Some(Elsewhere::Planned(room)) if by.is_empty() => return Standing::Planned(room),
                Some(Elsewhere::LeftOut(reason)) if by.is_empty() => return Standing::LeftOut(reason),
                _ => {}
            }
            if by.is_empty() { Standing::Missing } else { Standing::Done(by) }
        };
        coverage.requirements.iter().map(|requirement| (requirement, standing(requirement))).collect()
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
            Input::Known(_) | Input::Same(_) | Input::Aggregate(_) => Some(Span::yes_no()),
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
            base.extend(deadline.days_read());
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
            Input::Fact { kind, .. }
            | Input::Known(kind)
            | Input::Same(kind)
            | Input::Calendar(CalendarFunction::DaysSince { kind, .. }) => vec![kind.clone()],
            Input::Calendar(CalendarFunction::AbsenceDayAt(kind)) => {
                vec![FactKindId::new(COMMON_ABSENT), kind.clone()]
            }
            Input::Calendar(
                CalendarFunction::AbsenceDay
                | CalendarFunction::AbsenceWeek
                | CalendarFunction::AbsenceDayAtEmploymentEnd
                | CalendarFunction::JoinsAroundLeave
                | CalendarFunction::JoinsByOpenReading,
            ) => {
                vec![FactKindId::new(COMMON_ABSENT)]
            }
            Input::Calendar(CalendarFunction::DaysSinceEmploymentEnd) => Vec::new(),
            Input::Calendar(CalendarFunction::ComplaintDays) => vec![FactKindId::new(COMMON_ONSET)],
            Input::Calendar(CalendarFunction::Age) => vec![FactKindId::new(COMMON_BIRTH_DATE)],
            Input::Aggregate(aggregate) => {
                let complete = FactKindId::new(format!("{}.complete", aggregate.list));
                aggregate.fields().into_iter().chain(std::iter::once(complete)).collect()
            }
        }
    }

    /// The day facts from which obligations are counted, or by which they are done.
    pub fn days_of_obligations(&self) -> BTreeSet<FactKindId> {
        let mut days = BTreeSet::new();
        for rule in self.rules() {
            if let Body::Deadline(deadline) = &rule.body {
                days.extend(deadline.days_read());
                check::anchor_facts(&deadline.anchor, self, &mut days);
            }
        }
        days
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
                facts.extend(deadline.days_read());
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
        CalendarFunction::ComplaintDays
        | CalendarFunction::Age
        | CalendarFunction::AbsenceDayAt(_)
        | CalendarFunction::AbsenceDayAtEmploymentEnd
        | CalendarFunction::JoinsAroundLeave
        | CalendarFunction::JoinsByOpenReading => Some(0.into()),
        CalendarFunction::DaysSince { .. } | CalendarFunction::DaysSinceEmploymentEnd => None,
    };
    Span::Numbers { whole: true, min: lowest, max: None, or_none: function.can_be_none() }
}
