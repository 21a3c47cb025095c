//! A list with one selected row that stays in view.

/// Which row of a list is selected and which is the first one shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    selected: usize,
    top: usize,
}

impl ListState {
    /// Returns the selected row.
    pub const fn selected(self) -> usize {
        self.selected
    }

    /// Returns the first row shown.
    pub const fn top(self) -> usize {
        self.top
    }

    /// Selects a row, or the last one of `length` where there is none so far down, and scrolls so
    /// that it is among the `height` rows shown, with a row of context where there is room.
    pub fn select(&mut self, row: usize, length: usize, height: u16) {
        self.selected = row.min(length.saturating_sub(1));
        self.show(self.selected, length, height);
    }

    /// Selects a row that has moved, because rows came or went above it: it stays at its height on the screen, but the
    /// first row of the list stays in view if it was.
    pub fn follow(&mut self, row: usize, length: usize, height: u16) {
        if self.top > 0 {
            self.top = row.saturating_sub(self.selected - self.top);
        }
        self.select(row, length, height);
    }

    /// Moves the selection by so many rows, stopping at either end.
    pub fn step(&mut self, by: i64, length: usize, height: u16) {
        let by_rows = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
        let row = if by < 0 {
            self.selected.saturating_sub(by_rows)
        } else {
            self.selected.saturating_add(by_rows)
        };
        self.select(row, length, height);
    }

    /// Scrolls so that a row is shown, without selecting it.
    pub fn show(&mut self, row: usize, length: usize, height: u16) {
        let height = usize::from(height).max(1);
        let margin = usize::from(height > 4);
        self.top = self.top.min(length.saturating_sub(height));
        self.top = self.top.min(row.saturating_sub(margin));
        let lowest = (row + margin).min(length.saturating_sub(1));
        self.top = self.top.max((lowest + 1).saturating_sub(height));
    }

    /// Scrolls without selecting; the selection follows to stay in view.
    pub fn scroll(&mut self, by: i64, length: usize, height: u16) {
        let rows = usize::from(height).max(1);
        let by_rows = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
        let top = if by < 0 {
            self.top.saturating_sub(by_rows)
        } else {
            self.top.saturating_add(by_rows)
        };
        self.top = top.min(length.saturating_sub(rows));
        let last = (self.top + rows - 1).min(length.saturating_sub(1));
        self.selected = self.selected.clamp(self.top.min(last), last);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::ListState;

    #[test]
    fn the_selection_stays_in_view_with_a_row_of_context() {
        let mut list = ListState::default();
        list.select(9, 100, 10);
        assert_eq!((list.selected(), list.top()), (9, 1));
        list.step(-9, 100, 10);
        assert_eq!((list.selected(), list.top()), (0, 0));
        list.select(usize::MAX, 100, 10);
        assert_eq!((list.selected(), list.top()), (99, 90));
        list.scroll(-50, 100, 10);
        assert_eq!((list.selected(), list.top()), (49, 40));
    }

    proptest! {
        #[test]
        fn the_selection_is_always_shown(
            steps in proptest::collection::vec((any::<bool>(), -200i64..200), 0..20),
            length in 0usize..300, height in 0u16..40,
        ) {
            let mut list = ListState::default();
            for (scroll, by) in steps {
                if scroll { list.scroll(by, length, height) } else { list.step(by, length, height) }
                assert!(list.selected() < length.max(1));
                assert!(list.top() <= list.selected());
                assert!(list.selected() < list.top() + usize::from(height).max(1));
            }
        }
    }
}
