//! Quotations: the quoted stretches of a paragraph.

use crate::extract::reading::Reading;
use crate::fact::StatementForm;
use crate::text::{TextRange, TextSize, offset};

/// The fewest bytes of a quotation within told speech that make it more than a scare quote.
const SHORTEST: u32 = 20;

/// The quoted stretches of one block, with their quotes, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotations {
    ranges: Vec<TextRange>,
    /// What opens the last one, if it is not closed.
    open: Option<char>,
}

impl Quotations {
    /// Finds the quotations of a block. One that is not closed ends with the block, as it does
    /// where a speech goes on over several paragraphs; then the next one may begin within it.
    pub(crate) fn of(reading: &Reading, block: usize, before: &Self) -> Self {
        let Some(block) = reading.document.blocks().get(block) else { return Self::default() };
        let text = reading.text(block.range);
        let mut ranges = Vec::new();
        let mut open = before.open.and_then(|opener| {
            let first = text.find(['"', '“', '”', '„', '«', '»', '「', '」'])?;
            let rest = text.get(first..)?;
            let closes = rest.starts_with(closing(opener)) && first > 0;
            let next = rest.chars().nth(1).unwrap_or(' ');
            (closes && !next.is_alphanumeric()).then_some((0, opener))
        });
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            let closes = open.is_some_and(|(_, opener)| closing(opener) == ch)
                && !(ch == '’' && next.is_alphanumeric());
            if closes && let Some((start, _)) = open.take() {
                ranges.push(span(block.range.start(), start, at + ch.len_utf8()));
            } else if open.is_none() && is_opener(ch, before, next) {
                open = Some((at, ch));
            }
            before = ch;
        }
        if let Some((start, opener)) = open.filter(|(_, opener)| *opener != '‘') {
            ranges.push(span(block.range.start(), start, text.len()));
            return Self { ranges, open: Some(opener) };
        }
        Self { ranges, open: None }
    }

    /// Tells whether the last quotation is left open, as where a speech goes on in the next paragraph.
    pub(crate) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Tells whether an offset lies in a quotation.
    pub(crate) fn covers(&self, at: TextSize) -> bool {
        self.around(at).is_some_and(|range| range.start() < at)
    }

    /// Returns the quotation that an offset lies in or opens.
    pub(crate) fn around(&self, at: TextSize) -> Option<TextRange> {
        let after = self.ranges.partition_point(|range| range.start() <= at);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        (range.end() > at).then_some(*range)
    }

    /// Tells whether a quotation starts at an offset.
    pub(crate) fn opens_at(&self, at: TextSize) -> bool {
        self.ranges.binary_search_by_key(&at, |range| range.start()).is_ok()
    }

    /// Tells whether a quotation ends at an offset.
    pub(crate) fn closes_at(&self, end: TextSize) -> bool {
        self.ranges.binary_search_by_key(&end, |range| range.end()).is_ok()
    }

    /// Returns how much of a range is quoted, in percent.
    pub(crate) fn share(&self, range: TextRange) -> u32 {
        let quoted: u32 = self.inside(range).map(|part| u32::from(part.len())).sum();
        quoted.saturating_mul(100) / u32::from(range.len()).max(1)
    }

    fn inside(&self, range: TextRange) -> impl Iterator<Item = TextRange> + '_ {
        let first = self.ranges.partition_point(|quoted| quoted.end() <= range.start());
        self.ranges
            .iter()
            .skip(first)
            .take_while(move |quoted| quoted.start() < range.end())
            .filter_map(move |quoted| quoted.intersect(range))
    }
}

/// Returns whether the words of a range are quoted, told, or both.
pub(crate) fn form(quotations: &Quotations, range: TextRange) -> StatementForm {
    if quotations.share(range) > 90 {
        return StatementForm::Direct;
    }
    let quoted = quotations.inside(range).any(|part| u32::from(part.len()) >= SHORTEST);
    if quoted { StatementForm::Mixed } else { StatementForm::Indirect }
}

/// Tells whether a character opens a quotation. A straight quote behind a digit is a sign for inches or
/// minutes; a single quote opens only before a word.
fn is_opener(ch: char, before: char, next: char) -> bool {
    match ch {
        '“' | '„' | '«' | '「' | '『' => true,
        '"' => !next.is_whitespace() && (!before.is_alphanumeric() || next.is_alphanumeric()),
        '‘' => next.is_alphanumeric() && !before.is_alphanumeric(),
        _ => false,
    }
}

const fn closing(opener: char) -> char {
    match opener {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '「' => '」',
        '『' => '』',
        '‘' => '’',
        other => other,
    }
}

fn span(base: TextSize, start: usize, end: usize) -> TextRange {
    TextRange::new(base + offset(start), base + offset(end))
}
