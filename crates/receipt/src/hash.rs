//! Hashes: plain ones over what is no secret, keyed ones over what is.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

const LENGTH: usize = 32;
/// HMAC-SHA-256 takes a key as long as a block; a shorter one is filled up with zeros (RFC 2104).
const BLOCK: usize = 64;

/// The key of one receipt. What people state is easily guessed, so a hash over it would give it away; a keyed one does not.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; LENGTH]);

impl Key {
    /// A key from random bytes.
    pub fn new(random: [u8; LENGTH]) -> Self {
        Self(random)
    }

    pub(crate) fn from_hex(digits: &str) -> Option<Self> {
        let pairs: Vec<u8> = digits.as_bytes().chunks(2).map_while(byte).collect();
        let key = Self(pairs.try_into().ok()?);
        (key.to_hex() == digits).then_some(key)
    }

    pub(crate) fn to_hex(&self) -> String {
        hex(&self.0)
    }

    /// The keyed hash over words of one kind: facts never have the hash of guidance.
    pub(crate) fn hash(&self, kind: &str, words: &str) -> String {
        let mut block = [0; BLOCK];
        block.iter_mut().zip(self.0).for_each(|(place, byte)| *place = byte);
        let mut keyed = Hmac::<Sha256>::new(&block.into());
        keyed.update(kind.as_bytes());
        keyed.update(b"\n");
        keyed.update(words.as_bytes());
        hex(&keyed.finalize().into_bytes())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a text does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn byte(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}
