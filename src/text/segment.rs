//! Sentences and words, as ranges.
//!
//! The units by which a reader moves, keeps and copies, and by which extraction works. Boundaries
//! follow Unicode (UAX 29), with the repairs that news text needs: an abbreviation, an initial or a
//! decimal point does not end a sentence. It must not know what a block or a fact is.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::offset::{TextRange, TextSize, offset};

/// Returns the sentences within `within`, in order, without the white space around them.
pub fn sentences(text: &str, within: TextRange) -> Vec<TextRange> {
    let part = &text[within];
    part.split_sentence_bound_indices()
        .filter_map(|(at, sentence)| trimmed(sentence, within.start() + offset(at)))
        .collect()
}

/// Returns the words within `within`, in order: letters, digits and what joins them, no
/// punctuation and no space.
pub fn words(text: &str, within: TextRange) -> impl Iterator<Item = TextRange> {
    text[within]
        .unicode_word_indices()
        .map(move |(at, word)| TextRange::at(within.start() + offset(at), TextSize::of(word)))
}

/// Returns the range of `part`, which starts at `start`, without white space at its ends.
pub fn trimmed(part: &str, start: TextSize) -> Option<TextRange> {
    let rest = part.trim_start();
    let from = start + TextSize::of(part) - TextSize::of(rest);
    let kept = rest.trim_end();
    (!kept.is_empty()).then(|| TextRange::at(from, TextSize::of(kept)))
}
