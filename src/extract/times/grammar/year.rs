//! The grammar of years: `1996`, `the year 71`, `594 B.C.`, `fiscal 2024`, `about 1850`.

use crate::extract::lists::{is_listed, lower};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{before, counts_something, year};
use crate::extract::times::expression::Expression;
use crate::extract::token::TokenKind;

/// Reads a year.
pub(crate) fn year_expression(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    if reading.kind(at) == TokenKind::Word {
        return led(reading, at);
    }
    let with_era = era(reading, at).map(|(year, end)| (Expression::Year(year), end));
    with_era.or_else(|| bare(reading, at))
}

/// Reads a year that the text gives as about right: `about 1850`, `circa 347`.
pub(crate) fn about_year(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let word = lower(reading.word(at));
    let old = matches!(word.as_ref(), "c" | "c." | "ca" | "ca." | "circa");
    if !old && !matches!(word.as_ref(), "about" | "around" | "approximately" | "roughly") {
        return None;
    }
    let next = at + 1 + usize::from(old && reading.word(at + 1) == ".");
    let found = era(reading, next).or_else(|| short(reading, next).filter(|_| old));
    let (year, end) = found.or_else(|| {
        let year = year(reading, next)?;
        let plausible = old || (1500..2060).contains(&year) && introduces(&before(reading, at));
        let counts = counts_something(reading, next + 1) || reading.is_capital(next + 1);
        (plausible && !counts).then_some((i32::from(year), next + 1))
    })?;
    Some((Expression::About(Box::new(Expression::Year(year))), end))
}

/// Tells whether a word stands before dates: `in`, `since`.
fn introduces(word: &str) -> bool {
    is_listed(
        "in since by until till from to of during before after between and born founded built",
        word,
    )
}

/// Reads `A.D. 79`, `the year 71`, `fiscal year 2024`, `FY2024`.
fn led(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let word = reading.word(at);
    if let Some(digits) = word.strip_prefix("FY") {
        let digits = digits.trim_start_matches('-');
        let year = digits.parse::<i32>().ok()?;
        let year = match digits.len() {
            2 if year < 60 => 2000 + year,
            2 => 1900 + year,
            _ => year,
        };
        let fits = (1900..2100).contains(&year);
        return fits.then(|| (Expression::About(Box::new(Expression::Year(year))), at + 1));
    }
    if matches!(word, "AD" | "A.D." | "CE") {
        let (year, end) = short(reading, at + 1)?;
        return Some((Expression::Year(year), end));
    }
    if let Some(digits) = word.strip_prefix("AD") {
        let year = digits.parse::<i32>().ok().filter(|year| (1..2100).contains(year))?;
        return Some((Expression::Year(year), at + 1));
    }
    match lower(word).as_ref() {
        "the" if reading.word(at + 1) == "year" => {
            let found = era(reading, at + 2).or_else(|| short(reading, at + 2))?;
            Some((Expression::Year(found.0), found.1))
        }
        "fiscal" | "financial" => {
            let next = at + 1 + usize::from(reading.word(at + 1) == "year");
            let year = year(reading, next)?;
            Some((Expression::About(Box::new(Expression::Year(i32::from(year)))), next + 1))
        }
        _ => None,
    }
}

/// Returns a year with its era and the place after it: `594 B.C.`, `347 AD`; 0 is 1 B.C.
fn era(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    let (year, end) = short(reading, at)?;
    let year = match reading.word(end) {
        "BC" | "B.C." | "BCE" | "B.C.E." => 1 - year,
        "AD" | "A.D." | "CE" | "C.E." => year,
        _ => return None,
    };
    Some((year, end + 1))
}

/// Reads one to four digits as a year.
fn short(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    let word = reading.word(at);
    let year = word.replace(',', "").parse::<i32>().ok()?;
    (reading.kind(at) == TokenKind::Number && (1..10_000).contains(&year)).then_some((year, at + 1))
}

fn bare(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let year = year(reading, at)?;
    let joined = reading.touches_next(at)
        && (reading.kind(at + 1) == TokenKind::Word
            || matches!(reading.word(at + 1), "/" | "-" | "–")
                && reading.touches_next(at + 1)
                && reading.kind(at + 2) == TokenKind::Number);
    if joined
        || counts_something(reading, at + 1)
        || reading.word(at + 1) == "-" && follows_age(reading, at)
    {
        return None;
    }
    let before = before(reading, at);
    let introduced = is_listed(
        "in since by until till from to of during before after between and early late \
mid the year mid- or for around circa through ( summer winter spring autumn fall , \
than his her their its a s 's ’s as born founded – this last next [",
        before.as_ref(),
    );
    let touching = at.checked_sub(1).is_some_and(|before| reading.touches_next(before))
        && !matches!(before.as_ref(), "(" | "[" | "“" | "\"" | "‘" | "'" | "—" | "–" | "--");
    let weak = is_listed(", to and or of than a for around as the", before.as_ref());
    let ends = matches!(
        reading.word(at + 1),
        "." | "," | ")" | ";" | "when" | "and" | "the" | "with" | "in"
    );
    let plausible = (1900..2060).contains(&year)
        || !weak
        || (1700..1900).contains(&year) && before == "of" && ends
        || follows_year(reading, at);
    // `World Cup 2018`, `2012 Olympics`: a year beside a name.
    let beside_name = (1900..2060).contains(&year)
        && (reading.is_capital(at + 1) && !before.is_empty()
            || at.checked_sub(1).is_some_and(|at| {
                reading.is_capital(at) && !reading.touches_next(at) && !is_product(reading.word(at))
            }));
    let alone = (1900..2060).contains(&year)
        && before.is_empty()
        && matches!(reading.word(at + 1), "" | ":" | "was" | "is" | "saw" | "brought" | "will");
    let known = introduced && plausible || beside_name || alone;
    (known && !touching).then_some((Expression::Year(i32::from(year)), at + 1))
}

/// Tells whether a year stands just before: `in 1687 and 1689`.
fn follows_year(reading: &Reading, at: usize) -> bool {
    let linked = matches!(before(reading, at).as_ref(), "and" | "or" | "," | "to");
    linked && at.checked_sub(2).is_some_and(|at| year(reading, at).is_some())
}

fn follows_age(reading: &Reading, at: usize) -> bool {
    reading.touches_next(at) && matches!(reading.word(at + 2), "year" | "foot" | "mile" | "strong")
}

/// Tells whether what a word names has numbers that look like years.
fn is_product(word: &str) -> bool {
    is_listed(
        "Windows Office Server Boeing Airbus Flight Flights Route Highway Model Room Section Article \
Resolution Resolutions Directive Order Regulation Channel Number No. Peugeot Suite Apartment Box \
Building Rule Bus Train Asteroid Unit Page ISO CO GTX RTX Series",
        word,
    )
}
