//! Writing kept passages to a file: asking where to, and telling what was written.

use std::fmt::Write as _;
use std::path::Path;

use crate::document::DocumentId;
use crate::library::{Exported, Request, file_name};
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::prompt::Purpose;

/// Asks for a file: of what is kept of the open article, or of all in the sources.
pub(super) fn ask(state: &mut State) {
    let of_article = state.focus != Pane::Sources;
    let open = state.reader().filter(|_| of_article);
    let (document, name) = match open {
        Some(reader) => (Some(reader.id()), file_name(&reader.entry.title)),
        None => (None, "passages".to_owned()),
    };
    let name = if name.is_empty() { "passages".to_owned() } else { name };
    state.ask(Purpose::WritePassages(document), &format!("{name}.md"));
}

/// Writes them.
pub(super) fn write(state: &mut State, document: Option<DocumentId>, typed: &str) -> Vec<Effect> {
    if typed.is_empty() {
        return Vec::new();
    }
    vec![state.request(Request::ExportKept { document, path: typed.into() })]
}

/// Says what was written.
pub(super) fn told(state: &mut State, path: &Path, exported: Exported) {
    let count = if exported.passages == 0 { exported.articles } else { exported.passages };
    let mut message = format!("{count} written to {}", path.display());
    if exported.changed_there > 0 {
        let _ = write!(message, "; {} changed there left alone", exported.changed_there);
    }
    state.say(&message);
}
