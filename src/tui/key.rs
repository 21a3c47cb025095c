//! Key presses: what the terminal reports, brought to one form, and its notation.
//!
//! `Ctrl-w`, `S-Tab`, `PgDn`, `Space`, `F1`, or the character itself. Must not know actions.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;

/// The names of keys that are no character; the first name of a key is the one shown.
const NAMES: [(&str, KeyCode); 20] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Return", KeyCode::Enter),
    ("Escape", KeyCode::Esc),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Del", KeyCode::Delete),
];

const MODIFIERS: [(&str, KeyModifiers); 4] =
    [("Ctrl-", CONTROL), ("Alt-", ALT), ("S-", SHIFT), ("Shift-", SHIFT)];

/// One key with its modifiers, in the one form that comparing needs.
///
/// Shift is part of a character (`G`, never shift and `g`), and control keys that a terminal cannot tell
/// from Tab, Enter, Esc and Backspace are those keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyPress {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl KeyPress {
    /// Returns the press an event stands for; `None` for a release and for keys without a notation.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let press = Self::normal(event.code, event.modifiers);
        Some(press.as_terminals_send_it()).filter(|press| press.has_notation())
    }

    /// Makes the press of a plain character.
    pub fn character(ch: char) -> Self {
        Self::normal(KeyCode::Char(ch), KeyModifiers::NONE)
    }

    /// Reads the notation of one key; `None` when it is none.
    pub fn parse(notation: &str) -> Option<Self> {
        let mut rest = notation;
        let mut modifiers = KeyModifiers::NONE;
        'prefixes: loop {
            for (prefix, modifier) in MODIFIERS {
                if let Some(after) = rest.strip_prefix(prefix).filter(|after| !after.is_empty()) {
                    modifiers |= modifier;
                    rest = after;
                    continue 'prefixes;
                }
            }
            break;
        }
        let code = code_of(rest)?;
        Some(Self::normal(code, modifiers))
    }

    /// Returns the character a plain press types, which Ctrl and Alt do not.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(ch) if !self.modifiers.intersects(CONTROL | ALT) => Some(ch),
            _ => None,
        }
    }

    /// Tells whether legacy terminals cannot report this key as itself.
    ///
    /// Ctrl with `i`, `m`, `j`, `h` or `[` arrives as Tab, Enter, Backspace or Esc, and flow control may
    /// swallow Ctrl-s and Ctrl-q.
    pub fn is_confused(self) -> bool {
        self.modifiers.contains(CONTROL)
            && matches!(self.code, KeyCode::Char('i' | 'm' | 'h' | '[' | 'j' | 's' | 'q'))
    }

    fn normal(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let mut modifiers = modifiers & (CONTROL | ALT | SHIFT);
        let code = match code {
            KeyCode::BackTab => {
                modifiers |= SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(ch) if modifiers.contains(CONTROL) => {
                KeyCode::Char(ch.to_ascii_lowercase())
            }
            KeyCode::Char(ch) if ch != ' ' && modifiers.contains(SHIFT) => {
                modifiers -= SHIFT;
                KeyCode::Char(upper_case(ch))
            }
            other => other,
        };
        Self { code, modifiers }
    }

    /// Gives a terminal that does tell Ctrl-i from Tab the same keys as one that does not.
    fn as_terminals_send_it(self) -> Self {
        let KeyCode::Char(ch) = self.code else { return self };
        if !self.modifiers.contains(CONTROL) {
            return self;
        }
        let code = match ch {
            'i' => KeyCode::Tab,
            'm' | 'j' => KeyCode::Enter,
            'h' => KeyCode::Backspace,
            '[' => KeyCode::Esc,
            _ => return self,
        };
        Self { code, modifiers: self.modifiers - CONTROL }
    }

    fn has_notation(self) -> bool {
        match self.code {
            KeyCode::Char(ch) => !ch.is_control(),
            KeyCode::F(_) => true,
            code => NAMES.iter().any(|(_, named)| *named == code),
        }
    }
}

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (prefix, modifier) in &MODIFIERS[..3] {
            if self.modifiers.contains(*modifier) {
                f.write_str(prefix)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(ch) => write!(f, "{ch}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            other => write!(f, "{other}"),
        }
    }
}

fn code_of(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(ch), None) = (chars.next(), chars.next()) {
        return (!ch.is_control() && !ch.is_whitespace()).then_some(KeyCode::Char(ch));
    }
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*code);
    }
    let number = name.strip_prefix('F')?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

/// Returns the capital of a letter; a character with a longer capital stays as it is.
fn upper_case(ch: char) -> char {
    let mut capital = ch.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(single), None) => single,
        _ => ch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers) -> String {
        KeyPress::from_event(KeyEvent::new(code, modifiers))
            .map_or_else(|| "none".to_owned(), |press| press.to_string())
    }

    #[test]
    fn notation_reads_and_writes_the_same() {
        for notation in [
            "j",
            "G",
            "]",
            "%",
            "-",
            "0",
            "é",
            "Space",
            "S-Space",
            "S-Tab",
            "Tab",
            "Ctrl-w",
            "Alt-1",
            "PgDn",
            "F1",
            "F12",
            "Ctrl-Alt-x",
            "Ctrl-S-Up",
            "Ctrl--",
            "Backspace",
            "{",
            "`",
        ] {
            let press = KeyPress::parse(notation).unwrap_or_else(|| panic!("{notation}"));
            assert_eq!(press.to_string(), notation);
        }
    }

    #[test]
    fn other_spellings_mean_the_same_key() {
        for (spelling, shown) in [
            ("Ctrl-W", "Ctrl-w"),
            ("Shift-Tab", "S-Tab"),
            ("S-g", "G"),
            ("Return", "Enter"),
            ("PageDown", "PgDn"),
            ("Alt-S-x", "Alt-X"),
        ] {
            assert_eq!(KeyPress::parse(spelling).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for notation in ["", "gg", "Ctrl-", "Ctrl-up", "F0", "F25", "Fx", " ", "\u{1b}", "Page"] {
            assert_eq!(KeyPress::parse(notation), None, "{notation:?}");
        }
    }

    #[test]
    fn events_come_to_one_form() {
        let none = KeyModifiers::NONE;
        for (code, modifiers, shown) in [
            (KeyCode::Char('G'), SHIFT, "G"),
            (KeyCode::Char('G'), none, "G"),
            (KeyCode::Char('g'), SHIFT, "G"),
            (KeyCode::Char('?'), SHIFT, "?"),
            (KeyCode::Char('ß'), SHIFT, "ß"),
            (KeyCode::Char(' '), SHIFT, "S-Space"),
            (KeyCode::BackTab, SHIFT, "S-Tab"),
            (KeyCode::BackTab, none, "S-Tab"),
            (KeyCode::Char('h'), CONTROL, "Backspace"),
            (KeyCode::Char('j'), CONTROL, "Enter"),
            (KeyCode::Char('i'), CONTROL, "Tab"),
            (KeyCode::Char('w'), CONTROL, "Ctrl-w"),
            (KeyCode::Char('W'), CONTROL, "Ctrl-w"),
            (KeyCode::Char('x'), KeyModifiers::SUPER, "x"),
            (KeyCode::CapsLock, none, "none"),
            (KeyCode::Char('\u{9b}'), none, "none"),
        ] {
            assert_eq!(event(code, modifiers), shown, "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn a_release_is_no_press() {
        let release = KeyEvent::new_with_kind(KeyCode::Char('a'), SHIFT, KeyEventKind::Release);
        assert_eq!(KeyPress::from_event(release), None);
        let repeat = KeyEvent::new_with_kind(KeyCode::Char('a'), SHIFT, KeyEventKind::Repeat);
        assert_eq!(KeyPress::from_event(repeat), KeyPress::parse("A"));
    }

    #[test]
    fn only_plain_characters_are_typed() {
        for (notation, typed) in [
            ("a", Some('a')),
            ("Space", Some(' ')),
            ("Ctrl-a", None),
            ("Alt-a", None),
            ("Up", None),
        ] {
            assert_eq!(KeyPress::parse(notation).unwrap().typed(), typed);
        }
    }

    #[test]
    fn confused_keys_are_known() {
        for ch in ['i', 'm', 'h', '[', 'j', 's', 'q'] {
            assert!(KeyPress::parse(&format!("Ctrl-{ch}")).unwrap().is_confused());
            assert!(!KeyPress::character(ch).is_confused());
        }
        assert!(!KeyPress::parse("Ctrl-w").unwrap().is_confused());
    }
}
