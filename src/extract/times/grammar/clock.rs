//! The grammar of times of day: `3:15 p.m.`, `9 a.m. EST`, `0600 GMT`, `noon`.

use crate::extract::lists::lower;
use crate::extract::number::small_number;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::before;
use crate::extract::times::expression::Clock;
use crate::extract::token::TokenKind;

/// Zones whose offset never changes, in minutes east of Greenwich.
const ZONES: [(&str, i16); 27] = [
    ("GMT", 0),
    ("UTC", 0),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("IST", 330),
    ("PKT", 300),
    ("ICT", 420),
    ("HKT", 480),
    ("SGT", 480),
    ("KST", 540),
    ("JST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// Reads a time of day; returns it with the place after it.
pub(crate) fn clock(reading: &Reading, at: usize) -> Option<(Clock, usize)> {
    let (mut clock, mut end) = match reading.kind(at) {
        TokenKind::Word => in_words(reading, at)?,
        TokenKind::Number => in_digits(reading, at)?,
        _ => return None,
    };
    if let Some((zone, after)) = zone(reading, end) {
        clock.zone = zone;
        end = after;
    }
    Some((clock, end))
}

/// Returns the hour of a number before what says that hours are meant, for the first of `6 to 8 p.m.`.
pub(crate) fn hour_before(reading: &Reading, at: usize, last: Clock) -> Option<Clock> {
    let word = reading.word(at);
    let (hour, minute) = parts(word, true)?;
    let later = hour < 12 && last.hour >= 12 && hour + 12 <= last.hour;
    let hour = if later { hour + 12 } else { hour };
    made(hour, minute).map(|clock| Clock { zone: last.zone, ..clock })
}

fn in_words(reading: &Reading, at: usize) -> Option<(Clock, usize)> {
    let word = lower(reading.word(at));
    let hour = match word.as_ref() {
        "noon" | "midday" => 12,
        "midnight" => 0,
        _ => {
            let hour = small_number(&word).filter(|hour| (1.0..=12.0).contains(hour))?;
            let hour = (1_i8..=12).find(|value| f64::from(*value) >= hour)?;
            let (hour, end) = spoken(reading, at + 1, hour)?;
            return Some((made(hour, 0)?, end));
        }
    };
    let named = word == "midday" && before(reading, at) == "the";
    (!named).then_some((made(hour, 0)?, at + 1))
}

/// Reads what follows the hour of `nine o'clock` or `9 p.m.`.
fn spoken(reading: &Reading, at: usize, hour: i8) -> Option<(i8, usize)> {
    if matches!(reading.word(at), "o'clock" | "o’clock") {
        let part = (reading.word(at + 1) == "in")
            .then(|| reading.word(at + 3))
            .filter(|_| reading.word(at + 2) == "the");
        return Some(match part {
            Some("evening" | "afternoon") if hour < 12 => (hour + 12, at + 4),
            Some("morning") => (hour % 12, at + 4),
            _ => (hour, at + 1),
        });
    }
    let (afternoon, end) = half_of_day(reading, at)?;
    Some((in_half(hour, afternoon), end))
}

fn in_digits(reading: &Reading, at: usize) -> Option<(Clock, usize)> {
    let word = reading.word(at);
    if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        // `0600 GMT`, `1430 hours`.
        let zoned = zone(reading, at + 1).is_some_and(|(zone, _)| zone.is_some());
        let hours = reading.word(at + 1) == "hours" && word.starts_with('0');
        let (hour, minute) = (word.get(..2)?.parse().ok()?, word.get(2..)?.parse().ok()?);
        let end = at + 1 + usize::from(hours);
        return if zoned || hours { Some((made(hour, minute)?, end)) } else { None };
    }
    let half = half_of_day(reading, at + 1);
    let oclock = matches!(reading.word(at + 1), "o'clock" | "o’clock");
    let zoned = zone(reading, at + 1).is_some();
    let sure = half.is_some() || oclock || zoned;
    let (hour, minute) = parts(word, sure)?;
    let written = word.contains(':') || half.is_some() || oclock || zoned && word.contains('.');
    if !written {
        return None;
    }
    // `Arsenal 2:15`, `Psalms 3:15` and race times are no times of day.
    let scored = reading.is_capital(at.wrapping_sub(1)) && !sure;
    let raced = word.bytes().filter(|byte| *byte == b':').count() > 1 && !sure;
    if scored || raced {
        return None;
    }
    if oclock {
        let (hour, end) = spoken(reading, at + 1, hour)?;
        return Some((made(hour, minute)?, end));
    }
    match half {
        Some((afternoon, end)) => Some((made(in_half(hour, afternoon), minute)?, end)),
        None => Some((made(hour, minute)?, at + 1)),
    }
}

/// Returns the hour and minute of `3:15`, `3.15` where `dotted` allows it, or `3`.
fn parts(word: &str, dotted: bool) -> Option<(i8, i8)> {
    let separator = if word.contains(':') { ':' } else { '.' };
    let Some((hour, rest)) = word.split_once(separator) else {
        return Some((word.parse().ok()?, 0));
    };
    let minute = rest.split(':').next()?;
    let fits = minute.len() == 2 && (separator == ':' || dotted);
    if fits { Some((hour.parse().ok()?, minute.parse().ok()?)) } else { None }
}

fn made(hour: i8, minute: i8) -> Option<Clock> {
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute);
    fits.then_some(Clock { hour, minute, zone: None })
}

const fn in_half(hour: i8, afternoon: bool) -> i8 {
    match (hour, afternoon) {
        (12, false) => 0,
        (1..12, true) => hour + 12,
        _ => hour,
    }
}

/// Returns whether the afternoon is meant, and the place after it.
fn half_of_day(reading: &Reading, at: usize) -> Option<(bool, usize)> {
    let afternoon = match lower(reading.word(at)).as_ref() {
        "am" | "a.m" | "am." | "a.m." => false,
        "pm" | "p.m" | "pm." | "p.m." => true,
        _ => return None,
    };
    Some((afternoon, at + 1))
}

/// Reads a zone: its offset, if it has one all year, and the place after it.
fn zone(reading: &Reading, at: usize) -> Option<(Option<i16>, usize)> {
    let word = reading.word(at);
    if let Some((_, offset)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some((Some(*offset), at + 1));
    }
    if word == "ET" || word == "PT" || word == "CT" {
        return Some((None, at + 1));
    }
    let local = (word == "local" || reading.is_capital(at)) && reading.word(at + 1) == "time";
    local.then_some((None, at + 2))
}
