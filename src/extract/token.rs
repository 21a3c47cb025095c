//! Tokens: words, numbers and marks, as ranges.
//!
//! Finer than the words by which a reader moves: a possessive ending is a token of its own, an
//! abbreviation keeps its stop, and marks count. It must not know what any word means.

use crate::extract::lists::is_listed;
use crate::text::{TextRange, TextSize, offset};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with the hyphens, apostrophes and stops that belong to the word.
    Word,
    /// Digits, with the separators between them.
    Number,
    /// The ending of a possessive.
    Possessive,
    /// A run of Chinese or Japanese characters.
    Han,
    /// An address of a page or of a mailbox.
    Address,
    /// Anything else that is no space: one character, or a dash of several.
    Mark,
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is made of.
    pub(crate) kind: TokenKind,
    /// Where it stands.
    pub(crate) range: TextRange,
}

/// Short words that keep their stop.
const ABBREVIATIONS: &str = " Mr Mrs Ms Dr St Sen Rep Gov Gen Col Lt Sgt Capt Adm Maj Cmdr Prof Rev \
    Fr Jr Sr Inc Corp Co Cos Ltd Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues \
    Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md \
    Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo No Nos Ave Blvd Ft \
    Mt vs a.m p.m etc e.g i.e Supt Det Cpl Pfc Pvt Hon Msgr Atty Pres Rs ";

/// The longest name of a mailbox in bytes, which bounds the look ahead for its sign.
const LONGEST_MAILBOX: usize = 64;

/// Returns the tokens within `within`, in order.
pub(crate) fn tokens(text: &str, within: TextRange) -> Vec<Token> {
    let mut rest = &text[within];
    let mut at = within.start();
    let mut found = Vec::with_capacity(rest.len() / 5);
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            at += TextSize::of(first);
            rest = after(rest, first.len_utf8());
            continue;
        }
        let (kind, length) = scan(rest, first, found.last(), at);
        found.push(Token { kind, range: TextRange::at(at, offset(length)) });
        at += offset(length);
        rest = after(rest, length);
    }
    found
}

/// Tells whether a character is written without spaces between words.
pub(crate) fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn after(rest: &str, length: usize) -> &str {
    rest.get(length..).unwrap_or_default()
}

fn scan(rest: &str, first: char, before: Option<&Token>, at: TextSize) -> (TokenKind, usize) {
    let touches_word =
        before.is_some_and(|token| token.kind != TokenKind::Mark && token.range.end() == at);
    if matches!(first, '\'' | '’') && touches_word {
        let mut chars = rest.chars().skip(1);
        if matches!(chars.next(), Some('s' | 'S'))
            && !chars.next().is_some_and(char::is_alphanumeric)
        {
            return (TokenKind::Possessive, first.len_utf8() + 1);
        }
    }
    if is_han(first) {
        // The signs of a date stand alone, so that a date ends where its sign does.
        let after_number =
            touches_word && before.is_some_and(|token| token.kind == TokenKind::Number);
        let sign = after_number && matches!(first, '年' | '月' | '日' | '号');
        return (TokenKind::Han, if sign { first.len_utf8() } else { span(rest, is_han) });
    }
    if let Some(length) = address(rest, first) {
        return (TokenKind::Address, length);
    }
    if first.is_ascii_digit() || is_fraction(first) {
        return (TokenKind::Number, number(rest));
    }
    if first.is_alphabetic() {
        return (TokenKind::Word, word(rest));
    }
    if matches!(first, '-' | '–' | '—' | '.') {
        return (TokenKind::Mark, span(rest, |ch| ch == first));
    }
    (TokenKind::Mark, first.len_utf8())
}

fn span(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|ch| !belongs(ch)).unwrap_or(rest.len())
}

/// Returns the length of an address: `https://example.org/a`, `www.example.org`, `jo@example.org`.
fn address(rest: &str, first: char) -> Option<usize> {
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let bytes = rest.as_bytes();
    let page = ["http://", "https://", "ftp://", "www."].iter().any(|start| {
        bytes.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()))
    });
    let mailbox = || {
        let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
        let length = bytes.iter().take(LONGEST_MAILBOX).take_while(|byte| local(byte)).count();
        let domain = |byte: &u8| byte.is_ascii_alphanumeric();
        bytes.get(length) == Some(&b'@') && bytes.get(length + 1).is_some_and(domain)
    };
    if !page && !mailbox() {
        return None;
    }
    let ends = |ch: char| ch.is_whitespace() || is_han(ch) || "<>\"“”«»（），。、".contains(ch);
    let whole = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    let kept = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ')', ']', '…']);
    (!kept.is_empty()).then_some(kept.len())
}

/// Tells whether a character is a fraction, which may stand behind the digits of a number.
pub(crate) const fn is_fraction(ch: char) -> bool {
    matches!(ch, '½' | '¼' | '¾' | '⅓' | '⅔')
}

/// Returns the length of a number with its separators: `1,234.5`, `3:15`, `2½`.
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut separator = false;
    for (at, ch) in rest.char_indices() {
        if ch.is_ascii_digit() {
            end = at + 1;
            separator = false;
        } else if matches!(ch, ',' | '.' | ':') && !separator {
            separator = true;
        } else if is_fraction(ch) && end == at {
            return at + ch.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// Returns the length of a word with what joins its parts: `Zheng-long`, `O'Neill`, `U.S.`, `AT&T`.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut joint = false;
    for (at, ch) in rest.char_indices() {
        if is_han(ch) {
            break;
        }
        if ch.is_alphanumeric() || matches!(ch, '\u{300}'..='\u{36f}') {
            end = at + ch.len_utf8();
            joint = false;
            continue;
        }
        let next = after(rest, at + ch.len_utf8()).chars().next();
        let connects = match ch {
            '-' | '‑' | '&' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => {
                next.is_some_and(char::is_alphabetic) && !is_possessive(after(rest, at))
            }
            '.' => {
                (is_initial(rest, at) || matches!(rest.get(..at), Some("Ph" | "PH")))
                    && next.is_some_and(char::is_alphabetic)
            }
            _ => false,
        };
        if joint || !connects {
            break;
        }
        joint = true;
    }
    let kept = rest.get(..end).unwrap_or_default();
    if !after(rest, end).starts_with('.') {
        return end;
    }
    let keeps = kept.contains('.')
        || (kept.chars().count() == 1 && kept.chars().all(char::is_uppercase))
        || is_listed(ABBREVIATIONS, kept)
        || is_shouted_abbreviation(kept);
    if keeps { end + 1 } else { end }
}

/// Tells whether a word in capitals is an abbreviation: `NOV.`, `ST.`.
fn is_shouted_abbreviation(word: &str) -> bool {
    let shouted =
        (2..6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let capitalised =
        || word.chars().take(1).chain(word.chars().skip(1).map(|ch| ch.to_ascii_lowercase()));
    shouted && is_listed(ABBREVIATIONS, &capitalised().collect::<String>())
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Tells whether a single letter stands before the stop at `at`.
fn is_initial(rest: &str, at: usize) -> bool {
    let before = rest.get(..at).unwrap_or_default();
    let part = before.rsplit('.').next().unwrap_or_default();
    part.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::tokens;
    use crate::text::range;

    #[test]
    fn words_keep_what_belongs_to_them() {
        let table = [
            ("Wu Zheng-long's visa-free plan.", "Wu|Zheng-long|'s|visa-free|plan|."),
            ("U.S. Gov. J.D. Ortiz, Nov. 3", "U.S.|Gov.|J.D.|Ortiz|,|Nov.|3"),
            ("gov't O’Neill AT&T", "gov't|O’Neill|AT&T"),
            ("$3.5 billion, 1,200.", "$|3.5|billion|,|1,200|."),
            ("30th 2025-11-04 -- 5%", "30|th|2025|-|11|-|04|--|5|%"),
            ("2025年11月3日，李强", "2025|年|11|月|3|日|，|李强"),
            ("It ended. No.", "It|ended|.|No."),
            ("(Xinhua/Gao Jie)", "(|Xinhua|/|Gao|Jie|)"),
            (
                "See https://a.org/b-c?d=1&e (www.b.org).",
                "See|https://a.org/b-c?d=1&e|(|www.b.org|)|.",
            ),
            ("Mail jo.poe@b.org, or @jo at 5.", "Mail|jo.poe@b.org|,|or|@|jo|at|5|."),
            ("2½ miles, ½ mile", "2½|miles|,|½|mile"),
            ("NOV. 3 IN ST. IVES, ANA POE, PH.D.", "NOV.|3|IN|ST.|IVES|,|ANA|POE|,|PH.D."),
            ("Ana Poe, Ph.D. He waited... then…", "Ana|Poe|,|Ph.D.|He|waited|...|then|…"),
        ];
        for (text, expected) in table {
            let found = tokens(text, range(0, text.len()));
            let shown: Vec<_> = found.iter().map(|token| &text[token.range]).collect();
            assert_eq!(shown.join("|"), expected);
        }
    }
}
