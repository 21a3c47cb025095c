//! Finding a typed string in a text, the way a reader means it.
//!
//! Smart case: a query without capitals matches any case. A space in the query matches any run of
//! white space, so that a phrase is found across line ends. It must not know lines or screens.

use memchr::{memchr_iter, memchr2_iter};

use crate::text::offset::{TextRange, range};

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    chars: Vec<char>,
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Exact,
    Folded,
}

impl Query {
    /// Reads what the user typed; `None` if there is nothing to look for.
    pub fn new(typed: &str) -> Option<Self> {
        if typed.trim().is_empty() {
            return None;
        }
        let case = if typed.chars().any(char::is_uppercase) { Case::Exact } else { Case::Folded };
        let mut chars: Vec<char> = Vec::new();
        for ch in typed.chars() {
            match (ch.is_whitespace(), chars.last()) {
                (true, Some(' ')) => {}
                (true, _) => chars.push(' '),
                (false, _) => chars.push(case.fold(ch)),
            }
        }
        Some(Self { chars, case })
    }

    /// Returns every match within `within`, in order and without overlaps.
    pub fn matches(&self, text: &str, within: TextRange) -> Vec<TextRange> {
        let part = &text[within];
        let mut found = Vec::new();
        let mut free = 0;
        for at in self.candidates(part) {
            if at < free {
                continue;
            }
            if let Some(length) = part.get(at..).and_then(|rest| self.match_at(rest)) {
                let start = usize::from(within.start()) + at;
                found.push(range(start, start + length));
                free = at + length.max(1);
            }
        }
        found
    }

    /// Returns the places where the first character of the query may stand.
    fn candidates<'t>(&self, part: &'t str) -> Box<dyn Iterator<Item = usize> + 't> {
        let first = self.chars.first().copied().unwrap_or(' ');
        let bytes = part.as_bytes();
        match (u8::try_from(first).ok().filter(u8::is_ascii_graphic), self.case) {
            // The Kelvin sign and the long s fold to ASCII letters.
            (Some(b'k' | b's'), Case::Folded) | (None, _) => {
                Box::new(part.char_indices().map(|(at, _)| at))
            }
            (Some(byte), Case::Exact) => Box::new(memchr_iter(byte, bytes)),
            (Some(byte), Case::Folded) => {
                Box::new(memchr2_iter(byte, byte.to_ascii_uppercase(), bytes))
            }
        }
    }

    /// Returns how many bytes the query matches at the start of `rest`.
    fn match_at(&self, rest: &str) -> Option<usize> {
        let mut chars = rest.char_indices().peekable();
        for wanted in &self.chars {
            let (_, ch) = chars.next()?;
            if *wanted != ' ' {
                if self.case.fold(ch) != *wanted {
                    return None;
                }
                continue;
            }
            if !ch.is_whitespace() {
                return None;
            }
            while chars.next_if(|(_, ch)| ch.is_whitespace()).is_some() {}
        }
        Some(chars.peek().map_or(rest.len(), |(at, _)| *at))
    }
}

impl Case {
    /// Folds one character; those that fold to several keep the first, on both sides alike.
    fn fold(self, ch: char) -> char {
        match self {
            Self::Exact => ch,
            Self::Folded if ch.is_ascii() => ch.to_ascii_lowercase(),
            Self::Folded => ch.to_lowercase().next().unwrap_or(ch),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Query, TextRange};
    use crate::text::TextSize;

    #[track_caller]
    fn check(text: &str, typed: &str, expected: &[&str]) {
        let all = TextRange::up_to(TextSize::of(text));
        let found = Query::new(typed).map(|query| query.matches(text, all)).unwrap_or_default();
        let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{typed:?}");
    }

    #[test]
    fn queries_match_what_a_reader_means() {
        check("Li said. li SAID", "li said", &["Li said", "li SAID"]);
        check("Li said. li SAID", "Li", &["Li"]);
        check("over a\nline end", "a line", &["a\nline"]);
        check("two  spaces", "two spaces", &["two  spaces"]);
        check("two spaces", "two  spaces", &["two spaces"]);
        check("aaaa", "aa", &["aa", "aa"]);
        check("ÉTÉ été", "été", &["ÉTÉ", "été"]);
        check("李强 李强", "李强", &["李强", "李强"]);
        check("273 \u{212a}elvin", "kel", &["\u{212a}el"]);
        check("anything", "  ", &[]);
    }

    proptest! {
        #[test]
        fn a_piece_of_a_text_is_found_in_it(text in any::<String>(), a in 0usize..40, b in 0usize..40) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let piece = &text[a.min(b)..a.max(b)];
            if let Some(query) = Query::new(piece) {
                let all = TextRange::up_to(TextSize::of(text.as_str()));
                assert!(!query.matches(&text, all).is_empty());
            }
        }
    }
}
