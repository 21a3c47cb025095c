//! Books of electronic libraries: what stands before the mark of the beginning and after that of the
//! end is about the file and not the book.

use crate::document::{BlockKind, Metadata};
use crate::import::plain::credits::byline;
use crate::import::plain::drafts::Draft;
use crate::import::plain::header::divide;
use crate::import::plain::headline::{is_body, label};
use crate::text::TextSize;

/// How far behind the front the beginning is looked for, in blocks.
const FRONT: usize = 80;

/// Settles what stands around a book; `false` if a text is none.
pub fn read(text: &str, drafts: &mut Vec<Draft>, metadata: &mut Metadata) -> bool {
    let marks = |draft: &Draft, what: &str| {
        let words = text[draft.block.range].to_uppercase();
        words.starts_with("***") && words.contains(what)
    };
    let Some(start) = drafts.iter().take(FRONT).position(|draft| marks(draft, "START OF")) else {
        return false;
    };
    if let Some(end) = drafts.iter().rposition(|draft| marks(draft, "END OF")) {
        drafts.iter_mut().skip(end.max(start)).for_each(Draft::remark);
    }
    front(text, start, drafts, metadata);
    true
}

fn front(text: &str, start: usize, drafts: &mut Vec<Draft>, metadata: &mut Metadata) {
    let (mut index, mut left) = (0, start + 1);
    while left > 0 {
        left -= 1;
        let Some(draft) = drafts.get_mut(index) else { return };
        let range = draft.block.range;
        let named = label(&text[range]).filter(|(_, value)| !value.is_empty());
        match named {
            Some((name, value)) if name == "title" && metadata.title.is_none() => {
                let cut = range.end() - TextSize::of(value);
                divide(text, index, cut, [BlockKind::Note, BlockKind::Title], drafts, metadata);
                index += 1;
            }
            Some((name, value)) => {
                if name.starts_with("author") {
                    metadata.byline.get_or_insert_with(|| value.to_owned());
                }
                draft.remark();
            }
            None => draft.remark(),
        }
        index += 1;
    }
    let before_body = drafts.iter_mut().skip(index).take(8);
    for draft in before_body.take_while(|draft| !is_body(&text[draft.block.range])) {
        if draft.is_open() && byline(&text[draft.block.range]).is_some() {
            draft.settle(BlockKind::Credit);
        }
    }
}
