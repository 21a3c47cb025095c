//! Units: the words, sentences, paragraphs and quotations of an open text that a selection is made of.

use crate::document::{BlockKind, unit};
use crate::fact::FactKind;
use crate::layout::stop;
use crate::text::quotation::{quotation_around, reach};
use crate::text::{TextRange, TextSize, floor_boundary};
use crate::tui::state::caret;
use crate::tui::state::reader::Reader;
use crate::tui::state::selection::{Selection, Unit};

/// Returns a selection with its moving end at `at`.
pub fn moved(selection: Selection, reader: &Reader, at: TextSize) -> Selection {
    match unit_at(reader, selection.unit, at) {
        Some(head) => Selection { head, at, ..selection },
        None => selection,
    }
}

/// Returns the same passage made of another unit: a larger one grows it to whole units, single characters leave it
/// as it is.
pub fn of_unit(selection: Selection, reader: &Reader, unit: Unit) -> Selection {
    if unit != Unit::Character {
        let origin = unit_at(reader, unit, selection.anchor).unwrap_or(selection.origin);
        return moved(Selection { origin, unit, ..selection }, reader, selection.at);
    }
    let range = selection.range();
    let first = stop::first_from(&reader.document, range.start());
    let last = stop::before(&reader.document, range.end());
    let (Some(first), Some(last)) = (first, last) else { return selection };
    let is_back = selection.head.start() < selection.origin.start();
    let (origin, head) = if is_back { (last, first) } else { (first, last) };
    Selection { origin, head, unit, anchor: origin.start(), at: head.start() }
}

/// Returns the unit that holds a place, or the one next to it.
pub fn unit_at(reader: &Reader, unit: Unit, at: TextSize) -> Option<TextRange> {
    let document = &reader.document;
    match unit {
        Unit::Character => stop::nearest(document, at),
        Unit::Word => caret::word_at(document, at).or_else(|| stop::nearest(document, at)),
        Unit::Sentence => unit::sentence_at(document, at),
        Unit::Paragraph => {
            let index = document.block_at(at)?;
            document.block(index).map(|block| block.range)
        }
        Unit::Quotation => {
            quotation(reader, TextRange::empty(at)).or_else(|| unit_at(reader, Unit::Sentence, at))
        }
    }
}

/// Returns the smallest quotation that holds a passage and more: between marks, else a paragraph set apart as one, else
/// what somebody is told to have said.
pub fn quotation(reader: &Reader, passage: TextRange) -> Option<TextRange> {
    let document = &reader.document;
    let block = document.block(document.block_at(passage.start())?)?;
    let window = TextRange::new(
        TextSize::from(u32::from(passage.start()).saturating_sub(reach().into()))
            .max(block.range.start()),
        (passage.end() + reach()).min(block.range.end()).max(passage.start()),
    );
    let window = TextRange::new(
        floor_boundary(document.text(), window.start()).max(block.range.start()),
        floor_boundary(document.text(), window.end()),
    );
    let marked = quotation_around(document.text(), window, passage);
    let larger = |range: TextRange| range.contains_range(passage) && range != passage;
    let apart = block.quoted > 0 || block.kind == BlockKind::Quotation;
    marked.or_else(|| Some(block.range).filter(|range| apart && larger(*range))).or_else(|| {
        let facts = reader.facts.as_ref()?;
        let said = facts.passages_in(passage).filter(|(range, _)| larger(*range));
        let said =
            said.filter(|(_, id)| facts.get(*id).is_some_and(|fact| fact.kind() == FactKind::Said));
        said.map(|(range, _)| range).min_by_key(|range| range.len())
    })
}
