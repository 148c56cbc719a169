//! Runs the cases that stand beside the rules.

use crate::assess::assess_one;
use crate::finding::{Finding, Obligation, Status};
use crate::leave::leave_as_judged;
use crate::rulebook::Rulebook;
use crate::situation::{Absence, Situation};
use calendar::{BesideWork, Leave, Spell, chain_on};
use facts::{
    ChoiceId, FactId, FactKindId, PackId, PersonId, RecordList, Recorded, Role, Said, Statement, StatementId, Subject,
    SubjectId, SubjectKind, Value,
};
use notation::{Fault, Kind, Node, Place};
use pack::{Body, Expectation, Library, Rule, Scenario, ScenarioFacts, Written};
use std::collections::{BTreeMap, BTreeSet};

/// A case that came out otherwise.
#[derive(Clone, Debug)]
pub struct ScenarioFailure {
    /// Where the case stands, what it expects and what came out.
    pub fault: Fault,
}

/// Runs all cases; returns how many there are and those that came out otherwise.
pub fn run_scenarios(rulebook: &Rulebook) -> (usize, Vec<ScenarioFailure>) {
    let mut count = 0;
    let mut failures = Vec::new();
    let editions = Editions::of(rulebook);
    for rule in rulebook.library().rules() {
        for scenario in rulebook.library().scenarios(&rule.id) {
            count += 1;
            if let Err(fault) = run(editions.that_advises_with(rule), rule, scenario) {
                failures.push(ScenarioFailure { fault });
            }
        }
    }
    (count, failures)
}

/// The rules as the cases beside them mean them: a published rule as it was published, with its own edition in the
/// lead; a rule of a house pack with what the service chose.
struct Editions<'r> {
    chosen: &'r Rulebook,
    published: Rulebook,
    led: BTreeMap<PackId, Rulebook>,
}

impl<'r> Editions<'r> {
    fn of(chosen: &'r Rulebook) -> Self {
        let published = chosen.as_published();
        let editions = published.library().editions().map(|pack| pack.id.clone());
        let led = editions.filter_map(|id| Some((id.clone(), published.led_by(&id)?))).collect();
        Self { chosen, published, led }
    }

    fn that_advises_with(&self, rule: &Rule) -> &Rulebook {
        let is_house = self.chosen.library().pack(&rule.pack).is_some_and(|pack| pack.house.is_some());
        if is_house { self.chosen } else { self.led.get(&rule.pack).unwrap_or(&self.published) }
    }
}

fn run(rulebook: &Rulebook, rule: &Rule, scenario: &Scenario) -> Result<(), Fault> {
    let rulebook = rulebook.on(scenario.on);
    let situation = situation_of(rulebook.library(), rule, scenario)?;
    // Exceptions are shown by the rule that they except; rules that are no goal are looked at as if they were.
    let shown = excepted(rulebook.library(), rule);
    let came_out = |text: String| {
        Fault::at(scenario.place.clone(), format!("the case \"{}\" of `{}`: {text}", scenario.name, rule.id))
    };
    let assessment = assess_one(rulebook, &situation, &shown.id);
    if let Some(obligation) = assessment.obligation(shown.id.as_str()) {
        return compare_obligation(obligation, &scenario.expect).map_err(came_out);
    }
    let findings: Vec<&Finding> = assessment.of_rule(shown.id.as_str()).collect();
    match findings.as_slice() {
        [] => compare_beneath(rulebook, shown, &situation, &scenario.expect).map_err(came_out),
        many => {
            let compared: Vec<Result<(), String>> =
                many.iter().map(|finding| compare_finding(finding, &scenario.expect)).collect();
            // With several records one finding must be as expected.
            if compared.iter().any(Result::is_ok) {
                Ok(())
            } else {
                compared.into_iter().next().unwrap_or(Ok(())).map_err(came_out)
            }
        }
    }
}

/// The rule at which a chain of exceptions ends; circles of them are refused when packs load.
fn excepted<'r>(library: &'r Library, rule: &'r Rule) -> &'r Rule {
    let mut shown = rule;
    while let Body::Exception(exception) = &shown.body
        && let Some(next) = library.rule(&exception.excepts)
    {
        shown = next;
    }
    shown
}

fn compare_finding(finding: &Finding, expect: &Expectation) -> Result<(), String> {
    let missing: BTreeSet<&str> =
        finding.explanation.missing.iter().map(|missing| missing.fact.kind.as_str()).collect();
    if finding.status == Status::WaitsForPhysician {
        return Err("an alarm halts this goal".to_owned());
    }
    compare(finding.outcome.as_ref().filter(|_| finding.status != Status::Open), &finding.possible, &missing, expect)
}

/// A rule that is no goal by itself: its compiled outcome.
fn compare_beneath(
    rulebook: &Rulebook,
    rule: &Rule,
    situation: &Situation,
    expect: &Expectation,
) -> Result<(), String> {
    let Some(goal) = rulebook.goal(&rule.id) else { return Err("it has no outcome".to_owned()) };
    let known = crate::known::Known::new(rulebook.library(), situation);
    let members = crate::known::Members::default();
    let class_of =
        |number: u16| goal.variables.get(usize::from(number)).and_then(|variable| known.class_of(variable, &members));
    let possible = rulebook.possible(goal, &class_of);
    let missing: BTreeSet<&str> = possible
        .relevant
        .iter()
        .filter_map(|number| goal.variables.get(usize::from(*number)))
        .flat_map(|variable| match &variable.asked {
            crate::variable::Asked::Input(input) => {
                rulebook.library().facts_of_input(input).into_iter().map(|kind| kind.to_string()).collect()
            }
            asked => asked.fact().map(|kind| vec![kind.to_string()]).unwrap_or_default(),
        })
        .map(|kind| {
            rulebook.library().declaration(&FactKindId::new(&kind)).map_or("", |declaration| declaration.id.as_str())
        })
        .collect();
    compare(possible.decided(), &possible.words, &missing, expect)
}

fn compare(
    outcome: Option<&ChoiceId>,
    possible: &[ChoiceId],
    missing: &BTreeSet<&str>,
    expect: &Expectation,
) -> Result<(), String> {
    let words = |list: &[ChoiceId]| list.iter().map(ChoiceId::as_str).collect::<Vec<_>>().join(", ");
    match expect {
        Expectation::Outcome { outcome: expected, .. } if outcome == Some(expected) => Ok(()),
        Expectation::Outcome { outcome: expected, .. } => Err(match outcome {
            Some(found) => format!("expected `{expected}`, found `{found}`"),
            None => format!("expected `{expected}`, found it open: {}", words(possible)),
        }),
        Expectation::Open { possible: expected, missing: expected_missing } => {
            let (found, wanted): (BTreeSet<&ChoiceId>, BTreeSet<&ChoiceId>) =
                (possible.iter().collect(), expected.iter().collect());
            if found != wanted {
                return Err(format!("expected it open with {}, found {}", words(expected), words(possible)));
            }
            let wanted_missing: Option<BTreeSet<&str>> =
                expected_missing.as_ref().map(|kinds| kinds.iter().map(FactKindId::as_str).collect());
            match wanted_missing {
                Some(wanted) if wanted != *missing => {
                    Err(format!("expected to miss {}, found {}", join(&wanted), join(missing)))
                }
                _ => Ok(()),
            }
        }
    }
}

fn join(words: &BTreeSet<&str>) -> String {
    words.iter().copied().collect::<Vec<_>>().join(", ")
}

fn compare_obligation(obligation: &Obligation, expect: &Expectation) -> Result<(), String> {
    match expect {
        Expectation::Open { .. } => Err("an obligation has a state; write `expect`".to_owned()),
        Expectation::Outcome { outcome, due } => {
            if outcome.as_str() != obligation.state.as_str() {
                return Err(format!("expected `{outcome}`, found `{}`", obligation.state.as_str()));
            }
            let found = obligation.due.as_ref().or(obligation.latest.as_ref()).map(|due| due.day);
            match due {
                Some(day) if Some(*day) != found => Err(format!(
                    "expected the day {day}, found {}",
                    found.map_or("none".to_owned(), |day| day.to_string())
                )),
                _ => Ok(()),
            }
        }
    }
}

/// The small situation of a case: everything is said on the reference day, by the role with most authority.
fn situation_of(library: &Library, rule: &Rule, scenario: &Scenario) -> Result<Situation, Fault> {
    let mut situation = Situation::empty(scenario.on);
    let of_pack = || library.pack(&rule.pack).and_then(|pack| pack.countries.first().cloned());
    situation.country = scenario.country.clone().or_else(of_pack);
    situation.employment_end = scenario.employment_end;
    let mut statements = Statements { library, on: scenario.on, made: Vec::new() };
    statements.say(&scenario.facts, None)?;
    if let Some(days) = scenario.complaint_days.and_then(|days| i32::try_from(days).ok()) {
        statements.say_day(pack::COMMON_ONSET, scenario.on.plus_days(days.saturating_neg()));
    }
    if let Some(years) = scenario.age.and_then(|years| i32::try_from(years).ok()) {
        statements.say_day(pack::COMMON_BIRTH_DATE, scenario.on.plus_years(years.saturating_neg()));
    }
    for list in scenario.records.keys().chain(&scenario.complete) {
        list_exists(library, list, &scenario.place)?;
    }
    for (list, members) in &scenario.records {
        for (at, facts) in members.iter().enumerate() {
            let id = SubjectId::new(format!("{list}-{}", at + 1));
            statements.say(facts, Some(&id))?;
            situation.records.entry(list.clone()).or_default().insert(id);
        }
    }
    for list in &scenario.complete {
        statements.say_value(&FactKindId::new(format!("{list}.complete")), Said::Value(Value::yes()), None);
    }
    situation.statements = statements.made;
    situation.absence = absence_of(library, &situation, scenario)?;
    Ok(situation)
}

fn list_exists(library: &Library, list: &RecordList, place: &Place) -> Result<(), Fault> {
    let lists = library.declarations().filter_map(|declaration| match &declaration.subject {
        SubjectKind::Record(list) => Some(list.as_str()),
        _ => None,
    });
    let lists: BTreeSet<&str> = lists.collect();
    if lists.contains(list.as_str()) {
        return Ok(());
    }
    Err(Fault::at(place.clone(), format!("`{list}` is no list of records")).did_you_mean(list.as_str(), lists))
}

fn absence_of(library: &Library, situation: &Situation, scenario: &Scenario) -> Result<Absence, Fault> {
    if scenario.no_absence {
        return Ok(Absence::None);
    }
    if scenario.spells.is_empty() {
        return Ok(Absence::Unknown);
    }
    let spells: Vec<Spell> = scenario
        .spells
        .iter()
        .enumerate()
        .map(|(at, spell)| Spell { id: format!("spell-{}", at + 1), first: spell.first, last: spell.last })
        .collect();
    let leave: Vec<Leave> = scenario
        .leave
        .iter()
        .enumerate()
        .map(|(at, period)| Leave {
            id: format!("leave-{}", at + 1),
            period: *period,
            other_cause: false,
            beside_work: BesideWork::Open,
        })
        .collect();
    let leave = leave_as_judged(library, situation, leave);
    let rule = library.chain_rule(situation.country.as_deref(), scenario.on);
    match chain_on(&spells, &leave, &rule, scenario.on) {
        Ok(Some(chain)) => Ok(Absence::Chain(chain)),
        Ok(None) => Ok(Absence::Unknown),
        Err(error) => Err(Fault::at(scenario.place.clone(), error.to_string())),
    }
}

struct Statements<'l> {
    library: &'l Library,
    on: calendar::Day,
    made: Vec<Statement>,
}

impl Statements<'_> {
    fn say(&mut self, facts: &ScenarioFacts, member: Option<&SubjectId>) -> Result<(), Fault> {
        for (kind, node) in facts {
            let Some(declaration) = self.library.declaration(kind) else {
                let right: Vec<&str> = self.library.declarations().map(|declaration| declaration.id.as_str()).collect();
                return Err(Fault::at(node.place.clone(), format!("`{kind}` is not a fact that somebody states"))
                    .did_you_mean(kind.as_str(), right));
            };
            let said = match &node.kind {
                Kind::Text(word) if word == "dont_know" => Said::DontKnow,
                _ => match written(node).and_then(|written| declaration.domain.value_of(written)) {
                    Some(value) => Said::Value(value),
                    None => {
                        return Err(Fault::at(node.place.clone(), format!("this is no value of `{kind}`"))
                            .expected(declaration.domain.in_words()));
                    }
                },
            };
            self.say_value(kind, said, member);
        }
        Ok(())
    }

    fn say_day(&mut self, kind: &str, day: calendar::Day) {
        self.say_value(&FactKindId::new(kind), Said::Value(Value::Date(day)), None);
    }

    fn say_value(&mut self, kind: &FactKindId, said: Said, member: Option<&SubjectId>) {
        let declaration = self.library.declaration(kind);
        let subject_kind = declaration.map_or(SubjectKind::Case, |declaration| declaration.subject.clone());
        let subject = match member {
            Some(id) => Subject { kind: subject_kind, id: id.clone() },
            None => Subject::only(subject_kind),
        };
        let sequence = u32::try_from(self.made.len()).unwrap_or(u32::MAX);
        let role =
            declaration.and_then(|declaration| declaration.asked_of.first().copied()).unwrap_or(Role::Bedrijfsarts);
        self.made.push(Statement {
            id: StatementId::new(format!("case-{sequence}")),
            fact: FactId { kind: kind.clone(), subject },
            said,
            about: self.on,
            until: None,
            recorded: Recorded { day: self.on, sequence },
            by: PersonId::new("case"),
            role,
            told_by: None,
            replaces: None,
            withdraws: None,
            reason: Some("case".to_owned()),
            group_answer: false,
        });
    }
}

fn written(node: &Node) -> Option<Written<'_>> {
    Some(match &node.kind {
        Kind::Text(word) => Written::Word(word),
        Kind::Whole(number) => Written::Whole(*number),
        Kind::Decimal(number) => Written::Decimal(*number),
        Kind::Day(day) => Written::Day(*day),
        _ => return None,
    })
}
