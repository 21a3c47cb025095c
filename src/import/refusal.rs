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
    /// It is locked by who made it.
    #[error("is an encrypted {format}, which cannot be read; get a copy without copy protection")]
    Encrypted {
        /// The format: `EPUB book`.
        format: &'static str,
    },
    /// It is broken off, or not what it says it is.
    #[error("is no {format} that can be read: {reason}; get the file once more from where it came")]
    Damaged {
        /// The format it should have: `EPUB book`.
        format: &'static str,
        /// What is wrong, as a clause: `its end is missing`.
        reason: String,
    },
    /// It is small itself but unpacks to more than may be.
    #[error(
        "is an {format} that may not be opened: {reason}; make sure that it is what you wanted"
    )]
    TooMuch {
        /// The format: `EPUB book`.
        format: &'static str,
        /// Which bound it breaks, as a clause: `it has more than 20000 parts`.
        reason: String,
    },
    /// A known format that cannot be read.
    #[error("is {format}, which cannot be read; convert it to text{} and import that", by(format))]
    Unsupported {
        /// The format: `an HTML page`.
        format: &'static str,
    },
    /// It is something else than what was asked for.
    #[error("is no {wanted}; {remedy}")]
    Other {
        /// What was asked for: `news feed`.
        wanted: &'static str,
        /// What to do, as a clause.
        remedy: &'static str,
    },
}

/// Names a program that makes a text of a format, where there is one that most systems have.
fn by(format: &str) -> &'static str {
    if format.contains("PDF") { ", for instance with pdftotext," } else { "" }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn a_refusal_names_a_program_that_helps() {
        let told = |format| Refusal::Unsupported { format }.to_string();
        assert_eq!(
            told("a PDF file"),
            "is a PDF file, which cannot be read; convert it to text, for instance with pdftotext, and import that"
        );
        assert_eq!(
            told("a list"),
            "is a list, which cannot be read; convert it to text and import that"
        );
    }
}
