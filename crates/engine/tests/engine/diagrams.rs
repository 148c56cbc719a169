//! Decision diagrams against truth tables (S-22, S-23).

use crate::properties::for_all;
use engine::diagram::{Diagrams, Leaf, NodeRef, TooLarge};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The sizes of the variables: two, three and two values, twelve assignments.
const SIZES: [usize; 3] = [2, 3, 2];
const ASSIGNMENTS: usize = 12;

type Assignment = [usize; 3];

/// A function of three variables, as the list of its leaves.
type Function = Vec<Leaf>;

fn assignments() -> impl Iterator<Item = Assignment> {
    let [first, second, third] = SIZES;
    (0..first).flat_map(move |a| (0..second).flat_map(move |b| (0..third).map(move |c| [a, b, c])))
}

fn functions(leaves: u16) -> impl Strategy<Value = Function> {
    prop::collection::vec((0..leaves).prop_map(Leaf), ASSIGNMENTS)
}

fn value(function: &Function, assignment: Assignment) -> Leaf {
    let at = assignments().position(|known| known == assignment).unwrap();
    function[at]
}

/// The diagram of a function, built from tests of single variables.
fn diagram(diagrams: &mut Diagrams, function: &Function) -> NodeRef {
    let mut root = diagrams.leaf(Leaf::FALSE).unwrap();
    for (assignment, leaf) in assignments().zip(function) {
        let mut here = diagrams.leaf(Leaf::TRUE).unwrap();
        for ((variable, size), class) in (0u16..).zip(SIZES).zip(assignment) {
            let is = diagrams.test(variable, size, &[class].into()).unwrap();
            here = diagrams.and(here, is).unwrap();
        }
        let then = diagrams.leaf(*leaf).unwrap();
        root = diagrams.choose(here, then, root).unwrap();
    }
    root
}

fn evaluated(diagrams: &Diagrams, root: NodeRef) -> Function {
    assignments().map(|at| diagrams.evaluate(root, &|variable| at[usize::from(variable)]).unwrap()).collect()
}

/// Whether the function depends on a variable, by trying.
fn depends(function: &Function, variable: usize) -> bool {
    assignments().any(|at| {
        (0..SIZES[variable]).any(|class| {
            let mut other = at;
            other[variable] = class;
            value(function, at) != value(function, other)
        })
    })
}

fn holds(leaf: Leaf) -> bool {
    leaf == Leaf::TRUE
}

fn truth(holds: bool) -> Leaf {
    if holds { Leaf::TRUE } else { Leaf::FALSE }
}

#[test]
fn s_22_a_diagram_has_the_value_of_its_function_everywhere() {
    for_all(1_000, &functions(4), |function| {
        let mut diagrams = Diagrams::new(10_000);
        let root = diagram(&mut diagrams, &function);
        prop_assert_eq!(evaluated(&diagrams, root), function);
        Ok(())
    });
}

#[test]
fn s_22_equal_functions_are_one_node_and_different_ones_are_not() {
    for_all(1_000, &(functions(2), functions(2)), |(one, other)| {
        let mut diagrams = Diagrams::new(10_000);
        let (first, second) = (diagram(&mut diagrams, &one), diagram(&mut diagrams, &other));
        prop_assert_eq!(first == second, one == other);
        // The same function by another way: not (not a and not b) is a or b.
        let either = diagrams.or(first, second).unwrap();
        let (not_first, not_second) = (diagrams.not(first).unwrap(), diagrams.not(second).unwrap());
        let neither = diagrams.and(not_first, not_second).unwrap();
        prop_assert_eq!(diagrams.not(neither).unwrap(), either);
        Ok(())
    });
}

#[test]
fn s_22_and_or_not_and_choose_are_those_of_the_truth_tables() {
    for_all(1_000, &(functions(2), functions(2), functions(4)), |(a, b, c)| {
        let mut diagrams = Diagrams::new(10_000);
        let [x, y, z] = [&a, &b, &c].map(|function| diagram(&mut diagrams, function));
        let (and, or) = (diagrams.and(x, y).unwrap(), diagrams.or(x, y).unwrap());
        let (not, chosen) = (diagrams.not(x).unwrap(), diagrams.choose(x, y, z).unwrap());
        let pairs = || a.iter().zip(&b);
        let by_table = |hold: fn(bool, bool) -> bool| -> Function {
            pairs().map(|(one, other)| truth(hold(holds(*one), holds(*other)))).collect()
        };
        prop_assert_eq!(evaluated(&diagrams, and), by_table(|one, other| one && other));
        prop_assert_eq!(evaluated(&diagrams, or), by_table(|one, other| one || other));
        prop_assert_eq!(evaluated(&diagrams, not), by_table(|one, _| !one));
        let expected: Function =
            pairs().zip(&c).map(|((when, then), other)| if holds(*when) { *then } else { *other }).collect();
        prop_assert_eq!(evaluated(&diagrams, chosen), expected);
        Ok(())
    });
}

#[test]
fn s_23_a_variable_stands_in_a_diagram_when_the_function_depends_on_it() {
    for_all(2_000, &functions(2), |function| {
        let mut diagrams = Diagrams::new(10_000);
        let root = diagram(&mut diagrams, &function);
        let expected: BTreeSet<u16> = (0u16..3).filter(|variable| depends(&function, usize::from(*variable))).collect();
        prop_assert_eq!(diagrams.support(root), expected);
        let leaves: BTreeSet<Leaf> = function.into_iter().collect();
        prop_assert_eq!(diagrams.leaves(root), leaves);
        Ok(())
    });
}

#[test]
fn s_23_restricting_leaves_the_function_of_what_is_unknown() {
    let known = [prop::option::of(0..2usize), prop::option::of(0..3usize), prop::option::of(0..2usize)];
    for_all(2_000, &(functions(3), known), |(function, known)| {
        let mut diagrams = Diagrams::new(10_000);
        let root = diagram(&mut diagrams, &function);
        let left = diagrams.restrict(root, &|variable| known[usize::from(variable)]).unwrap();
        let restricted: Function = assignments()
            .map(|at| {
                let mut given = at;
                given.iter_mut().zip(known).for_each(|(class, known)| *class = known.unwrap_or(*class));
                value(&function, given)
            })
            .collect();
        prop_assert_eq!(evaluated(&diagrams, left), restricted.clone());
        // Reduced again: what is left is the node of the restricted function itself.
        prop_assert_eq!(diagram(&mut diagrams, &restricted), left);
        prop_assert!(diagrams.size(left) <= diagrams.size(root), "restricting makes nothing larger");
        // As a diagram of its own it is the same, and every node of it is needed.
        let (own, top) = diagrams.restricted(root, &|variable| known[usize::from(variable)]).unwrap();
        prop_assert_eq!(evaluated(&own, top), restricted);
        prop_assert_eq!(own.support(top), diagrams.support(left));
        prop_assert_eq!(own.leaves(top), diagrams.leaves(left));
        prop_assert_eq!(own.len(), own.size(top));
        Ok(())
    });
}

#[test]
fn s_22_leaves_are_renamed_and_compared_pair_by_pair() {
    for_all(1_000, &(functions(4), functions(4)), |(one, other)| {
        let mut diagrams = Diagrams::new(10_000);
        let (first, second) = (diagram(&mut diagrams, &one), diagram(&mut diagrams, &other));
        let renamed = diagrams.relabel(first, &|leaf| Leaf(leaf.0 / 2)).unwrap();
        let expected: Function = one.iter().map(|leaf| Leaf(leaf.0 / 2)).collect();
        prop_assert_eq!(evaluated(&diagrams, renamed), expected);
        let at_most = diagrams.compare(first, second, &|a, b| a <= b).unwrap();
        let expected: Function = one.iter().zip(&other).map(|(a, b)| truth(a <= b)).collect();
        prop_assert_eq!(evaluated(&diagrams, at_most), expected);
        Ok(())
    });
}

#[test]
fn s_22_a_way_to_a_leaf_leads_there_whatever_else_is_so() {
    for_all(1_000, &functions(4), |function| {
        let mut diagrams = Diagrams::new(10_000);
        let root = diagram(&mut diagrams, &function);
        for leaf in (0..4).map(Leaf) {
            let Some(way) = diagrams.way_to(root, leaf) else {
                prop_assert!(!function.contains(&leaf), "there is a way to {:?}", leaf);
                continue;
            };
            let along = |at: &Assignment| way.iter().all(|(variable, class)| at[usize::from(*variable)] == *class);
            prop_assert!(assignments().filter(along).all(|at| value(&function, at) == leaf));
            let first = assignments().find(|at| value(&function, *at) == leaf).unwrap();
            prop_assert!(along(&first), "the way is the first in declared order");
        }
        Ok(())
    });
}

#[test]
fn s_22_keeping_some_diagrams_changes_none_of_them() {
    for_all(500, &(functions(4), functions(4)), |(one, other)| {
        let mut diagrams = Diagrams::new(10_000);
        let roots = [diagram(&mut diagrams, &one), diagram(&mut diagrams, &other)];
        let (kept, found) = diagrams.keep_only(&roots).unwrap();
        prop_assert_eq!(evaluated(&kept, found[0]), one);
        prop_assert_eq!(evaluated(&kept, found[1]), other);
        let reachable = kept.size(found[0]).max(kept.size(found[1]));
        prop_assert!(kept.len() >= reachable && kept.len() <= kept.size(found[0]) + kept.size(found[1]));
        Ok(())
    });
}

#[test]
fn s_22_more_nodes_than_allowed_is_an_error_and_no_panic() {
    let mut diagrams = Diagrams::new(3);
    assert!(diagrams.is_empty());
    let rain = diagrams.test(0, 2, &[1].into()).unwrap();
    assert_eq!(diagrams.len(), 3, "two leaves and a branch");
    assert_eq!(diagrams.test(1, 2, &[1].into()), Err(TooLarge { limit: 3, of: "nodes" }));
    assert_eq!(diagrams.test(0, 2, &[1].into()), Ok(rain), "what is there already needs no room");
}
