//! Wrapping: one line of running text at a time, by the fastest way that its characters allow.
//!
//! There is one breaking rule, first fit over the opportunities of UAX 14, and three ways to it
//! that give the same line: a window of plain ASCII is cut by counting bytes; characters with a
//! simple class are placed one by one; everything else goes through words of graphemes. A line
//! can be found from its start alone, so that no caller needs the lines before it.
//! It must not know blocks or documents.

use crate::layout::class::{Class, ascii_class, breaks_at_space, breaks_between, is_white, simple};
use crate::layout::gap::Gap;
use crate::layout::word::{Cut, fit};
use crate::text::{TextSize, offset};

/// Finds the line that starts at `start`, no wider than `limit` columns, which is at least one.
///
/// The text starts and ends without white space, and so does what follows `start`.
pub(crate) fn line(text: &str, start: TextSize, limit: u32) -> Cut {
    let limit = limit.max(1);
    let rest = text.get(usize::from(start)..).unwrap_or_default();
    let found = ascii(rest.as_bytes(), limit as usize).or_else(|| mixed(rest, limit));
    match found {
        Some(Cut { end, next }) => Cut { end: start + end, next: next.map(|next| start + next) },
        None => fit(text, start, limit),
    }
}

/// Cuts a line of plain ASCII, where a byte is a column.
fn ascii(rest: &[u8], limit: usize) -> Option<Cut> {
    let Some(window) = rest.get(..=limit) else {
        return is_plain(rest).then(|| Cut { end: offset(rest.len()), next: None });
    };
    if !is_plain(window) {
        return None;
    }
    let over = limit + rest.get(limit..)?.iter().position(|byte| !is_ascii_white(*byte))?;
    let mut after = ascii_class(*rest.get(over)?)?;
    let mut at = over;
    while at > 0 {
        let end = white_start(rest, at);
        let before = match end.checked_sub(1).and_then(|last| rest.get(last)) {
            Some(byte) => ascii_class(*byte)?,
            None => break,
        };
        let breaks = if end == at {
            breaks_between(before, after)
        } else {
            breaks_at_space(before, after) || rest.get(end..at)?.contains(&b'\n')
        };
        if breaks {
            return Some(Cut { end: offset(end), next: Some(offset(at)) });
        }
        after = before;
        at = end - 1;
    }
    Some(Cut { end: offset(white_start(rest, over)), next: Some(offset(over)) })
}

/// Places characters with a simple class one by one.
fn mixed(rest: &str, limit: u32) -> Option<Cut> {
    let mut filled = 0;
    let mut shown = 0;
    let mut gap = Gap::default();
    let mut before: Option<(char, Class)> = None;
    let mut cut = None;
    for (at, ch) in rest.char_indices() {
        if is_white(ch) {
            gap.add(ch.encode_utf8(&mut [0; 4]));
            continue;
        }
        let found = simple(ch)?;
        if let Some((last, class)) = before {
            let breaks = if gap.is_empty() {
                breaks_between(class, found.class)
            } else {
                gap.decides().unwrap_or_else(|| breaks_at_space(class, found.class))
            };
            if breaks {
                cut = Some(Cut { end: offset(shown), next: Some(offset(at)) });
            }
            if !gap.is_empty() {
                filled += gap.width(Some(last), Some(ch));
                gap = Gap::default();
            }
        }
        filled += 1 + u32::from(found.wide);
        if filled > limit {
            let forced = Cut { end: offset(shown), next: Some(offset(at)) };
            return cut.or((at > 0).then_some(forced));
        }
        shown = at + ch.len_utf8();
        before = Some((ch, found.class));
    }
    Some(Cut { end: offset(shown), next: None })
}

/// Tells whether every byte is printable ASCII, or a line feed without white space beside it.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let odd = bytes.iter().fold(false, |odd, byte| odd | !(b' '..0x7f).contains(byte));
    !odd || is_plain_with_feeds(bytes)
}

fn is_plain_with_feeds(bytes: &[u8]) -> bool {
    let mut before = b'a';
    bytes.iter().all(|byte| {
        let plain = match *byte {
            b'\n' => !is_ascii_white(before),
            b' ' => before != b'\n',
            byte => ascii_class(byte).is_some(),
        };
        before = *byte;
        plain
    })
}

const fn is_ascii_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// Returns the start of the white space that ends at `at`.
#[inline]
fn white_start(bytes: &[u8], at: usize) -> usize {
    let mut start = at;
    while start > 0 && bytes.get(start - 1).is_some_and(|byte| is_ascii_white(*byte)) {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests;
