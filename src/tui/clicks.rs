//! Clicks: how many presses of the button at one place make one gesture.
//!
//! The time between them decides, which only the loop knows.

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

/// The longest time between two presses of one gesture.
const TOGETHER: Duration = Duration::from_millis(400);

/// The most presses that mean something of their own.
const MOST: u8 = 4;

/// The last press of the button.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clicks {
    last: Option<(u16, u16, Instant)>,
    count: u8,
}

impl Clicks {
    /// Returns which press of a gesture an event is, from 1; 1 for all that are no press of the left button.
    pub fn count(&mut self, event: &MouseEvent, now: Instant) -> u8 {
        if event.kind != MouseEventKind::Down(MouseButton::Left) || !event.modifiers.is_empty() {
            return 1;
        }
        let place = (event.column, event.row);
        let goes_on = self.last.is_some_and(|(column, row, then)| {
            (column, row) == place && now.saturating_duration_since(then) <= TOGETHER
        });
        self.count = if goes_on && self.count < MOST { self.count + 1 } else { 1 };
        self.last = Some((place.0, place.1, now));
        self.count
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

    use super::Clicks;

    #[test]
    fn presses_at_one_place_in_a_short_time_are_counted() {
        let start = Instant::now();
        let mut clicks = Clicks::default();
        let table = [(0, 5, 1), (100, 5, 2), (300, 5, 3), (400, 6, 1), (500, 6, 2), (1_000, 6, 1)];
        for (milliseconds, column, expected) in table {
            let event = MouseEvent {
                kind: MouseEventKind::Down(MouseButton::Left),
                column,
                row: 3,
                modifiers: KeyModifiers::NONE,
            };
            let now = start + Duration::from_millis(milliseconds);
            assert_eq!(clicks.count(&event, now), expected, "{milliseconds}");
            let up = MouseEvent { kind: MouseEventKind::Up(MouseButton::Left), ..event };
            assert_eq!(clicks.count(&up, now), 1);
        }
    }
}
