//! The calendar: days and moments as machines and pages of many languages write them.
//!
//! `2019-03-12T08:00:00+01:00`, `Tue, 12 Mar 2019 08:00:00 GMT`, `12. März 2019`, `March 12, 2019`,
//! `12/03/19`, `2019年3月12日`. Only days with a year count; "yesterday" is none. Where the order of
//! day and month is open, the caller says which is usual.

pub mod months;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::import::calendar::months::month;

/// The first year that a page may name as its own.
const FIRST_YEAR: i16 = 1000;

/// The years of pages; other numbers of four digits are no years where a day has no other sign.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// The usual order of day and month in `12/03/2019`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Most of the world.
    DayFirst,
    /// The United States.
    MonthFirst,
}

impl Order {
    /// Returns the order that is usual in a language, a BCP 47 tag; English is taken for American
    /// only where it says so or says nothing.
    pub fn of(language: &str) -> Self {
        let tag = language.to_ascii_lowercase().replace('_', "-");
        if matches!(tag.as_str(), "en" | "en-us" | "") { Self::MonthFirst } else { Self::DayFirst }
    }
}

/// A day and, where it is written with its zone, the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day as written, in the zone of who wrote it.
    pub date: Date,
    /// The moment, where a zone is written.
    pub at: Option<Timestamp>,
    /// Whether it is written in universal time, so that the day may be another where it was written.
    pub universal: bool,
}

/// A day found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The day.
    pub date: Date,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// Reads the value of an attribute or field as a moment: the first day in it and the time behind it.
pub fn moment(text: &str, order: Order) -> Option<Moment> {
    let text = text.trim();
    if let Some(at) = unix(text) {
        let date = Offset::UTC.to_datetime(at).date();
        return Some(Moment { date, at: Some(at), universal: true });
    }
    let compact = text.get(..8).and_then(|front| compact(front, text.get(8..).unwrap_or_default()));
    let (date, rest) = match compact {
        Some(date) => (date, text.get(8..).unwrap_or_default()),
        None => {
            let found = find(text, order)?;
            (found.date, text.get(found.end..).unwrap_or_default())
        }
    };
    let stamp = time(rest).and_then(|(time, zone)| {
        let offset = offset(zone)?;
        let at = offset.to_timestamp(DateTime::from_parts(date, time)).ok()?;
        Some((at, offset == Offset::UTC))
    });
    let universal = stamp.is_some_and(|(_, universal)| universal);
    Some(Moment { date, at: stamp.map(|(at, _)| at), universal })
}

/// Returns the first day that is written in a text.
pub fn find(text: &str, order: Order) -> Option<Found> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| at_piece(pieces.get(at..)?, order))
}

/// Seconds or milliseconds since 1970, as scripts write them.
fn unix(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// `20190312`, alone or before a `T`.
fn compact(front: &str, behind: &str) -> Option<Date> {
    if !front.bytes().all(|byte| byte.is_ascii_digit())
        || behind.starts_with(|ch: char| ch.is_ascii_digit())
    {
        return None;
    }
    let year = front.get(..4)?.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, front.get(4..6)?.parse().ok()?, front.get(6..8)?.parse().ok()?).ok()
}

/// A number, a word or a sign of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Number { value: i16, digits: usize },
    Word(&'t str),
    Sign(char),
}

type Placed<'t> = (Piece<'t>, usize, usize);

/// Cuts a text into numbers, words and signs, spaces left out.
fn pieces(text: &str) -> Vec<Placed<'_>> {
    let mut pieces = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, ch)) = chars.next() {
        if ch.is_whitespace() {
            continue;
        }
        let kind = Kind::of(ch);
        let mut end = start + ch.len_utf8();
        if kind != Kind::Sign {
            while let Some((at, next)) = chars.peek().copied() {
                if Kind::of(next) != kind {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let words = text.get(start..end).unwrap_or_default();
        let piece = match kind {
            Kind::Digit => match number(words) {
                Some((value, digits)) => Piece::Number { value, digits },
                None => Piece::Word(words),
            },
            Kind::Letter => Piece::Word(words),
            Kind::Sign => Piece::Sign(ch),
        };
        pieces.push((piece, start, end));
    }
    pieces
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Sign,
}

impl Kind {
    fn of(ch: char) -> Self {
        if digit(ch).is_some() {
            Self::Digit
        } else if ch.is_alphabetic() && !matches!(ch, '年' | '月' | '日' | '년' | '월' | '일')
            || is_mark(ch)
        {
            Self::Letter
        } else {
            Self::Sign
        }
    }
}

/// Vowel signs of Indic scripts belong to their words.
const fn is_mark(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}'
        | '\u{93a}'..='\u{94f}' | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9cd}')
}

/// Digits of the scripts in which dates of pages are written.
fn digit(ch: char) -> Option<i16> {
    let code = u32::from(ch);
    [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10]
        .into_iter()
        .find(|zero| (*zero..*zero + 10).contains(&code))
        .and_then(|zero| i16::try_from(code - zero).ok())
}

fn number(words: &str) -> Option<(i16, usize)> {
    let digits = words.chars().count();
    let value = words
        .chars()
        .filter_map(digit)
        .fold(0_i32, |sum, digit| sum.saturating_mul(10).saturating_add(i32::from(digit)));
    (digits <= 4).then(|| i16::try_from(value).ok()).flatten().map(|value| (value, digits))
}

/// Reads a day that begins with the first of some pieces.
fn at_piece(pieces: &[Placed<'_>], order: Order) -> Option<Found> {
    let start = pieces.first()?.1;
    let read = year_first(pieces)
        .or_else(|| of_numbers(pieces, order))
        .or_else(|| day_then_name(pieces))
        .or_else(|| name_then_day(pieces))?;
    let (year, month, day, count) = read;
    let end = pieces.get(count - 1)?.2;
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (year >= FIRST_YEAR).then_some(Found { date, start, end })
}

type Read = (i16, i16, i16, usize);

/// `2019-03-12`, `2019.3.12`, `2019年3月12日`
fn year_first(pieces: &[Placed<'_>]) -> Option<Read> {
    let mut kinds = pieces.iter().map(|piece| piece.0);
    let Piece::Number { value: year, digits: 4 } = kinds.next()? else { return None };
    let Piece::Sign(first) = kinds.next()? else { return None };
    let Piece::Number { value: month, digits: 1..=2 } = kinds.next()? else { return None };
    let Piece::Sign(second) = kinds.next()? else { return None };
    let Piece::Number { value: day, digits: 1..=2 } = kinds.next()? else { return None };
    let named = matches!((first, second), ('年', '月') | ('년', '월'));
    let signs = "-/.‑–".contains(first) && first == second && YEARS.contains(&year);
    let count = if named { 6.min(pieces.len()) } else { 5 };
    (named || signs).then_some((year, month, day, count))
}

/// `12.03.2019`, `12/3/19`, `12-03-2019`
fn of_numbers(pieces: &[Placed<'_>], order: Order) -> Option<Read> {
    let mut kinds = pieces.iter().map(|piece| piece.0);
    let Piece::Number { value: first, digits: 1..=2 } = kinds.next()? else { return None };
    let Piece::Sign(sign @ ('.' | '/' | '-')) = kinds.next()? else { return None };
    let Piece::Number { value: second, digits: 1..=2 } = kinds.next()? else { return None };
    if kinds.next()? != Piece::Sign(sign) {
        return None;
    }
    let Piece::Number { value: year, digits: digits @ (2 | 4) } = kinds.next()? else {
        return None;
    };
    // A version number or an address goes on.
    let goes_on = matches!(
        (pieces.get(5), pieces.get(6)),
        (Some((Piece::Sign(next), ..)), Some((Piece::Number { .. }, ..))) if *next == sign
    );
    let year = if digits == 2 { 2000 + year } else { year };
    if goes_on || !YEARS.contains(&year) {
        return None;
    }
    let month_first = second > 12 || first <= 12 && sign == '/' && order == Order::MonthFirst;
    Some(if month_first { (year, first, second, 5) } else { (year, second, first, 5) })
}

/// `12. März 2019`, `12 de marzo de 2019`, `1er mars 2019`, `12-Mar-2019`
fn day_then_name(pieces: &[Placed<'_>]) -> Option<Read> {
    let Piece::Number { value: day, digits: 1..=2 } = pieces.first()?.0 else { return None };
    let mut at = 1;
    at += filler(pieces.get(at..)?, true);
    let Piece::Word(word) = pieces.get(at)?.0 else { return None };
    let month = month(word)?;
    at += 1;
    at += filler(pieces.get(at..)?, false);
    let Piece::Number { value: year, digits: 4 } = pieces.get(at)?.0 else { return None };
    Some((year, month, day, at + 1))
}

/// `March 12, 2019`, `Mar. 12th 2019`
fn name_then_day(pieces: &[Placed<'_>]) -> Option<Read> {
    let Piece::Word(word) = pieces.first()?.0 else { return None };
    let month = month(word)?;
    let mut at = 1;
    at += usize::from(matches!(pieces.get(at)?.0, Piece::Sign('.' | '-' | '/')));
    let Piece::Number { value: day, digits: 1..=2 } = pieces.get(at)?.0 else { return None };
    at += 1;
    at += filler(pieces.get(at..)?, true);
    let mut year = pieces.get(at)?.0;
    // The syslog and `date` order: `Tue Jan 28 15:49:07 CET 2020`.
    if !matches!(year, Piece::Number { digits: 4, .. }) {
        at = (at..pieces.len().min(at + 8)).find(|at| {
            matches!(pieces.get(*at), Some((Piece::Number { digits: 4, value }, ..)) if YEARS.contains(value))
        })?;
        let between = pieces.get(1..at)?;
        let clock = between.iter().filter(|piece| piece.0 == Piece::Sign(':')).count();
        if clock == 0 || between.len() > 10 {
            return None;
        }
        year = pieces.get(at)?.0;
    }
    let Piece::Number { value: year, digits: 4 } = year else { return None };
    Some((year, month, day, at + 1))
}

/// Counts the small words and signs that may stand between the parts of a day.
fn filler(pieces: &[Placed<'_>], ordinal: bool) -> usize {
    pieces
        .iter()
        .take(3)
        .take_while(|(piece, ..)| match piece {
            Piece::Sign(ch) => ".,-/‑º°ª".contains(*ch),
            Piece::Word(word) => {
                let word = word.to_lowercase();
                matches!(word.as_str(), "de" | "del" | "of" | "dei" | "di")
                    || ordinal && matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "er" | "ο")
            }
            Piece::Number { .. } => false,
        })
        .count()
}

/// Reads a clock time near the front of a text, and what stands behind it.
fn time(text: &str) -> Option<(Time, &str)> {
    let text = text.trim_start_matches(|ch: char| !ch.is_ascii_digit());
    let (hour, rest) = clock_part(text)?;
    let (minute, rest) = clock_part(rest.strip_prefix(':')?)?;
    let (second, rest) = match rest.strip_prefix(':').and_then(clock_part) {
        Some((second, rest)) => (second, rest),
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|ch: char| ch.is_ascii_digit()),
        None => rest,
    };
    let trimmed = rest.trim_start();
    let after = |half: &str| {
        trimmed.get(..2).filter(|word| word.eq_ignore_ascii_case(half)).and(trimmed.get(2..))
    };
    let (hour, rest) = match (after("pm"), after("am")) {
        (Some(rest), _) if hour < 12 => (hour + 12, rest),
        (Some(rest), _) => (hour, rest),
        (_, Some(rest)) => (hour % 12, rest),
        _ => (hour, rest),
    };
    Some((Time::new(hour, minute, second.min(59), 0).ok()?, rest))
}

fn clock_part(text: &str) -> Option<(i8, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?))
}

/// Reads the zone behind a time.
fn offset(text: &str) -> Option<Offset> {
    let text = text.trim();
    let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    match word.as_str() {
        "Z" | "z" | "GMT" | "UTC" | "UT" if !text.contains(['+', '-']) => return Some(Offset::UTC),
        "CET" | "MEZ" => return Some(Offset::constant(1)),
        "CEST" | "MESZ" => return Some(Offset::constant(2)),
        "EST" => return Some(Offset::constant(-5)),
        "EDT" => return Some(Offset::constant(-4)),
        "PST" => return Some(Offset::constant(-8)),
        "PDT" => return Some(Offset::constant(-7)),
        _ => {}
    }
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_alphabetic());
    let (sign, rest) = match rest.chars().next()? {
        '+' => (1, rest.get(1..)?),
        '-' => (-1, rest.get(1..)?),
        '−' => (-1, rest.get('−'.len_utf8()..)?),
        _ => return None,
    };
    let (hours, rest) = clock_part(rest)?;
    let minutes =
        clock_part(rest.strip_prefix(':').unwrap_or(rest)).map_or(0, |(minutes, _)| minutes);
    Offset::from_seconds(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::{Order, find, moment};

    #[test]
    fn days_of_many_languages_are_read() {
        let table = [
            ("12. März 2019", "2019-03-12"),
            ("am 1. Jänner 2020 um 9 Uhr", "2020-01-01"),
            ("March 12, 2019", "2019-03-12"),
            ("Tuesday, Mar. 12th, 2019", "2019-03-12"),
            ("12 de marzo de 2019", "2019-03-12"),
            ("04 de mayo del 2022", "2022-05-04"),
            ("1er août 2021", "2021-08-01"),
            ("3 luglio 2018", "2018-07-03"),
            ("5 setembro 2017", "2017-09-05"),
            ("14 мая 2020", "2020-05-14"),
            ("11 lipca 2020", "2020-07-11"),
            ("12/03/2019", "2019-03-12"),
            ("12/31/2019", "2019-12-31"),
            ("12.3.19", "2019-03-12"),
            ("2019年3月12日", "2019-03-12"),
            ("২৯ আগস্ট ২০২০", "2020-08-29"),
            ("২০২০-০৮-২৯", "2020-08-29"),
            ("Tue Jan 28 15:49:07 CET 2020", "2020-01-28"),
            ("26/10/13, 03:48 pm", "2013-10-26"),
        ];
        for (text, expected) in table {
            let read = find(text, Order::DayFirst).map(|found| found.date.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        let read = find("03/12/2019", Order::MonthFirst).map(|found| found.date.to_string());
        assert_eq!(read.as_deref(), Some("2019-03-12"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        let table = [
            "3 hours ago",
            "version 1.2.13.4",
            "the 12 marines of 2019",
            "May 2019",
            "2019-13-40",
            "5 market 2019",
            "31.2.2020",
            "call 030-12-20",
        ];
        for text in table {
            assert_eq!(find(text, Order::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn moments_keep_the_day_of_their_zone() {
        let table = [
            ("2019-03-12T00:30:00+01:00", "2019-03-12", Some("2019-03-11T23:30:00Z")),
            ("2019-03-12T08:00:00.000Z", "2019-03-12", Some("2019-03-12T08:00:00Z")),
            ("2021-11-04T23:00Z", "2021-11-04", Some("2021-11-04T23:00:00Z")),
            ("2017-05-01T17:05:00+0200", "2017-05-01", Some("2017-05-01T15:05:00Z")),
            ("Wed, 02 Feb 2022 09:12:22 +0100", "2022-02-02", Some("2022-02-02T08:12:22Z")),
            ("Wed, 02 Feb 2022 09:12:22 GMT", "2022-02-02", Some("2022-02-02T09:12:22Z")),
            ("2020-04-20 14:57", "2020-04-20", None),
            ("2022-5-3T23:57:00", "2022-05-03", None),
            ("20200420", "2020-04-20", None),
            ("1587340800", "2020-04-20", Some("2020-04-20T00:00:00Z")),
            ("March 5, 2020 4:15 PM EST", "2020-03-05", Some("2020-03-05T21:15:00Z")),
        ];
        for (text, date, at) in table {
            let read = moment(text, Order::DayFirst).unwrap();
            let moment = read.at.map(|at| at.to_string());
            assert_eq!((read.date.to_string().as_str(), moment.as_deref()), (date, at), "{text}");
        }
    }
}
