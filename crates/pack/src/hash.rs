//! The content hash of a pack: what a receipt refers to.

use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 over the names and bytes of all files of a pack, in the order of their names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Hashes files given as name and bytes; their order does not matter.
    ///
    /// ```
    /// use pack::ContentHash;
    /// let a = ContentHash::of(&[("a.toml", "1"), ("b.toml", "2")]);
    /// let b = ContentHash::of(&[("b.toml", "2"), ("a.toml", "1")]);
    /// assert_eq!(a, b);
    /// assert_ne!(a, ContentHash::of(&[("a.toml", "12"), ("b.toml", "")]));
    /// ```
    pub fn of<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Self {
        let mut ordered: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref())).collect();
        ordered.sort_unstable();
        let mut hasher = Sha256::new();
        for (name, bytes) in ordered {
            // Lengths keep the border between name and content, and between files.
            hasher.update((name.len() as u64).to_be_bytes());
            hasher.update(name.as_bytes());
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        }
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
