//! Classes of characters: where a line may break between two of them, and how wide they are.
//!
//! Most text is made of characters whose width and line-breaking behaviour depend on nothing but
//! themselves and their neighbour: ASCII, Latin letters, typographic punctuation, Han, kana, fullwidth
//! forms and Hangul syllables. For these the rules of Unicode line breaking (UAX 14) are a table of
//! pairs. Every other character has no class here, and the text around it takes the full path. The
//! module must not know lines.

use crate::layout::class::Class::{
    After, Alphabetic, Close, CloseParenthesis, ClosingQuote, Dash, Ellipsis, Exclamation, Glue,
    Hyphen, Ideograph, Infix, NonStarter, Numeric, Open, OpeningQuote, Postfix, Prefix, Quote,
    Slash,
};

/// How a character behaves at a line end; the names follow UAX 14.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    Alphabetic,
    Numeric,
    Open,
    Close,
    CloseParenthesis,
    Quote,
    OpeningQuote,
    ClosingQuote,
    Exclamation,
    Infix,
    Slash,
    Hyphen,
    After,
    Prefix,
    Postfix,
    Dash,
    Ellipsis,
    Ideograph,
    NonStarter,
    Glue,
}

const CLASSES: [Class; 20] = [
    Alphabetic,
    Numeric,
    Open,
    Close,
    CloseParenthesis,
    Quote,
    OpeningQuote,
    ClosingQuote,
    Exclamation,
    Infix,
    Slash,
    Hyphen,
    After,
    Prefix,
    Postfix,
    Dash,
    Ellipsis,
    Ideograph,
    NonStarter,
    Glue,
];

/// A character's class and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Simple {
    pub(crate) class: Class,
    pub(crate) wide: bool,
}

/// Returns the class and width of a character that needs no more than its neighbour to be placed.
#[inline]
pub(crate) const fn simple(ch: char) -> Option<Simple> {
    let (class, wide) = match ch {
        '\u{21}'..='\u{7e}' => (ASCII[ch as usize], false),
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2a6df}' => {
            (Ideograph, true)
        }
        '\u{ac00}'..='\u{d7a3}' => (Ideograph, true),
        '\u{3001}'..='\u{30ff}' => match kana_or_mark(ch) {
            Some(class) => (class, true),
            None => return None,
        },
        '\u{ff01}'..='\u{ff60}' => (fullwidth(ch), true),
        _ => match western(ch) {
            Some(class) => (class, false),
            None => return None,
        },
    };
    Some(Simple { class, wide })
}

/// Tells whether a character is white space at which a line may end. No-break spaces are not.
#[inline]
pub(crate) fn is_white(ch: char) -> bool {
    match ch {
        ' ' | '\n' | '\t' => true,
        '\u{a0}' | '\u{2007}' | '\u{202f}' => false,
        _ => ch > '\u{9}' && ch.is_whitespace(),
    }
}

/// Tells whether a line may break between two characters that touch.
#[inline]
pub(crate) const fn breaks_between(before: Class, after: Class) -> bool {
    ADJACENT[before as usize] >> after as u32 & 1 != 0
}

/// Tells whether a line may break between two characters with spaces between them.
#[inline]
pub(crate) const fn breaks_at_space(before: Class, after: Class) -> bool {
    SPACED[before as usize] >> after as u32 & 1 != 0
}

/// Returns the class of an ASCII byte that is neither white space nor a control character.
#[inline]
pub(crate) const fn ascii_class(byte: u8) -> Option<Class> {
    if byte > b' ' && byte < 0x7f { Some(ASCII[byte as usize]) } else { None }
}

/// Tells whether Chinese and Japanese practice allows a break that UAX 14 does not: outside a
/// curved quotation mark that touches a wide character.
pub(crate) const fn breaks_at_wide_quote(before: Class, after: Class) -> bool {
    matches!(
        (before, after),
        (Ideograph | NonStarter | Close, OpeningQuote) | (ClosingQuote, Ideograph)
    )
}

const ASCII: [Class; 128] = ascii();
const ADJACENT: [u32; 20] = table(false);
const SPACED: [u32; 20] = table(true);

const fn table(spaced: bool) -> [u32; 20] {
    let mut table = [0; 20];
    let mut before = 0;
    while before < CLASSES.len() {
        let mut after = 0;
        while after < CLASSES.len() {
            let (left, right) = (CLASSES[before], CLASSES[after]);
            let breaks = if spaced {
                !stick_over_space(left, right)
            } else {
                breaks_at_wide_quote(left, right) || !stick(left, right)
            };
            if breaks {
                table[before] |= 1 << after;
            }
            after += 1;
        }
        before += 1;
    }
    table
}

/// UAX 14, rules 13 to 17: what holds together even over spaces.
const fn stick_over_space(before: Class, after: Class) -> bool {
    matches!(after, Close | CloseParenthesis | Exclamation | Infix | Slash)
        || matches!(
            (before, after),
            (Open, _)
                | (Quote | OpeningQuote | ClosingQuote, Open)
                | (Close | CloseParenthesis, NonStarter)
                | (Dash, Dash)
        )
}

// Nested patterns would hide which pairs a rule names.
#[allow(clippy::unnested_or_patterns)]
/// UAX 14, rules 12 to 30: what holds together when it touches.
const fn stick(before: Class, after: Class) -> bool {
    stick_over_space(before, after)
        || matches!(before, Glue | Quote | OpeningQuote | ClosingQuote)
        || matches!(
            after,
            Quote | OpeningQuote | ClosingQuote | After | Hyphen | NonStarter | Ellipsis
        )
        || matches!(after, Glue) && !matches!(before, After | Hyphen)
        || matches!(
            (before, after),
            (Alphabetic | Numeric, Alphabetic | Numeric | Prefix | Postfix | Open)
                | (Prefix, Ideograph | Alphabetic | Numeric | Open)
                | (Postfix, Alphabetic | Numeric | Open)
                | (Ideograph, Postfix)
                | (Close | CloseParenthesis, Prefix | Postfix)
                | (CloseParenthesis | Infix, Alphabetic | Numeric)
                | (Hyphen | Slash, Numeric)
        )
}

const fn ascii() -> [Class; 128] {
    let mut classes = [Alphabetic; 128];
    let mut byte = b'!';
    while byte < 0x7f {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => Numeric,
            b'(' | b'[' | b'{' => Open,
            b')' | b']' => CloseParenthesis,
            b'}' => Close,
            b'"' | b'\'' => Quote,
            b'!' | b'?' => Exclamation,
            b',' | b'.' | b':' | b';' => Infix,
            b'/' => Slash,
            b'-' => Hyphen,
            b'|' => After,
            b'$' | b'+' | b'\\' => Prefix,
            b'%' => Postfix,
            _ => Alphabetic,
        };
        byte += 1;
    }
    classes
}

// One line for each kind of character, whatever their classes.
#[allow(clippy::match_same_arms)]
const fn western(ch: char) -> Option<Class> {
    Some(match ch {
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Alphabetic,
        '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{482}' => Alphabetic,
        '\u{48a}'..='\u{52f}' => Alphabetic,
        '\u{2019}' | '\u{201d}' => ClosingQuote,
        '\u{2018}' | '\u{201c}' => OpeningQuote,
        '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' => Quote,
        '\u{2013}' | '\u{2010}' => After,
        '\u{2014}' => Dash,
        '\u{2026}' => Ellipsis,
        '\u{a0}' | '\u{202f}' => Glue,
        '\u{a3}' | '\u{a5}' | '\u{b1}' | '\u{20ac}' => Prefix,
        '\u{b0}' | '\u{2032}' | '\u{2033}' => Postfix,
        '\u{a1}' | '\u{bf}' => Open,
        '\u{a7}' | '\u{b7}' | '\u{2022}' => Alphabetic,
        _ => return None,
    })
}

// One line for each kind of character, whatever their classes.
#[allow(clippy::match_same_arms)]
const fn kana_or_mark(ch: char) -> Option<Class> {
    Some(match ch {
        '\u{3001}' | '\u{3002}' => Close,
        '\u{3005}' | '\u{301c}' | '\u{309b}'..='\u{309e}' | '\u{30a0}' => NonStarter,
        '\u{30fb}'..='\u{30fe}' => NonStarter,
        '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}' => {
            if (ch as u32).is_multiple_of(2) {
                Open
            } else {
                Close
            }
        }
        '\u{301d}' => Open,
        '\u{301e}' | '\u{301f}' => Close,
        '\u{3003}' | '\u{3006}' | '\u{3007}' | '\u{3012}' | '\u{3013}' => Ideograph,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' => {
            NonStarter
        }
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' => {
            NonStarter
        }
        '\u{3041}'..='\u{3096}' | '\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30ff}' => Ideograph,
        _ => return None,
    })
}

const fn fullwidth(ch: char) -> Class {
    match ch {
        '！' | '？' => Exclamation,
        '（' | '［' | '｛' | '｟' => Open,
        '）' | '］' | '｝' | '｠' | '，' | '．' => Close,
        '：' | '；' => NonStarter,
        '＄' => Prefix,
        '％' => Postfix,
        _ => Ideograph,
    }
}

#[cfg(test)]
mod tests;
