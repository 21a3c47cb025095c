//! Datelines: the place, day and agency that open a news text.
//!
//! `HANGZHOU, Nov. 3 (Xinhua) --`, `WASHINGTON (AP) —`, `Hangzhou, China –`, `新华社北京11月3日电`. A place in
//! ordinary letters counts only with a region, day or agency beside it and a new sentence after the
//! dash; anything else is running text.

use jiff::civil::Date;

use crate::document::Dateline;
use crate::import::dates::leading_day;
use crate::import::script::{ends_sentence, is_all_caps, is_cjk};
use crate::text::{TextRange, TextSize, offset, range};

/// The longest opening that is looked at, in bytes.
const LONGEST: usize = 160;

/// Reads the dateline with which a paragraph begins; the day gets its year from the day of
/// publication unless it is written.
pub fn read(text: &str, paragraph: TextRange, published: Option<Date>) -> Option<Dateline> {
    let words = &text[paragraph];
    let parts = latin(words).or_else(|| han(words))?;
    let at = |part: Part| range(part.0, part.1) + paragraph.start();
    let date = parts.day.and_then(|day| {
        let (day, _) = leading_day(words.get(day.0..day.1)?)?;
        day.resolve(published)
    });
    Some(Dateline {
        range: TextRange::at(paragraph.start(), offset(parts.end)),
        place: at(parts.place),
        day: parts.day.map(at),
        date,
        agency: parts.agency.map(at),
    })
}

/// Returns where the running text begins after a dateline and its dash.
pub fn body_start(text: &str, paragraph: TextRange, dateline: &Dateline) -> TextSize {
    let rest = &text[TextRange::new(dateline.range.end(), paragraph.end())];
    let after_note = match rest.split_once(['）', ')']) {
        Some((note, after)) if note.starts_with(['（', '(']) && note.chars().count() < 60 => after,
        _ => rest,
    };
    let body = after_note.trim_start_matches(|ch: char| ch.is_whitespace() || is_dash(ch));
    paragraph.end() - TextSize::of(body)
}

/// From and to, in bytes of the paragraph.
type Part = (usize, usize);

struct Parts {
    place: Part,
    day: Option<Part>,
    agency: Option<Part>,
    end: usize,
}

const fn is_dash(ch: char) -> bool {
    matches!(ch, '-' | '–' | '—' | '―')
}

fn latin(words: &str) -> Option<Parts> {
    let (opening, after) = opening(words)?;
    let (before, agency) = agency(opening);
    let mut place = before.trim_end_matches([' ', ',']);
    let mut day = None;
    // The day stands last, after a comma: `CITY, Region, Nov. 3`.
    let commas: Vec<usize> = before.match_indices(',').map(|(at, _)| at).collect();
    for comma in commas {
        let rest = before.get(comma + 1..)?;
        let start = comma + 1 + rest.len() - rest.trim_start().len();
        let read = leading_day(before.get(start..)?);
        if let Some((_, length)) = read
            && before.get(start + length..)?.trim_matches([' ', ',']).is_empty()
        {
            day = Some((start, start + length));
            place = before.get(..comma)?;
            break;
        }
    }
    let mut parts = place.split(',').map(str::trim);
    let city = parts.next()?;
    let region = parts.clone().next().is_some();
    if !is_place(city, 4) || !parts.all(|part| is_place(part, 4)) {
        return None;
    }
    let beside = region || day.is_some() || agency.is_some();
    let caps = is_all_caps(city) && city.chars().count() > 1;
    // Capitals alone also begin headlines, which are no sentences.
    let alone = caps && ends_sentence(words);
    if !(alone || beside) || !starts_sentence(after) {
        return None;
    }
    Some(Parts { place: (0, place.trim_end().len()), day, agency, end: opening.trim_end().len() })
}

/// Splits a paragraph at the dash that ends a dateline: one between spaces, or after an agency.
fn opening(words: &str) -> Option<(&str, &str)> {
    let mut end = words.len().min(LONGEST);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let front = words.get(..end)?;
    let dash = front.char_indices().find(|(at, ch)| {
        let before = front.get(..*at).unwrap_or_default();
        let after = front.get(at + ch.len_utf8()..).unwrap_or_default();
        let spaced = before.ends_with([' ', '\u{a0}', ')']);
        let closed =
            after.starts_with(|next: char| is_dash(next) || next == ' ' || next == '\u{a0}');
        is_dash(*ch) && spaced && (closed || *ch != '-')
    });
    let (at, _) = dash?;
    let after = words.get(at..)?.trim_start_matches(|ch: char| is_dash(ch) || ch.is_whitespace());
    Some((words.get(..at)?, after))
}

/// Splits off the agency in brackets at the end of an opening.
fn agency(opening: &str) -> (&str, Option<Part>) {
    let trimmed = opening.trim_end();
    let inner = trimmed.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((before, name)) if !name.is_empty() && name.len() <= 40 => {
            let start = before.len() + 1;
            (before.trim_end(), Some((start, start + name.len())))
        }
        _ => (trimmed, None),
    }
}

fn is_place(words: &str, most: usize) -> bool {
    let small = ["of", "de", "la", "le", "del", "da", "do", "and", "the", "al", "an", "am"];
    let count = words.split_whitespace().count();
    (1..=most).contains(&count)
        && words.chars().all(|ch| ch.is_alphabetic() || " .'’-/".contains(ch))
        && words.split_whitespace().enumerate().all(|(at, word)| {
            word.starts_with(char::is_uppercase) || (at > 0 && small.contains(&word))
        })
}

fn starts_sentence(text: &str) -> bool {
    let opened = text.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '$', '€', '£']);
    opened.starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric() || is_cjk(ch))
}

/// `新华社北京11月3日电`, `中新网杭州2025年11月3日电`
fn han(words: &str) -> Option<Parts> {
    let start = words.strip_prefix('(').map_or(0, |_| 1);
    let at = words.char_indices().take(40).find(|(_, ch)| ch.is_ascii_digit())?.0;
    let (day, length) = leading_day(words.get(at..)?)?;
    let _ = day;
    let after = words.get(at + length..)?;
    let report = ["电讯", "电", "讯"].iter().find(|word| after.starts_with(**word))?;
    let head = words.get(start..at)?;
    let agency_end = ["通讯社", "新闻社", "社", "网", "报"]
        .iter()
        .find_map(|end| head.find(end).map(|at| at + end.len()))?;
    let place = head.get(agency_end..)?.trim();
    let known = !place.is_empty() && place.chars().count() <= 12 && place.chars().all(is_cjk);
    let place_at = start + agency_end + head.get(agency_end..)?.find(place)?;
    known.then(|| Parts {
        place: (place_at, place_at + place.len()),
        day: Some((at, at + length)),
        agency: Some((start, start + agency_end)),
        end: at + length + report.len(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{body_start, read};
    use crate::text::{TextRange, TextSize};

    #[test]
    fn the_parts_of_a_dateline_are_found() {
        // text, range, place, day, agency, date, body
        let table = [
            (
                "HANGZHOU, Nov. 3 (Xinhua) -- Chinese Premier",
                [
                    "HANGZHOU, Nov. 3 (Xinhua)",
                    "HANGZHOU",
                    "Nov. 3",
                    "Xinhua",
                    "2025-11-03",
                    "Chinese Premier",
                ],
            ),
            (
                "WASHINGTON (AP) — The Senate",
                ["WASHINGTON (AP)", "WASHINGTON", "", "AP", "", "The Senate"],
            ),
            (
                "LONDON, Nov 3 (Reuters) - Oil rose",
                ["LONDON, Nov 3 (Reuters)", "LONDON", "Nov 3", "Reuters", "2025-11-03", "Oil rose"],
            ),
            (
                "Hangzhou, China – Chinese",
                ["Hangzhou, China", "Hangzhou, China", "", "", "", "Chinese"],
            ),
            (
                "SAN FRANCISCO, Calif., Oct. 9, 2024 (GLOBE NEWSWIRE) -- Acme",
                [
                    "SAN FRANCISCO, Calif., Oct. 9, 2024 (GLOBE NEWSWIRE)",
                    "SAN FRANCISCO, Calif.",
                    "Oct. 9, 2024",
                    "GLOBE NEWSWIRE",
                    "2024-10-09",
                    "Acme",
                ],
            ),
            ("PARIS — “Nous.”", ["PARIS", "PARIS", "", "", "", "“Nous.”"]),
            (
                "RIO DE JANEIRO (AFP) – Two",
                ["RIO DE JANEIRO (AFP)", "RIO DE JANEIRO", "", "AFP", "", "Two"],
            ),
            (
                "新华社北京11月3日电（记者 王宾）国务院总理",
                ["新华社北京11月3日电", "北京", "11月3日", "新华社", "2025-11-03", "国务院总理"],
            ),
            (
                "中新网杭州11月3日电 李强",
                ["中新网杭州11月3日电", "杭州", "11月3日", "中新网", "2025-11-03", "李强"],
            ),
        ];
        for (text, expected) in table {
            let whole = TextRange::up_to(TextSize::of(text));
            let line =
                read(text, whole, Some(date(2025, 11, 4))).unwrap_or_else(|| panic!("{text}"));
            let part = |range: Option<TextRange>| {
                range.map_or(String::new(), |range| text[range].to_owned())
            };
            let body = TextRange::new(body_start(text, whole, &line), whole.end());
            let found = [
                part(Some(line.range)),
                part(Some(line.place)),
                part(line.day),
                part(line.agency),
                line.date.map_or(String::new(), |date| date.to_string()),
                part(Some(body)),
            ];
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn running_text_is_no_dateline() {
        let table = [
            "The premiers met in Hangzhou — the capital of Zhejiang.",
            "Smith, Jones – two lawyers – said no.",
            "He said – twice – no.",
            "Hangzhou – the capital.",
            "Note – This is a note.",
            "PRESS DIGEST - Financial Times",
            "QUEBEC — Assembly rejects the plan",
            "well-known people",
            "NATO leaders met -- and parted.",
            "2025年11月3日，李强会见",
            "",
        ];
        for text in table {
            let whole = TextRange::up_to(TextSize::of(text));
            assert_eq!(read(text, whole, None), None, "{text}");
        }
    }
}
