//! Actions of the bookmarks panel: its tabs, filter and order, and changing one or several passages.

use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::library::{KeptOrder, KeptRow, Request, Standing, Way};
use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::kept_list::{End, PanelRow, rows_shown};
use crate::tui::state::kept_view::{KeptView, Tab};
use crate::tui::state::note::Field;
use crate::tui::state::popup::{Peek, Popup, Spacing};
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::kept_pages::{self, fetch, more, view_of};
use crate::tui::update::{changes, copy, keep, note, travel};
use crate::tui::wording;

/// Opens the bookmarks of the open article, or of all.
pub(super) fn open_panel(state: &mut State) -> Vec<Effect> {
    let tab = state.reader().map_or(Tab::Library, |reader| Tab::Document(reader.id()));
    let view = view_of(state, tab, "");
    vec![kept_pages::open(state, view)]
}

/// Runs an action of the bookmarks panel; `None` if it has no meaning there.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let Some(Popup::Bookmarks(panel)) = &mut state.popup else { return None };
    match command.action {
        Action::Cancel if panel.choose_none() => {}
        Action::Cancel if !panel.view.typed.is_empty() => {
            let view = KeptView { typed: String::new(), begun: None, ..panel.view.clone() };
            return Some(vec![fetch(state, view, End::First)]);
        }
        Action::Cancel | Action::Back => state.popup = None,
        Action::First | Action::Top if panel.lacks(End::First) => {
            let view = panel.view.clone();
            return Some(vec![fetch(state, view, End::First)]);
        }
        Action::Last | Action::End if panel.lacks(End::Last) => {
            let view = panel.view.clone();
            return Some(vec![fetch(state, view, End::Last)]);
        }
        Action::Open => return Some(open(state)),
        Action::Peek => peek(state),
        Action::NextTab => return Some(step_tab(state, 1)),
        Action::PreviousTab => return Some(step_tab(state, -1)),
        Action::Unfold => unfold(state, Some(true)),
        Action::Fold => unfold(state, Some(false)),
        Action::ToggleFold => unfold(state, None),
        Action::Sift | Action::Search | Action::Narrow => {
            let before = panel.view.typed.clone();
            state.finder.completions = None;
            state.ask(Purpose::Sift { before: before.clone() }, &before);
        }
        Action::NextMatch | Action::PreviousMatch => {
            state.say("/ shows only the bookmarks with some words");
        }
        Action::SortBookmarks | Action::Sort => return Some(sort(state)),
        Action::ReverseOrder => return Some(reverse(state)),
        Action::SelectItem => {
            panel.toggle();
            return Some(step(state, 1));
        }
        Action::SelectRange => panel.toggle_stretch(),
        Action::Remove => {
            let ids = chosen(state);
            return Some(if ids.is_empty() { Vec::new() } else { keep::remove(state, ids) });
        }
        Action::CycleLabel => return Some(label(state, command.times())),
        Action::EditTags => return Some(edit_tags(state)),
        Action::EditNote => {
            let bookmark = selected(state)?;
            return Some(note::open_kept(state, &bookmark, Field::Note));
        }
        Action::EditNoteOutside => {
            let bookmark = selected(state)?;
            return Some(note::open_outside(state, &bookmark));
        }
        Action::AcceptPlace => return Some(accept(state)),
        Action::CopyParagraph | Action::CopyCitation | Action::CopyMarkdown => {
            let kept = selected_row(state)?;
            return Some(copy::of_kept(state, &kept, command.action));
        }
        _ => {
            let rows = command.rows(rows_shown(state.size))?;
            return Some(step(state, rows));
        }
    }
    Some(Vec::new())
}

fn step(state: &mut State, by: i64) -> Vec<Effect> {
    let height = rows_shown(state.size);
    if let Some(Popup::Bookmarks(panel)) = &mut state.popup {
        let length = panel.rows().len();
        panel.list.step(by, length, height);
    }
    more(state)
}

fn unfold(state: &mut State, shown: Option<bool>) {
    let height = rows_shown(state.size);
    if let Some(Popup::Bookmarks(panel)) = &mut state.popup
        && !panel.unfold(shown, height)
    {
        state.say("a kept fact unfolds to what it rests on; this is a passage");
    }
}

fn selected_row(state: &State) -> Option<KeptRow> {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return None };
    panel.selected().cloned()
}

fn selected(state: &State) -> Option<Bookmark> {
    selected_row(state).map(|kept| kept.bookmark)
}

/// Goes to the selected passage, or the one a kept fact rests on; one whose article was removed is shown as it was kept.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(kept) = selected_row(state) else { return Vec::new() };
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    if let Some(PanelRow::Evidence(_, at)) = panel.rows().get(panel.list.selected()).copied()
        && let Some(evidence) = kept.bookmark.fact.as_ref().and_then(|fact| fact.evidence.get(at))
    {
        let goal = Goal::Passage(evidence.anchor.revision, evidence.anchor.position);
        let document = evidence.document;
        return go(state, document, goal);
    }
    if kept.standing == Standing::Removed {
        let undo = state.key_of(Action::Undo);
        peek(state);
        state.say(&format!(
            "its article was removed; {undo} may bring it back, the passage is kept"
        ));
        return Vec::new();
    }
    if kept.standing == Standing::There(Resolution::Changed) && !kept.bookmark.anchor.is_unplaced()
    {
        let anchor = Box::new(kept.bookmark.anchor.clone());
        let request = Request::TextOfAnchor(kept.bookmark.document, anchor);
        let effect = changes::await_past(state, request);
        state.awaited.old_passage = Some(Box::new(kept.bookmark));
        return vec![effect];
    }
    go(state, kept.bookmark.document, Goal::Bookmark(kept.bookmark.id))
}

/// Goes to a place of an article.
pub(super) fn go(state: &mut State, document: DocumentId, goal: Goal) -> Vec<Effect> {
    state.popup = None;
    let effects = travel::open(state, document, goal);
    focus(state, Pane::Reader);
    effects
}

/// Shows a passage with what stood around it, its note and what is known of it; the panel comes back after that.
fn peek(state: &mut State) {
    let Some(kept) = selected_row(state) else { return };
    let mut paragraphs = wording::kept_words(&kept.bookmark);
    paragraphs.extend(wording::kept_facts(&kept));
    let title = wording::kept_title(&kept.bookmark);
    let Some(Popup::Bookmarks(panel)) = state.popup.take() else { return };
    look(state, title, &paragraphs);
    state.behind = Some(panel);
}

/// Shows the note of the bookmark at the cursor.
pub(super) fn show_note(state: &mut State) {
    let Some(bookmark) = keep::here(state) else { return };
    look(state, wording::kept_title(&bookmark), &wording::kept_words(&bookmark));
}

fn look(state: &mut State, title: Safe, paragraphs: &[Safe]) {
    if let Some(peek) = Peek::new(title, paragraphs, Spacing::Loose) {
        state.popup = Some(Popup::Peek(peek));
    }
}

/// Brings the panel back that a text to look at stood before; returns whether there was one.
pub(super) fn come_back(state: &mut State) -> bool {
    let Some(panel) = state.behind.take() else { return false };
    state.popup = Some(Popup::Bookmarks(panel));
    true
}

/// Forgets the panel behind a text to look at that is closed.
pub(super) fn leave_behind(state: &mut State) {
    if !matches!(state.popup, Some(Popup::Peek(_) | Popup::Changes(_))) {
        state.behind = None;
    }
}

/// Shows the next tab that there is: article, story, library, what has drifted.
fn step_tab(state: &mut State, by: i64) -> Vec<Effect> {
    let reader = state.reader();
    let story = reader.and_then(|reader| reader.story.as_ref()).map(|telling| telling.story().id);
    let tabs: Vec<_> = [
        reader.map(|reader| Tab::Document(Reader::id(reader))),
        story.map(Tab::Story),
        Some(Tab::Library),
        Some(Tab::Drifted),
    ]
    .into_iter()
    .flatten()
    .collect();
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let here = tabs.iter().position(|tab| *tab == panel.view.tab).unwrap_or_default();
    let (Ok(here), Ok(count)) = (i64::try_from(here), i64::try_from(tabs.len())) else {
        return Vec::new();
    };
    let next = usize::try_from((here + by).rem_euclid(count)).ok().and_then(|at| tabs.get(at));
    let Some(tab) = next.copied() else { return Vec::new() };
    let typed = panel.view.typed.clone();
    let view = view_of(state, tab, &typed);
    vec![fetch(state, view, End::First)]
}

/// Lists the passages in the next order: by place, newest, oldest, changed last, label.
fn sort(state: &mut State) -> Vec<Effect> {
    const ORDERS: [(KeptOrder, Way); 5] = [
        (KeptOrder::Place, Way::Usual),
        (KeptOrder::Newest, Way::Usual),
        (KeptOrder::Newest, Way::Reversed),
        (KeptOrder::Changed, Way::Usual),
        (KeptOrder::Label, Way::Usual),
    ];
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let now = (panel.view.order, panel.view.way);
    let here = ORDERS.iter().position(|order| *order == now);
    let next = here.map_or(0, |here| (here + 1) % ORDERS.len());
    let next = ORDERS.get(next).copied().unwrap_or_default();
    ordered(state, next)
}

fn reverse(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let way = match panel.view.way {
        Way::Usual => Way::Reversed,
        Way::Reversed => Way::Usual,
    };
    let order = panel.view.order;
    ordered(state, (order, way))
}

fn ordered(state: &mut State, order: (KeptOrder, Way)) -> Vec<Effect> {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let view = KeptView { order: order.0, way: order.1, ..panel.view.clone() };
    state.kept_order = Some(order);
    state.say(wording::kept_order(&view));
    vec![fetch(state, view, End::First)]
}

/// Gives the chosen passages the colour after that of the selected one.
fn label(state: &mut State, times: i64) -> Vec<Effect> {
    let ids = chosen(state);
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let first = ids.first().and_then(|id| panel.find(*id));
    let Some(now) = first.map(|bookmark| bookmark.label) else { return Vec::new() };
    keep::set_label(state, ids, now, times)
}

/// Returns the passages that are to be changed; none, and says so, if what was chosen is not listed any more.
fn chosen(state: &mut State) -> Vec<BookmarkId> {
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    let (ids, count) = (panel.chosen(), panel.count_chosen());
    if count == Some(0) {
        let none = state.key_of(Action::Cancel);
        state.say(&format!("what was chosen is not listed any more; {none} chooses none"));
    }
    ids
}

fn edit_tags(state: &mut State) -> Vec<Effect> {
    let ids = chosen(state);
    let Some(Popup::Bookmarks(panel)) = &state.popup else { return Vec::new() };
    match ids.as_slice() {
        [] => Vec::new(),
        [id] => match panel.find(*id).cloned() {
            Some(bookmark) => note::open_kept(state, &bookmark, Field::Tags),
            None => Vec::new(),
        },
        _ => note::open_several(state, ids),
    }
}

/// Accepts where the selected passage is now; one that cannot be found is to be attached anew in its article.
fn accept(state: &mut State) -> Vec<Effect> {
    let Some(kept) = selected_row(state) else { return Vec::new() };
    if kept.standing == Standing::Removed {
        state.say("its article was removed; there is nothing to attach it to");
        return Vec::new();
    }
    if !kept.standing.has_drifted() {
        state.say("the passage is where it was kept");
        return Vec::new();
    }
    let id = kept.bookmark.id;
    if let Standing::There(Resolution::Drifted(..)) = kept.standing {
        let undo = state.key_of(Action::Undo);
        state.say(&format!("the bookmark belongs where it was found; {undo} takes it back"));
        return vec![state.request(Request::AcceptDrift(id))];
    }
    let document = kept.bookmark.document;
    let effects = go(state, document, Goal::Bookmark(id));
    state.reattaching = Some((id, document));
    let keys = state.keymap.keys_of(Action::Keep, state.context()).into_iter().next();
    let key = keys.unwrap_or_else(|| format!(":{}", Action::Keep));
    state.say(&format!("go to the passage or select it: {key} attaches the bookmark there"));
    effects
}
