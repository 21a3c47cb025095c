//! Roles: what each block of a plain text is, by what it says and where it stands.
//!
//! Nothing is deleted, moved or invented here: blocks only change their kind, or are divided.

use crate::document::{BlockKind, Metadata};
use crate::import::plain::credits::{
    credited_agency, is_caption, is_credit, is_mark_of_desk, picture_credit,
};
use crate::import::plain::drafts::Draft;
use crate::import::plain::{
    book, emphasis, entries, footnotes, header, headings, references, release, wire,
};

/// Settles the roles of all blocks and gathers what they say about the text.
///
/// The order matters: the header first, because a headline looks like other headings; then what is
/// known by its words; then what is known only by its look.
pub fn settle(text: &str, drafts: &mut Vec<Draft>, metadata: &mut Metadata) {
    let book = book::read(text, drafts, metadata);
    wire::read(text, drafts, metadata);
    let release = release::is_release(text, drafts);
    if release {
        release::contacts(text, drafts);
    }
    if !book {
        header::read(text, drafts, metadata);
    }
    if release {
        release::about(text, drafts);
    }
    for draft in drafts.iter_mut().filter(|draft| draft.is_open()) {
        let words = &text[draft.block.range];
        if is_caption(words) {
            draft.settle(BlockKind::Caption);
            let agency = picture_credit(words).and_then(credited_agency);
            metadata.site = metadata.site.take().or_else(|| agency.map(str::to_owned));
        } else if is_credit(words) {
            draft.settle(BlockKind::Credit);
        } else if is_mark_of_desk(words) {
            draft.settle(BlockKind::Note);
        }
    }
    references::read(text, drafts);
    footnotes::read(text, drafts);
    entries::read(text, drafts);
    headings::read(text, drafts);
    emphasis::read(text, drafts);
}
