//! Numbers as the text writes them: digits, words, ordinals, Chinese numerals.
//!
//! Only the grammar of numbers; what they count is for the steps of times and quantities.

use crate::extract::lists::lower;
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;

/// A number and the tokens it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value.
    pub(crate) value: f64,
    /// The place after its last token.
    pub(crate) end: usize,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
}

/// The most scales in a row that are read as one number, `million` or `hundred and two thousand`, so that a text
/// of nothing else is not read to its end from everywhere.
pub(crate) const MOST_SCALES: usize = 4;

/// Reads a cardinal number that starts at a token: `1,200`, `3.5 million`, `twenty-two`, `two hundred and
/// five`, `two and a half`, `half a million`.
pub(crate) fn cardinal(reading: &Reading, at: usize) -> Option<Number> {
    let mut number = match reading.kind(at) {
        TokenKind::Number => in_digits(reading, at)?,
        TokenKind::Word => spelled(reading, at)?,
        _ => return None,
    };
    if let Some(share) = and_a_share(reading, number.end) {
        number.value += share;
        number.end += 3;
    }
    for _ in 0..MOST_SCALES {
        let Some(scale) = scale_of(&lower(reading.word(number.end))) else { break };
        number.value *= scale;
        number.end += 1;
        if let Some(share) = and_a_share(reading, number.end) {
            number.value += share * scale;
            number.end += 3;
        }
    }
    number.value.is_finite().then_some(number)
}

/// Reads an ordinal that starts at a token: `30th`, `third`, `thirtieth`, `twenty-first`.
pub(crate) fn ordinal(reading: &Reading, at: usize) -> Option<Number> {
    if reading.kind(at) == TokenKind::Number {
        let ending = reading.word(at + 1);
        let joined = reading.touches_next(at)
            && ["st", "nd", "rd", "th"].iter().any(|end| ending.eq_ignore_ascii_case(end));
        let value = digits(reading.word(at))?;
        return joined.then_some(Number { value, end: at + 2, digits: true });
    }
    if reading.kind(at) != TokenKind::Word {
        return None;
    }
    let value = ordinal_word(&lower(reading.word(at)))?;
    Some(Number { value, end: at + 1, digits: false })
}

/// Reads digits with separators and fractions; `None` for clock times and the like.
pub(crate) fn digits(word: &str) -> Option<f64> {
    if word.contains(':') {
        return None;
    }
    let (whole, fraction) = match word.char_indices().next_back()? {
        (at, '½') => (word.get(..at)?, 0.5),
        (at, '¼') => (word.get(..at)?, 0.25),
        (at, '¾') => (word.get(..at)?, 0.75),
        (at, '⅓') => (word.get(..at)?, 1.0 / 3.0),
        (at, '⅔') => (word.get(..at)?, 2.0 / 3.0),
        _ => (word, 0.0),
    };
    if whole.is_empty() {
        return Some(fraction);
    }
    if !whole.contains(',') {
        let value = whole.parse::<f64>().ok().filter(|value| value.is_finite());
        return value.map(|value| value + fraction);
    }
    // Separators stand before groups of three digits, in India also of two.
    let groups = whole.split('.').next().unwrap_or_default().split(',').skip(1);
    let grouped = groups.clone().all(|group| matches!(group.len(), 2 | 3))
        && groups.last().is_some_and(|group| group.len() == 3);
    let value = grouped.then(|| whole.replace(',', "").parse::<f64>().ok())?;
    value.filter(|value| value.is_finite())
}

/// Returns the value of an ordinal word in lower case.
pub(crate) fn ordinal_word(word: &str) -> Option<f64> {
    const IRREGULAR: [(&str, f64); 9] = [
        ("first", 1.0),
        ("second", 2.0),
        ("third", 3.0),
        ("fifth", 5.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("twelfth", 12.0),
        ("hundredth", 100.0),
        ("thousandth", 1000.0),
    ];
    if let Some((tens, ones)) = word.split_once('-') {
        let (tens, ones) = (small_number(tens)?, ordinal_word(ones)?);
        return (tens >= 20.0 && ones < 10.0).then_some(tens + ones);
    }
    if let Some((_, value)) = IRREGULAR.iter().find(|(name, _)| *name == word) {
        return Some(*value);
    }
    let stem = word.strip_suffix("th")?;
    match stem.strip_suffix("ie") {
        Some(tens) => small_number(&format!("{tens}y")),
        None => small_number(stem),
    }
}

/// Returns the value of a number word in lower case: `seven`, `twenty`, `twenty-two`.
pub(crate) fn small_number(word: &str) -> Option<f64> {
    let value = match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return compound(word),
    };
    Some(value)
}

fn compound(word: &str) -> Option<f64> {
    let (tens, ones) = word.split_once('-')?;
    if ones.contains('-') {
        return None;
    }
    let (tens, ones) = (small_number(tens)?, small_number(ones)?);
    (tens >= 20.0 && (1.0..10.0).contains(&ones)).then_some(tens + ones)
}

/// Returns what a word multiplies the number before it by; the word is in lower case.
pub(crate) fn scale_of(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "lakh" => 1e5,
        "million" | "mn" | "mln" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// Returns the value of a number in Chinese numerals: `三十`, `第` is not part of it.
pub(crate) fn han_number(text: &str) -> Option<f64> {
    let (mut total, mut current) = (0.0, 0.0);
    for ch in text.chars() {
        match ch {
            '十' | '百' | '千' => {
                let scale = if ch == '十' {
                    10.0
                } else if ch == '百' {
                    100.0
                } else {
                    1000.0
                };
                total += if current == 0.0 { scale } else { current * scale };
                current = 0.0;
            }
            _ => current = f64::from(han_digit(ch)?),
        }
    }
    (!text.is_empty()).then_some(total + current)
}

/// Returns the value of a Chinese digit.
pub(crate) fn han_digit(ch: char) -> Option<u8> {
    if ch == '两' {
        return Some(2);
    }
    (0..)
        .zip("〇一二三四五六七八九".chars())
        .find(|(_, digit)| *digit == ch)
        .map(|(value, _)| value)
}

/// Reads `1,200`, `2½` and `2 1/2`.
fn in_digits(reading: &Reading, at: usize) -> Option<Number> {
    let mut number = Number { value: digits(reading.word(at))?, end: at + 1, digits: true };
    let fraction = !reading.touches_next(at)
        && reading.word(at + 2) == "/"
        && reading.touches_next(at + 1)
        && reading.touches_next(at + 2);
    if fraction
        && let (Ok(top), Ok(bottom)) =
            (reading.word(at + 1).parse::<u8>(), reading.word(at + 3).parse::<u8>())
        && (1..bottom).contains(&top)
        && bottom <= 16
    {
        number.value += f64::from(top) / f64::from(bottom);
        number.end = at + 4;
    }
    Some(number)
}

/// Reads a number in words.
fn spelled(reading: &Reading, at: usize) -> Option<Number> {
    let word = lower(reading.word(at));
    let number = |value, end| Some(Number { value, end, digits: false });
    match word.as_ref() {
        "a" | "an" => {
            let scale = scale_of(reading.word(at + 1))?;
            return match and_a_share(reading, at + 2) {
                Some(share) => number(scale * (1.0 + share), at + 5),
                None => number(scale, at + 2),
            };
        }
        "half" if matches!(reading.word(at + 1), "a" | "an") => {
            let scale = scale_of(reading.word(at + 2))?;
            return number(scale / 2.0, at + 3);
        }
        _ => {}
    }
    if let Some(whole) = word.strip_suffix("-and-a-half") {
        return number(small_number(whole)? + 0.5, at + 1);
    }
    let mut value = small_number(&word)?;
    let mut end = at + 1;
    // `twenty five` as some write it.
    if value >= 20.0
        && value % 10.0 == 0.0
        && let Some(ones) =
            small_number(reading.word(end)).filter(|ones| (1.0..10.0).contains(ones))
    {
        value += ones;
        end += 1;
    }
    let mut total = 0.0;
    for _ in 0..MOST_SCALES {
        let word @ ("hundred" | "thousand") = reading.word(end) else { break };
        let scale = scale_of(word)?;
        value *= scale;
        end += 1;
        if word == "thousand" {
            total += value;
            value = 0.0;
        }
        let and = usize::from(reading.word(end) == "and");
        let next = small_number(reading.word(end + and));
        if let Some(next) = next.filter(|next| *next < scale) {
            value += next;
            end += and + 1;
        }
    }
    number(total + value, end)
}

/// Reads the end of `two and a half`.
fn and_a_share(reading: &Reading, at: usize) -> Option<f64> {
    if reading.word(at) != "and" || reading.word(at + 1) != "a" {
        return None;
    }
    match reading.word(at + 2) {
        "half" => Some(0.5),
        "quarter" => Some(0.25),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{cardinal, digits, han_number, ordinal_word, small_number};
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::reading::Reading;

    #[test]
    fn numbers_are_read_as_far_as_they_go() {
        let table = [
            ("1,200 men", 1200.0, 1),
            ("3.5 million men", 3.5e6, 2),
            ("two hundred and five men", 205.0, 4),
            ("two thousand five hundred men", 2500.0, 4),
            ("twenty five men", 25.0, 2),
            ("two and a half miles", 2.5, 4),
            ("one and a half million men", 1.5e6, 5),
            ("half a million men", 5e5, 3),
            ("a million and a half men", 1.5e6, 5),
            ("two-and-a-half hours", 2.5, 1),
            ("2½ miles", 2.5, 1),
            ("2 1/2 miles", 2.5, 4),
            ("five hundred and twenty-one men", 521.0, 4),
            ("one hundred thousand men", 1e5, 3),
            ("two dozen men", 24.0, 2),
            ("500 crore", 5e9, 2),
            ("three men and a half", 3.0, 1),
        ];
        for (text, value, end) in table {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, text);
            let document = builder.finish().unwrap();
            let found = cardinal(&Reading::new(&document), 0).unwrap();
            assert_eq!((found.value, found.end), (value, end), "{text}");
        }
        for (text, value) in [("12,34", None), ("1,00,000", Some(1e5)), ("3:15", None)] {
            assert_eq!(digits(text), value, "{text}");
        }
    }

    #[test]
    fn numbers_without_an_end_are_read_for_a_few_words() {
        let table =
            ["one hundred and ", "one thousand ", "1 million million ", "two and a half million "];
        for words in table {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, &words.repeat(200));
            let document = builder.finish().unwrap();
            let reading = Reading::new(&document);
            let longest = (0..reading.tokens.len())
                .filter_map(|at| cardinal(&reading, at).map(|number| number.end - at))
                .max();
            assert!(
                longest.is_some_and(|longest| (1..=24).contains(&longest)),
                "{words}: {longest:?}"
            );
        }
    }

    #[test]
    fn number_words_have_values() {
        let table = [("seven", 7.0), ("forty", 40.0), ("ninety-nine", 99.0)];
        for (word, value) in table {
            assert_eq!(small_number(word), Some(value), "{word}");
        }
        for word in ["ten-four", "house", "", "-", "twenty-"] {
            assert_eq!(small_number(word), None, "{word}");
        }
        let table = [
            ("first", 1.0),
            ("fourth", 4.0),
            ("twelfth", 12.0),
            ("thirtieth", 30.0),
            ("twenty-first", 21.0),
        ];
        for (word, value) in table {
            assert_eq!(ordinal_word(word), Some(value), "{word}");
        }
        for word in ["north", "month", "fourty", "south"] {
            assert_eq!(ordinal_word(word), None, "{word}");
        }
        let table = [("三十", 30.0), ("十", 10.0), ("二十一", 21.0), ("三百零", f64::NAN)];
        for (text, value) in table {
            assert_eq!(han_number(text), (!value.is_nan()).then_some(value), "{text}");
        }
    }
}
