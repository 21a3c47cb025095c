//! Editing keys, the same in every line that is typed.

use crate::tui::action::Action;
use crate::tui::state::prompt::Prompt;

/// Applies an editing action; those that are none change nothing.
pub(super) fn change(prompt: &mut Prompt, action: Action) {
    match action {
        Action::LineStart => prompt.start(),
        Action::LineEnd => prompt.end(),
        Action::CharacterLeft => prompt.left(),
        Action::CharacterRight => prompt.right(),
        Action::DeleteCharacter => prompt.delete_at(),
        Action::DeleteBefore => {
            prompt.delete_before();
        }
        Action::DeleteWord => prompt.delete_word(),
        Action::ClearLine => prompt.clear(),
        Action::DeleteToEnd => prompt.delete_to_end(),
        _ => {}
    }
}
