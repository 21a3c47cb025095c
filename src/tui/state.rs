//! The state of the terminal face: everything that is shown, and nothing that is done.
//!
//! Only [`crate::tui::update`] changes it and [`crate::tui::view`] draws it; it must not know
//! either, nor the store, the terminal or a clock.

pub mod awaited;
pub mod beside;
pub mod caret;
pub mod caret_moves;
pub mod changes;
pub mod evidence;
pub mod fact_marks;
pub mod finder;
mod flags;
pub mod groups;
pub mod joining;
pub mod jumps;
pub mod kept_choice;
pub mod kept_list;
pub mod kept_passage;
pub mod kept_view;
pub mod list;
pub mod matrix;
pub mod message;
pub mod note;
pub mod note_box;
pub mod panel;
pub mod pointing;
pub mod popup;
pub mod prompt;
pub mod reader;
pub mod round;
pub mod scroll;
pub mod search;
pub mod selection;
pub mod shelves;
pub mod sources;
pub mod story;
pub mod story_panel;
pub mod story_view;
pub mod timeline;
pub mod units;
pub mod work;

use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use crate::bookmark::BookmarkId;
use crate::config::Settings;
use crate::document::DocumentId;
use crate::library::{KeptOrder, Request, Ticket, Way};
use crate::text::Columns;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::key::KeyPress;
use crate::tui::keymap::{Context, Keymap};
use crate::tui::panes::{self, Pane, Panes, Wishes};
use crate::tui::state::evidence::Evidence;
use crate::tui::state::finder::Finder;
use crate::tui::state::joining::Joining;
use crate::tui::state::jumps::JumpList;
use crate::tui::state::kept_list::KeptList;
use crate::tui::state::message::{Message, Tone};
use crate::tui::state::note::{NoteEditor, Unsaved};
use crate::tui::state::panel::Order;
use crate::tui::state::pointing::Pointing;
use crate::tui::state::popup::Popup;
use crate::tui::state::prompt::{Prompt, Purpose};
use crate::tui::state::reader::Reader;
use crate::tui::state::round::Round;
use crate::tui::state::sources::{ENTRY_ROWS, Sources};
use crate::tui::state::story_panel::StoryFilter;
use crate::tui::state::story_view::{StoryView, Table};
use crate::tui::state::work::Work;
use crate::tui::theme::Theme;

pub use awaited::{Awaited, Copying, FoundFor, Goal, Listing, NamingFor};
pub use flags::{Highlights, Interrupted, Saved};

/// The most documents that stay open; the ones longest out of sight are closed first.
const OPEN_DOCUMENTS: usize = 6;

/// Everything that is shown.
#[derive(Clone, Debug)]
pub struct State {
    /// The terminal's size.
    pub size: Size,
    /// Which keys do what.
    pub keymap: Arc<Keymap>,
    /// Which colours say what.
    pub theme: Theme,
    /// What the user wishes of the panes.
    pub wishes: Wishes,
    /// The widths the user's settings give.
    pub settings: Settings,
    /// The most columns of the text.
    pub text_width: u16,
    /// Whether facts are marked in the text.
    pub highlights: Highlights,
    /// In which order the facts of each kind stand.
    pub order: Order,
    /// The pane that gets the keys.
    pub focus: Pane,
    /// The pane that had the focus before.
    pub last_focus: Pane,
    /// The articles.
    pub sources: Sources,
    /// The open documents; the one shown last stands first.
    readers: Vec<Reader>,
    /// The search of the whole library.
    pub finder: Finder,
    /// Places to go back to.
    pub jumps: JumpList,
    /// A view of a whole story in the place of the panes.
    pub story_view: Option<StoryView>,
    /// What stands over the panes.
    pub popup: Option<Popup>,
    /// What is being typed.
    pub prompt: Option<Prompt>,
    /// The note that is being edited.
    pub note: Option<Box<NoteEditor>>,
    /// What was typed of kept passages and not saved, the latest last.
    pub unsaved: Vec<Unsaved>,
    /// The tags in use, those used most first, as they were last known.
    pub known_tags: Vec<String>,
    /// The bookmarks panel that stands behind a text to look at.
    pub behind: Option<Box<KeptList>>,
    /// The order in which bookmarks are listed, where the user has chosen one.
    pub kept_order: Option<(KeptOrder, Way)>,
    /// The kept passage that is to be attached to another place, and its article.
    pub reattaching: Option<(BookmarkId, DocumentId)>,
    /// What was searched for before, oldest first.
    pub searches: Vec<String>,
    /// What was last searched for among the rows of a list, in lower case.
    pub row_query: String,
    /// The commands given before, oldest first.
    pub commands: Vec<String>,
    /// The keys of a sequence that is not complete.
    pub pending: Vec<KeyPress>,
    /// The number typed before a key.
    pub count: Option<u32>,
    /// The message in the status line.
    pub message: Option<Message>,
    /// What the library is busy with that takes its time.
    pub work: Work,
    /// The whole articles that are fetched because a summary was opened, without being asked for.
    pub by_itself: Vec<Ticket>,
    /// The article that waits to be joined with another into one story.
    pub joining: Option<Joining>,
    /// The feed that the page added last names.
    pub offered: Option<String>,
    /// Where somebody or something is named, until it is known where else.
    pub evidence: Option<Evidence>,
    /// The places that say the same as a passage, while they are gone through.
    pub round: Option<Round>,
    /// Which part of the story stands in the place of the facts, if any does.
    pub story_shown: Option<StoryFilter>,
    /// What the caret and the mouse go on from.
    pub pointing: Pointing,
    /// What the library is expected to answer.
    pub awaited: Awaited,
    /// Whether the reading position has changed since it was saved.
    pub position: Saved,
    /// Whether an interrupt came without anything to cancel; a second one ends the program.
    pub interrupted: Interrupted,
    tickets: u64,
}

impl State {
    /// Makes the state of a program that has just started.
    pub fn new(size: Size, keymap: Arc<Keymap>, settings: Settings, theme: Theme) -> Self {
        Self {
            size,
            keymap,
            theme,
            wishes: Wishes::usual(settings.sources_width, settings.facts_width),
            text_width: settings.text_width,
            settings,
            highlights: Highlights::Selected,
            order: Order::default(),
            focus: Pane::Sources,
            last_focus: Pane::Reader,
            sources: Sources::default(),
            readers: Vec::new(),
            finder: Finder::default(),
            jumps: JumpList::default(),
            story_view: None,
            popup: None,
            prompt: None,
            note: None,
            unsaved: Vec::new(),
            known_tags: Vec::new(),
            behind: None,
            kept_order: None,
            reattaching: None,
            searches: Vec::new(),
            row_query: String::new(),
            commands: Vec::new(),
            pending: Vec::new(),
            count: None,
            message: None,
            work: Work::default(),
            by_itself: Vec::new(),
            joining: None,
            offered: None,
            evidence: None,
            round: None,
            story_shown: None,
            pointing: Pointing::default(),
            awaited: Awaited::default(),
            position: Saved::Yes,
            interrupted: Interrupted::No,
            tickets: 0,
        }
    }

    /// Returns the document that is shown.
    pub fn reader(&self) -> Option<&Reader> {
        self.readers.first()
    }

    /// Changes the document that is shown.
    pub fn reader_mut(&mut self) -> Option<&mut Reader> {
        self.readers.first_mut()
    }

    /// Returns every open document, the one shown first.
    pub fn readers(&self) -> impl Iterator<Item = &Reader> {
        self.readers.iter()
    }

    /// Changes every open document.
    pub fn readers_mut(&mut self) -> impl Iterator<Item = &mut Reader> {
        self.readers.iter_mut()
    }

    /// Returns an open document.
    pub fn open_reader(&self, id: DocumentId) -> Option<&Reader> {
        self.readers.iter().find(|reader| reader.id() == id)
    }

    /// Changes an open document.
    pub fn open_reader_mut(&mut self, id: DocumentId) -> Option<&mut Reader> {
        self.readers.iter_mut().find(|reader| reader.id() == id)
    }

    /// Shows a document, replacing what was open of it.
    pub fn show(&mut self, reader: Reader) {
        self.close(reader.id());
        self.readers.insert(0, reader);
        self.readers.truncate(OPEN_DOCUMENTS);
    }

    /// Shows a document that is open; returns whether it is.
    pub fn bring_up(&mut self, id: DocumentId) -> bool {
        let Some(index) = self.readers.iter().position(|reader| reader.id() == id) else {
            return false;
        };
        self.readers[..=index].rotate_right(1);
        true
    }

    /// Closes a document.
    pub fn close(&mut self, id: DocumentId) {
        self.readers.retain(|reader| reader.id() != id);
    }

    /// Returns where the panes stand.
    pub fn panes(&self) -> Panes {
        match &self.story_view {
            Some(StoryView::Beside(beside)) => panes::side_by_side(self.size, beside.side()),
            _ => panes::split(self.size, self.focus, self.wishes),
        }
    }

    /// Returns where the text stands in the reader: the area without header, gutter and margins.
    pub fn text_area(&self) -> Rect {
        // A pane that is not shown is as wide as the screen, so that its text has a sound layout.
        let whole = Rect::new(0, 0, self.size.width, self.size.height.saturating_sub(1));
        let pane = self.panes().reader.unwrap_or(whole);
        panes::text_area(pane, self.text_width)
    }

    /// Returns where the text stands that follows the reader's, if there is one.
    pub fn beside_area(&self) -> Option<Rect> {
        self.panes().beside.map(|pane| panes::text_area(pane, self.text_width))
    }

    /// Returns the width of the text.
    pub fn text_columns(&self) -> Columns {
        Columns::from(self.text_area().width)
    }

    /// Returns how many rows a pane has for its text or its list.
    pub fn body_height(&self, pane: Pane) -> u16 {
        self.panes().get(pane).map_or(1, |area| panes::rows_of(pane, area).height)
    }

    /// Returns how many articles the source list shows at once.
    pub fn sources_height(&self) -> u16 {
        (self.body_height(Pane::Sources) / ENTRY_ROWS).max(1)
    }

    /// Returns how many shelves the source list shows at once.
    pub fn shelves_height(&self) -> u16 {
        let body = Rect::new(0, 0, 1, self.body_height(Pane::Sources));
        panes::list_and_words(body).0.height.max(1)
    }

    /// Returns the most rows that a popup shows at once.
    pub fn popup_height(&self) -> u16 {
        self.size.height.saturating_sub(3).max(1)
    }

    /// Returns the rows of the text.
    pub fn text_height(&self) -> u16 {
        self.text_area().height.max(1)
    }

    /// Returns which keys count now.
    pub fn context(&self) -> Context {
        match (&self.prompt, &self.popup) {
            _ if self.note.is_some() => Context::Note,
            (Some(_), _) => Context::Prompt,
            (None, Some(popup)) => popup.context(),
            (None, None) => self.pane_context(self.focus),
        }
    }

    /// Returns which keys count where nothing stands over the panes.
    fn pane_context(&self, focus: Pane) -> Context {
        if let Some(context) = self.story_view.as_ref().and_then(StoryView::context) {
            return context;
        }
        match focus {
            Pane::Sources => Context::Sources,
            Pane::Reader => self.reader().map_or(Context::Reader, caret_moves::context),
            Pane::Facts => Context::Facts,
        }
    }

    /// Tells whether a matrix or a timeline stands in the place of the panes.
    pub const fn shows_table(&self) -> bool {
        matches!(self.story_view, Some(StoryView::Matrix(_) | StoryView::Timeline(_)))
    }

    /// Returns where the parts of a matrix or a timeline stand.
    pub fn table(&self) -> Table {
        story_view::table(self.size)
    }

    /// Returns how the user does something here: by the first key that does, else by the command.
    pub fn key_of(&self, action: Action) -> String {
        let keys = self.keymap.keys_of(action, self.context());
        keys.into_iter().next().unwrap_or_else(|| format!(":{}", action.name()))
    }

    /// Makes a request with a new ticket.
    pub fn request(&mut self, request: Request) -> Effect {
        Effect::Request(self.ticket(), request)
    }

    /// Makes a request that takes its time: its progress is shown, and it can be stopped.
    pub fn start(&mut self, request: Request) -> Effect {
        let ticket = self.ticket();
        self.work.start(ticket);
        Effect::Request(ticket, request)
    }

    /// Tells whether a request, which is answered now, was made without the user's asking.
    pub fn was_by_itself(&mut self, ticket: Ticket) -> bool {
        let before = self.by_itself.len();
        self.by_itself.retain(|awaited| *awaited != ticket);
        self.by_itself.len() < before
    }

    /// Returns a new ticket.
    pub fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Shows a message.
    pub fn say(&mut self, text: &str) {
        self.message = Some(Message::new(text, Tone::Info));
    }

    /// Shows an error.
    pub fn complain(&mut self, text: &str) {
        self.message = Some(Message::new(text, Tone::Error));
    }

    /// Opens a prompt.
    pub fn ask(&mut self, purpose: Purpose, text: &str) {
        self.prompt = Some(Prompt::new(purpose, text));
    }
}
