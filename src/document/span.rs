//! Inline spans: emphasis, code and links within a block.

use serde::{Deserialize, Serialize};

use crate::text::TextRange;

/// A stretch of a block's text that looks or acts differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The text it covers, within its block.
    pub range: TextRange,
    /// How it looks or what it does.
    pub style: SpanStyle,
}

/// How a span looks, or where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpanStyle {
    /// Emphasised, usually italic.
    Emphasis,
    /// Strong, usually bold.
    Strong,
    /// Struck through.
    Strikethrough,
    /// Code or another literal.
    Code,
    /// A link to the address, as the document gives it.
    Link(String),
}
