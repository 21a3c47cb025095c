//! Identity: which document, and which revision of it.
//!
//! A document keeps its random id for life; a revision is named by the hash of the original bytes,
//! so that the same bytes are always the same revision.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::ContentHash;
use crate::text::hash::parse_hex;

/// A random 128-bit identity, written as 32 hexadecimal digits; `Of` says of what.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<Of>([u8; 16], PhantomData<Of>);

/// Marks the [`Id`] of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfDocument {}

/// The identity of a document, the same through all its revisions.
pub type DocumentId = Id<OfDocument>;

impl<Of> Id<Of> {
    /// Makes a new identity from the system's random source.
    ///
    /// # Errors
    ///
    /// Fails only where the system has no random source.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self::from_bytes(bytes))
    }

    /// Takes the 16 bytes of an identity made before.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes, PhantomData)
    }

    /// Returns the 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

/// The text is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has 32 hexadecimal digits")]
pub struct ParseIdError;

impl<Of> FromStr for Id<Of> {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        parse_hex(text).map(Self::from_bytes).ok_or(ParseIdError)
    }
}

impl<Of> Serialize for Id<Of> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, Of> Deserialize<'de> for Id<Of> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The identity of a revision: the hash of the original bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RevisionId(ContentHash);

impl RevisionId {
    /// Names the revision that has these original bytes.
    pub fn of(original: &[u8]) -> Self {
        Self(ContentHash::of(original))
    }

    /// Names the revision whose original bytes have this hash.
    pub const fn from_hash(hash: ContentHash) -> Self {
        Self(hash)
    }

    /// Returns the hash.
    pub const fn hash(&self) -> &ContentHash {
        &self.0
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentId;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = DocumentId::random().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("12".parse::<DocumentId>().is_err());
    }
}
