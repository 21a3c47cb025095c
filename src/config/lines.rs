//! Lines: the numbers users know places in a file by.

use std::ops::Range;

/// Turns places in a text into line numbers, and these into places.
#[derive(Debug)]
pub struct Lines {
    /// Where each line starts, and where one after the last would.
    starts: Vec<usize>,
}

impl Lines {
    /// Counts the lines of `text`.
    pub fn new(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(ends).chain([text.len()]).collect() }
    }

    /// Returns the number, from 1, of the line a place starts in.
    pub fn number(&self, place: &Range<usize>) -> usize {
        let last = self.starts.len() - 1;
        self.starts[..last].partition_point(|&start| start <= place.start)
    }

    /// Returns the place of a line by its number, from 1; an empty one for a number that is none.
    pub fn place(&self, number: usize) -> Range<usize> {
        let start = number.checked_sub(1).and_then(|index| self.starts.get(index));
        match (start, self.starts.get(number)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        }
    }

    /// Returns the numbers of all lines from `number` on.
    pub fn from(&self, number: usize) -> Range<usize> {
        number..self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers_belong_together() {
        let text = "a\n\nbc\nd";
        let lines = Lines::new(text);
        for (number, line) in [(1, "a\n"), (2, "\n"), (3, "bc\n"), (4, "d")] {
            let place = lines.place(number);
            assert_eq!(&text[place.clone()], line);
            assert_eq!(lines.number(&place), number);
        }
        assert_eq!(lines.number(&(4..5)), 3);
        assert_eq!(lines.number(&(7..7)), 4);
        assert_eq!(lines.place(0), 0..0);
        assert_eq!(lines.place(5), 0..0);
        assert_eq!(lines.from(3), 3..5);
        assert_eq!(Lines::new("").number(&(0..0)), 1);
    }
}
