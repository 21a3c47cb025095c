//! Refusal: why some bytes are not made into a document, and what the user can do.

use thiserror::Error;

/// Why an import was refused. Parsing itself never fails.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no visible character in it.
    #[error("has no text in it; nothing was imported")]
    Empty,
    /// It is no text.
    #[error("is {what}, not a text; give a text or Markdown file")]
    Binary {
        /// What it looks like: `a PNG picture`.
        what: &'static str,
    },
    /// It is larger than a text may be.
    #[error(
        "has {bytes} bytes, more than the {limit} a text may have; split it and import the parts"
    )]
    TooLarge {
        /// How large it is, in bytes.
        bytes: u64,
        /// How large it may be, in bytes.
        limit: u64,
    },
    /// A known format that cannot be read yet.
    #[error(
        "is {format}, which cannot be read yet; save it as plain text or Markdown and import that"
    )]
    Unsupported {
        /// The format: `an HTML page`.
        format: &'static str,
    },
}
