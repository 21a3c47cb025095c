//! Sums of money: `$3.5 billion`, `A$5`, `€40m`, `25p`, `40 million euros`, `Rs 500 crore`, `CHF 20m`.

use crate::extract::lists::lower;
use crate::extract::number::{digits, scale_of, small_number};
use crate::extract::quantities::amount::{Written, amount};
use crate::extract::quantities::currency::{CENTS, CODES, DOLLARS, NATIONAL, NOUNS, SIGNS};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::Amount;

/// A sum of money as written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sum {
    /// How much.
    pub(crate) written: Written,
    /// The code of the currency.
    pub(crate) code: &'static str,
    /// Where the number begins.
    pub(crate) number: usize,
    /// Whether a sign or code stands before the number.
    pub(crate) signed: bool,
}

/// Reads a sum of money that starts at a token.
pub(crate) fn money(reading: &Reading, at: usize) -> Option<Sum> {
    signed(reading, at)
        .or_else(|| glued(reading, at))
        .or_else(|| hyphened(reading, at))
        .or_else(|| named(reading, at))
        .or_else(|| single(reading, at))
}

/// Tells whether a token is a sign of a currency, or letters before one.
pub(crate) fn is_sign(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    sign(word).is_some()
        || DOLLARS.iter().any(|(letters, _)| *letters == word) && reading.word(at + 1) == "$"
        || code(word).is_some() && reading.kind(at + 1) == TokenKind::Number
}

fn sign(word: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}

fn code(word: &str) -> Option<&'static str> {
    let short =
        (2..=4).contains(&word.len()) && word.starts_with(|ch: char| ch.is_ascii_uppercase());
    short.then(|| CODES.iter().find(|(name, _)| *name == word).map(|(_, code)| *code))?
}

/// Reads `$3.5 billion`, `US$5`, `USD 5 million`, `Rs. 500 crore`, `$40-50 million`, `$.50`.
fn signed(reading: &Reading, at: usize) -> Option<Sum> {
    let word = reading.word(at);
    let national = reading.word(at + 1) == "$";
    let dollar = DOLLARS.iter().find(|(letters, _)| *letters == word && national);
    let (mut found, number) = match dollar {
        // `the US $5` has a space, `A $5` an article.
        Some((_, code)) if reading.touches_next(at) || word == "US" => (*code, at + 2),
        Some(_) => return None,
        None => match sign(word) {
            Some(code) => (code, at + 1),
            None => (code(word)?, at + 1),
        },
    };
    // `-$5`, `$-5`, `$.50`
    let number = number + usize::from(reading.word(number) == "." && reading.touches_next(number));
    let mut written = amount(reading, number, is_sign).filter(|written| !written.vague)?;
    if reading.word(number - 1) == "." {
        written.amount = match written.amount {
            Amount::Exact(value) => Amount::Exact(value / 100.0),
            between @ Amount::Between(..) => between,
        };
    }
    // `$5 Canadian`, `$5 (CAD)` are rare; a code behind the number is not.
    if let Some(other) = code(reading.word(written.end)) {
        found = other;
        written.end += 1;
    }
    Some(Sum { written, code: found, number, signed: true })
}

/// Reads `Rs500`, `RM10`, `Sh371.4 billion`, whose code and digits are one word.
fn glued(reading: &Reading, at: usize) -> Option<Sum> {
    let word = reading.word(at);
    let start =
        word.find(|ch: char| ch.is_ascii_digit()).filter(|start| (2..=4).contains(start))?;
    let code = code(word.get(..start)?)?;
    // A word ends before a comma or a stop, so the digits behind it are tokens of their own.
    let mut end = at + 1;
    while matches!(reading.word(end), "," | ".")
        && reading.touches_next(end - 1)
        && reading.touches_next(end)
        && reading.kind(end + 1) == TokenKind::Number
    {
        end += 2;
    }
    let whole = reading.text(reading.cover(&(at..end)));
    let mut value = digits(whole.get(start..)?)?;
    if let Some(scale) = scale_of(&lower(reading.word(end))) {
        value *= scale;
        end += 1;
    }
    let written = Written { amount: Amount::Exact(value), vague: false, end };
    Some(Sum { written, code, number: at, signed: true })
}

/// Reads `18.6-billion-euro`, `10-dollar`, `ten-cent`, which end in one word with hyphens.
fn hyphened(reading: &Reading, at: usize) -> Option<Sum> {
    let (value, rest, end) = match reading.kind(at) {
        TokenKind::Number if reading.word(at + 1) == "-" && reading.touches_next(at) => {
            (digits(reading.word(at))?, lower(reading.word(at + 2)), at + 3)
        }
        TokenKind::Word => {
            let word = lower(reading.word(at));
            let (first, rest) = word.split_once('-')?;
            (small_number(first)?, rest.to_owned().into(), at + 1)
        }
        _ => return None,
    };
    let (value, unit) = match rest.split_once('-') {
        Some((scale, unit)) => (value * scale_of(scale)?, unit),
        None => (value, rest.as_ref()),
    };
    let cent = CENTS.iter().find(|(name, _)| *name == unit).map(|(_, code)| (*code, value / 100.0));
    let whole = NOUNS.iter().find(|(name, _)| *name == unit).map(|(_, code)| (*code, value));
    // A `200-pound` man weighs them.
    let (code, value) = cent.or(whole).filter(|_| unit != "pound" || value >= 1e4)?;
    let written = Written { amount: Amount::Exact(value), vague: false, end };
    Some(Sum { written, code, number: at, signed: false })
}

/// Reads `40 million euros`, `5 million Hong Kong dollars`, `25p`, `10 cents`, `billions of dollars`, `5-dollar`.
fn named(reading: &Reading, at: usize) -> Option<Sum> {
    let mut written = amount(reading, at, |_, _| false)?;
    let of = usize::from(written.vague && reading.word(written.end) == "of");
    let hyphen = usize::from(reading.word(written.end) == "-" && reading.touches_next(written.end));
    let next = written.end + of.max(hyphen);
    // `a few dollars` is told by no size, and `dozens of pounds` more often weighed than paid.
    if let Some((code, end)) = noun(reading, next, &written) {
        written.end = end;
        return Some(Sum { written, code, number: at, signed: false });
    }
    let word = reading.word(next);
    if let Some((_, code)) = CENTS.iter().find(|(name, _)| *name == word) {
        return Some(hundredths(written, code, next + 1, at));
    }
    let glued = reading.touches_next(written.end.checked_sub(1)?) && hyphen == 0;
    if word == "p" && glued && !is_page(reading, at) {
        return Some(hundredths(written, "GBP", next + 1, at));
    }
    if word == "c" && glued && reading.kind(at) == TokenKind::Number {
        return Some(hundredths(written, "USD", next + 1, at));
    }
    let code = code(word).filter(|_| !written.vague)?;
    written.end = next + 1;
    Some(Sum { written, code, number: at, signed: false })
}

fn hundredths(written: Written, code: &'static str, end: usize, number: usize) -> Sum {
    let amount = match written.amount {
        Amount::Exact(value) => Amount::Exact(value / 100.0),
        Amount::Between(low, high) => Amount::Between(low / 100.0, high / 100.0),
    };
    Sum { written: Written { amount, end, ..written }, code, number, signed: false }
}

/// Tells whether the letter behind a number counts pages or picture lines: `1080p`.
fn is_page(reading: &Reading, at: usize) -> bool {
    matches!(reading.word(at), "480" | "720" | "1080" | "1440" | "2160")
}

/// Reads `a dollar`, `a penny`.
fn single(reading: &Reading, at: usize) -> Option<Sum> {
    if !matches!(lower(reading.word(at)).as_ref(), "a" | "half") {
        return None;
    }
    let half = reading.word(at).eq_ignore_ascii_case("half");
    let next = at + 1 + usize::from(half && reading.word(at + 1) == "a");
    let code = match reading.word(next) {
        "dollar" | "cent" => "USD",
        "euro" => "EUR",
        "penny" => "GBP",
        _ => return None,
    };
    let hundredth = matches!(reading.word(next), "cent" | "penny");
    let sold = matches!(
        reading.word(next + 1),
        "a" | "per"
            | "each"
            | "an"
            | "for"
            | "to"
            | "in"
            | "on"
            | "more"
            | "less"
            | "apiece"
            | ","
            | "."
    );
    let value = if half { 0.5 } else { 1.0 };
    let amount = Amount::Exact(if hundredth { value / 100.0 } else { value });
    let written = Written { amount, vague: false, end: next + 1 };
    sold.then_some(Sum { written, code, number: at, signed: false })
}

/// Reads the name of a currency behind a number, with its nation: `U.S. dollars`, `pounds sterling`.
fn noun(reading: &Reading, at: usize, written: &Written) -> Option<(&'static str, usize)> {
    let plain = |at: usize| {
        let word = lower(reading.word(at));
        let found = NOUNS.iter().find(|(name, _)| {
            *name == word || word.strip_suffix('s').is_some_and(|single| single == *name)
        });
        found.map(|(name, code)| (*name, *code))
    };
    if let Some((name, code)) = plain(at) {
        let sterling = usize::from(reading.word(at + 1) == "sterling");
        let weighs = name == "pound" && sterling == 0 && is_weight(reading, at, written);
        // `3 mark` and `100 real people` are no money; `won` is a verb behind small numbers.
        let verb = matches!(name, "won" | "real" | "mark" | "crown" | "dong" | "rand")
            && !(reading.word(at).ends_with('s') && name != "won")
            && !matches!(written.amount, Amount::Exact(value) if value >= 1000.0);
        let capital =
            reading.is_capital(at) && matches!(name, "mark" | "real" | "crown" | "dong" | "won");
        return (!weighs && !verb && !capital).then_some((code, at + 1 + sterling));
    }
    for length in 1..=2 {
        let Some((name, code)) = plain(at + length) else { continue };
        let nation = (at..at + length).all(|at| reading.is_capital(at));
        if !nation {
            continue;
        }
        let first = reading.word(at);
        let own = NATIONAL
            .iter()
            .find(|(nation, noun, _)| *noun == name && nation.split(' ').next() == Some(first));
        return Some((own.map_or(code, |(_, _, code)| *code), at + length + 1));
    }
    None
}

/// Tells whether pounds are weighed rather than paid.
fn is_weight(reading: &Reading, at: usize, written: &Written) -> bool {
    let large = match written.amount {
        Amount::Exact(value) | Amount::Between(_, value) => value >= 1e4,
    };
    let before = (at.saturating_sub(6)..at).any(|at| {
        lower(reading.word(at)).starts_with("weigh")
            || matches!(reading.word(at), "lost" | "lose" | "gained")
    });
    let after = matches!(reading.word(at + 1), "of" | "per" | "heavier" | "lighter" | "overweight");
    // `a 200-pound bear`
    let hyphen = reading.word(at.wrapping_sub(1)) == "-";
    !large && (before || after || hyphen)
}
