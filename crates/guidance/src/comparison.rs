//! One case under two editions that stand beside each other: what would be advised otherwise, and why.
//!
//! Made from two views of one role and from nothing behind them: what a reader may not see in either has no part in it,
//! not even in a count. Data only.

use crate::advise::Guidance;
use crate::view::{FindingView, MissingView, ObligationView, StepView, View};
use access::NoAccess;
use engine::Status;
use facts::{ChoiceId, Localized, PackId, Role, RuleId};
use pack::{Audience, Library, Pack};

/// One case under two editions, for one role.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The edition that leads now, with what is advised.
    pub now: ComparedEdition,
    /// The other edition, with what would be advised if it led.
    pub other: ComparedEdition,
    /// What is advised otherwise, in the order of stages and goals.
    pub differences: Vec<Difference>,
    /// Who does what under one of them only.
    pub steps: EitherSide<StepView>,
    /// What is owed, or is due, under one of them only.
    pub obligations: EitherSide<ObligationView>,
    /// What is asked under one of them only.
    pub missing: EitherSide<MissingView>,
    /// How many findings that say something are the same.
    pub same: usize,
}

/// An edition with the view of the case under it.
#[derive(Clone, Debug)]
pub struct ComparedEdition {
    /// Source and edition.
    pub id: PackId,
    /// Its name.
    pub title: Localized,
    /// Whether it is in force on the reference day for this case; where it is not, it changes nothing.
    pub in_force: bool,
    /// How it answers "is this current?".
    pub currency: Option<Localized>,
    /// The case, seen by the role.
    pub view: View,
}

/// What one question is answered with under each edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What is found now.
    pub now: Vec<FindingView>,
    /// What would be found under the other edition.
    pub other: Vec<FindingView>,
    /// In what the rules of the editions differ.
    pub differs: Vec<Localized>,
}

/// What stands on one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EitherSide<T> {
    /// Now only.
    pub now: Vec<T>,
    /// Under the other edition only.
    pub other: Vec<T>,
}

impl<T> EitherSide<T> {
    /// Nothing stands on one side only.
    pub fn is_empty(&self) -> bool {
        self.now.is_empty() && self.other.is_empty()
    }
}

/// Holds the guidance of a case against that of the same case with another edition in the lead. `None` for the worker and
/// the employer's side, who weigh no guidelines, and where `asked` stands beside no other edition.
///
/// # Errors
/// [`NoAccess`] for roles that read no file.
pub fn compare(
    now: &Guidance<'_>,
    other: &Guidance<'_>,
    asked: &PackId,
    role: Role,
) -> Result<Option<Comparison>, NoAccess> {
    let (Some(now_view), Some(other_view)) = (now.view_for(role)?, other.view_for(role)?) else { return Ok(None) };
    if now_view.audience != Audience::Professional {
        return Ok(None);
    }
    let library = now.rulebook.library();
    let leader = library.leader_among(asked, now_view.on, now_view.country.as_deref());
    let (Some(leader), Some(asked)) = (leader, library.pack(asked)) else { return Ok(None) };
    Ok(Some(Comparison {
        differences: differences(&now_view, &other_view, library),
        steps: only_on_one_side(&now_view.steps, &other_view.steps, same_step),
        obligations: only_on_one_side(&now_view.obligations, &other_view.obligations, PartialEq::eq),
        missing: only_on_one_side(&now_view.missing, &other_view.missing, same_fact),
        same: now_view
            .findings
            .iter()
            .filter(|found| says_something(found) && other_view.findings.contains(found))
            .count(),
        now: ComparedEdition::of(leader, now_view),
        other: ComparedEdition::of(asked, other_view),
    }))
}

impl ComparedEdition {
    fn of(pack: &Pack, view: View) -> Self {
        Self {
            id: pack.id.clone(),
            title: pack.title.clone(),
            in_force: pack.in_force(view.on, view.country.as_deref()),
            currency: pack.currency.get(&view.audience).cloned(),
            view,
        }
    }
}

fn only_on_one_side<T: Clone>(now: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> EitherSide<T> {
    let only = |these: &[T], those: &[T]| -> Vec<T> {
        these.iter().filter(|this| !those.iter().any(|that| same(this, that))).cloned().collect()
    };
    EitherSide { now: only(now, other), other: only(other, now) }
}

/// The same act by the same day, whichever rule asks for it.
fn same_step(one: &StepView, other: &StepView) -> bool {
    (one.who, &one.what, one.before) == (other.who, &other.what, other.before)
}

fn same_fact(one: &MissingView, other: &MissingView) -> bool {
    (&one.fact, &one.record) == (&other.fact, &other.record)
}

fn says_something(finding: &FindingView) -> bool {
    finding.text.is_some() || finding.withheld.is_some() || finding.decided.is_some()
}

/// Findings that answer one question stand together: those of one rule, and those of rules of which one comes in place of
/// the other.
fn differences(now: &View, other: &View, library: &Library) -> Vec<Difference> {
    let found = only_on_one_side(&now.findings, &other.findings, PartialEq::eq);
    let mut rules: Vec<&RuleId> = Vec::new();
    for rule in found.now.iter().chain(&found.other).filter_map(|finding| finding.rule.as_ref()) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules.sort_by_key(|rule| library.goals().iter().position(|goal| goal == *rule));
    let questions = questions(&rules, library);
    questions.iter().filter_map(|rules| difference(rules, &found, library)).collect()
}

/// Rules in groups that answer one question each.
fn questions<'r>(rules: &[&'r RuleId], library: &Library) -> Vec<Vec<&'r RuleId>> {
    let mut groups: Vec<Vec<&RuleId>> = Vec::new();
    for rule in rules {
        let (joined, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group: &Vec<&RuleId>| group.iter().any(|known| answer_alike(known, rule, library)));
        groups = apart;
        groups.push(joined.into_iter().flatten().chain([*rule]).collect());
    }
    let first =
        |group: &Vec<&RuleId>| group.iter().filter_map(|rule| rules.iter().position(|known| known == rule)).min();
    groups.sort_by_key(first);
    groups
}

fn answer_alike(one: &RuleId, other: &RuleId, library: &Library) -> bool {
    let replaces =
        |new: &RuleId, old: &RuleId| library.rule(new).is_some_and(|rule| rule.edition.in_place_of.contains(old));
    replaces(one, other) || replaces(other, one)
}

fn difference(rules: &[&RuleId], found: &EitherSide<FindingView>, library: &Library) -> Option<Difference> {
    let (now, other) = (side(rules, &found.now), side(rules, &found.other));
    if !now.iter().chain(&other).any(says_something) {
        return None;
    }
    let mut differs: Vec<Localized> = Vec::new();
    let shown = now.iter().chain(&other).filter_map(|finding| library.rule(finding.rule.as_ref()?));
    for text in shown.filter_map(|rule| rule.edition.differs.as_ref()) {
        if !differs.contains(text) {
            differs.push(text.clone());
        }
    }
    Some(Difference { now, other, differs })
}

fn does_not_apply(word: &ChoiceId) -> bool {
    word.as_str() == "does_not_apply"
}

/// What one edition answers: all that says something or has a name for its outcome; where there is nothing of the kind, the
/// first finding that is open.
fn side(rules: &[&RuleId], findings: &[FindingView]) -> Vec<FindingView> {
    let of_rules = || findings.iter().filter(|finding| finding.rule.as_ref().is_some_and(|rule| rules.contains(&rule)));
    let is_named = |finding: &FindingView| {
        let applies = finding.outcome.as_ref().is_some_and(|(word, label)| label.is_some() && !does_not_apply(word));
        applies && finding.status != Status::Open
    };
    let answered: Vec<FindingView> =
        of_rules().filter(|finding| says_something(finding) || is_named(finding)).cloned().collect();
    if answered.is_empty() {
        return of_rules().find(|finding| finding.status == Status::Open).cloned().into_iter().collect();
    }
    answered
}
