//! Reduced ordered decision diagrams with many-valued variables and named leaves (S-22).
//!
//! A diagram is canonical: for a given order of variables two functions are equal exactly when their
//! diagrams are the same node, and a variable stands in a diagram exactly when the function depends on
//! it. That is what makes *relevant* (S-23) and *decided* (S-16) exact instead of approximate.
//! Nothing here knows what a variable or a leaf stands for.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// A node of a diagram within its [`Diagrams`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeRef(u32);

impl NodeRef {
    fn at(number: usize) -> Option<Self> {
        u32::try_from(number).ok().map(Self)
    }
}

/// A leaf: the number of a word, or one of the two truth values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leaf(pub u16);

impl Leaf {
    /// The leaf of a condition that does not hold.
    pub const FALSE: Leaf = Leaf(0);
    /// The leaf of a condition that holds.
    pub const TRUE: Leaf = Leaf(1);
    /// The first leaf that stands for a word.
    pub const FIRST_WORD: u16 = 2;
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    Leaf(Leaf),
    Branch { variable: u16, kids: Vec<NodeRef> },
}

/// The diagram grew beyond what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The limit.
    pub limit: usize,
    /// Of what: `nodes` or `facts`.
    pub of: &'static str,
}

/// A family of diagrams that share their nodes.
///
/// ```
/// use engine::diagram::{Diagrams, Leaf};
/// let mut diagrams = Diagrams::new(100);
/// let rain = diagrams.test(0, 2, &[1].into()).expect("small");
/// let either = diagrams.test(1, 2, &[1].into()).expect("small");
/// let wet = diagrams.or(rain, either).expect("small");
/// // It rains: the other variable does not matter any more.
/// let known = diagrams.restrict(wet, &|variable| (variable == 0).then_some(1)).expect("small");
/// assert_eq!(diagrams.leaves(known), [Leaf::TRUE].into());
/// assert!(diagrams.support(known).is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Diagrams {
    /// Equal nodes are one node; its place is its number.
    nodes: IndexSet<Node, FxBuildHasher>,
    /// What [`Diagrams::choose`] has made already.
    chosen: Memo<(NodeRef, NodeRef, NodeRef)>,
    limit: usize,
}

/// More than so many is not remembered.
const MOST_CHOSEN: usize = 1_000_000;

type Made<T> = Result<T, TooLarge>;

/// What has been made of a node already.
type Memo<Of> = FxHashMap<Of, NodeRef>;

impl Diagrams {
    /// No diagrams yet; at most so many nodes.
    pub fn new(limit: usize) -> Self {
        Self { nodes: IndexSet::default(), chosen: Memo::default(), limit }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node yet.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The diagram of one leaf.
    ///
    /// # Errors
    /// [`TooLarge`], as all making does.
    pub fn leaf(&mut self, leaf: Leaf) -> Made<NodeRef> {
        self.make(Node::Leaf(leaf))
    }

    /// The diagram that holds where a variable with `size` values has one of the given values.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn test(&mut self, variable: u16, size: usize, values: &BTreeSet<usize>) -> Made<NodeRef> {
        let (yes, no) = (self.leaf(Leaf::TRUE)?, self.leaf(Leaf::FALSE)?);
        let kids = (0..size).map(|value| if values.contains(&value) { yes } else { no }).collect();
        self.branch(variable, kids)
    }

    /// `then` where `condition` holds, `otherwise` elsewhere.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn choose(&mut self, condition: NodeRef, then: NodeRef, otherwise: NodeRef) -> Made<NodeRef> {
        if self.chosen.len() > MOST_CHOSEN {
            self.chosen.clear();
        }
        self.choose_again(condition, then, otherwise)
    }

    /// Both hold.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn and(&mut self, a: NodeRef, b: NodeRef) -> Made<NodeRef> {
        let no = self.leaf(Leaf::FALSE)?;
        self.choose(a, b, no)
    }

    /// One of them holds.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn or(&mut self, a: NodeRef, b: NodeRef) -> Made<NodeRef> {
        let yes = self.leaf(Leaf::TRUE)?;
        self.choose(a, yes, b)
    }

    /// It does not hold.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn not(&mut self, a: NodeRef) -> Made<NodeRef> {
        let (yes, no) = (self.leaf(Leaf::TRUE)?, self.leaf(Leaf::FALSE)?);
        self.choose(a, no, yes)
    }

    /// Every leaf replaced by another.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn relabel(&mut self, root: NodeRef, label: &dyn Fn(Leaf) -> Leaf) -> Made<NodeRef> {
        self.relabel_memo(root, label, &mut Memo::default())
    }

    /// The leaves of two diagrams, joined pair by pair into truth values.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn compare(&mut self, a: NodeRef, b: NodeRef, holds: &dyn Fn(Leaf, Leaf) -> bool) -> Made<NodeRef> {
        self.compare_memo(a, b, holds, &mut Memo::default())
    }

    /// What is left of a diagram when some variables have a known value; reduced again.
    ///
    /// # Errors
    /// [`TooLarge`]; restricting never makes more nodes than the diagram has.
    pub fn restrict(&mut self, root: NodeRef, known: &dyn Fn(u16) -> Option<usize>) -> Made<NodeRef> {
        self.restrict_memo(root, known, &mut Memo::default())
    }

    /// The same as [`Diagrams::restrict`], as a diagram of its own: this one is only read. All its nodes are needed.
    ///
    /// # Errors
    /// [`TooLarge`]; restricting never makes more nodes than the diagram has.
    pub fn restricted(
        &self,
        root: NodeRef,
        known: &dyn Fn(u16) -> Option<usize>,
    ) -> Result<(Diagrams, NodeRef), TooLarge> {
        let mut left = Diagrams::new(self.limit);
        let root = self.copy_into(root, known, &mut left, &mut Memo::default())?;
        Ok((left, root))
    }

    /// The leaves that can still be reached.
    pub fn leaves(&self, root: NodeRef) -> BTreeSet<Leaf> {
        let mut found = BTreeSet::new();
        self.visit(root, &mut |node| {
            if let Node::Leaf(leaf) = node {
                found.insert(*leaf);
            }
        });
        found
    }

    /// The variables on which the diagram depends.
    pub fn support(&self, root: NodeRef) -> BTreeSet<u16> {
        let mut found = BTreeSet::new();
        self.visit(root, &mut |node| {
            if let Node::Branch { variable, .. } = node {
                found.insert(*variable);
            }
        });
        found
    }

    /// The only leaf that can still be reached when some variables have a known value; none where there are several.
    pub fn only_leaf(&self, root: NodeRef, known: &dyn Fn(u16) -> Option<usize>) -> Option<Leaf> {
        let mut found: Option<Leaf> = None;
        let mut several = false;
        self.visit_under(root, known, &mut |node| {
            if let Node::Leaf(leaf) = node {
                several = found.is_some_and(|other| other != *leaf);
                found = Some(*leaf);
            }
            !several
        });
        found.filter(|_| !several)
    }

    /// The variables of unknown value that a walk comes by when the others have a known one. Every variable that still
    /// matters is among them; some may not matter, because nothing is reduced again.
    pub fn reached(&self, root: NodeRef, known: &dyn Fn(u16) -> Option<usize>) -> BTreeSet<u16> {
        let mut found = BTreeSet::new();
        self.visit_under(root, known, &mut |node| {
            if let Node::Branch { variable, .. } = node
                && known(*variable).is_none()
            {
                found.insert(*variable);
            }
            true
        });
        found
    }

    /// How many nodes a diagram has.
    pub fn size(&self, root: NodeRef) -> usize {
        let mut count = 0;
        self.visit(root, &mut |_| count += 1);
        count
    }

    /// The leaf for a complete assignment.
    pub fn evaluate(&self, root: NodeRef, value_of: &dyn Fn(u16) -> usize) -> Option<Leaf> {
        let mut at = root;
        loop {
            match self.node(at)? {
                Node::Leaf(leaf) => return Some(*leaf),
                Node::Branch { variable, kids } => at = *kids.get(value_of(*variable))?,
            }
        }
    }

    /// One way (the first in declared order) to reach a leaf, as the values it fixes.
    pub fn way_to(&self, root: NodeRef, leaf: Leaf) -> Option<BTreeMap<u16, usize>> {
        match self.node(root)? {
            Node::Leaf(found) => (*found == leaf).then(BTreeMap::new),
            Node::Branch { variable, kids } => kids.iter().enumerate().find_map(|(value, kid)| {
                if !self.leaves(*kid).contains(&leaf) {
                    return None;
                }
                let mut way = self.way_to(*kid, leaf)?;
                way.insert(*variable, value);
                Some(way)
            }),
        }
    }

    /// The same diagrams without the nodes that were only made on the way.
    ///
    /// # Errors
    /// [`TooLarge`]; keeping never makes more nodes than there were.
    pub fn keep_only(&self, roots: &[NodeRef]) -> Made<(Diagrams, Vec<NodeRef>)> {
        let mut kept = Diagrams::new(self.limit);
        let mut memo = Memo::default();
        let roots = roots
            .iter()
            .map(|root| self.copy_into(*root, &|_| None, &mut kept, &mut memo))
            .collect::<Made<Vec<_>>>()?;
        Ok((kept, roots))
    }

    /// Copies what is left of a diagram when some variables have a known value.
    fn copy_into(
        &self,
        at: NodeRef,
        known: &dyn Fn(u16) -> Option<usize>,
        kept: &mut Diagrams,
        memo: &mut Memo<NodeRef>,
    ) -> Made<NodeRef> {
        if let Some(found) = memo.get(&at) {
            return Ok(*found);
        }
        let made = match self.node(at) {
            Some(Node::Branch { variable, kids }) => match known(*variable).and_then(|value| kids.get(value)) {
                Some(kid) => self.copy_into(*kid, known, kept, memo)?,
                None => {
                    let kids = kids.iter().map(|kid| self.copy_into(*kid, known, kept, memo)).collect::<Made<_>>()?;
                    kept.branch(*variable, kids)?
                }
            },
            Some(Node::Leaf(leaf)) => kept.leaf(*leaf)?,
            None => kept.leaf(Leaf::FALSE)?,
        };
        memo.insert(at, made);
        Ok(made)
    }

    fn node(&self, at: NodeRef) -> Option<&Node> {
        self.nodes.get_index(usize::try_from(at.0).ok()?)
    }

    /// Makes a node, or finds the equal one.
    fn make(&mut self, node: Node) -> Made<NodeRef> {
        if self.nodes.len() >= self.limit {
            // What is there already needs no room.
            let found = self.nodes.get_index_of(&node);
            return found.and_then(NodeRef::at).ok_or(TooLarge { limit: self.limit, of: "nodes" });
        }
        let (at, _) = self.nodes.insert_full(node);
        NodeRef::at(at).ok_or(TooLarge { limit: self.limit, of: "nodes" })
    }

    /// A branch; where all kids are equal, the kid.
    fn branch(&mut self, variable: u16, kids: Vec<NodeRef>) -> Made<NodeRef> {
        match kids.split_first() {
            Some((first, others)) if others.iter().all(|kid| kid == first) => Ok(*first),
            _ => self.make(Node::Branch { variable, kids }),
        }
    }

    fn top(&self, at: NodeRef) -> Option<u16> {
        match self.node(at) {
            Some(Node::Branch { variable, .. }) => Some(*variable),
            _ => None,
        }
    }

    /// The kids with respect to a variable that stands at the top of the diagram or not in it at all.
    fn kid(&self, at: NodeRef, variable: u16, value: usize) -> NodeRef {
        match self.node(at) {
            Some(Node::Branch { variable: own, kids }) if *own == variable => kids.get(value).copied().unwrap_or(at),
            _ => at,
        }
    }

    fn arity(&self, among: &[NodeRef], variable: u16) -> usize {
        among
            .iter()
            .find_map(|at| match self.node(*at) {
                Some(Node::Branch { variable: own, kids }) if *own == variable => Some(kids.len()),
                _ => None,
            })
            .unwrap_or(0)
    }

    fn first_variable(&self, among: &[NodeRef]) -> Option<u16> {
        among.iter().filter_map(|at| self.top(*at)).min()
    }

    fn choose_again(&mut self, condition: NodeRef, then: NodeRef, otherwise: NodeRef) -> Made<NodeRef> {
        match self.node(condition) {
            Some(Node::Leaf(Leaf::TRUE)) => return Ok(then),
            Some(Node::Leaf(_)) | None => return Ok(otherwise),
            Some(Node::Branch { .. }) if then == otherwise => return Ok(then),
            Some(Node::Branch { .. }) => {}
        }
        if let Some(found) = self.chosen.get(&(condition, then, otherwise)) {
            return Ok(*found);
        }
        let three = [condition, then, otherwise];
        let Some(variable) = self.first_variable(&three) else { return Ok(otherwise) };
        let kids = (0..self.arity(&three, variable))
            .map(|value| {
                let (c, t, o) = (
                    self.kid(condition, variable, value),
                    self.kid(then, variable, value),
                    self.kid(otherwise, variable, value),
                );
                self.choose_again(c, t, o)
            })
            .collect::<Made<Vec<_>>>()?;
        let made = self.branch(variable, kids)?;
        self.chosen.insert((condition, then, otherwise), made);
        Ok(made)
    }

    fn relabel_memo(&mut self, root: NodeRef, label: &dyn Fn(Leaf) -> Leaf, memo: &mut Memo<NodeRef>) -> Made<NodeRef> {
        if let Some(found) = memo.get(&root) {
            return Ok(*found);
        }
        let made = match self.node(root).cloned() {
            Some(Node::Leaf(leaf)) => self.leaf(label(leaf))?,
            Some(Node::Branch { variable, kids }) => {
                let kids = kids.into_iter().map(|kid| self.relabel_memo(kid, label, memo)).collect::<Made<Vec<_>>>()?;
                self.branch(variable, kids)?
            }
            None => root,
        };
        memo.insert(root, made);
        Ok(made)
    }

    fn compare_memo(
        &mut self,
        a: NodeRef,
        b: NodeRef,
        holds: &dyn Fn(Leaf, Leaf) -> bool,
        memo: &mut Memo<(NodeRef, NodeRef)>,
    ) -> Made<NodeRef> {
        if let Some(found) = memo.get(&(a, b)) {
            return Ok(*found);
        }
        let pair = [a, b];
        let made = match (self.first_variable(&pair), self.node(a), self.node(b)) {
            (Some(variable), _, _) => {
                let kids = (0..self.arity(&pair, variable))
                    .map(|value| {
                        let (kid_a, kid_b) = (self.kid(a, variable, value), self.kid(b, variable, value));
                        self.compare_memo(kid_a, kid_b, holds, memo)
                    })
                    .collect::<Made<Vec<_>>>()?;
                self.branch(variable, kids)?
            }
            (None, Some(Node::Leaf(x)), Some(Node::Leaf(y))) => {
                let truth = if holds(*x, *y) { Leaf::TRUE } else { Leaf::FALSE };
                self.leaf(truth)?
            }
            _ => a,
        };
        memo.insert((a, b), made);
        Ok(made)
    }

    fn restrict_memo(
        &mut self,
        root: NodeRef,
        known: &dyn Fn(u16) -> Option<usize>,
        memo: &mut Memo<NodeRef>,
    ) -> Made<NodeRef> {
        if let Some(found) = memo.get(&root) {
            return Ok(*found);
        }
        let made = match self.node(root).cloned() {
            Some(Node::Branch { variable, kids }) => match known(variable).and_then(|value| kids.get(value).copied()) {
                Some(kid) => self.restrict_memo(kid, known, memo)?,
                None => {
                    let kids =
                        kids.into_iter().map(|kid| self.restrict_memo(kid, known, memo)).collect::<Made<Vec<_>>>()?;
                    self.branch(variable, kids)?
                }
            },
            _ => root,
        };
        memo.insert(root, made);
        Ok(made)
    }

    /// Visits what can be reached with what is known, until there is nothing more to see.
    fn visit_under(
        &self,
        root: NodeRef,
        known: &dyn Fn(u16) -> Option<usize>,
        see_more_after: &mut dyn FnMut(&Node) -> bool,
    ) {
        let mut seen = FxHashSet::default();
        let mut ahead = vec![root];
        while let Some(at) = ahead.pop() {
            let Some(node) = self.node(at).filter(|_| seen.insert(at)) else { continue };
            if !see_more_after(node) {
                return;
            }
            if let Node::Branch { variable, kids } = node {
                match known(*variable).and_then(|value| kids.get(value)) {
                    Some(kid) => ahead.push(*kid),
                    None => ahead.extend(kids),
                }
            }
        }
    }

    fn visit<'d>(&'d self, root: NodeRef, see: &mut dyn FnMut(&'d Node)) {
        let mut seen = FxHashSet::default();
        let mut ahead = vec![root];
        while let Some(at) = ahead.pop() {
            let Some(node) = self.node(at).filter(|_| seen.insert(at)) else { continue };
            see(node);
            if let Node::Branch { kids, .. } = node {
                ahead.extend(kids);
            }
        }
    }
}
