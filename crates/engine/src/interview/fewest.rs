//! How much is left to ask after the worst answer to a question.

use crate::compile::CompiledGoal;
use crate::diagram::{Diagrams, NodeRef};
use crate::variable::Asked;
use pack::Input;
use std::collections::{BTreeMap, BTreeSet};

/// What is left of a goal once everything that is known is taken into account.
pub struct LeftOpen<'g> {
    goal: &'g CompiledGoal,
    diagrams: Diagrams,
    root: NodeRef,
}

impl<'g> LeftOpen<'g> {
    /// A goal under what is known of its variables.
    pub fn of(goal: &'g CompiledGoal, known: &dyn Fn(u16) -> Option<usize>) -> Self {
        let mut diagrams = goal.diagrams.clone();
        // Restricting makes no more nodes than there are; were it to fail, nothing would be left out.
        let root = diagrams.restrict(goal.root, known).unwrap_or(goal.root);
        match diagrams.keep_only(&[root]) {
            Ok((kept, roots)) => Self { goal, diagrams: kept, root: roots.first().copied().unwrap_or(root) },
            Err(_) => Self { goal, diagrams, root },
        }
    }

    /// How much `count` makes of the variables that still matter, in the worst case over all answers to some of them.
    ///
    /// Exact: every combination of answers that the diagram still tells apart is tried. Where a diagram has more of them than
    /// anybody could wait for, what was found by then counts; which question comes first is then a matter of order only.
    pub fn most_left(&self, answered: &BTreeSet<u16>, count: &dyn Fn(&BTreeSet<u16>) -> usize) -> usize {
        let diagrams = self.diagrams.clone();
        let mut search = Search { goal: self.goal, answered, count, diagrams, found: BTreeMap::new() };
        search.worst(self.root)
    }
}

/// So many combinations are tried.
const MOST_TRIED: usize = 20_000;

struct Search<'s> {
    goal: &'s CompiledGoal,
    answered: &'s BTreeSet<u16>,
    count: &'s dyn Fn(&BTreeSet<u16>) -> usize,
    diagrams: Diagrams,
    /// What is left beneath a node, found once.
    found: BTreeMap<NodeRef, usize>,
}

impl Search<'_> {
    fn worst(&mut self, root: NodeRef) -> usize {
        if let Some(found) = self.found.get(&root) {
            return *found;
        }
        let support = self.diagrams.support(root);
        let Some(variable) = support.iter().copied().find(|variable| self.answered.contains(variable)) else {
            let left = (self.count)(&support);
            self.found.insert(root, left);
            return left;
        };
        let classes = self.goal.variables.get(usize::from(variable)).map_or(0, |variable| variable.classes.len());
        let mut worst = 0;
        for class in 0..classes {
            if self.found.len() >= MOST_TRIED {
                break;
            }
            if let Ok(left) = self.diagrams.restrict(root, &|asked| (asked == variable).then_some(class)) {
                worst = worst.max(self.worst(left));
            }
        }
        self.found.insert(root, worst);
        worst
    }
}

/// Whether an answer to the facts behind a variable settles it. A list may go on, and what would be judged where nothing is
/// proposed is never known: it is the judgement that settles the goal.
pub(super) fn is_settled_by_an_answer(asked: &Asked) -> bool {
    !matches!(asked, Asked::Input(Input::Aggregate(_) | Input::Known(_)) | Asked::IfJudged(_))
}
