//! Boxes: for each column a set of classes. Subtracting boxes answers exactly which combinations are left (S-13).

use std::collections::BTreeSet;

/// One set of classes per column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Box {
    sides: Vec<BTreeSet<usize>>,
}

impl Box {
    /// A box from its sides.
    pub fn new(sides: Vec<BTreeSet<usize>>) -> Self {
        Self { sides }
    }

    /// Whether no combination lies in it.
    pub fn is_empty(&self) -> bool {
        self.sides.iter().any(BTreeSet::is_empty)
    }

    /// The combinations that lie in both.
    pub fn meet(&self, other: &Box) -> Box {
        Box { sides: self.sides.iter().zip(&other.sides).map(|(a, b)| a & b).collect() }
    }

    /// The first combination in declared order.
    pub fn first(&self) -> Option<Vec<usize>> {
        self.sides.iter().map(|side| side.first().copied()).collect()
    }

    /// This box without another, as disjoint boxes.
    ///
    /// Walks the columns: what lies outside the other in this column is kept whole, what lies inside goes on
    /// to the next column.
    pub fn without(&self, other: &Box) -> Vec<Box> {
        if self.meet(other).is_empty() {
            return vec![self.clone()];
        }
        let mut left = Vec::new();
        let mut inside = self.clone();
        for (column, side) in other.sides.iter().enumerate() {
            let Some(own) = inside.sides.get(column).cloned() else { continue };
            let outside: BTreeSet<usize> = &own - side;
            if !outside.is_empty() {
                let mut kept = inside.clone();
                kept.put(column, outside);
                left.push(kept);
            }
            inside.put(column, &own & side);
        }
        left
    }

    fn put(&mut self, column: usize, side: BTreeSet<usize>) {
        if let Some(place) = self.sides.get_mut(column) {
            *place = side;
        }
    }
}

/// A set of combinations as disjoint boxes.
#[derive(Clone, Debug, Default)]
pub struct Boxes {
    parts: Vec<Box>,
}

impl Boxes {
    /// All combinations of one box.
    pub fn of(whole: Box) -> Self {
        Self { parts: if whole.is_empty() { Vec::new() } else { vec![whole] } }
    }

    /// Takes a box away.
    #[must_use]
    pub fn without(self, other: &Box) -> Self {
        Self { parts: self.parts.iter().flat_map(|part| part.without(other)).collect() }
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The first combination left, in declared order.
    pub fn first(&self) -> Option<Vec<usize>> {
        self.parts.iter().filter_map(Box::first).min()
    }
}
