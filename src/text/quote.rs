//! Finding a quotation again in a text, by what it says and what stood around it.
//!
//! A pure string search: it knows nothing of documents, revisions or bookmarks. See
//! [`crate::anchor`] for what is made of the answer.

use memchr::memmem;

use crate::text::offset::{TextRange, TextSize, offset};

/// Returns every place where `exact` stands in `text`, in order, overlapping ones included only
/// once.
pub fn occurrences<'t>(text: &'t str, exact: &'t str) -> impl Iterator<Item = TextRange> + 't {
    let length = TextSize::of(exact);
    let found = (!exact.is_empty()).then(|| memmem::find_iter(text.as_bytes(), exact.as_bytes()));
    found.into_iter().flatten().map(move |at| TextRange::at(offset(at), length))
}

/// Returns how many bytes of context agree around `range`: the end of what precedes it with
/// `prefix`, and the start of what follows it with `suffix`.
pub fn context_agreement(text: &str, range: TextRange, prefix: &str, suffix: &str) -> usize {
    let before = &text[TextRange::up_to(range.start())];
    let after = &text[TextRange::new(range.end(), TextSize::of(text))];
    let shared_end =
        before.bytes().rev().zip(prefix.bytes().rev()).take_while(|(a, b)| a == b).count();
    let shared_start = after.bytes().zip(suffix.bytes()).take_while(|(a, b)| a == b).count();
    shared_end + shared_start
}
