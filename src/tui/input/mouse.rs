//! The mouse in the form `CSI < buttons ; column ; row M`, ending in `m` when a button is let go.

use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const SHIFT: u16 = 4;
const ALT: u16 = 8;
const CONTROL: u16 = 16;
const MOTION: u16 = 32;
const WHEEL: u16 = 64;

/// Returns the event of a report; `None` for buttons and motions nobody asked for.
pub fn event(buttons: u16, column: u16, row: u16, last: u8) -> Option<MouseEvent> {
    let button = match buttons & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = if buttons & WHEEL != 0 {
        match buttons & 3 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        }
    } else if buttons & MOTION != 0 {
        button.map_or(MouseEventKind::Moved, MouseEventKind::Drag)
    } else if last == b'm' {
        MouseEventKind::Up(button?)
    } else {
        MouseEventKind::Down(button?)
    };
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, buttons & SHIFT != 0);
    modifiers.set(KeyModifiers::ALT, buttons & ALT != 0);
    modifiers.set(KeyModifiers::CONTROL, buttons & CONTROL != 0);
    let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
    Some(MouseEvent { kind, column, row, modifiers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_become_events() {
        for (buttons, last, kind) in [
            (0, b'M', Some(MouseEventKind::Down(MouseButton::Left))),
            (2, b'm', Some(MouseEventKind::Up(MouseButton::Right))),
            (32, b'M', Some(MouseEventKind::Drag(MouseButton::Left))),
            (35, b'M', Some(MouseEventKind::Moved)),
            (64, b'M', Some(MouseEventKind::ScrollUp)),
            (65, b'M', Some(MouseEventKind::ScrollDown)),
            (3, b'M', None),
        ] {
            assert_eq!(event(buttons, 1, 1, last).map(|event| event.kind), kind, "{buttons}");
        }
    }

    #[test]
    fn places_count_from_nought_and_modifiers_are_kept() {
        let event = event(16, 10, 3, b'M').unwrap();
        assert_eq!((event.column, event.row), (9, 2));
        assert_eq!(event.modifiers, KeyModifiers::CONTROL);
    }
}
