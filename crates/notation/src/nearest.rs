//! The nearest right word to a wrong one.

/// The right word that differs least from the given one, if it is near enough to be what was meant:
/// at most a third of its letters (at least one) added, left out, changed or swapped.
///
/// ```
/// use notation::nearest;
/// assert_eq!(nearest("subjct", ["subject", "source"]), Some("subject"));
/// assert_eq!(nearest("banana", ["subject", "source"]), None);
/// ```
pub fn nearest<'w>(word: &str, right: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    // A right word cannot be near a word of thousands of letters; do not compute with those.
    const LONGEST: usize = 80;
    let letters: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if letters.len() > LONGEST {
        return None;
    }
    right
        .into_iter()
        .map(|candidate| (distance(&letters, &candidate.chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters added, left out, changed or swapped with a neighbour (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut current = Vec::with_capacity(to.len() + 1);
        current.push(row + 1);
        for (column, wanted) in to.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&last, column + 1) + 1)
                .min(at(&current, column) + 1)
                .min(at(&last, column) + usize::from(letter != wanted));
            let swapped =
                row > 0 && column > 0 && from.get(row - 1) == Some(wanted) && Some(letter) == to.get(column - 1);
            if swapped {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}
