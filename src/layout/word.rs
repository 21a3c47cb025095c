//! Words: what a line is made of where characters cannot be placed one by one.
//!
//! The full path of the breaking rule, for text with combining marks, emoji, right-to-left letters
//! and everything else without a simple class: grapheme by grapheme, with the break
//! opportunities of UAX 14, into [`Word`]s that textwrap fits into a line. It looks no
//! further ahead than the end of the line. It must not know blocks or documents.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_linebreak::{linebreaks, split_at_safe};

use crate::layout::class::{breaks_at_wide_quote, is_white, simple};
use crate::layout::gap::Gap;
use crate::text::grapheme::{grapheme_width, graphemes};
use crate::text::{TextRange, TextSize, offset};

/// How far back the rules of line breaking may look for the start of a context.
const LOOK_BACK: usize = 64;

/// A stretch of text at whose end a line may end, the white space after it not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) range: TextRange,
    pub(crate) width: u32,
    pub(crate) whitespace: u32,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.whitespace)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Where a line ends and where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The end of the text shown, before trailing white space.
    pub(crate) end: TextSize,
    /// The start of the next line; none if this is the last.
    pub(crate) next: Option<TextSize>,
}

/// Fits one line, at most `limit` columns wide, from `start`, which is not white space, to the end
/// of `text`. A first word that is too wide is cut between graphemes; a first grapheme that is too
/// wide stands alone.
pub(crate) fn fit(text: &str, start: TextSize, limit: u32) -> Cut {
    let (words, cut) = words_of_line(text, start, limit);
    let Some(cut) = cut else { return Cut { end: TextSize::of(text), next: None } };
    let lines = wrap_first_fit(&words, &[f64::from(limit)]);
    match lines.as_slice() {
        [first, second, ..] => Cut {
            end: first.last().map_or(start, |word| word.range.end()),
            next: second.first().map(|word| word.range.start()),
        },
        _ => cut,
    }
}

/// Collects the words of one line and the one after it, as far as the first grapheme that does not
/// fit; the cut is the one to make if there is only one word.
fn words_of_line(text: &str, start: TextSize, limit: u32) -> (Vec<Word>, Option<Cut>) {
    let mut opportunities = Opportunities::new(text, start);
    let mut words = Vec::new();
    let mut word = Word { range: TextRange::empty(start), width: 0, whitespace: 0 };
    let mut filled = 0;
    let mut gap = Gap::default();
    let mut before = None;
    let rest = text.get(usize::from(start)..).unwrap_or_default();
    for (at, grapheme) in graphemes(rest) {
        let at = start + at;
        if is_gap(grapheme) {
            gap.add(grapheme);
            continue;
        }
        let after = grapheme.chars().next();
        let space = gap.width(before, after);
        if at > start {
            let breaks = gap.decides().unwrap_or_else(|| {
                opportunities.allow(at) || gap.is_empty() && tailored(before, after)
            });
            if breaks {
                words.push(Word { whitespace: space, ..word });
                word = Word { range: TextRange::empty(at), width: 0, whitespace: 0 };
            } else {
                word.width += space;
            }
        }
        let width = grapheme_width(grapheme).get();
        filled += space + width;
        let end = at + TextSize::of(grapheme);
        let shown = word.range.end();
        word.range = TextRange::new(word.range.start(), end);
        word.width += width;
        if filled > limit {
            words.push(word);
            return (words, Some(forced(text, start, shown, at, end)));
        }
        gap = Gap::default();
        before = grapheme.chars().next_back();
    }
    words.push(word);
    (words, None)
}

/// Returns the words of a whole paragraph; tests compare lines with them.
#[cfg(test)]
pub(crate) fn paragraph(text: &str) -> Vec<Word> {
    words_of_line(text, TextSize::from(0), u32::MAX).0
}

/// The cut in front of the grapheme from `at` to `end`, or behind it if nothing stands before it.
fn forced(text: &str, start: TextSize, shown: TextSize, at: TextSize, end: TextSize) -> Cut {
    if at > start {
        return Cut { end: shown, next: Some(at) };
    }
    let rest = text.get(usize::from(end)..).unwrap_or_default();
    let mut kept = graphemes(rest).filter(|(_, grapheme)| !is_gap(grapheme));
    Cut { end, next: kept.next().map(|(at, _)| end + at) }
}

/// Tells whether a grapheme is nothing but white space; a space may carry a mark.
pub(crate) fn is_gap(grapheme: &str) -> bool {
    grapheme.chars().all(is_white)
}

fn tailored(before: Option<char>, after: Option<char>) -> bool {
    match (before.and_then(simple), after.and_then(simple)) {
        (Some(before), Some(after)) => breaks_at_wide_quote(before.class, after.class),
        _ => false,
    }
}

/// The break opportunities of UAX 14 after some offset, found no further ahead than they are asked for.
struct Opportunities<'a> {
    text: &'a str,
    /// Where a context starts that is long enough to know them.
    from: usize,
    /// How far they are known.
    horizon: usize,
    found: Vec<TextSize>,
}

impl<'a> Opportunities<'a> {
    fn new(text: &'a str, start: TextSize) -> Self {
        let start = usize::from(start);
        let mut from = start.saturating_sub(LOOK_BACK);
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        let context = split_at_safe(text.get(from..start).unwrap_or_default()).1.len();
        Self { text, from: start - context, horizon: start, found: Vec::new() }
    }

    /// Tells whether a line may end in front of `at`.
    fn allow(&mut self, at: TextSize) -> bool {
        while self.horizon <= usize::from(at) && self.horizon < self.text.len() {
            self.look_ahead();
        }
        self.found.binary_search(&at).is_ok()
    }

    /// Looks twice as far as before, so that all the looking is no more than twice the text.
    fn look_ahead(&mut self) {
        let ahead = (self.horizon - self.from + LOOK_BACK) * 2;
        let mut horizon = self.text.len().min(self.from + ahead);
        while !self.text.is_char_boundary(horizon) {
            horizon += 1;
        }
        let known = self.text.get(self.from..horizon).unwrap_or_default();
        let breaks = linebreaks(known).map(|(at, _)| self.from + at);
        // What ends at the horizon is not known to end there.
        self.found = breaks.filter(|at| *at < horizon).map(offset).collect();
        self.horizon = horizon;
    }
}
