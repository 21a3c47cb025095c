//! Sequences: the keys of one binding, one after the other, and how they are written.
//!
//! Plain characters stand together (`gg`, `]f`), other keys apart (`Ctrl-w w`), and `{char}` at the end
//! (`m{char}`) stands for any character.

use std::fmt;

use crate::tui::key::KeyPress;

/// More keys than this in a row nobody types; a longer word is a misspelt key name.
const LONGEST: usize = 4;

const ANY: &str = "{char}";

/// The keys of a binding.
///
/// They stand in the value itself: some hundred are made at every start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sequence {
    steps: [Step; LONGEST],
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Press(KeyPress),
    AnyCharacter,
}

/// How far pressed keys follow a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// To its end, with the character pressed for `{char}`.
    Whole(Option<char>),
    /// Up to here, and more keys follow.
    Start,
    /// Not at all.
    Not,
}

/// What a notation that cannot be read says for itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There are no keys in it.
    #[error("no key is named")]
    Empty,
    /// A part of it is neither a key nor a few characters.
    #[error(
        "`{0}` is no key; write keys like `j`, `gg`, `Ctrl-w w`, `S-Tab`, `PgDn` or `m{{char}}`"
    )]
    UnknownKey(String),
    /// There are too many keys, from this part on.
    #[error("there are more than {LONGEST} keys with `{0}`")]
    TooLong(String),
    /// `{char}` stands first or before other keys.
    #[error("`{0}` may have {ANY} only at its end, after another key")]
    MisplacedCharacter(String),
}

impl Sequence {
    /// Reads the notation of a sequence.
    ///
    /// # Errors
    ///
    /// When a part is no key, or there are none or more than four.
    pub fn parse(notation: &str) -> Result<Self, Error> {
        let mut sequence = Self { steps: [Step::AnyCharacter; LONGEST], length: 0 };
        for word in notation.split_ascii_whitespace() {
            sequence.read_word(word)?;
        }
        let steps = sequence.steps();
        if steps.is_empty() {
            return Err(Error::Empty);
        }
        let any = steps.iter().position(|step| *step == Step::AnyCharacter);
        if any.is_some_and(|at| at == 0 || at + 1 < steps.len()) {
            return Err(Error::MisplacedCharacter(notation.to_owned()));
        }
        Ok(sequence)
    }

    /// Returns how far `pressed` follows this sequence.
    pub fn follow(&self, pressed: &[KeyPress]) -> Match {
        let steps = self.steps();
        if pressed.is_empty() || pressed.len() > steps.len() {
            return Match::Not;
        }
        let mut character = None;
        for (step, press) in steps.iter().zip(pressed) {
            match step {
                Step::Press(key) if key == press => {}
                Step::AnyCharacter if press.typed().is_some() => character = press.typed(),
                _ => return Match::Not,
            }
        }
        if pressed.len() == steps.len() { Match::Whole(character) } else { Match::Start }
    }

    /// Tells whether the same presses could mean this sequence or the start of it, and `other`.
    pub fn clashes_with(&self, other: &Self) -> bool {
        self.steps().iter().zip(other.steps()).all(|(a, b)| match (a, b) {
            (Step::Press(a), Step::Press(b)) => a == b,
            (Step::Press(key), Step::AnyCharacter) | (Step::AnyCharacter, Step::Press(key)) => {
                key.typed().is_some()
            }
            (Step::AnyCharacter, Step::AnyCharacter) => true,
        })
    }

    /// Tells whether `{char}` ends it.
    pub fn takes_character(&self) -> bool {
        self.steps().last() == Some(&Step::AnyCharacter)
    }

    /// Returns the first key that legacy terminals cannot report as itself.
    pub fn confused_key(&self) -> Option<KeyPress> {
        self.presses().find(|press| press.is_confused())
    }

    /// Tells whether it starts with a digit from 1 to 9, which starts a count instead.
    pub fn starts_a_count(&self) -> bool {
        let first = self.presses().next().and_then(KeyPress::typed);
        first.is_some_and(|ch| matches!(ch, '1'..='9'))
    }

    fn presses(&self) -> impl Iterator<Item = KeyPress> + '_ {
        self.steps().iter().filter_map(|step| match step {
            Step::Press(press) => Some(*press),
            Step::AnyCharacter => None,
        })
    }

    fn steps(&self) -> &[Step] {
        &self.steps[..self.length]
    }

    fn read_word(&mut self, word: &str) -> Result<(), Error> {
        if let Some(press) = KeyPress::parse(word) {
            return self.push(Step::Press(press), word);
        }
        let (characters, any) = match word.strip_suffix(ANY) {
            Some(characters) => (characters, true),
            None => (word, false),
        };
        let is_short = characters.chars().count() < LONGEST;
        if !is_short || characters.contains(char::is_control) || characters.contains("Ctrl-") {
            return Err(Error::UnknownKey(word.to_owned()));
        }
        for ch in characters.chars() {
            self.push(Step::Press(KeyPress::character(ch)), word)?;
        }
        if any { self.push(Step::AnyCharacter, word) } else { Ok(()) }
    }

    fn push(&mut self, step: Step, word: &str) -> Result<(), Error> {
        let place = self.steps.get_mut(self.length);
        *place.ok_or_else(|| Error::TooLong(word.to_owned()))? = step;
        self.length += 1;
        Ok(())
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut after_name = false;
        for (at, step) in self.steps().iter().enumerate() {
            let notation = match step {
                Step::Press(press) => press.to_string(),
                Step::AnyCharacter => ANY.to_owned(),
            };
            let is_name = notation.chars().count() > 1 && *step != Step::AnyCharacter;
            if at > 0 && (is_name || after_name) {
                f.write_str(" ")?;
            }
            f.write_str(&notation)?;
            after_name = is_name;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(notation: &str) -> Sequence {
        Sequence::parse(notation).unwrap()
    }

    #[test]
    fn notation_reads_and_writes_the_same() {
        for notation in [
            "gg",
            "]f",
            "m{char}",
            "'{char}",
            "`{char}",
            "Ctrl-w w",
            "Ctrl-x Ctrl-e",
            "ZZ",
            "{",
            "g Space",
        ] {
            assert_eq!(sequence(notation).to_string(), notation);
        }
        assert_eq!(sequence("g g"), sequence("gg"));
        assert_eq!(sequence("m {char}"), sequence("m{char}"));
    }

    #[test]
    fn what_is_no_sequence_is_refused() {
        let unknown = |word: &str| Err(Error::UnknownKey(word.to_owned()));
        assert_eq!(Sequence::parse(""), Err(Error::Empty));
        assert_eq!(Sequence::parse("  "), Err(Error::Empty));
        assert_eq!(Sequence::parse("PgDwn"), unknown("PgDwn"));
        assert_eq!(Sequence::parse("Ctrl-up"), unknown("Ctrl-up"));
        assert_eq!(Sequence::parse("g \u{1b}x"), unknown("\u{1b}x"));
        assert_eq!(Sequence::parse("a b c d e"), Err(Error::TooLong("e".to_owned())));
        for misplaced in ["{char}", "m {char} x", "m{char} {char}"] {
            assert_eq!(
                Sequence::parse(misplaced),
                Err(Error::MisplacedCharacter(misplaced.to_owned()))
            );
        }
    }

    #[test]
    fn presses_follow_a_sequence() {
        let press = KeyPress::character;
        let mark = sequence("m{char}");
        assert_eq!(mark.follow(&[press('m')]), Match::Start);
        assert_eq!(mark.follow(&[press('m'), press('x')]), Match::Whole(Some('x')));
        let escape = KeyPress::parse("Esc").unwrap();
        assert_eq!(mark.follow(&[press('m'), escape]), Match::Not);
        assert_eq!(mark.follow(&[press('n')]), Match::Not);
        assert_eq!(mark.follow(&[]), Match::Not);
        assert_eq!(sequence("gg").follow(&[press('g'), press('g')]), Match::Whole(None));
        assert_eq!(sequence("g").follow(&[press('g'), press('g')]), Match::Not);
    }

    #[test]
    fn clashes_are_seen_both_ways() {
        for (a, b, clash) in [
            ("g", "gg", true),
            ("gg", "gg", true),
            ("gg", "gt", false),
            ("ma", "m{char}", true),
            ("m", "m{char}", true),
            ("m Esc", "m{char}", false),
            ("f", "F", false),
        ] {
            assert_eq!(sequence(a).clashes_with(&sequence(b)), clash, "{a} {b}");
            assert_eq!(sequence(b).clashes_with(&sequence(a)), clash, "{b} {a}");
        }
    }
}
