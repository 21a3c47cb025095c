//! The terminal face without a terminal: the first frame as the program makes it, then keys and frames.
//!
//! A frame goes through everything but the write to the terminal itself: layout, view, comparison with the
//! frame before, escape sequences, the guard.
// Every benchmark uses a part of this.
#![allow(dead_code)]

use std::io::Sink;
use std::path::Path;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::layout::Size;
use sidelight::config::{RawKeys, Settings};
use sidelight::document::{Document, DocumentId};
use sidelight::fact::importance;
use sidelight::layout::LineIndex;
use sidelight::library::{Library, Reply, Request};
use sidelight::tui::effect::Effect;
use sidelight::tui::event::Event;
use sidelight::tui::key::KeyPress;
use sidelight::tui::keymap::Keymap;
use sidelight::tui::start::first_page;
use sidelight::tui::state::{Goal, State};
use sidelight::tui::terminal::GuardedBackend;
use sidelight::tui::theme::Theme;
use sidelight::tui::update::update;
use sidelight::tui::view::view;

/// The size of the screen.
pub(crate) const SIZE: Size = Size::new(200, 50);

/// A running terminal face.
pub(crate) struct Stage {
    pub(crate) state: State,
    pub(crate) library: Library,
    screen: Terminal<GuardedBackend<Sink>>,
    /// What the first frame left to do.
    effects: Vec<Effect>,
}

impl Stage {
    /// Does all that comes before the first frame, and draws it.
    pub(crate) fn start(path: &Path, open: Option<DocumentId>) -> Self {
        let library = Library::open(path).unwrap();
        let (keymap, _) = Keymap::new(&RawKeys::default());
        let mut state = State::new(SIZE, Arc::new(keymap), Settings::default(), Theme::Dark);
        let effects = first_page(&mut state, &library, open, None).unwrap();
        let screen = Terminal::new(GuardedBackend::new(std::io::sink(), SIZE)).unwrap();
        let mut started = Self { state, library, screen, effects };
        started.draw();
        started
    }

    /// Starts and lets the library answer everything, as some time after the first frame.
    pub(crate) fn settled(path: &Path, open: Option<DocumentId>) -> Self {
        let mut stage = Self::start(path, open);
        let effects = std::mem::take(&mut stage.effects);
        stage.answer(effects);
        stage.draw();
        stage
    }

    /// Lets something happen and draws; what the library is asked for is left.
    pub(crate) fn happen(&mut self, event: Event) {
        drop(update(&mut self.state, event));
        self.draw();
    }

    /// Presses one key and draws.
    pub(crate) fn press(&mut self, key: KeyPress) {
        self.happen(Event::Key(key));
    }

    /// Presses keys, with the library's answers and a frame after each.
    pub(crate) fn play(&mut self, keys: &[&str]) {
        for key in keys {
            let effects = update(&mut self.state, Event::Key(press(key)));
            self.answer(effects);
            self.draw();
        }
    }

    pub(crate) fn draw(&mut self) {
        let state = &self.state;
        self.screen.draw(|frame| view(state, frame)).unwrap();
    }

    /// Changes the size of the screen and draws, as the program does.
    pub(crate) fn resize(&mut self, size: Size) {
        self.screen.backend().set_size(size);
        self.screen.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height)).unwrap();
        self.happen(Event::Resize(size));
    }

    /// Opens a document anew, as when it is chosen from the list, and draws it.
    pub(crate) fn reopen(&mut self, id: DocumentId) {
        self.state.close(id);
        let ticket = self.state.ticket();
        self.state.awaited.open = Some((ticket, Goal::WhereLeft));
        let opened = self.library.open_document(id).unwrap();
        self.happen(Event::Reply(ticket, Reply::Opened(Box::new(opened))));
    }

    /// Returns the document that is shown.
    pub(crate) fn document(&self) -> &Document {
        &self.state.reader().unwrap().document
    }

    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Request(ticket, request) = effect else { continue };
            let reply = match request {
                Request::Facts { document, .. } => {
                    let facts = self.library.facts(document).unwrap();
                    let content = &self.state.open_reader(document).unwrap().document;
                    let importance = importance(content, &facts).into();
                    Reply::Facts { document, facts, importance }
                }
                Request::Index { content, width } => {
                    Reply::Index { width, index: Arc::new(LineIndex::build(&content, width)) }
                }
                Request::Story(document) => {
                    let story = self.library.story(document).unwrap().map(Arc::new);
                    Reply::Story { document, story }
                }
                Request::Open(document) => {
                    Reply::Opened(Box::new(self.library.open_document(document).unwrap()))
                }
                request => Reply::Saved(request.kind()),
            };
            let further = update(&mut self.state, Event::Reply(ticket, reply));
            self.answer(further);
        }
    }
}

/// Returns a key by its name.
pub(crate) fn press(key: &str) -> KeyPress {
    KeyPress::parse(key).unwrap()
}
