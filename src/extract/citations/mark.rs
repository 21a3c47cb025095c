//! Publications and titles in the marks of Chinese titles, with the date and the page behind them.

use jiff::civil::Date;

use crate::extract::citations::found::{FoundCitation, empty};
use crate::extract::reading::Reading;
use crate::fact::{Citation, CitationKind};
use crate::text::{TextRange, TextSize, offset};

/// The most bytes of a title between its marks.
const LONGEST: usize = 240;

/// The last signs of the names of papers, journals and their like.
const PAPERS: [&str; 9] = ["报", "刊", "杂志", "时报", "新闻", "网", "周报", "学报", "画报"];

/// Finds what stands in `《》` in running text: `《人民日报》2025年11月4日第3版`.
pub(crate) fn marked(reading: &Reading, found: &mut Vec<FoundCitation>) {
    let mut taken: Vec<TextRange> = found.iter().map(|citation| citation.range).collect();
    taken.sort_by_key(|range| range.start());
    // Citations seldom lie in one another, so the last few before the end tell.
    let held = |range: TextRange| {
        let behind = taken.partition_point(|other| other.start() < range.end());
        taken[behind.saturating_sub(3)..behind].iter().any(|other| other.end() > range.start())
    };
    for block in reading.document.blocks() {
        let text = reading.text(block.range);
        let mut rest = text;
        let mut base = block.range.start();
        while let Some((title, start, end)) = title(rest) {
            let behind = rest.get(end..).unwrap_or_default();
            let (date, page, length) = date_and_page(behind);
            let range = TextRange::at(base + offset(start), offset(end - start + length));
            base += TextSize::of(rest.get(..end + length).unwrap_or_default());
            rest = behind.get(length..).unwrap_or_default();
            if held(range) {
                continue;
            }
            let mut citation = Citation { date, page, ..empty(CitationKind::Agency) };
            name(&mut citation, title);
            found.push(FoundCitation { range, citation, rule: "a title in its marks" });
        }
    }
}

/// Takes an entry of a reference list apart that has titles in marks: `张三：《…》，《人民日报》2025年…`.
pub(crate) fn entry(text: &str) -> Option<Citation> {
    let (_, start, _) = title(text)?;
    let mut citation = empty(CitationKind::Reference);
    let before = text.get(..start).unwrap_or_default();
    let author = before.trim().trim_end_matches(['：', ':', '，', ',', '.', '、']);
    let author =
        author.trim_start_matches(|ch: char| ch.is_ascii_digit() || "[]().、 ".contains(ch));
    citation.author =
        Some(author.to_owned()).filter(|name| !name.is_empty() && name.chars().count() < 24);
    let mut rest = text;
    while let Some((title, _, end)) = title(rest) {
        name(&mut citation, title);
        rest = rest.get(end..).unwrap_or_default();
        let (date, page, _) = date_and_page(rest);
        citation.date = date.or(citation.date);
        citation.page = page.or(citation.page);
    }
    Some(citation)
}

/// Puts a title where it belongs: papers publish, anything else is what is cited.
fn name(citation: &mut Citation, title: &str) {
    let paper = PAPERS.iter().any(|ending| title.ends_with(ending));
    if paper && citation.publisher.is_none() {
        citation.publisher = Some(title.to_owned());
    } else if citation.title.is_none() {
        citation.title = Some(title.to_owned());
    }
}

/// Returns the first title with where its marks begin and end.
fn title(text: &str) -> Option<(&str, usize, usize)> {
    let start = text.find('《')?;
    let inner = start + '《'.len_utf8();
    let rest = text.get(inner..)?;
    let limit =
        rest.char_indices().map(|(at, _)| at).find(|at| *at > LONGEST).unwrap_or(rest.len());
    match rest.get(..limit)?.find('》') {
        Some(length) if length > 0 => {
            Some((rest.get(..length)?, start, inner + length + '》'.len_utf8()))
        }
        // An opening mark without its closing one: go on behind it.
        _ => {
            let (title, start, end) = title_behind(rest)?;
            Some((title, inner + start, inner + end))
        }
    }
}

fn title_behind(text: &str) -> Option<(&str, usize, usize)> {
    let mut from = 0;
    loop {
        let close = from + text.get(from..)?.find('》')?;
        let end = close + '》'.len_utf8();
        if let Some(open) = text.get(from..close)?.rfind('《') {
            let (open, inner) = (from + open, from + open + '《'.len_utf8());
            if close > inner && close - inner <= LONGEST {
                return Some((text.get(inner..close)?, open, end));
            }
        }
        from = end;
    }
}

/// Reads a date and a page at the start of a text, with the length of what was read.
fn date_and_page(text: &str) -> (Option<String>, Option<String>, usize) {
    let (mut date, mut page, mut length) = (None, None, 0);
    for _ in 0..2 {
        let rest = text.get(length..).unwrap_or_default();
        let bare = rest.trim_start_matches([' ', '，', ',', '（', '(', '\u{3000}', '）', ')']);
        let skipped = rest.len() - bare.len();
        if let Some((found, size)) = han_date(bare).filter(|_| date.is_none()) {
            date = Some(found);
            length += skipped + size;
        } else if let Some((found, size)) = han_page(bare).filter(|_| page.is_none()) {
            page = Some(found);
            length += skipped + size;
        }
    }
    (date, page, length)
}

/// Reads `2025年11月4日` or `2025-11-04`.
fn han_date(text: &str) -> Option<(String, usize)> {
    let iso = text.get(..10).and_then(|text| text.parse::<Date>().ok());
    if let Some(date) = iso {
        return Some((date.to_string(), 10));
    }
    let (year, rest) = number(text)?;
    let (month, rest) = number(rest.strip_prefix('年')?.trim_start())?;
    let rest = rest.strip_prefix('月')?;
    let day = number(rest.trim_start())
        .and_then(|(day, rest)| Some((day, rest.strip_prefix(['日', '号'])?)));
    let (day, rest) = day.map_or((None, rest), |(day, rest)| (Some(day), rest));
    let size = text.len() - rest.len();
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    match day {
        Some(day) => {
            let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
            Some((date.to_string(), size))
        }
        None => {
            Date::new(year, month, 1).ok()?;
            Some((format!("{year:04}-{month:02}"), size))
        }
    }
}

/// Reads `第3版` or `03版`.
fn han_page(text: &str) -> Option<(String, usize)> {
    let (_, rest) = number(text.strip_prefix('第').unwrap_or(text).trim_start())?;
    let rest = rest.trim_start().strip_prefix('版')?;
    let size = text.len() - rest.len();
    Some((text.get(..size)?.to_owned(), size))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::{date_and_page, entry};

    #[test]
    fn dates_and_pages_stand_behind_a_paper() {
        let table = [
            (" 2025年11月4日 第3版", Some("2025-11-04"), Some("第3版")),
            ("2025年11月4日03版，下文", Some("2025-11-04"), Some("03版")),
            ("（2025年11月）", Some("2025-11"), None),
            ("(2024-05-02)", Some("2024-05-02"), None),
            ("报道说", None, None),
        ];
        for (text, date, page) in table {
            let (found, at, length) = date_and_page(text);
            assert_eq!((found.as_deref(), at.as_deref()), (date, page), "{text}");
            assert!(length <= text.len());
        }
    }

    #[test]
    fn an_entry_names_author_title_paper_date_and_page() {
        let found = entry("[1] 张三：《地震救援》，《光明日报》2024年5月2日第2版").unwrap();
        assert_eq!(found.author.as_deref(), Some("张三"));
        assert_eq!(found.title.as_deref(), Some("地震救援"));
        assert_eq!(found.publisher.as_deref(), Some("光明日报"));
        assert_eq!(found.date.as_deref(), Some("2024-05-02"));
        assert_eq!(found.page.as_deref(), Some("第2版"));
        assert!(entry("《《").is_none());
    }
}
