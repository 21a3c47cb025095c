//! Footnotes: entries with a number in brackets to which the text before them refers.

use std::collections::HashMap;

use crate::document::BlockKind;
use crate::import::plain::drafts::Draft;

/// Settles footnotes as remarks.
pub fn read(text: &str, drafts: &mut [Draft]) {
    let references = references(text);
    for draft in drafts.iter_mut() {
        let listed = matches!(draft.block.kind, BlockKind::ListItem { .. });
        if draft.settled || !listed && draft.block.kind != BlockKind::Paragraph {
            continue;
        }
        let range = draft.block.range;
        let start = usize::from(range.start());
        let first = number(&text[range]).and_then(|number| references.get(number));
        if first.is_some_and(|first| *first < start) {
            draft.settle(BlockKind::Note);
        }
    }
}

/// Returns where the text first refers to each number: behind a word, not at the front of a line.
fn references(text: &str) -> HashMap<&str, usize> {
    let mut first = HashMap::new();
    for (at, _) in text.match_indices('[') {
        let rest = text.get(at..).unwrap_or_default();
        let end = rest.bytes().skip(1).take(4).take_while(u8::is_ascii_digit).count() + 1;
        let closed = rest.get(end..).is_some_and(|after| after.starts_with(']'));
        let behind = text.get(..at).unwrap_or_default().trim_end_matches(' ');
        if closed && !behind.is_empty() && !behind.ends_with('\n') {
            first.entry(rest.get(..=end).unwrap_or_default()).or_insert(at);
        }
    }
    first
}

/// Returns the number, brackets included, with which a note begins.
fn number(words: &str) -> Option<&str> {
    let end = words.strip_prefix('[')?.find(']')? + 2;
    let number = words.get(..end)?;
    let inner = number.get(1..end - 1)?;
    let digits = (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    (digits && words.get(end..)?.starts_with([' ', '\t', ':'])).then_some(number)
}
