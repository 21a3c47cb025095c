//! Copying: what is at hand, as plain text, as a citation, as a quote in Markdown.

use crate::document::{DocumentId, Metadata, TitleOrigin};
use crate::library::citation::{self, Citation};
use crate::library::passage::{paragraphs, plain_text};
use crate::library::{KeptRow, Opened, Request, Standing, Ticket};
use crate::text::TextRange;
use crate::text::segment::word_count;
use crate::tui::action::Action;
use crate::tui::clipboard::Via;
use crate::tui::effect::Effect;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Copying, State};
use crate::tui::terminal::Mouse;

/// What is said of an article that came from nowhere one can go to.
const NO_ADDRESS: &str = "this article has no address and no file of its own";

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
            Action::CopyAddress => NO_ADDRESS,
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

/// Copies something of the article that is selected in the list.
pub(super) fn of_listed(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(id) = state.sources.selected().map(|entry| entry.id) else {
        state.say("select an article to copy where it is from");
        return Vec::new();
    };
    of_article(
        state,
        id,
        match action {
            Action::CopyAddress => Copying::Address,
            Action::CopyMarkdown => Copying::Markdown(Vec::new()),
            _ => Copying::Citation(Vec::new()),
        },
    )
}

/// Copies a kept passage: its words, or these with their source.
pub(super) fn of_kept(state: &mut State, kept: &KeptRow, action: Action) -> Vec<Effect> {
    let text = &kept.bookmark.anchor.quote.exact;
    if !matches!(action, Action::CopyCitation | Action::CopyMarkdown) {
        return vec![Effect::Copy { what: words(text), text: text.clone() }];
    }
    let quote: Vec<String> =
        text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    let copying = match action {
        Action::CopyMarkdown => Copying::Markdown(quote.clone()),
        _ => Copying::Citation(quote.clone()),
    };
    if kept.standing != Standing::Removed {
        return of_article(state, kept.bookmark.document, copying);
    }
    // What is known of an article that was removed is what was kept with the passage.
    let metadata = Metadata { site: kept.source.clone(), ..Metadata::default() };
    let title = &kept.bookmark.title;
    let citation = Citation::new(quote, title, TitleOrigin::Stated, &metadata, None);
    vec![with_source(&citation, action == Action::CopyMarkdown)]
}

/// Asks for what is known of an article, to copy it.
fn of_article(state: &mut State, id: DocumentId, copying: Copying) -> Vec<Effect> {
    let ticket = state.ticket();
    state.awaited.copying = Some((ticket, copying));
    vec![Effect::Request(ticket, Request::Look(id))]
}

/// Copies what was asked for of an article, if that is what is awaited.
pub(super) fn looked(state: &mut State, ticket: Ticket, opened: &Opened) -> Option<Vec<Effect>> {
    let (_, copying) = state.awaited.copying.take_if(|(awaited, _)| *awaited == ticket)?;
    let (entry, metadata) = (&opened.entry, opened.document.metadata());
    let location = opened.location.as_ref();
    let cited = |quote| Citation::new(quote, &entry.title, entry.title_origin, metadata, location);
    Some(match copying {
        Copying::Citation(quote) => vec![with_source(&cited(quote), false)],
        Copying::Markdown(quote) => vec![with_source(&cited(quote), true)],
        Copying::Address => match citation::address(metadata, location) {
            Some(text) => vec![Effect::Copy { text, what: "the address".to_owned() }],
            None => {
                state.say(NO_ADDRESS);
                Vec::new()
            }
        },
    })
}

fn with_source(citation: &Citation, in_markdown: bool) -> Effect {
    let said = match citation.quote.join(" ") {
        quote if quote.is_empty() => "the article".to_owned(),
        quote => words(&quote),
    };
    if in_markdown {
        return Effect::Copy { text: citation.markdown(), what: format!("{said} as Markdown") };
    }
    Effect::Copy { text: citation.line(), what: format!("{said} with the source") }
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
