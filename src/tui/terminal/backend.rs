//! The drawing end of the terminal: ratatui's own backend behind the guard, with the size remembered.
//!
//! ratatui asks for the size before each frame and for the cursor when it clears. Both questions would go to
//! the terminal; here the answers are kept, so that drawing only ever writes.

use std::cell::Cell as Kept;
use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::crossterm::queue;
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::layout::{Position, Size};

use crate::tui::guard::Guard;
use crate::tui::terminal::pen;

/// Draws through a [`Guard`] on `W`.
#[derive(Debug)]
pub struct GuardedBackend<W: io::Write> {
    inner: CrosstermBackend<Guard<W>>,
    size: Kept<Size>,
    cursor: Position,
    /// The bytes of the frame being drawn; kept for its room.
    drawn: Vec<u8>,
    is_closed: bool,
}

impl<W: io::Write> GuardedBackend<W> {
    /// Makes a backend of `size` in columns and rows.
    pub fn new(writer: W, size: Size) -> Self {
        let inner = CrosstermBackend::new(Guard::new(writer));
        Self {
            inner,
            size: Kept::new(size),
            cursor: Position::ORIGIN,
            drawn: Vec::new(),
            is_closed: false,
        }
    }

    /// Sends nothing more.
    ///
    /// A ratatui terminal shows the cursor when it is dropped, and complains on standard error when it cannot:
    /// by then the screen belongs to others or is gone.
    pub fn close(&mut self) {
        self.is_closed = true;
    }

    /// Takes over the size the terminal has now.
    pub fn set_size(&self, size: Size) {
        self.size.set(size);
    }
}

impl<W: io::Write> io::Write for GuardedBackend<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut self.inner, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::Write::flush(&mut self.inner)
    }
}

impl<W: io::Write> Backend for GuardedBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.drawn.clear();
        pen::draw(&mut self.drawn, content);
        if self.drawn.is_empty() {
            return Ok(());
        }
        queue!(self.inner, BeginSynchronizedUpdate)?;
        io::Write::write_all(&mut self.inner, &self.drawn)?;
        queue!(self.inner, EndSynchronizedUpdate)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size.get())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size.get(), pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::widgets::Paragraph;

    use super::*;

    #[test]
    fn a_frame_is_drawn_at_the_remembered_size_without_a_question() {
        let mut sent = Vec::new();
        let mut terminal = Terminal::new(GuardedBackend::new(&mut sent, Size::new(20, 2))).unwrap();
        terminal.draw(|frame| frame.render_widget(Paragraph::new("one"), frame.area())).unwrap();
        terminal.backend().set_size(Size::new(3, 1));
        terminal.clear().unwrap();
        let drawn = terminal.draw(|frame| assert_eq!(frame.area().width, 3)).unwrap();
        assert_eq!(drawn.area.height, 1);
        drop(terminal);
        let sent = String::from_utf8(sent).unwrap();
        assert!(sent.contains("one"));
        assert!(!sent.contains("\u{1b}[6n"));
    }

    #[test]
    fn a_closed_backend_sends_nothing_when_its_terminal_is_dropped() {
        let mut sent = Vec::new();
        let mut terminal = Terminal::new(GuardedBackend::new(&mut sent, Size::new(20, 2))).unwrap();
        terminal.hide_cursor().unwrap();
        terminal.backend_mut().close();
        drop(terminal);
        assert_eq!(sent, b"\x1b[?25l");
    }

    #[test]
    fn what_a_cell_smuggles_does_not_arrive() {
        let mut sent = Vec::new();
        let mut terminal = Terminal::new(GuardedBackend::new(&mut sent, Size::new(20, 2))).unwrap();
        terminal
            .draw(|frame| {
                frame.buffer_mut()[(0, 0)].set_symbol("\u{1b}]52;c;eA==\u{7}");
                frame.buffer_mut()[(1, 0)].set_symbol("\u{9b}2J");
            })
            .unwrap();
        drop(terminal);
        let sent = String::from_utf8(sent).unwrap();
        assert!(!sent.contains("]52") && !sent.contains('\u{9b}') && !sent.contains('\u{7}'));
    }
}
