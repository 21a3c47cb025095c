//! Dates with their values: a day, month, year or period that a text names, as the annotation resolves it.
//!
//! A found time is right if it overlaps an annotated one and says the same. Points must have the same value;
//! where the text has `from 2004 to 2009` and the annotation both years, each of them is right. Periods, which
//! the annotation bounds in its own ways (weeks from Sunday, seasons of four months), must share three
//! quarters of their days. Lengths and repetitions say no value of this sort and are left out.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use sidelight::extract::extract;
use sidelight::fact::{FactValue, TimeKind};
use sidelight::text::TextRange;

use crate::facts::corpus::{Annotated, read};
use crate::facts::{Score, corpora};

#[test]
fn dates_in_wikinews() {
    evaluate("gum_news.dev.jsonl", 89.5);
}

#[test]
fn dates_in_interviews() {
    evaluate("gum_interview.dev.jsonl", 78.0);
}

#[test]
fn dates_in_other_genres() {
    evaluate("gum_other_open.train.jsonl", 73.0);
}

/// A time with what it says.
struct Said {
    range: TextRange,
    value: String,
    days: Option<(Date, Date)>,
}

fn evaluate(file: &str, floor: f64) {
    let Some(folder) = corpora() else { return };
    let score = score(&folder.join(file));
    score.report(&format!("{file} dates"), floor);
}

fn score(path: &Path) -> Score {
    let verbose = std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some();
    let mut score = Score::default();
    for annotated in read(path) {
        let (gold, found) = (gold(&annotated), found(&annotated));
        score.gold += gold.len();
        score.found += found.len();
        score.right += found.iter().filter(|a| gold.iter().any(|b| agrees(a, b))).count();
        score.recalled += gold.iter().filter(|b| found.iter().any(|a| agrees(a, b))).count();
        if verbose {
            let shown = |said: &Said| {
                let text = annotated.document.text();
                let start = usize::from(said.range.start());
                let before = text.get(start.saturating_sub(24)..start).unwrap_or_default();
                let words = annotated.document.slice(said.range);
                format!("{before}⟦{words}⟧ [{}]", said.value).replace('\n', "¶")
            };
            for a in gold.iter().filter(|b| !found.iter().any(|a| agrees(a, b))) {
                println!("MISS date {}", shown(a));
            }
            for a in found.iter().filter(|a| !gold.iter().any(|b| agrees(a, b))) {
                println!("EXTRA date {}", shown(a));
            }
        }
    }
    score
}

fn agrees(found: &Said, gold: &Said) -> bool {
    let touch = found.range.intersect(gold.range).is_some_and(|both| !both.is_empty());
    if !touch {
        return false;
    }
    let same = |value: &str| value.trim_end_matches('~') == gold.value;
    let period = gold.value.contains('/');
    if same(&found.value) || !period && found.value.split('/').any(same) {
        return true;
    }
    match (found.days, gold.days) {
        (Some(found_days), Some(gold_days)) if period => shared(found_days, gold_days) >= 0.75,
        _ => false,
    }
}

/// Returns the share of the days of both that are days of each.
fn shared(a: (Date, Date), b: (Date, Date)) -> f64 {
    let length = |from: Date, to: Date| f64::from(to.since(from).unwrap().get_days() + 1);
    let both = length(a.0.max(b.0), a.1.min(b.1)).max(0.0);
    both / length(a.0.min(b.0), a.1.max(b.1))
}

/// Returns the annotated times that say a value.
fn gold(annotated: &Annotated) -> Vec<Said> {
    let dates = annotated.json["dates"].as_array().unwrap().iter();
    dates
        .map(|date| {
            let of = |name: &str| date["attrs"][name].as_str().map(plain);
            let value = match of("when") {
                Some(when) => when,
                None => {
                    let start = of("from").or_else(|| of("notBefore"));
                    let end = of("to").or_else(|| of("notAfter"));
                    let open = || "..".to_owned();
                    format!("{}/{}", start.unwrap_or_else(open), end.unwrap_or_else(open))
                }
            };
            let days = days(&value);
            Said { range: annotated.range(date), value, days }
        })
        .collect()
}

/// Rewrites a value as EDTF writes it: years before Christ count from 0, times begin with `T`.
fn plain(value: &str) -> String {
    if let Some(every_year) = value.strip_prefix("--") {
        return format!("XXXX-{every_year}");
    }
    if let Some(year) = value.strip_prefix('-').and_then(|year| year.parse::<i32>().ok()) {
        return if year == 1 { "0000".to_owned() } else { format!("-{:04}", year - 1) };
    }
    if value.len() == 8 && value.contains(':') {
        return format!("T{}", value.strip_suffix(":00").unwrap_or(value));
    }
    value.to_owned()
}

fn found(annotated: &Annotated) -> Vec<Said> {
    let set = extract(&annotated.document);
    let times = set.facts().iter().filter_map(|fact| match &fact.value {
        FactValue::Time(time) if matches!(time.kind, TimeKind::Point | TimeKind::Interval) => {
            // The annotation gives times of day without their zone.
            let clock = |end: &str| match end.strip_prefix('T').and_then(|end| end.get(..5)) {
                Some(clock) => format!("T{clock}"),
                None => end.to_owned(),
            };
            let value = time.value.split('/').map(clock).collect::<Vec<_>>().join("/");
            Some(Said { range: fact.range, days: days(&value), value })
        }
        _ => None,
    });
    times.collect()
}

/// Returns the first and last day of a value; an open end is far away.
fn days(value: &str) -> Option<(Date, Date)> {
    if let Some((first, last)) = value.split_once('/') {
        let first = if first == ".." { Date::MIN } else { days(first)?.0 };
        let last = if last == ".." { Date::MAX } else { days(last)?.1 };
        return (first <= last).then_some((first, last));
    }
    let value = value.trim_end_matches('~');
    let year = |digits: &str| digits.parse::<i16>().ok();
    let whole =
        |first: i16, last: i16| Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?));
    if let Some(century) = value.strip_suffix("XX") {
        return whole(year(century)? * 100, year(century)? * 100 + 99);
    }
    if let Some(decade) = value.strip_suffix('X') {
        return whole(year(decade)? * 10, year(decade)? * 10 + 9);
    }
    let mut parts = value.split('-');
    let first = parts.next().and_then(year)?;
    let Some(month) = parts.next() else { return whole(first, first) };
    let month = month.parse::<i8>().ok()?;
    if (21..=24).contains(&month) {
        let start = Date::new(first, (month - 20) * 3, 1).ok()?;
        return Some((start, start.checked_add(3.months()).ok()?.yesterday().ok()?));
    }
    match parts.next() {
        Some(day) => {
            let day = Date::new(first, month, day.parse().ok()?).ok()?;
            Some((day, day))
        }
        None => {
            let start = Date::new(first, month, 1).ok()?;
            Some((start, start.last_of_month()))
        }
    }
}
