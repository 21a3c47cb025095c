//! The terminal while it is ours: taken on entering, given back on leaving, on errors and on panics.
//!
//! Must not know what is drawn or which keys there are.

pub mod asking;
pub mod backend;
pub mod device;
pub mod panics;
mod pen;
pub mod support;

use std::fs::File;
use std::io::{self, IsTerminal};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::layout::{Rect, Size};
use rustix::process::Signal;

pub use backend::GuardedBackend;
pub use device::{Device, Mouse};
pub use support::{Background, Colors, Support, Unfit};

use panics::PanicHook;

/// What the screen is drawn through.
pub type Screen = Terminal<GuardedBackend<File>>;

/// The time in which the terminal is ours; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Session {
    device: Arc<Device>,
    screen: Screen,
    mouse: Mouse,
    /// Dropped after the device is restored, so that what it reports is seen.
    hook: PanicHook,
}

/// Why the terminal could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be drawn on.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The system refused.
    #[error("cannot take the terminal: {0}; run in a terminal, or name a command that prints")]
    Io(#[from] io::Error),
}

impl Session {
    /// Finds the terminal and takes it.
    ///
    /// # Errors
    ///
    /// When there is no screen to draw on, or no terminal to read keys from.
    pub fn enter(mouse: Mouse) -> Result<Self, Error> {
        let mut session = Self::find(mouse)?;
        session.take()?;
        Ok(session)
    }

    /// Finds the terminal; nothing is written to it yet.
    ///
    /// Between this and [`Session::take`] is the time to see to signals: one that ends the process while the
    /// terminal is taken would leave it so.
    ///
    /// # Errors
    ///
    /// When there is no screen to draw on, or no terminal to read keys from.
    pub fn find(mouse: Mouse) -> Result<Self, Error> {
        let term = std::env::var("TERM").ok();
        support::check(term.as_deref(), io::stdout().is_terminal())?;
        let device = Arc::new(Device::open()?);
        let backend = GuardedBackend::new(device.screen()?, device.size());
        let screen = Terminal::new(backend)?;
        let hook = PanicHook::install(Arc::clone(&device));
        Ok(Self { device, screen, mouse, hook })
    }

    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn take(&mut self) -> io::Result<()> {
        self.device.take(self.mouse)
    }

    /// Takes the mouse from now on, or leaves it to the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn set_mouse(&mut self, mouse: Mouse) -> io::Result<()> {
        self.mouse = mouse;
        self.device.set_mouse(mouse)
    }

    /// Returns what to draw through.
    pub fn screen(&mut self) -> &mut Screen {
        &mut self.screen
    }

    /// Returns the device, for those who read keys from it and restore it in trouble.
    pub fn device(&self) -> Arc<Device> {
        Arc::clone(&self.device)
    }

    /// Takes over a new size; the next frame is drawn whole.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn resize(&mut self, size: Size) -> io::Result<()> {
        self.screen.backend().set_size(size);
        self.screen.resize(Rect::from((ratatui::layout::Position::ORIGIN, size)))
    }

    /// Makes the next frame draw the whole screen.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.resize(self.device.size())
    }

    /// Takes the terminal once more, as after another program had it; the next frame is drawn whole.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        self.take()?;
        self.redraw()
    }

    /// Gives the terminal back, stops the process like the shell's Ctrl-z, and takes the terminal again when
    /// the process is continued.
    ///
    /// Keys must not be read meanwhile. Where no shell could continue it the system does not stop it, and the
    /// program goes on at once.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.outside(|| rustix::process::kill_current_process_group(Signal::TSTP))??;
        Ok(())
    }

    /// Gives the terminal back while `work` runs, as for the user's editor, and takes it again.
    ///
    /// Keys must not be read meanwhile.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn outside<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.device.restore();
        let result = work();
        self.retake()?;
        Ok(result)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.screen.backend_mut().close();
        self.device.restore();
        self.hook.report();
    }
}
