//! The grammar of Chinese dates: `2025年11月3日`, `11月3日`, `2025年`, `去年`.

use crate::extract::number::{han_digit, han_number};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::has_day;
use crate::extract::times::expression::{Clock, Direction, Expression, Unit};
use crate::extract::token::TokenKind;

/// Reads a Chinese date that starts at a token.
pub(crate) fn han_expression(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    match reading.kind(at) {
        TokenKind::Number if reading.kind(at + 1) == TokenKind::Han => {
            era(reading, at).or_else(|| digits(reading, at)).or_else(|| clock(reading, at))
        }
        TokenKind::Han => words(reading.word(at)).map(|expression| (expression, at + 1)),
        _ => None,
    }
}

/// Reads digits with the signs of year, month and day between them. A token of Chinese characters
/// may go on behind the sign; the expression then ends with the digits before it.
fn digits(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let value = |at: usize| reading.word(at).parse::<i16>().ok();
    let sign = |at: usize, sign: char| {
        reading.kind(at) == TokenKind::Han && reading.word(at).starts_with(sign)
    };
    let exact = |at: usize, sign: &str| reading.word(at) == sign;
    let first = value(at)?;
    let day_month = |at: usize| -> Option<(i8, Option<i8>, usize)> {
        let month = i8::try_from(value(at)?).ok().filter(|month| (1..=12).contains(month))?;
        if !sign(at + 1, '月') {
            return None;
        }
        let day = value(at + 2)
            .filter(|day| exact(at + 1, "月") && (1..=31).contains(day))
            .filter(|_| sign(at + 3, '日') || sign(at + 3, '号'));
        match day {
            Some(day) => Some((month, i8::try_from(day).ok(), at + 4)),
            None => Some((month, None, at + 2)),
        }
    };
    if sign(at + 1, '年') && (1000..2100).contains(&first) {
        if exact(at + 1, "年")
            && let Some((month, day, end)) = day_month(at + 2)
        {
            return Some((date(Some(first), month, day), end));
        }
        return Some((Expression::Year(i32::from(first)), at + 2));
    }
    let (month, day, end) = day_month(at)?;
    Some((date(None, month, day), end))
}

fn date(year: Option<i16>, month: i8, day: Option<i8>) -> Expression {
    match day {
        Some(day) if has_day(year, month, day) => Expression::Day { year, month, day },
        _ => Expression::Month { year, month, direction: Direction::Near },
    }
}

fn words(text: &str) -> Option<Expression> {
    Some(match text {
        "今天" | "今日" => offset(Unit::Day, 0),
        "昨天" | "昨日" => offset(Unit::Day, -1),
        "明天" => offset(Unit::Day, 1),
        "今年" => offset(Unit::Year, 0),
        "去年" => offset(Unit::Year, -1),
        "明年" => offset(Unit::Year, 1),
        "上个月" | "上月" => offset(Unit::Month, -1),
        "本月" => offset(Unit::Month, 0),
        "前天" => offset(Unit::Day, -2),
        "后天" => offset(Unit::Day, 2),
        "前年" => offset(Unit::Year, -2),
        "后年" => offset(Unit::Year, 2),
        "本周" | "这周" => offset(Unit::Week, 0),
        "上周" => offset(Unit::Week, -1),
        "下周" => offset(Unit::Week, 1),
        "下个月" | "下月" => offset(Unit::Month, 1),
        _ => return weekday(text).or_else(|| written_out(text)),
    })
}

const fn offset(unit: Unit, count: i32) -> Expression {
    Expression::Offset { unit, count }
}

/// Reads `星期一`, `周日`.
fn weekday(text: &str) -> Option<Expression> {
    let name = text.strip_prefix("星期").or_else(|| text.strip_prefix('周'))?;
    let day = match name {
        "日" | "天" => 7,
        _ => han_digit(name.chars().next()?).filter(|day| (1..=6).contains(day))?,
    };
    let alone = name.chars().count() == 1;
    let day = i8::try_from(day).ok()?;
    alone.then_some(Expression::Weekday { day, direction: Direction::Near })
}

/// Reads `15时30分`, `9时`.
fn clock(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let number = |at: usize| reading.word(at).parse::<i8>().ok();
    let hour = number(at).filter(|hour| (0..24).contains(hour))?;
    let next = reading.word(at + 1);
    if !next.starts_with('时') || next.starts_with("时间") || next.starts_with("时代") {
        return None;
    }
    let minute = number(at + 2).filter(|minute| {
        next == "时" && (0..60).contains(minute) && reading.word(at + 3).starts_with('分')
    });
    let end = if minute.is_some() { at + 4 } else { at + 2 };
    let clock = Clock { hour, minute: minute.unwrap_or(0), zone: None };
    Some((Expression::Clock(clock), end))
}

/// Reads `20世纪`, `90年代`, `20世纪90年代`.
fn era(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    let number = |at: usize| reading.word(at).parse::<i32>().ok();
    let first = number(at)?;
    let decade = |at: usize| number(at).filter(|tens| (0..100).contains(tens) && tens % 10 == 0);
    let decade_sign = |at: usize| {
        reading.word(at) == "年" && reading.word(at + 1).starts_with('代')
            || reading.word(at).starts_with("年代")
    };
    if reading.word(at + 1).starts_with("世纪") && (1..=21).contains(&first) {
        if reading.word(at + 1) == "世纪"
            && let Some(tens) = decade(at + 2).filter(|_| decade_sign(at + 3))
        {
            let end = at + 4 + usize::from(reading.word(at + 3) == "年");
            return Some((Expression::Decade((first - 1) * 100 + tens), end));
        }
        return Some((Expression::Century(first), at + 2));
    }
    let tens = decade(at).filter(|_| decade_sign(at + 1))?;
    let end = at + 2 + usize::from(reading.word(at + 1) == "年");
    Some((Expression::Decade(1900 + tens), end))
}

/// Reads `二〇二五年` and `十一月三日` written in Chinese numerals.
fn written_out(text: &str) -> Option<Expression> {
    if let Some(year) = text.strip_suffix('年') {
        let digits: Option<Vec<u8>> = year.chars().map(han_digit).collect();
        let digits = digits.filter(|digits| digits.len() == 4)?;
        let year = digits.iter().fold(0_i16, |year, digit| year * 10 + i16::from(*digit));
        return (1000..2100).contains(&year).then_some(Expression::Year(i32::from(year)));
    }
    let (month, day) = text.strip_suffix(['日', '号'])?.split_once('月')?;
    let number = |text: &str, most: f64| {
        han_number(text)
            .filter(|value| (1.0..=most).contains(value))
            .map(|value| format!("{value}"))
    };
    let month = number(month, 12.0)?.parse().ok()?;
    let day = number(day, 31.0)?.parse().ok()?;
    has_day(None, month, day).then_some(Expression::Day { year: None, month, day })
}
