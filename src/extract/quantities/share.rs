//! Shares: `5 percent`, `3.2%`, `between 4 and 6 per cent`, `0.25 percentage point`, `50 basis points`, `two-thirds`.

use crate::extract::lists::lower;
use crate::extract::number::{cardinal, ordinal_word, small_number};
use crate::extract::quantities::amount::{Written, amount};
use crate::extract::reading::Reading;
use crate::fact::Amount;

/// A share as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    /// How many of a hundred.
    pub(crate) written: Written,
    /// What is counted where it is not the hundredth part itself.
    pub(crate) unit: Option<&'static str>,
}

/// Reads a number of hundredths that starts at a token.
pub(crate) fn percent(reading: &Reading, at: usize) -> Option<Share> {
    let half = part_of_one(reading, at);
    let mut written = match half {
        Some(written) => written,
        None => amount(reading, at, |_, _| false).filter(|written| !written.vague)?,
    };
    if let Some(share) = behind(reading, written) {
        return Some(share);
    }
    // `4% to 6%`, `4% and 6%` of `between`: the sign stands behind each.
    let (low, end) = (written.amount, sign(reading, written.end)?);
    let link = reading.word(end);
    let between =
        at.checked_sub(1).is_some_and(|at| reading.word(at).eq_ignore_ascii_case("between"));
    let joined = matches!(link, "-" | "–") && reading.touches_next(end)
        || link == "to"
        || link == "and" && between;
    if joined
        && let Some(last) = cardinal(reading, end + 1)
        && let Some(after) = sign(reading, last.end)
        && let Amount::Exact(low) = low
        && low < last.value
    {
        written.amount = Amount::Between(low, last.value);
        written.end = after;
        return Some(Share { written, unit: None });
    }
    written.end = end;
    Some(Share { written, unit: None })
}

/// Reads a part of a whole in words: `two-thirds of voters`, `one in five`, `a quarter of`.
pub(crate) fn fraction(reading: &Reading, at: usize) -> Option<(f64, usize)> {
    let word = lower(reading.word(at));
    let (value, end) = if let Some((top, bottom)) = word.split_once('-') {
        (small_number(top)? / denominator(bottom)?, at + 1)
    } else {
        let top = match word.as_ref() {
            "a" | "an" => 1.0,
            word => small_number(word)?,
        };
        (top / denominator(&lower(reading.word(at + 1)))?, at + 2)
    };
    // Without `of` it is an ordinal or a quarter of a year.
    let of = reading.word(end) == "of" && value < 1.0;
    of.then_some((value, end))
}

fn denominator(word: &str) -> Option<f64> {
    let single = word.strip_suffix('s').unwrap_or(word);
    match single {
        "half" => Some(2.0),
        "quarter" => Some(4.0),
        _ => ordinal_word(single).filter(|value| (3.0..=100.0).contains(value)),
    }
}

/// Reads what makes a number a share where it is more than a sign: `percentage points`, `basis points`.
fn behind(reading: &Reading, mut written: Written) -> Option<Share> {
    let hyphen = usize::from(reading.word(written.end) == "-" && reading.touches_next(written.end));
    let word = |more: usize| lower(reading.word(written.end + hyphen + more));
    let point = |word: &str| matches!(word, "point" | "points");
    let (length, unit) = match word(0).as_ref() {
        "percentage" | "%" | "percent" if point(&word(1)) => (2, Some("percentage points")),
        "basis" if point(&word(1)) => (2, Some("basis points")),
        "bps" | "bp" => (1, Some("basis points")),
        "percentage-point" => (1, Some("percentage points")),
        "basis-point" => (1, Some("basis points")),
        _ => return None,
    };
    written.end += hyphen + length;
    Some(Share { written, unit })
}

/// Returns the place after a sign for hundredths: `%`, `percent`, `per cent`, `pct`, `pc`.
fn sign(reading: &Reading, at: usize) -> Option<usize> {
    let at = at + usize::from(reading.word(at) == "-" && reading.touches_next(at));
    let word = lower(reading.word(at));
    match word.as_ref() {
        "%" | "％" | "percent" | "pct" | "per-cent" | "percents" | "percentage" => Some(at + 1),
        "pc" if at.checked_sub(1).is_some_and(|before| reading.touches_next(before)) => {
            Some(at + 1)
        }
        "per" if lower(reading.word(at + 1)) == "cent" => Some(at + 2),
        "p.c" | "p.c." | "pct." => Some(at + 1),
        other if other.starts_with("percent-") || other.starts_with("percentage-") => Some(at + 1),
        _ => None,
    }
}

/// Reads `half a percent`, `a quarter of a percentage point`, `three-quarters of 1 percent`, `a tenth of a percent`.
fn part_of_one(reading: &Reading, at: usize) -> Option<Written> {
    let written = |value, end| Some(Written { amount: Amount::Exact(value), vague: false, end });
    let article = |at: usize| matches!(reading.word(at), "a" | "one" | "1");
    let half = lower(reading.word(at)) == "half";
    if half {
        let of = usize::from(reading.word(at + 1) == "of");
        let named = article(at + 1 + of) && is_hundredth(reading, at + 2 + of);
        return if named { written(0.5, at + 2 + of) } else { None };
    }
    if matches!(lower(reading.word(at)).as_ref(), "a" | "one") && is_hundredth(reading, at + 1) {
        return written(1.0, at + 1);
    }
    let (value, of) = fraction(reading, at)?;
    let named = article(of + 1) && is_hundredth(reading, of + 2);
    if named { written(value, of + 2) } else { None }
}

fn is_hundredth(reading: &Reading, at: usize) -> bool {
    matches!(reading.word(at), "percent" | "percentage")
        || reading.word(at) == "per" && reading.word(at + 1) == "cent"
}
