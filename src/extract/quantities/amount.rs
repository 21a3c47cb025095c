//! Amounts: one number, a range of two, or one that is only told by its size; and what qualifies them.

use crate::extract::lists::lower;
use crate::extract::number::{MOST_SCALES, Number, cardinal, scale_of};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::{Amount, Modifier};

/// An amount as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Written {
    /// The number or the range.
    pub(crate) amount: Amount,
    /// Whether it is only told by its size: `millions`.
    pub(crate) vague: bool,
    /// The place after its last token.
    pub(crate) end: usize,
}

/// Reads one number, two with a range between them, or `hundreds of thousands`; `is_sign` tells the marks that may
/// stand before the second number.
pub(crate) fn amount(
    reading: &Reading,
    at: usize,
    is_sign: impl Fn(&Reading, usize) -> bool,
) -> Option<Written> {
    if let Some(written) = vague(reading, at) {
        return Some(written);
    }
    let first = scaled(reading, at, &is_sign)?;
    if let Some((low, high, end)) = range(reading, at, first, &is_sign) {
        return Some(Written { amount: Amount::Between(low, high), vague: false, end });
    }
    Some(Written { amount: Amount::Exact(first.value), vague: false, end: first.end })
}

/// Returns how the words before an amount qualify it.
pub(crate) fn modifier(reading: &Reading, at: usize) -> Option<Modifier> {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| reading.word(at));
    let (before, earlier) = (lower(word(1)), lower(word(2)));
    let pair = (earlier.as_ref(), before.as_ref());
    Some(match pair {
        ("no" | "not", "more") => return None,
        ("more" | "greater" | "better", "than") if lower(word(3)) == "no" => Modifier::AtMost,
        ("fewer" | "less" | "lower", "than") if lower(word(3)) == "no" => Modifier::AtLeast,
        ("more" | "greater" | "better" | "higher", "than") => Modifier::MoreThan,
        ("fewer" | "less" | "lower" | "smaller", "than") => Modifier::LessThan,
        ("at", "least") => Modifier::AtLeast,
        ("at", "most") | ("up", "to") => Modifier::AtMost,
        ("close", "to") | ("an", "estimated") => Modifier::About,
        ("many" | "much" | "high", "as") => Modifier::AtMost,
        ("few" | "little" | "low", "as") => Modifier::AtLeast,
        (
            _,
            "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately"
            | "circa",
        ) => Modifier::About,
        (_, "estimated" | "~") => Modifier::About,
        (_, "over" | "above" | "exceeding") => Modifier::MoreThan,
        (_, "under" | "below") => Modifier::LessThan,
        (_, "minimum") => Modifier::AtLeast,
        (_, "maximum") => Modifier::AtMost,
        _ => return None,
    })
}

/// Reads a number with the letters for thousands and millions that money and the like have: `$3m`, `£1.2bn`,
/// `$3.5-billion`, `$50k`.
fn scaled(
    reading: &Reading,
    at: usize,
    is_sign: &impl Fn(&Reading, usize) -> bool,
) -> Option<Number> {
    let mut number = cardinal(reading, at)?;
    let hyphen = reading.word(number.end) == "-" && reading.touches_next(number.end);
    if hyphen && let Some(scale) = scale_of(&lower(reading.word(number.end + 1))) {
        number.value *= scale;
        number.end += 2;
    }
    let signed = at.checked_sub(1).is_some_and(|before| is_sign(reading, before));
    if signed && number.digits && reading.touches_next(number.end - 1) {
        let letters = match reading.word(number.end) {
            "k" | "K" => 1e3,
            "m" | "M" | "mn" | "MM" => 1e6,
            "b" | "B" | "bn" | "Bn" | "BN" => 1e9,
            "t" | "T" | "tn" => 1e12,
            "cr" => 1e7,
            _ => return Some(number),
        };
        // The grammar of numbers has read `bn` already where it knows it.
        number.value *= letters;
        number.end += 1;
    }
    Some(number)
}

/// Reads the second number of `3-5 million`, `4 to 6`, `between 4 and 6`, `two or three`.
fn range(
    reading: &Reading,
    at: usize,
    first: Number,
    is_sign: &impl Fn(&Reading, usize) -> bool,
) -> Option<(f64, f64, usize)> {
    let link = reading.word(first.end);
    let before = |back: usize| at.checked_sub(back).map_or("", |at| reading.word(at));
    let between = || (1..=3).any(|back| before(back).eq_ignore_ascii_case("between"));
    let joined = match link {
        "-" | "–" => reading.touches_next(first.end),
        "to" => true,
        "and" => between(),
        "or" => true,
        _ => false,
    };
    // `4% to 6%`: what stands between the numbers is read by who knows it.
    if !joined {
        return None;
    }
    let mut next = first.end + 1;
    while is_sign(reading, next) {
        next += 1;
    }
    let last = scaled(reading, next, is_sign)?;
    let (low, high) = ordered(first, last)?;
    (link != "or" || high <= low * 2.0 + 2.0).then_some((low, high, last.end))
}

/// Returns the bounds of a range; the scale of the second holds for the first: `3-5 million`.
fn ordered(first: Number, last: Number) -> Option<(f64, f64)> {
    let low = if first.value < 1000.0 && last.value >= 1e6 && first.value > 0.0 {
        let scale = 10_f64.powf((last.value.log10() / 3.0).floor() * 3.0);
        first.value * scale
    } else {
        first.value
    };
    (low < last.value).then_some((low, last.value))
}

/// Reads an amount that only its size tells: `hundreds`, `tens of thousands`, `several million`, `a few hundred`.
fn vague(reading: &Reading, at: usize) -> Option<Written> {
    if reading.kind(at) != TokenKind::Word {
        return None;
    }
    let word = lower(reading.word(at));
    let written = |value, end| Some(Written { amount: Amount::Exact(value), vague: true, end });
    match word.as_ref() {
        "several" | "few" | "many" | "multiple" | "couple" => {
            let of = usize::from(word == "couple" && reading.word(at + 1) == "of");
            let mut scale = scale_of(reading.word(at + 1 + of))?;
            let mut end = at + 2 + of;
            for _ in 0..MOST_SCALES {
                let Some(more) = scale_of(reading.word(end)) else { break };
                scale *= more;
                end += 1;
            }
            return written(scale, end);
        }
        "a" if matches!(reading.word(at + 1), "few" | "couple") => return vague(reading, at + 1),
        _ => {}
    }
    let first = plural_scale(&word)?;
    if reading.word(at + 1) == "of"
        && let Some(second) = plural_scale(reading.word(at + 2)).filter(|second| *second > first)
    {
        return written(first * second, at + 3);
    }
    (word != "tens").then(|| written(first, at + 1))?
}

fn plural_scale(word: &str) -> Option<f64> {
    Some(match word {
        "tens" => 10.0,
        "dozens" | "scores" => 12.0,
        "hundreds" => 1e2,
        "thousands" => 1e3,
        "millions" => 1e6,
        "billions" => 1e9,
        "trillions" => 1e12,
        _ => return None,
    })
}
