//! Numbers as terms: their figures.

/// Words that are a number or a part of one.
const NUMERALS: [&str; 62] = [
    "a",
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
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "hundredth",
    "half",
    "dozen",
    "hundreds",
    "thousands",
    "percent",
];

/// Returns the term of a number.
pub(crate) fn figures(amount: f64) -> String {
    format!("#{amount}")
}

/// Tells whether a word is a number or a part of one.
pub(crate) fn is_numeral(word: &str) -> bool {
    word.starts_with(|ch: char| ch.is_ascii_digit())
        || word.split('-').all(|part| NUMERALS.iter().any(|one| one.eq_ignore_ascii_case(part)))
}
