//! Searching: how a text becomes what is looked up, how a query is read, and what of a text is shown of a hit.
//!
//! A text is indexed by its words as they are written, without case and accents, and by single characters where a
//! script has no spaces. Endings are no part of the index: a word that is looked for is looked for in all its
//! forms, so that a quoted phrase stays exact and the start of a word is one. The same rules make the index,
//! read a query and find what to mark. Pure: it must not know stores, files or screens.

mod date;
mod excerpt;
mod facet;
mod fold;
mod inflection;
mod matcher;
mod parse;
mod passages;
mod query;
mod sift;
mod token;
mod typed;

pub use date::{DateRange, Since};
pub use excerpt::{Excerpt, excerpt, lead};
pub use facet::{ALL, day_facets, days_between, language_facet, language_named, site_facets};
pub use fold::folded;
pub use inflection::forms;
pub use matcher::Matcher;
pub use parse::parse;
pub use passages::{passages, passages_near};
pub use query::{Clause, Condition, Ending, Pattern, Quality, Query, Shape, State, Where};
pub use sift::Sift;
pub use token::{index_text, tokens};
pub use typed::{Typed, begun, completions, typed};
