//! Tokens: the pieces by which two texts are compared.
//!
//! Words where a script sets spaces between them; where it sets none, each character. Every other sign is a
//! piece of its own, so that nothing visible is left out. It must not know what is compared or why.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::text::offset::{TextRange, offset, range};

/// One piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
}

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word or a number.
    Word,
    /// A character of a script without spaces between words.
    Character,
    /// Punctuation or another sign, repeated ones together.
    Sign,
}

impl TokenKind {
    /// Returns how much of a text it counts for: about two characters of Chinese or Thai make a word, and signs say
    /// nothing.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Word => 2,
            Self::Character => 1,
            Self::Sign => 0,
        }
    }
}

/// Returns the pieces of a text, in order. Only white space is left out.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind(first);
        let mut last = first;
        while let Some((at, ch)) = chars.peek().copied() {
            let goes_on = match kind {
                TokenKind::Word => goes_on_word(text, at, last, ch),
                TokenKind::Character => is_mark(ch),
                TokenKind::Sign => ch == first || is_mark(ch),
            };
            if !goes_on {
                break;
            }
            last = ch;
            chars.next();
        }
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        found.push(Token { range: range(start, end), kind });
    }
    found
}

/// Returns what tokens say, as it is compared: without regard to capitals and to the form of quotation marks and dashes.
pub fn folded<'t>(text: &'t str, tokens: &[Token]) -> impl Iterator<Item = Cow<'t, str>> {
    tokens.iter().map(move |token| fold(&text[token.range]))
}

fn fold(said: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if said.bytes().all(is_plain) {
        return Cow::Borrowed(said);
    }
    if !said.chars().any(|ch| ch.is_uppercase() || matches!(ch, '‐'..='‟' | '«' | '»')) {
        return Cow::Borrowed(said);
    }
    let plain = said.chars().flat_map(char::to_lowercase).map(|ch| match ch {
        '‘' | '’' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‐'..='―' => '-',
        _ => ch,
    });
    Cow::Owned(plain.collect())
}

/// Returns the numbers of the tokens that a range touches, as first and past the last; where it touches none, both
/// are the number of the first after it.
pub fn touched(tokens: &[Token], range: TextRange) -> (usize, usize) {
    let first = tokens.partition_point(|token| token.range.end() <= range.start());
    let past = tokens.partition_point(|token| token.range.start() < range.end());
    (first, past.max(first))
}

fn kind(ch: char) -> TokenKind {
    if ch.is_ascii() {
        return if ch.is_ascii_alphanumeric() { TokenKind::Word } else { TokenKind::Sign };
    }
    if is_unspaced(ch) {
        TokenKind::Character
    } else if ch.is_alphanumeric() {
        TokenKind::Word
    } else {
        TokenKind::Sign
    }
}

/// Tells whether a word goes on with a character: letters and digits, and an apostrophe, a low line, a point or a comma
/// that stands between two of them.
fn goes_on_word(text: &str, at: usize, last: char, ch: char) -> bool {
    match ch {
        '\'' | '’' | '_' => {
            last.is_alphanumeric() && next_is(text, at, ch, char::is_alphanumeric)
        }
        '.' | ',' => last.is_ascii_digit() && next_is(text, at, ch, |next| next.is_ascii_digit()),
        _ => kind(ch) == TokenKind::Word || is_mark(ch),
    }
}

fn next_is(text: &str, at: usize, ch: char, is: impl Fn(char) -> bool) -> bool {
    let after = usize::from(offset(at)) + ch.len_utf8();
    text.get(after..).and_then(|rest| rest.chars().next()).is_some_and(is)
}

/// Tells whether a character only changes the one before it.
fn is_mark(ch: char) -> bool {
    !ch.is_ascii() && !ch.is_whitespace() && ch.width() == Some(0)
}

/// Tells whether a character belongs to a script that sets no spaces between words.
const fn is_unspaced(ch: char) -> bool {
    matches!(ch,
        '\u{e00}'..='\u{eff}'       // Thai, Lao
        | '\u{1000}'..='\u{109f}'   // Burmese
        | '\u{1780}'..='\u{17d3}'   // Khmer
        | '\u{3041}'..='\u{30ff}'   // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{tokens, touched};
    use crate::text::range;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = tokens(text);
        let shown: Vec<_> = found.iter().map(|token| &text[token.range]).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_numbers_signs_and_single_characters_are_pieces() {
        check("It didn’t cost $1,500.50.", &["It", "didn’t", "cost", "$", "1,500.50", "."]);
        check("end... \"So\"--no", &["end", "...", "\"", "So", "\"", "--", "no"]);
        check("李强, ok", &["李", "强", ",", "ok"]);
        check("กินข้าว", &["กิ", "น", "ข้", "า", "ว"]);
        check("cafe\u{301} snake_case", &["cafe\u{301}", "snake_case"]);
        check("an _emphasis_", &["an", "_", "emphasis", "_"]);
        check("한국어 문장", &["한국어", "문장"]);
        check(" \n ", &[]);
    }

    #[test]
    fn a_range_touches_what_it_shares_a_character_with() {
        let found = tokens("one two three");
        assert_eq!(touched(&found, range(4, 7)), (1, 2));
        assert_eq!(touched(&found, range(2, 5)), (0, 2));
        assert_eq!(touched(&found, range(3, 4)), (1, 1));
        assert_eq!(touched(&found, range(13, 13)), (3, 3));
    }

    proptest! {
        #[test]
        fn nothing_visible_is_left_out(text in any::<String>()) {
            let found = tokens(&text);
            assert!(found.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()));
            let visible = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).count();
            let covered: usize = found.iter().map(|token| visible(&text[token.range])).sum();
            assert_eq!(covered, visible(&text));
        }
    }
}
