//! The grammar of Chinese dates: `2025年11月3日`, `11月3日`, `2025年`, `去年`.

use crate::extract::number::{han_digit, han_number};
use crate::extract::reading::Reading;
use crate::extract::times::expression::{Direction, Expression, Unit};
use crate::extract::token::TokenKind;

/// Reads a Chinese date that starts at a token.
pub(crate) fn han_expression(reading: &Reading, at: usize) -> Option<(Expression, usize)> {
    match reading.kind(at) {
        TokenKind::Number => digits(reading, at),
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
        return Some((Expression::Year(first), at + 2));
    }
    let (month, day, end) = day_month(at)?;
    Some((date(None, month, day), end))
}

const fn date(year: Option<i16>, month: i8, day: Option<i8>) -> Expression {
    match day {
        Some(day) => Expression::Day { year, month, day },
        None => Expression::Month { year, month, direction: Direction::Near },
    }
}

fn words(text: &str) -> Option<Expression> {
    Some(match text {
        "今天" | "今日" => Expression::Days(0),
        "昨天" | "昨日" => Expression::Days(-1),
        "明天" => Expression::Days(1),
        "今年" => Expression::Offset { unit: Unit::Year, count: 0 },
        "去年" => Expression::Offset { unit: Unit::Year, count: -1 },
        "明年" => Expression::Offset { unit: Unit::Year, count: 1 },
        "上个月" | "上月" => Expression::Offset { unit: Unit::Month, count: -1 },
        "本月" => Expression::Offset { unit: Unit::Month, count: 0 },
        _ => return written_out(text),
    })
}

/// Reads `二〇二五年` and `十一月三日` written in Chinese numerals.
fn written_out(text: &str) -> Option<Expression> {
    if let Some(year) = text.strip_suffix('年') {
        let digits: Option<Vec<u8>> = year.chars().map(han_digit).collect();
        let digits = digits.filter(|digits| digits.len() == 4)?;
        let year = digits.iter().fold(0_i16, |year, digit| year * 10 + i16::from(*digit));
        return (1000..2100).contains(&year).then_some(Expression::Year(year));
    }
    let (month, day) = text.strip_suffix(['日', '号'])?.split_once('月')?;
    let number = |text: &str, most: f64| {
        han_number(text)
            .filter(|value| (1.0..=most).contains(value))
            .map(|value| format!("{value}"))
    };
    let month = number(month, 12.0)?.parse().ok()?;
    let day = number(day, 31.0)?.parse().ok()?;
    Some(Expression::Day { year: None, month, day })
}
