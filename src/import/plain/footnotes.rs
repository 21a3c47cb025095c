//! Footnotes: entries with a number in brackets to which the text before them refers.

use crate::document::BlockKind;
use crate::import::plain::drafts::Draft;
use crate::text::{TextRange, TextSize};

/// Settles footnotes as remarks.
pub fn read(text: &str, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        let listed = matches!(draft.block.kind, BlockKind::ListItem { .. });
        if draft.settled || !listed && draft.block.kind != BlockKind::Paragraph {
            continue;
        }
        let range = draft.block.range;
        let before = &text[TextRange::new(TextSize::from(0), range.start())];
        if number(&text[range]).is_some_and(|number| refers(before, number)) {
            draft.settle(BlockKind::Note);
        }
    }
}

/// Returns the number in brackets, brackets included, with which a note begins.
fn number(words: &str) -> Option<&str> {
    let end = words.strip_prefix('[')?.find(']')? + 2;
    let number = words.get(..end)?;
    let inner = number.get(1..end - 1)?;
    let digits = (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    (digits && words.get(end..)?.starts_with([' ', '\t', ':'])).then_some(number)
}

/// A reference stands behind a word, not at the front of a line.
fn refers(before: &str, number: &str) -> bool {
    before.match_indices(number).any(|(at, _)| {
        let line = before.get(..at).and_then(|front| front.rsplit('\n').next()).unwrap_or_default();
        line.chars().any(char::is_alphanumeric)
    })
}
