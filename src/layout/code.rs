//! Code: lines as they stand in the source, cut between graphemes where they are too long.
//!
//! White space counts here, so it is kept and tabs reach to their stops; only what stands at the end of
//! a line is not shown. It must not know blocks or documents.

use memchr::{memchr, memrchr};

use crate::layout::class::is_white;
use crate::layout::glyph::{Glyphs, Segment, Spacing};
use crate::layout::word::Cut;
use crate::text::{Columns, TextRange, TextSize, offset};

/// Finds the line that starts at `start`, no wider than `limit` columns, which is at least one. White
/// space at a cut stays on the line it follows.
pub(crate) fn line(text: &str, start: TextSize, limit: u32) -> Cut {
    let rest = TextRange::new(start, TextSize::of(text));
    if let Some(cut) = plain(text[rest].as_bytes(), limit as usize) {
        return Cut { end: start + cut.end, next: cut.next.map(|next| start + next) };
    }
    let segment = Segment { range: rest, column: Columns::ZERO };
    let mut shown = start;
    for glyph in Glyphs::new(text, segment, Spacing::Code) {
        let grapheme = &text[glyph.range];
        if grapheme.ends_with('\n') {
            return Cut { end: shown, next: Some(glyph.range.end()) };
        }
        if grapheme.chars().all(is_white) {
            continue;
        }
        if glyph.column + glyph.width > Columns::new(limit) && glyph.range.start() > start {
            return Cut { end: shown, next: Some(glyph.range.start()) };
        }
        shown = glyph.range.end();
    }
    Cut { end: shown, next: None }
}

/// Cuts a line of printable ASCII without tabs, where a byte is a column.
fn plain(rest: &[u8], limit: usize) -> Option<Cut> {
    let window = rest.get(..=limit).unwrap_or(rest);
    let feed = memchr(b'\n', window);
    let line = &window[..feed.unwrap_or(window.len())];
    let odd = line.iter().fold(false, |odd, byte| odd | !(b' '..0x7f).contains(byte));
    let over = line.len() > limit;
    if odd || over && line.last() == Some(&b' ') {
        return None;
    }
    let line = if over { &line[..limit] } else { line };
    let next = match feed {
        Some(feed) => Some(feed + 1),
        None => over.then_some(limit),
    };
    Some(Cut { end: offset(line.trim_ascii_end().len()), next: next.map(offset) })
}

/// Returns the start of the source line that holds `at`.
pub(crate) fn source_line(text: &str, at: TextSize) -> TextSize {
    let before = text.as_bytes().get(..usize::from(at)).unwrap_or_default();
    memrchr(b'\n', before).map_or(TextSize::from(0), |feed| offset(feed + 1))
}
