//! Copying: what is at hand, as plain text, as a citation, as a quote in Markdown.

use crate::library::citation::{self, Citation};
use crate::library::passage::{paragraphs, plain_text};
use crate::text::TextRange;
use crate::text::segment::word_count;
use crate::tui::action::Action;
use crate::tui::clipboard::Via;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::reader::Reader;
use crate::tui::terminal::Mouse;

/// Runs an action of copying; `None` if it is none.
pub(super) fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let reader = state.reader()?;
    let (text, what) = match action {
        Action::CopySelection => {
            let Some(selection) = reader.selection else {
                state.say("nothing is selected; v selects");
                return Some(Vec::new());
            };
            let text = plain_text(&reader.document, selection.range());
            let what = words(&text);
            (text, what)
        }
        Action::CopyParagraph => {
            let text = plain_text(&reader.document, paragraph(reader));
            let what = format!("the paragraph, {}", words(&text));
            (text, what)
        }
        Action::CopyCitation => {
            let citation = cited(reader);
            (citation.line(), format!("{} with the source", words(&citation.quote.join(" "))))
        }
        Action::CopyMarkdown => {
            let citation = cited(reader);
            (citation.markdown(), format!("{} as Markdown", words(&citation.quote.join(" "))))
        }
        Action::CopyAddress => {
            let address = citation::address(reader.document.metadata(), reader.location.as_ref());
            (address.unwrap_or_default(), "the address".to_owned())
        }
        _ => return None,
    };
    if text.is_empty() {
        state.say(match action {
            Action::CopyAddress => "this article has no address and no file of its own",
            _ => "there is nothing to copy here",
        });
        return Some(Vec::new());
    }
    if action != Action::CopyAddress
        && let Some(reader) = state.reader_mut()
    {
        reader.end_selection();
    }
    Some(vec![Effect::Copy { text, what }])
}

/// Says which way a text went to the clipboard, and how much of it.
pub(super) fn copied(state: &mut State, what: &str, via: &Via) {
    match via {
        Via::Tool(name) => state.say(&format!("copied {what} ({name})")),
        Via::Terminal { cut: None } => {
            state.say(&format!("copied {what} (OSC 52; your terminal must allow it)"));
        }
        Via::Terminal { cut: Some(bytes) } => {
            let kilobytes = bytes / 1_000;
            state.say(&format!(
                "copied only the first {kilobytes} KB (OSC 52 takes no more; your terminal must allow it)"
            ));
        }
        Via::Failed(reason) => state.complain(&format!("cannot copy: {reason}")),
    }
}

/// Leaves the mouse to the terminal, or takes it again.
pub(super) fn toggle_mouse(state: &mut State) -> Vec<Effect> {
    state.settings.mouse = !state.settings.mouse;
    let key = state.keymap.keys_of(Action::ToggleMouse, state.context()).into_iter().next();
    let key = key.unwrap_or_else(|| format!(":{}", Action::ToggleMouse));
    if state.settings.mouse {
        state.say(&format!("the mouse selects here; {key} leaves it to the terminal"));
        return vec![Effect::Mouse(Mouse::Program)];
    }
    state.pointing.drag = None;
    state
        .say(&format!("the mouse is the terminal's, which selects as usual; {key} takes it again"));
    vec![Effect::Mouse(Mouse::Terminal)]
}

fn words(text: &str) -> String {
    match word_count(text) {
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    }
}

fn paragraph(reader: &Reader) -> TextRange {
    let document = &reader.document;
    let block = document.block_at(reader.point()).and_then(|index| document.block(index));
    block.map(|block| block.range).unwrap_or_default()
}

/// Returns the passage at hand with its source.
fn cited(reader: &Reader) -> Citation {
    let quote = paragraphs(&reader.document, reader.passage());
    let (entry, metadata) = (&reader.entry, reader.document.metadata());
    let location = reader.location.as_ref();
    Citation::new(quote, &entry.title, entry.title_origin, metadata, location)
}
