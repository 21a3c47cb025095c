//! Actions of what stands over the panes: lists, help, and texts to look at.

use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{Heading, Help, HelpRow, Peek, Popup, Spacing};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::{evidence, filter, finder, kept, links, travel};
use crate::tui::wording;

/// Runs an action of the open popup; `None` if it has no meaning there and may have one elsewhere.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if let Some(effects) = kept::act(state, command) {
        return Some(effects);
    }
    if let Some(Popup::Help(help)) = &mut state.popup
        && matches!(command.action, Action::Cancel | Action::Back | Action::Help)
    {
        state.popup = help.under.take().map(|popup| *popup);
        return Some(Vec::new());
    }
    match command.action {
        Action::Help => open_help(state),
        Action::Cancel | Action::Back => {
            state.popup = None;
            kept::come_back(state);
            return Some(Vec::new());
        }
        Action::Open | Action::Peek if state.behind.is_some() => {
            kept::come_back(state);
        }
        Action::Open => return Some(open(state)),
        Action::Remove => return Some(remove(state)),
        _ => return select(state, command),
    }
    Some(Vec::new())
}

/// Moves the selection; in a popup without one, scrolls.
fn select(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let height = state.popup_height();
    let by = command.rows(height)?;
    let places = state.jumps.places().len();
    let width = state.size.width;
    match state.popup.as_mut()? {
        Popup::Help(help) => help.list.scroll(by, help.rows.len(), height),
        Popup::Peek(peek) => peek.scroll(by, Peek::columns(width), height),
        Popup::Bookmarks(_) => {}
        Popup::Changes(changes) => changes.scroll(by, Peek::columns(width), height),
        Popup::Versions(versions) => versions.list.step(by, versions.revisions.len(), height),
        Popup::Contents(contents) => contents.list.step(by, contents.headings.len(), height),
        Popup::Jumps(list) => list.step(by, places, height),
        Popup::Links(popup) => popup.list.step(by, popup.links.len(), height),
        Popup::Filters(popup) => popup.list.step(by, popup.choices.len(), height),
        Popup::Evidence(evidence) => {
            evidence.step(by, height);
            return Some(evidence::more(state));
        }
        Popup::Results => return Some(finder::step(state, by)),
        Popup::Palette(palette) => palette.list.step(by, palette.items.len(), height),
    }
    Some(Vec::new())
}

/// Goes where the selected row leads and closes the popup.
fn open(state: &mut State) -> Vec<Effect> {
    match state.popup.take() {
        Some(Popup::Contents(contents)) => {
            if let Some(Heading { range, .. }) = contents.headings.get(contents.list.selected()) {
                travel::jump(state, range.start());
                let height = state.text_height();
                if let Some(reader) = state.reader_mut() {
                    reader.place(range.start(), 0, height);
                }
            }
            focus(state, Pane::Reader);
            Vec::new()
        }
        Some(Popup::Jumps(list)) => {
            let Some(place) = state.jumps.places().get(list.selected()).copied() else {
                return Vec::new();
            };
            travel::leave(state);
            let effects = travel::go_to_place(state, place);
            focus(state, Pane::Reader);
            effects
        }
        Some(Popup::Links(popup)) => match popup.links.get(popup.list.selected()) {
            Some(link) => vec![links::add(state, link)],
            None => Vec::new(),
        },
        Some(Popup::Evidence(evidence)) => evidence::choose(state, evidence),
        Some(Popup::Filters(popup)) => {
            if let Some((filter, _)) = popup.choices.get(popup.list.selected()) {
                filter::show(state, *filter);
            }
            Vec::new()
        }
        // Help and texts to look at lead nowhere; Enter closes them.
        _ => Vec::new(),
    }
}

fn remove(state: &mut State) -> Vec<Effect> {
    let height = state.popup_height();
    match &mut state.popup {
        Some(Popup::Jumps(list)) => {
            state.jumps.remove(list.selected());
            list.select(list.selected(), state.jumps.places().len(), height);
            Vec::new()
        }
        _ => {
            state.say("nothing here can be removed");
            Vec::new()
        }
    }
}

/// Shows a text to look at.
pub(super) fn show_text(state: &mut State, title: Safe, paragraphs: &[Safe], spacing: Spacing) {
    if let Some(peek) = Peek::new(title, paragraphs, spacing) {
        state.popup = Some(Popup::Peek(peek));
    }
}

/// Opens the help of the pane that has the focus, or of the popup that is open.
pub(super) fn open_help(state: &mut State) {
    let context = state.context();
    let mut rows = Vec::new();
    let prompt = (Context::Prompt, Context::Prompt);
    let layers = context.layers().map(|layer| (context, layer)).chain([prompt]);
    for (within, context) in layers {
        if !rows.is_empty() {
            rows.push(HelpRow::Space);
        }
        rows.push(HelpRow::Heading(wording::context(context)));
        let keys = state.keymap.help(within, context).into_iter();
        rows.extend(keys.map(|(keys, help)| HelpRow::Keys(keys, help)));
        let marks = wording::marks(context);
        if !marks.is_empty() {
            rows.extend([HelpRow::Space, HelpRow::Heading(wording::marks_heading(context))]);
        }
        rows.extend(marks.iter().map(|(mark, help)| HelpRow::Keys((*mark).to_owned(), help)));
    }
    state.row_query.clear();
    let under = state.popup.take().map(Box::new);
    let help = Help { context, list: ListState::default(), rows, under };
    state.popup = Some(Popup::Help(help));
}

/// Shows what is known about the article: where it is from, how long it is, what import noticed.
pub(super) fn open_info(state: &mut State) {
    let height = state.text_height();
    let Some(reader) = state.reader() else {
        state.say("no article is open");
        return;
    };
    let title = wording::title(&reader.entry);
    let paragraphs = wording::information(reader, height);
    show_text(state, title, &paragraphs, Spacing::Tight);
}
