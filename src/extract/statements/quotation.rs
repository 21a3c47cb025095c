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
}

impl Quotations {
    /// Finds the quotations of a block. One that is not closed ends with the block, as it does
    /// where a speech goes on over several paragraphs.
    pub(crate) fn of(reading: &Reading, block: usize) -> Self {
        let Some(block) = reading.document.blocks().get(block) else { return Self::default() };
        let text = reading.text(block.range);
        let mut ranges = Vec::new();
        let mut open: Option<(usize, char)> = None;
        for (at, ch) in text.char_indices() {
            let closes = open.is_some_and(|(_, opener)| closing(opener) == ch);
            if closes && let Some((start, _)) = open.take() {
                ranges.push(span(block.range.start(), start, at + ch.len_utf8()));
            } else if open.is_none() && matches!(ch, '"' | '“' | '„' | '«' | '「') {
                open = Some((at, ch));
            }
        }
        if let Some((start, _)) = open {
            ranges.push(span(block.range.start(), start, text.len()));
        }
        Self { ranges }
    }

    /// Tells whether an offset lies in a quotation.
    pub(crate) fn covers(&self, at: TextSize) -> bool {
        let before = self.ranges.partition_point(|range| range.start() < at);
        before
            .checked_sub(1)
            .and_then(|index| self.ranges.get(index))
            .is_some_and(|range| range.end() > at)
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

const fn closing(opener: char) -> char {
    match opener {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '「' => '」',
        other => other,
    }
}

fn span(base: TextSize, start: usize, end: usize) -> TextRange {
    TextRange::new(base + offset(start), base + offset(end))
}
