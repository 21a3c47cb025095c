//! What the status line says while there is a caret or a selection: how much is selected, and the keys that are useful
//! next.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::Safe;
use crate::text::segment::word_count;
use crate::tui::action::Action;
use crate::tui::state::State;
use crate::tui::state::selection::Unit;

/// The fewest columns in which characters are counted besides words.
const WIDE: u16 = 64;

/// Up to this many bytes characters are counted as they are drawn; of more, about how many.
const EXACT: usize = 32 * 1024;

/// The mode and its keys with a caret in the text.
pub(super) const CARET: (&str, &[(Action, &str)]) = (
    "CARET",
    &[
        (Action::SelectCharacters, "select"),
        (Action::SelectThisSentence, "sentence"),
        (Action::WordForward, "word"),
        (Action::Cancel, "leave"),
        (Action::Help, "help"),
        (Action::FindCharacter, "find character"),
        (Action::Keep, "keep"),
        (Action::FollowLink, "link"),
    ],
);

const BY_CHARACTER: &[(Action, &str)] = &[
    (Action::CopySelection, "copy"),
    (Action::CopyCitation, "cite"),
    (Action::Keep, "keep"),
    (Action::KeepWithNote, "with note"),
    (Action::Cancel, "cancel"),
    (Action::SwapEnds, "other end"),
    (Action::Help, "help"),
];

const BY_UNIT: &[(Action, &str)] = &[
    (Action::NextSentence, "more"),
    (Action::CopySelection, "copy"),
    (Action::Keep, "keep"),
    (Action::CopyCitation, "cite"),
    (Action::KeepWithNote, "with note"),
    (Action::Cancel, "cancel"),
    (Action::SelectCharacters, "by character"),
    (Action::SwapEnds, "other end"),
    (Action::Help, "help"),
];

/// The mode and its keys with something selected.
pub(super) fn visual(state: &State) -> (&'static str, &'static [(Action, &'static str)]) {
    let selection = state.reader().and_then(|reader| reader.selection);
    match selection.map(|selection| selection.unit) {
        Some(Unit::Sentence | Unit::Paragraph) => ("SELECT", BY_UNIT),
        _ => ("SELECT", BY_CHARACTER),
    }
}

/// Says how much is selected, in a line of so many columns.
pub(super) fn selected(state: &State, columns: u16) -> Option<Safe> {
    let reader = state.reader()?;
    let text = reader.document.slice(reader.selection?.range());
    let counted = |number: usize, one: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    };
    let words = counted(word_count(text), "word");
    if columns < WIDE {
        return Some(Safe::new(&words));
    }
    let characters = match text.len() {
        ..=EXACT => text.graphemes(true).count(),
        _ => text.chars().count(),
    };
    Some(Safe::new(&format!("{words}, {}", counted(characters, "character"))))
}
