//! Views of a whole story: opening, closing and changing the matrix and the timeline.

use std::sync::Arc;

use crate::library::OpenStory;
use crate::story::{ArticleIndex, Passage};
use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::matrix::Matrix;
use crate::tui::state::matrix::rows::{RowFilter, RowOrder};
use crate::tui::state::popup::Spacing;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::story_view::StoryView;
use crate::tui::state::timeline::{TimeOrder, Timeline};
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::told::told;
use crate::tui::update::{beside, popup, travel};
use crate::tui::wording;

/// Opens a view of the story of the open article, or closes the one that is shown; `None` if the action is
/// about none.
pub(super) fn open(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let shown = match (command.action, &state.story_view) {
        (Action::Matrix, Some(StoryView::Matrix(_)))
        | (Action::Timeline, Some(StoryView::Timeline(_))) => true,
        (Action::Matrix | Action::Timeline, _) => false,
        (Action::SideBySide, _) => return Some(beside::open(state, command.count)),
        _ => return None,
    };
    state.popup = None;
    if shown {
        state.story_view = None;
        return Some(Vec::new());
    }
    let Some(story) = told(state) else { return Some(Vec::new()) };
    state.story_view = Some(match command.action {
        Action::Matrix => StoryView::Matrix(Box::new(matrix(state, story))),
        _ => StoryView::Timeline(Box::new(Timeline::new(story))),
    });
    Some(Vec::new())
}

/// Arranges a story and selects what the open article says where the reader is.
fn matrix(state: &State, story: Arc<OpenStory>) -> Matrix {
    let here = state.reader().and_then(|reader| {
        let place = story.place_of(reader.id())?;
        let comparison = &story.comparison;
        let mut claims = comparison.claims_in(place, reader.cursor);
        claims.next().map(|(id, _)| id).or(comparison.claim_at(place, reader.cursor.start()))
    });
    let mut matrix = Matrix::new(story);
    if let Some(claim) = here {
        matrix.go(claim, state.table().rows.height);
    }
    matrix
}

/// Runs an action of the open view; `None` if it has no meaning there.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let height = state.table().rows.height;
    match command.action {
        Action::Cancel => cancel(state),
        Action::Back => state.story_view = None,
        Action::Open => return Some(go(state)),
        Action::Peek => peek(state),
        Action::NarrowRows | Action::Search => ask(state),
        Action::AllRows => show(state, RowFilter::All),
        Action::DifferingRows => show(state, RowFilter::Differing),
        Action::SingleSourceRows => show(state, RowFilter::SingleSource),
        Action::SortRows | Action::Sort => sort(state),
        Action::NextColumn | Action::FocusRight => move_column(state, command.times()),
        Action::PreviousColumn | Action::FocusLeft => move_column(state, -command.times()),
        _ => {
            let by = command.rows(height)?;
            match state.story_view.as_mut()? {
                StoryView::Matrix(matrix) => matrix.step(by, height),
                StoryView::Timeline(timeline) => timeline.step(by, height),
                StoryView::Beside(_) => return None,
            }
        }
    }
    Some(Vec::new())
}

/// Tells whether an action that the view does not know leaves it open: those that show something over it.
pub(super) const fn stays_open(action: Action) -> bool {
    matches!(
        action,
        Action::Help | Action::Palette | Action::Info | Action::Bookmarks | Action::Interrupt
    )
}

/// Shows all rows if some are hidden, else closes the view.
fn cancel(state: &mut State) {
    let height = state.table().rows.height;
    match &mut state.story_view {
        Some(StoryView::Matrix(matrix))
            if !matrix.query().is_empty() || matrix.filter() != RowFilter::All =>
        {
            matrix.narrow("", height);
            matrix.show(RowFilter::All, height);
        }
        Some(StoryView::Timeline(timeline)) if !timeline.query().is_empty() => {
            timeline.narrow("", height);
        }
        _ => state.story_view = None,
    }
}

/// Goes to the passage of what is selected and closes the view.
fn go(state: &mut State) -> Vec<Effect> {
    let passage = match &state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.passage(),
        Some(StoryView::Timeline(timeline)) => {
            let row = timeline.selected();
            row.and_then(|row| nearest(state, timeline.story(), &row.passages))
        }
        _ => None,
    };
    let target = passage.and_then(|passage| {
        let story = story_of(state.story_view.as_ref()?);
        let member = story.member(passage.article)?;
        Some((member.entry.id, Goal::Passage(member.revision, passage.range)))
    });
    let Some((document, goal)) = target else {
        state.say("this source is silent here; h and l choose another");
        return Vec::new();
    };
    state.story_view = None;
    let effects = travel::open(state, document, goal);
    focus(state, Pane::Reader);
    effects
}

/// Returns the passage of the open article, or else the first.
fn nearest(state: &State, story: &OpenStory, passages: &[Passage]) -> Option<Passage> {
    let here = state.reader().and_then(|reader| story.place_of(reader.id()));
    let own = passages.iter().find(|passage| Some(passage.article) == here);
    own.or(passages.first()).copied()
}

const fn story_of(view: &StoryView) -> &Arc<OpenStory> {
    match view {
        StoryView::Matrix(matrix) => matrix.story(),
        StoryView::Timeline(timeline) => timeline.story(),
        StoryView::Beside(beside) => beside.story(),
    }
}

/// Shows in what words each source says what is selected.
fn peek(state: &mut State) {
    let found = match &state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.selected().map(|row| {
            let cells = row.cells().iter();
            let quotes = cells.flat_map(|cell| {
                matrix.wordings(cell).into_iter().map(|words| (cell.article, words))
            });
            (row.label.clone(), quotes.collect::<Vec<_>>())
        }),
        Some(StoryView::Timeline(timeline)) => timeline.selected().map(|row| {
            let quotes = row.passages.iter();
            let quotes = quotes.map(|passage| (passage.article, timeline.words(*passage)));
            (row.what.clone(), quotes.collect())
        }),
        _ => None,
    };
    let (Some((title, quotes)), Some(view)) = (found, &state.story_view) else { return };
    let story = Arc::clone(story_of(view));
    let paragraphs: Vec<_> =
        quotes.iter().map(|(place, words)| quote(&story, *place, words)).collect();
    popup::show_text(state, title, &paragraphs, Spacing::Loose);
}

fn quote(story: &OpenStory, place: ArticleIndex, words: &str) -> Safe {
    Safe::new(&format!("{}: “{words}”", wording::source(story, place)))
}

fn show(state: &mut State, filter: RowFilter) {
    let height = state.table().rows.height;
    let none = match &mut state.story_view {
        Some(StoryView::Matrix(matrix)) => {
            matrix.show(filter, height);
            if filter == RowFilter::All {
                matrix.narrow("", height);
            }
            matrix.is_empty() && matrix.query().is_empty()
        }
        Some(StoryView::Timeline(timeline)) => {
            timeline.narrow("", height);
            false
        }
        _ => false,
    };
    if none {
        if let Some(StoryView::Matrix(matrix)) = &mut state.story_view {
            matrix.show(RowFilter::All, height);
        }
        state.say(match filter {
            RowFilter::Differing => "the sources do not differ anywhere",
            _ => "there is nothing that one source alone says",
        });
    }
}

fn sort(state: &mut State) {
    let height = state.table().rows.height;
    let order = match &mut state.story_view {
        Some(StoryView::Matrix(matrix)) => {
            matrix.turn(height);
            match matrix.order() {
                RowOrder::Story => "as the story tells it",
                RowOrder::Support => "what most sources say first",
            }
        }
        Some(StoryView::Timeline(timeline)) => {
            timeline.turn(height);
            match timeline.order() {
                TimeOrder::Event => "by when it happened",
                TimeOrder::Report => "by who reported it first",
            }
        }
        _ => return,
    };
    state.say(order);
}

fn move_column(state: &mut State, by: i64) {
    if let Some(StoryView::Matrix(matrix)) = &mut state.story_view {
        matrix.move_column(by);
    }
}

fn ask(state: &mut State) {
    let before = match &state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.query().to_owned(),
        Some(StoryView::Timeline(timeline)) => timeline.query().to_owned(),
        _ => return,
    };
    state.ask(Purpose::NarrowRows { before }, "");
}

/// Narrows the rows to those that contain what is typed; to all if nothing is.
pub(super) fn narrow(state: &mut State, typed: &str) {
    let height = state.table().rows.height;
    match &mut state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.narrow(typed, height),
        Some(StoryView::Timeline(timeline)) => timeline.narrow(typed, height),
        _ => {}
    }
}

/// Says so if no row contains what was typed, and shows all again.
pub(super) fn finish_narrowing(state: &mut State, typed: &str) {
    narrow(state, typed);
    let empty = match &state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.is_empty(),
        Some(StoryView::Timeline(timeline)) => timeline.is_empty(),
        _ => false,
    };
    if empty && !typed.is_empty() {
        narrow(state, "");
        state.complain(&format!("no row contains {typed}"));
    }
}

/// Takes note of what has become of the story that is viewed: another comparison, another open article, none.
pub(super) fn settle(state: &mut State) {
    let Some(view) = &state.story_view else { return };
    let told = state.reader().and_then(|reader| reader.story.as_ref());
    let told = told.map(|telling| Arc::clone(telling.story()));
    let waits = state.reader().is_some_and(|reader| reader.awaits_facts.is_some());
    match told {
        Some(story) if Arc::ptr_eq(&story, story_of(view)) => {}
        Some(story) if story.id == story_of(view).id => retell(state, &story),
        // An article of the story that has just been opened knows its story in a moment.
        None if waits
            && state.reader().is_some_and(|it| story_of(view).place_of(it.id()).is_some()) => {}
        _ => {
            state.story_view = None;
            return;
        }
    }
    beside::settle(state);
}

/// Shows a newer comparison of the same articles.
fn retell(state: &mut State, story: &Arc<OpenStory>) {
    let height = state.table().rows.height;
    match &mut state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.retell(Arc::clone(story), height),
        Some(StoryView::Timeline(timeline)) => timeline.retell(Arc::clone(story), height),
        Some(StoryView::Beside(beside)) => {
            state.story_view = beside.retold(Arc::clone(story)).map(StoryView::Beside);
        }
        None => {}
    }
}

/// Selects the row under a click.
pub(super) fn click(state: &mut State, row: u16) {
    let rows = state.table().rows;
    if row < rows.top() || row >= rows.bottom() {
        return;
    }
    let offset = usize::from(row - rows.top());
    match &mut state.story_view {
        Some(StoryView::Matrix(matrix)) if matrix.list.top() + offset < matrix.len() => {
            let length = matrix.len();
            matrix.list.select(matrix.list.top() + offset, length, rows.height);
        }
        Some(StoryView::Timeline(timeline)) if timeline.list.top() + offset < timeline.len() => {
            let length = timeline.len();
            timeline.list.select(timeline.list.top() + offset, length, rows.height);
        }
        _ => {}
    }
}
