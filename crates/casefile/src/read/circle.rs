//! Entries that name each other in a circle.

use std::collections::BTreeSet;

/// Those that stand in a circle, or between two circles, when each points to the ones named.
pub(crate) fn in_a_circle(points_to: &[Vec<usize>]) -> BTreeSet<usize> {
    let turned_round = turned_round(points_to);
    let lead_into_one = never_ending(points_to, &turned_round);
    let lead_out_of_one = never_ending(&turned_round, points_to);
    lead_into_one.intersection(&lead_out_of_one).copied().collect()
}

/// Those from which one can go on for ever.
fn never_ending(points_to: &[Vec<usize>], pointed_at_by: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut never_ending: BTreeSet<usize> = (0..points_to.len()).collect();
    let mut ways_on: Vec<usize> = points_to.iter().map(Vec::len).collect();
    let mut ends: Vec<usize> = (0..points_to.len()).filter(|entry| ways_on.get(*entry) == Some(&0)).collect();
    while let Some(end) = ends.pop() {
        never_ending.remove(&end);
        for before in pointed_at_by.get(end).into_iter().flatten() {
            let Some(ways) = ways_on.get_mut(*before) else {
                continue;
            };
            *ways = ways.saturating_sub(1);
            if *ways == 0 {
                ends.push(*before);
            }
        }
    }
    never_ending
}

fn turned_round(points_to: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut pointed_at_by = vec![Vec::new(); points_to.len()];
    for (from, targets) in points_to.iter().enumerate() {
        for target in targets {
            if let Some(sources) = pointed_at_by.get_mut(*target) {
                sources.push(from);
            }
        }
    }
    pointed_at_by
}
