//! References: the list at the end of a text that says what it rests on.

use crate::document::BlockKind;
use crate::import::plain::drafts::Draft;
use crate::import::script::length;

/// What such a list is called.
const NAMES: [&str; 17] = [
    "参考来源",
    "参考文献",
    "参考资料",
    "资料来源",
    "引用来源",
    "信息来源",
    "消息来源",
    "来源",
    "references",
    "sources",
    "further reading",
    "notes",
    "bibliography",
    "works cited",
    "footnotes",
    "参考文獻",
    "出典",
];

/// The longest entry, in characters; anything longer is running text again.
const ENTRY: usize = 600;

/// Settles the heading and the entries of the list.
pub fn read(text: &str, drafts: &mut [Draft]) {
    let Some(heading) = drafts.iter().rposition(|draft| is_name(&text[draft.block.range])) else {
        return;
    };
    let Some((before, list)) = drafts.split_at_mut_checked(heading) else { return };
    let Some((heading, entries)) = list.split_first_mut() else { return };
    let is_entry = |draft: &Draft| {
        let kind = &draft.block.kind;
        let listed = matches!(kind, BlockKind::ListItem { .. });
        (listed || *kind == BlockKind::Paragraph) && length(&text[draft.block.range]) <= ENTRY
    };
    let is_end = |draft: &Draft| {
        matches!(draft.block.kind, BlockKind::Rule | BlockKind::Note | BlockKind::Credit)
    };
    let listed =
        entries.first().is_some_and(|first| matches!(first.block.kind, BlockKind::ListItem { .. }));
    let late = u32::from(heading.block.range.start()) as usize * 4 >= text.len() * 3;
    let whole = entries.iter().all(|draft| is_entry(draft) || is_end(draft));
    if before.is_empty() || entries.is_empty() || !(whole && (listed || late) || listed && late) {
        return;
    }
    heading.settle(BlockKind::Heading(2));
    for entry in entries.iter_mut().take_while(|draft| is_entry(draft) || is_end(draft)) {
        if is_entry(entry) {
            entry.settle(BlockKind::Reference);
        }
    }
}

fn is_name(words: &str) -> bool {
    if words.len() > 40 {
        return false;
    }
    // The heading may have a number: `9.2. References`.
    let front = |ch: char| !ch.is_alphabetic();
    let back = |ch: char| !ch.is_alphanumeric();
    let bare = words.trim_start_matches(front).trim_end_matches(back).to_lowercase();
    NAMES.contains(&bare.as_str())
}
