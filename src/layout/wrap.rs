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
    if rest.get(limit..over)?.contains(&b'\n') {
        // White space with a line feed is one column, so more may fit than its bytes tell.
        return None;
    }
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

/// Places characters with a simple class one by one, then looks back for the last break.
fn mixed(rest: &str, limit: u32) -> Option<Cut> {
    match fill(rest, limit) {
        Some(Filled::Over(over, class)) => last_break(rest, over, class),
        Some(Filled::Whole) => Some(Cut { end: TextSize::of(rest), next: None }),
        None => None,
    }
}

/// How far a line could be filled.
enum Filled {
    /// To the end of the text.
    Whole,
    /// Up to the first character that does not fit.
    Over(usize, Class),
}

/// Fills a line; `None` if it comes upon a character without a simple class.
fn fill(rest: &str, limit: u32) -> Option<Filled> {
    let bytes = rest.as_bytes();
    let mut filled = 0;
    let mut at = 0;
    'runs: loop {
        let left = limit.saturating_sub(filled) as usize;
        let run = plain_run(bytes.get(at..bytes.len().min(at + left))?);
        filled += u32::try_from(run).ok()?;
        let start = at + run;
        for (ahead, ch) in rest.get(start..)?.char_indices() {
            at = start + ahead;
            match simple(ch) {
                _ if ch == ' ' => filled += 1,
                Some(found) => {
                    filled += 1 + u32::from(found.wide);
                    if filled > limit {
                        return Some(Filled::Over(at, found.class));
                    }
                    if ch.is_ascii() {
                        at += 1;
                        continue 'runs;
                    }
                }
                None if is_white(ch) => {
                    (at, filled) = over_gap(rest, at, filled);
                    continue 'runs;
                }
                None => return None,
            }
        }
        return Some(Filled::Whole);
    }
}

/// Returns how many bytes in front are printable ASCII.
#[inline]
fn plain_run(bytes: &[u8]) -> usize {
    let is_odd = |byte: &u8| !(b' '..0x7f).contains(byte);
    let is_odd_chunk = |chunk: &[u8]| chunk.iter().fold(false, |odd, byte| odd | is_odd(byte));
    let chunks = bytes.chunks(16).take_while(|chunk| !is_odd_chunk(chunk));
    let plain = (chunks.count() * 16).min(bytes.len());
    plain + bytes.iter().skip(plain).position(is_odd).unwrap_or(bytes.len() - plain)
}

/// Takes in the white space around `at`, which is not only spaces; those before are in `filled`.
#[cold]
fn over_gap(rest: &str, at: usize, filled: u32) -> (usize, u32) {
    let (before, behind) = (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default());
    let shown = before.trim_end_matches(is_white);
    let kept = behind.trim_start_matches(is_white);
    let end = rest.len() - kept.len();
    let mut gap = Gap::default();
    let white = rest.get(shown.len()..end).unwrap_or_default();
    white.chars().for_each(|ch| gap.add(ch.encode_utf8(&mut [0; 4])));
    let spaces = u32::try_from(at - shown.len()).unwrap_or(filled);
    let width = gap.width(shown.chars().next_back(), kept.chars().next());
    (end, filled.saturating_sub(spaces).saturating_add(width))
}

/// Cuts at the last break up to the character at `over`, or in front of it.
fn last_break(rest: &str, over: usize, class: Class) -> Option<Cut> {
    let shown = |at: usize| rest.get(..at).map(|before| before.trim_end_matches(is_white));
    let mut at = over;
    let mut after = class;
    while let Some((shown, last)) =
        shown(at).and_then(|shown| Some((shown, shown.chars().next_back()?)))
    {
        let before = simple(last)?.class;
        let end = shown.len();
        let breaks = match rest.get(end..at)? {
            "" => breaks_between(before, after),
            gap => breaks_at_space(before, after) || gap.contains(|ch| ch != ' '),
        };
        if breaks {
            return Some(Cut { end: offset(end), next: Some(offset(at)) });
        }
        at = end - last.len_utf8();
        after = before;
    }
    let end = shown(over)?.len();
    (over > 0).then(|| Cut { end: offset(end), next: Some(offset(over)) })
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
