//! The loop: one inbox, drained, then one frame.
//!
//! Keys, signals and the library's replies arrive in one channel. The loop sleeps until something comes,
//! hands everything that has come to update, does what update wants done, and draws once. It
//! wakes by itself only to save the reading position after a pause. Keys typed ahead wait for what the keys
//! before them asked for, so that they mean what they would have meant typed slowly. It must not know what an
//! event means.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::config::{Config, Settings};
use crate::document::DocumentId;
use crate::library::passage::harmless;
use crate::library::{Library, Reply, Request, Service, Ticket};
use crate::text::{Safe, TextSize};
use crate::tui::clicks::Clicks;
use crate::tui::clipboard::{self, Otherwise, Via, Way};
use crate::tui::draft::{Draft, SearchDraft};
use crate::tui::editor;
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::expected::{Expected, NOTHING, expected};
use crate::tui::guard::clipboard::ClipboardWrite;
use crate::tui::home::at_home;
use crate::tui::input::{Input, InputEvent, Quit};
use crate::tui::start::{first_page, initial_state};
use crate::tui::state::{Saved, State};
use crate::tui::terminal::{Mouse, Session, support};
use crate::tui::update::update;
use crate::tui::view::view;

/// How long nothing may happen before the reading position is saved.
const PAUSE: Duration = Duration::from_millis(1_500);

/// How long keys typed ahead wait for what the keys before them asked for.
const TYPED_AHEAD: Duration = Duration::from_millis(500);

/// What the terminal face is started with.
#[derive(Debug)]
pub struct Launch {
    /// The library's file.
    pub library: PathBuf,
    /// What the user has set.
    pub config: Config,
    /// The article to open; the one read last if there is none.
    pub open: Option<DocumentId>,
    /// Where in it to start; where it was left if that is not said.
    pub at: Option<TextSize>,
    /// What to say first: what could not be opened.
    pub notice: Option<String>,
}

/// Runs the terminal face until the user or the system ends it; returns the exit code.
///
/// # Errors
///
/// Fails if there is no terminal to draw on, or the library cannot be opened.
pub fn run(launch: &Launch) -> anyhow::Result<u8> {
    let term = std::env::var("TERM").ok();
    support::check(term.as_deref(), std::io::IsTerminal::is_terminal(&std::io::stdout()))?;
    let library = Library::open(&launch.library)?;
    let mut session = Session::find(mouse(&launch.config.settings))?;
    let (sender, inbox) = mpsc::channel();
    let replies = sender.clone();
    let results = sender.clone();
    // Signals are seen to before the terminal is taken, so that none can leave it taken.
    let input = Input::start(session.device(), move |event| {
        let _ = sender.send(Message::Input(event));
    })?;
    session.take().context("cannot take the terminal")?;
    let size = session.device().size();
    let (mut state, faults) = initial_state(&launch.config, launch.notice.as_deref(), size);
    let effects = first_page(&mut state, &library, launch.open, launch.at)?;
    session.screen().draw(|frame| view(&state, frame)).context("cannot draw")?;

    let service = Service::start(library, move |ticket, reply| {
        // A reply that comes after the loop has ended has nobody left to read it.
        let _ = replies.send(Message::Reply(ticket, reply));
    })?;
    let mut running = Loop {
        state,
        session,
        input,
        service,
        results,
        clicks: Clicks::default(),
        exit: None,
        held: VecDeque::new(),
        held_until: None,
        let_go: NOTHING,
    };
    running.carry_out(effects);
    running.turn(&inbox);
    let Loop { session, input, service, exit, .. } = running;
    match exit {
        Some(code) if code > 0 => {
            drop(session);
            service.finish_at_once();
            // Until here the input sees to it that the process ends in any case.
            drop(input);
            Ok(code)
        }
        _ => {
            drop(input);
            drop(session);
            tell(&faults);
            service.finish();
            Ok(0)
        }
    }
}

/// What arrives in the inbox.
enum Message {
    Input(InputEvent),
    Reply(Ticket, Reply),
    /// What was copied, and how.
    Copied(String, Via),
    /// A text that no tool took, and what it is.
    NotTaken(String, String),
}

struct Loop {
    state: State,
    session: Session,
    input: Input,
    service: Service,
    /// Where threads say what became of their work.
    results: Sender<Message>,
    clicks: Clicks,
    /// The code to exit with, once it is time to.
    exit: Option<u8>,
    /// What was typed ahead.
    held: VecDeque<InputEvent>,
    /// When it waits no longer.
    held_until: Option<Instant>,
    /// What was waited for too long; nothing waits for that any more.
    let_go: Expected,
}

impl Loop {
    fn turn(&mut self, inbox: &Receiver<Message>) {
        while self.exit.is_none() {
            let first = match self.wait(inbox) {
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) if self.held.is_empty() => self.happen(Event::Pause),
                Err(RecvTimeoutError::Timeout) => {
                    self.let_go = expected(&self.state);
                    self.release()
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let mut changed = first;
            while self.exit.is_none()
                && let Ok(message) = inbox.try_recv()
            {
                changed = self.take(message).or(changed);
            }
            if self.exit.is_none() && changed == Changed::Yes {
                self.draw();
            }
        }
    }

    fn wait(&self, inbox: &Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        if let Some(until) = self.held_until {
            return inbox.recv_timeout(until.saturating_duration_since(Instant::now()));
        }
        match self.state.position {
            Saved::Yes => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Saved::No => inbox.recv_timeout(PAUSE),
        }
    }

    fn take(&mut self, message: Message) -> Changed {
        match message {
            Message::Reply(ticket, reply) if !self.state.awaited.heeds(ticket, &reply) => {
                Changed::No
            }
            Message::Reply(ticket, reply) => {
                let changed = self.happen(Event::Reply(ticket, reply));
                self.release().or(changed)
            }
            Message::Copied(what, via) => self.happen(Event::Copied(what, via)),
            Message::NotTaken(text, what) => self.copy_through_terminal(&text, what),
            Message::Input(InputEvent::Resize(size)) => {
                let resized = self.session.resize(size);
                self.end_if_gone(&resized);
                self.happen(Event::Resize(size))
            }
            Message::Input(InputEvent::Continued) => {
                let retaken = self.session.retake();
                self.end_if_gone(&retaken);
                let size = self.session.device().size();
                self.happen(Event::Resize(size))
            }
            Message::Input(InputEvent::Quit(quit)) => {
                self.happen(Event::Terminate);
                self.exit = Some(quit.exit_code());
                Changed::No
            }
            Message::Input(typed) => {
                self.held.push_back(typed);
                self.release()
            }
        }
    }

    /// Lets what was typed happen, up to where it has to wait.
    fn release(&mut self) -> Changed {
        let mut changed = Changed::No;
        while self.exit.is_none() && !self.has_to_wait() {
            let event = match self.held.pop_front() {
                Some(InputEvent::Key(press)) => Event::Key(press),
                Some(InputEvent::Paste(text)) => Event::Paste(text),
                Some(InputEvent::Mouse(event)) => match self.clicks.count(&event, Instant::now()) {
                    1 => Event::Mouse(event),
                    count => Event::ClickAgain(event, count),
                },
                Some(_) => continue,
                None => break,
            };
            self.held_until = None;
            changed = self.happen(event).or(changed);
        }
        if self.held.is_empty() {
            self.held_until = None;
        } else if self.held_until.is_none() {
            self.held_until = Some(Instant::now() + TYPED_AHEAD);
        }
        changed
    }

    fn has_to_wait(&self) -> bool {
        let expected = expected(&self.state);
        expected != NOTHING && expected != self.let_go
    }

    fn happen(&mut self, event: Event) -> Changed {
        let quiet = matches!(event, Event::Pause);
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
        if quiet { Changed::No } else { Changed::Yes }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Request(ticket, request) => self.service.send(ticket, at_home(request)),
                Effect::Keep(draft) => self.keep(draft),
                Effect::Copy { text, what } => self.copy(text, what),
                Effect::Mouse(mouse) => {
                    let set = self.session.set_mouse(mouse);
                    self.end_if_gone(&set);
                }
                Effect::EditOutside(text) => self.edit_outside(&text),
                Effect::SaveSearch(draft) => self.save_search(draft),
                Effect::Suspend => self.suspend(),
                Effect::Redraw => {
                    let redrawn = self.session.redraw();
                    self.end_if_gone(&redrawn);
                }
                Effect::Quit => self.exit = Some(0),
            }
        }
    }

    fn keep(&mut self, draft: Draft) {
        match draft.stamp() {
            Ok(bookmark) => {
                self.happen(Event::Kept(bookmark));
            }
            Err(error) => self.state.complain(&format!("cannot keep the passage: {error:#}")),
        }
    }

    /// Copies a text; a tool does it on a thread of its own.
    fn copy(&mut self, text: String, what: String) {
        match clipboard::way_here(self.state.settings.clipboard) {
            Way::Tools(tools, otherwise) => {
                let results = self.results.clone();
                std::thread::spawn(move || {
                    let taken = clipboard::hand_over(&tools, &harmless(&text));
                    let message = match (taken, otherwise) {
                        (Ok(tool), _) => Message::Copied(what, Via::Tool(tool)),
                        (Err(_), Otherwise::Terminal) => Message::NotTaken(text, what),
                        (Err(reason), _) => Message::Copied(what, Via::Failed(reason)),
                    };
                    // After the end of the loop nobody wants to know.
                    let _ = results.send(message);
                });
            }
            Way::Terminal => {
                self.copy_through_terminal(&text, what);
            }
            Way::Off => {
                let reason = "the setting `clipboard` is \"none\"".to_owned();
                self.happen(Event::Copied(what, Via::Failed(reason)));
            }
        }
    }

    fn copy_through_terminal(&mut self, text: &str, what: String) -> Changed {
        let write = ClipboardWrite::new(text);
        let sent = self.session.device().copy(&write);
        self.end_if_gone(&sent);
        self.happen(Event::Copied(what, Via::Terminal { cut: write.cut() }))
    }

    fn edit_outside(&mut self, text: &str) {
        self.input.pause();
        let edited = self.session.outside(|| editor::edit(text));
        self.input.resume();
        self.end_if_gone(&edited.as_ref().map(drop).map_err(|error| error.kind().into()));
        let size = self.session.device().size();
        self.happen(Event::Resize(size));
        if let Ok(edited) = edited {
            self.happen(Event::Edited(edited.map_err(|error| error.to_string())));
        }
    }

    fn save_search(&mut self, draft: SearchDraft) {
        match draft.stamp() {
            Ok(search) => {
                let ticket = self.state.ticket();
                self.service.send(ticket, Request::SaveSearch(search));
            }
            Err(error) => self.state.complain(&format!("cannot keep the search: {error:#}")),
        }
    }

    fn suspend(&mut self) {
        self.input.pause();
        let suspended = self.session.suspend();
        self.input.resume();
        self.end_if_gone(&suspended);
        let size = self.session.device().size();
        self.happen(Event::Resize(size));
    }

    fn draw(&mut self) {
        let state = &self.state;
        let drawn = self.session.screen().draw(|frame| view(state, frame)).map(drop);
        self.end_if_gone(&drawn);
    }

    /// A terminal that cannot be written to any more is gone: what is to be saved is saved, and that is it.
    fn end_if_gone(&mut self, result: &std::io::Result<()>) {
        if result.is_err() && self.exit.is_none() {
            self.exit = Some(Quit::HangUp.exit_code());
            self.happen(Event::Terminate);
            self.exit = Some(Quit::HangUp.exit_code());
        }
    }
}

/// Whether something that is shown may have changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Changed {
    Yes,
    No,
}

impl Changed {
    fn or(self, other: Self) -> Self {
        if self == Self::Yes { self } else { other }
    }
}

/// Tells on standard error what the status line had room for only in part.
fn tell(faults: &[String]) {
    if faults.len() < 2 {
        return;
    }
    for fault in faults {
        eprintln!("sidelight: {}", Safe::new(fault));
    }
}

const fn mouse(settings: &Settings) -> Mouse {
    if settings.mouse { Mouse::Program } else { Mouse::Terminal }
}
