//! The pen: turns cells into the bytes that make a terminal show them.
//!
//! It remembers where it stands and how it writes, so that a run of cells of one look is little more than
//! its text. Must not know what is drawn or where the bytes go.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The attributes a cell may have, with the number that sets each.
const ATTRIBUTES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The number that starts a text colour, and the one that starts a background.
const TEXT: u8 = 38;
const GROUND: u8 = 48;

/// Writes the bytes that draw cells at their columns and rows; the terminal writes plainly after them.
pub(super) fn draw<'a>(bytes: &mut Vec<u8>, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) {
    let mut next = None;
    let mut look = Look::default();
    for (column, row, cell) in cells {
        if next != Some((column, row)) {
            go(bytes, column, row);
        }
        next = column.checked_add(1).map(|column| (column, row));
        let wanted = Look::of(cell);
        if wanted != look {
            wanted.write(bytes);
            look = wanted;
        }
        bytes.extend_from_slice(cell.symbol().as_bytes());
    }
    if look != Look::default() {
        Look::default().write(bytes);
    }
}

/// How a cell is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    text: Color,
    ground: Color,
    attributes: Modifier,
}

impl Default for Look {
    fn default() -> Self {
        Self { text: Color::Reset, ground: Color::Reset, attributes: Modifier::empty() }
    }
}

impl Look {
    const fn of(cell: &Cell) -> Self {
        Self { text: cell.fg, ground: cell.bg, attributes: cell.modifier }
    }

    /// Writes the sequence that sets this look, whatever the one before it was.
    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[0");
        for (attribute, number) in ATTRIBUTES {
            if self.attributes.contains(attribute) {
                bytes.extend_from_slice(&[b';', b'0' + number]);
            }
        }
        color(bytes, TEXT, self.text);
        color(bytes, GROUND, self.ground);
        bytes.push(b'm');
    }
}

fn go(bytes: &mut Vec<u8>, column: u16, row: u16) {
    bytes.extend_from_slice(b"\x1b[");
    number(bytes, u32::from(row) + 1);
    bytes.push(b';');
    number(bytes, u32::from(column) + 1);
    bytes.push(b'H');
}

fn color(bytes: &mut Vec<u8>, start: u8, color: Color) {
    let index = match color {
        Color::Reset => return,
        Color::Rgb(red, green, blue) => {
            return parameters(bytes, &[start, 2, red, green, blue]);
        }
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    parameters(bytes, &[start, 5, index]);
}

fn parameters(bytes: &mut Vec<u8>, values: &[u8]) {
    for value in values {
        bytes.push(b';');
        number(bytes, u32::from(*value));
    }
}

/// Writes a number in decimal digits.
fn number(bytes: &mut Vec<u8>, value: u32) {
    let mut digits = [0; 10];
    let mut rest = value;
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    bytes.extend_from_slice(&digits[start..]);
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::{any, proptest};
    use ratatui::style::Style;

    use super::*;

    fn drawn(cells: &[(u16, u16, &str, Style)]) -> String {
        let cells: Vec<_> = cells
            .iter()
            .map(|(column, row, symbol, style)| {
                let mut cell = Cell::default();
                cell.set_symbol(symbol).set_style(*style);
                (*column, *row, cell)
            })
            .collect();
        let mut bytes = Vec::new();
        draw(&mut bytes, cells.iter().map(|(column, row, cell)| (*column, *row, cell)));
        String::from_utf8(bytes).unwrap().replace('\u{1b}', "␛")
    }

    /// Cells with their places and looks.
    type Cells = [(u16, u16, &'static str, Style)];

    #[test]
    fn a_run_of_one_look_is_its_text() {
        let plain = Style::new();
        let bold = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
        let ground = Style::new().bg(Color::Rgb(1, 20, 255)).fg(Color::Indexed(200));
        let table: [(&Cells, &str); 5] = [
            (&[], ""),
            (&[(0, 0, "a", plain), (1, 0, "b", plain)], "␛[1;1Hab"),
            (&[(9, 99, "a", plain), (0, 100, "é", plain)], "␛[100;10Ha␛[101;1Hé"),
            (
                &[(0, 0, "a", bold), (1, 0, "b", bold), (2, 0, "c", plain)],
                "␛[1;1H␛[0;1;38;5;1mab␛[0mc",
            ),
            (&[(3, 1, "你", ground)], "␛[2;4H␛[0;38;5;200;48;2;1;20;255m你␛[0m"),
        ];
        for (cells, expected) in table {
            assert_eq!(drawn(cells), expected);
        }
    }

    #[test]
    fn a_terminal_shows_the_look_of_every_cell() {
        let looks = ATTRIBUTES.iter().filter(|(_, number)| matches!(number, 1 | 3 | 4 | 7));
        let cells: Vec<_> = (0..)
            .zip(looks)
            .map(|(column, (attribute, _))| {
                (column, 0, "x", Style::new().fg(Color::LightCyan).add_modifier(*attribute))
            })
            .collect();
        let size = |length| NonZero::new(length).unwrap();
        let mut terminal = vt100::Parser::new(size(1), size(20), 0);
        terminal.process(drawn(&cells).replace('␛', "\u{1b}").as_bytes());
        let at = |column| terminal.screen().cell(0, column).unwrap();
        assert!(at(0).bold() && !at(0).italic());
        assert!(at(1).italic() && !at(1).underline());
        assert!(at(2).underline() && !at(2).inverse());
        assert!(at(3).inverse() && !at(3).bold());
        assert_eq!(at(3).fgcolor(), vt100::Color::Idx(14));
        assert_eq!(at(4).fgcolor(), vt100::Color::Default);
    }

    proptest! {
        #[test]
        fn numbers_are_decimal(value in any::<u32>()) {
            let mut bytes = Vec::new();
            number(&mut bytes, value);
            assert_eq!(String::from_utf8(bytes).unwrap(), value.to_string());
        }
    }
}
