//! EPUB books.

use crate::document::Document;
use crate::import::refusal::Refusal;

/// Reads a book.
///
/// # Errors
///
/// Refuses what is damaged, encrypted or too large.
pub fn read(_bytes: &[u8]) -> Result<Document, Refusal> {
    Err(Refusal::Unsupported { format: "an EPUB book" })
}
