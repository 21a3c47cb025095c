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

/// Reads a cardinal number that starts at a token: `1,200`, `3.5 million`, `twenty-two`, `two hundred`.
pub(crate) fn cardinal(reading: &Reading, at: usize) -> Option<Number> {
    let mut number = match reading.kind(at) {
        TokenKind::Number => Number { value: digits(reading.word(at))?, end: at + 1, digits: true },
        TokenKind::Word => spelled(reading, at)?,
        _ => return None,
    };
    while let Some(scale) = scale_of(reading.word(number.end)) {
        number.value *= scale;
        number.end += 1;
    }
    Some(number)
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
    let value = ordinal_word(&lower(reading.word(at)))?;
    Some(Number { value, end: at + 1, digits: false })
}

/// Reads digits with separators; `None` for clock times and the like.
pub(crate) fn digits(word: &str) -> Option<f64> {
    if word.contains(':') {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// Returns the value of an ordinal word in lower case.
pub(crate) fn ordinal_word(word: &str) -> Option<f64> {
    if let Some((tens, ones)) = word.split_once('-') {
        let (tens, ones) = (small_number(tens)?, ordinal_word(ones)?);
        return (tens >= 20.0 && ones < 10.0).then_some(tens + ones);
    }
    let irregular = [
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
    if let Some((_, value)) = irregular.iter().find(|(name, _)| *name == word) {
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
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(value) = (0_u8..).zip(ONES).find(|(_, name)| *name == word) {
        return Some(f64::from(value.0));
    }
    if let Some(tens) = (2_u8..).zip(TENS).find(|(_, name)| *name == word) {
        return Some(f64::from(tens.0) * 10.0);
    }
    let (tens, ones) = word.split_once('-')?;
    let (tens, ones) = (small_number(tens)?, small_number(ones)?);
    (tens >= 20.0 && (1.0..10.0).contains(&ones)).then_some(tens + ones)
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

fn spelled(reading: &Reading, at: usize) -> Option<Number> {
    let word = lower(reading.word(at));
    if word == "a" || word == "an" {
        let scale = scale_of(reading.word(at + 1))?;
        return Some(Number { value: scale, end: at + 2, digits: false });
    }
    let mut number = Number { value: small_number(&word)?, end: at + 1, digits: false };
    if reading.word(number.end) == "hundred" {
        number.value *= 100.0;
        number.end += 1;
        let and = usize::from(reading.word(number.end) == "and");
        if let Some(rest) = small_number(reading.word(number.end + and)) {
            number.value += rest;
            number.end += and + 1;
        }
    }
    Some(number)
}

fn scale_of(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" | "mln" => 1e6,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{han_number, ordinal_word, small_number};

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
