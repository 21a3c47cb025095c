//! A small text of several lines that is being typed.
//!
//! It keeps characters whole and breaks its lines to a width, so that the cursor goes up and down as it is seen. It must
//! not know what the text is for.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::display::Safe;
use crate::text::grapheme::{grapheme_width, next_boundary, previous_boundary, width};
use crate::text::{Columns, TextRange, TextSize};

/// A text with a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteBox {
    text: String,
    cursor: TextSize,
}

impl NoteBox {
    /// Opens a text with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let text = clean(text);
        let cursor = TextSize::of(text.as_str());
        Self { text, cursor }
    }

    /// Returns the text; lines end with `\n`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Types at the cursor; control characters but line ends become visible.
    pub fn insert(&mut self, typed: &str) {
        let typed = clean(typed);
        self.text.insert_str(self.cursor.into(), &typed);
        self.cursor += TextSize::of(typed.as_str());
    }

    /// Moves the cursor one character left.
    pub fn left(&mut self) {
        self.cursor = previous_boundary(&self.text, self.cursor);
    }

    /// Moves the cursor one character right.
    pub fn right(&mut self) {
        self.cursor = next_boundary(&self.text, self.cursor);
    }

    /// Moves the cursor to the start of its line.
    pub fn line_start(&mut self) {
        self.cursor = self.line().start();
    }

    /// Moves the cursor to the end of its line.
    pub fn line_end(&mut self) {
        self.cursor = self.line().end();
    }

    /// Moves the cursor by rows of so many columns; past the first or last row, to the start or end.
    pub fn step(&mut self, by: i64, columns: u16) {
        let rows = self.rows(columns);
        let (row, column) = self.cell(columns);
        let goal = i64::try_from(row).unwrap_or(0) + by;
        let Ok(goal) = usize::try_from(goal) else {
            self.cursor = TextSize::from(0);
            return;
        };
        match rows.get(goal) {
            Some(range) => self.cursor = self.at_column(*range, column),
            None => self.cursor = TextSize::of(self.text.as_str()),
        }
    }

    /// Deletes the character before the cursor.
    pub fn delete_before(&mut self) {
        self.delete(TextRange::new(previous_boundary(&self.text, self.cursor), self.cursor));
    }

    /// Deletes the character at the cursor.
    pub fn delete_at(&mut self) {
        self.delete(TextRange::new(self.cursor, next_boundary(&self.text, self.cursor)));
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        let kept = self.text[TextRange::up_to(self.cursor)].trim_end();
        let kept = kept.trim_end_matches(|ch: char| !ch.is_whitespace());
        self.delete(TextRange::new(TextSize::of(kept), self.cursor));
    }

    /// Deletes the line of the cursor up to it.
    pub fn delete_to_start(&mut self) {
        self.delete(TextRange::new(self.line().start(), self.cursor));
    }

    /// Deletes from the cursor to the end of its line, or the line end.
    pub fn delete_to_end(&mut self) {
        let end = self.line().end();
        if end == self.cursor {
            self.delete_at();
        } else {
            self.delete(TextRange::new(self.cursor, end));
        }
    }

    /// Returns the rows of the text in so many columns.
    pub fn rows(&self, columns: u16) -> Vec<TextRange> {
        let room = Columns::from(columns.max(2));
        let mut rows = Vec::new();
        let mut start = TextSize::from(0);
        for line in self.text.split('\n') {
            break_line(line, start, room, &mut rows);
            start += TextSize::of(line) + TextSize::from(1);
        }
        rows
    }

    /// Returns the row and column of the cursor in so many columns.
    pub fn cell(&self, columns: u16) -> (usize, u16) {
        let rows = self.rows(columns);
        let row = rows.partition_point(|row| row.start() <= self.cursor).saturating_sub(1);
        let start = rows.get(row).map_or(TextSize::from(0), |row| row.start());
        let before = TextRange::new(start, self.cursor.max(start));
        (row, width(&self.text[before]).to_u16().min(columns.saturating_sub(1)))
    }

    fn at_column(&self, row: TextRange, column: u16) -> TextSize {
        let mut used = Columns::ZERO;
        let mut at = row.start();
        for grapheme in self.text[row].graphemes(true) {
            used += grapheme_width(grapheme);
            if used > Columns::from(column) {
                break;
            }
            at += TextSize::of(grapheme);
        }
        // The end of a row that was broken is the start of the next.
        let is_broken = at == row.end() && !self.ends_line(at);
        if is_broken && at > row.start() { previous_boundary(&self.text, at) } else { at }
    }

    fn ends_line(&self, at: TextSize) -> bool {
        let rest = &self.text[TextRange::new(at, TextSize::of(self.text.as_str()))];
        rest.is_empty() || rest.starts_with('\n')
    }

    /// Returns the line of the cursor, without its end.
    fn line(&self) -> TextRange {
        let before = &self.text[TextRange::up_to(self.cursor)];
        let after = &self.text[TextRange::new(self.cursor, TextSize::of(self.text.as_str()))];
        let first = before.split('\n').next_back().unwrap_or_default();
        let rest = after.split('\n').next().unwrap_or_default();
        TextRange::new(self.cursor - TextSize::of(first), self.cursor + TextSize::of(rest))
    }

    fn delete(&mut self, range: TextRange) {
        self.text.replace_range(std::ops::Range::<usize>::from(range), "");
        self.cursor = range.start();
    }
}

/// Breaks a line after white space where it can, else within a word.
fn break_line(line: &str, start: TextSize, room: Columns, rows: &mut Vec<TextRange>) {
    let (mut first, mut at, mut used) = (start, start, Columns::ZERO);
    let mut after_space = None;
    for grapheme in line.graphemes(true) {
        let wide = grapheme_width(grapheme);
        if used + wide > room && !grapheme.trim().is_empty() {
            let end = after_space.filter(|end| *end > first).unwrap_or(at);
            rows.push(TextRange::new(first, end));
            let kept = TextRange::new(end - start, at - start);
            used = width(&line[kept]);
            first = end;
            after_space = None;
        }
        used += wide;
        at += TextSize::of(grapheme);
        if grapheme.trim().is_empty() {
            after_space = Some(at);
        }
    }
    rows.push(TextRange::new(first, at));
}

/// Returns a text with harmless lines.
fn clean(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let lines: Vec<_> = lines.map(|line| Safe::new(line).as_str().to_owned()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::NoteBox;

    fn shown(note: &NoteBox, columns: u16) -> Vec<&str> {
        note.rows(columns).into_iter().map(|row| &note.text()[row]).collect()
    }

    #[test]
    fn lines_break_after_words_and_keep_line_ends() {
        let note = NoteBox::new("one two three\n\n老街老街 x");
        assert_eq!(shown(&note, 8), ["one two ", "three", "", "老街老街 ", "x"]);
        assert_eq!(note.cell(8), (4, 1));
        assert_eq!(shown(&NoteBox::new("abcdef"), 4), ["abcd", "ef"]);
        assert_eq!(shown(&NoteBox::new(""), 4), [""]);
    }

    #[test]
    fn the_cursor_goes_up_and_down_as_it_is_seen() {
        let mut note = NoteBox::new("one two three\nab");
        note.step(-1, 8);
        note.insert("|");
        assert_eq!(note.text(), "one two th|ree\nab");
        note.step(-1, 8);
        note.insert("|");
        assert_eq!(note.text(), "one| two th|ree\nab");
        note.step(-1, 8);
        note.insert("^");
        note.step(9, 8);
        note.insert("$");
        assert_eq!(note.text(), "^one| two th|ree\nab$");
    }

    #[test]
    fn editing_is_by_lines() {
        let mut note = NoteBox::new("one two\nthree four\nx");
        note.step(-1, 40);
        note.line_end();
        note.delete_word();
        assert_eq!(note.text(), "one two\nthree \nx");
        note.delete_to_start();
        note.delete_to_end();
        assert_eq!(note.text(), "one two\nx");
        note.insert("a\u{1b}\r\nb");
        assert_eq!(note.text(), "one two\na␛\nbx");
        note.line_start();
        note.delete_before();
        assert_eq!(note.text(), "one two\na␛bx");
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_within_the_text(
            text in "[a-z 老👍🏽\u{301}\n]{0,30}", steps in proptest::collection::vec((0u8..12, any::<i8>()), 0..24),
            columns in 2u16..12,
        ) {
            let mut note = NoteBox::new(&text);
            for (what, by) in steps {
                match what {
                    0 => note.left(),
                    1 => note.right(),
                    2 => note.line_start(),
                    3 => note.line_end(),
                    4 => note.step(i64::from(by), columns),
                    5 => note.delete_before(),
                    6 => note.delete_at(),
                    7 => note.delete_word(),
                    8 => note.delete_to_start(),
                    9 => note.delete_to_end(),
                    10 => note.insert("\n"),
                    _ => note.insert("é "),
                }
                let (row, column) = note.cell(columns);
                assert!(row < note.rows(columns).len() && column < columns);
                let joined: String = note.rows(columns).iter().map(|row| &note.text()[*row]).collect();
                assert_eq!(joined, note.text().replace('\n', ""));
            }
        }
    }
}
