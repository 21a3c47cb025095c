//! The entries of reference lists, taken apart.

use jiff::civil::Date;

use crate::document::{Block, BlockKind};
use crate::extract::citations::found::{FoundCitation, empty};
use crate::extract::citations::mark;
use crate::extract::reading::Reading;
use crate::fact::{Citation, CitationKind};
use crate::text::TextRange;
use crate::text::segment::trimmed;

/// Headings of reference lists.
const REFERENCE_HEADINGS: [&str; 12] = [
    "参考来源",
    "参考资料",
    "参考文献",
    "来源",
    "references",
    "sources",
    "source",
    "bibliography",
    "further reading",
    "notes",
    "works cited",
    "quellen",
];

/// The most bytes of a heading of a reference list.
const LONGEST_HEADING: usize = 80;

/// Finds the entries of reference lists: blocks of their own kind, and what stands below a heading
/// that says so.
pub(crate) fn references(reading: &Reading, found: &mut Vec<FoundCitation>) {
    let document = reading.document;
    let mut below_heading = false;
    for block in document.blocks() {
        let text = document.slice(block.range);
        let label = if text.len() > LONGEST_HEADING { "" } else { text };
        let label = label.trim().trim_end_matches([':', '：']).to_lowercase();
        if REFERENCE_HEADINGS.contains(&label.as_str()) {
            below_heading = true;
            continue;
        }
        if matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)) {
            below_heading = false;
            continue;
        }
        let entry = block.kind == BlockKind::Reference || below_heading;
        if entry && let Some(range) = entry_range(text, block) {
            let citation = reference(document.slice(range));
            found.push(FoundCitation { range, citation, rule: "an entry of a list of references" });
        }
    }
}

fn entry_range(text: &str, block: &Block) -> Option<TextRange> {
    let bare = text.trim_start_matches(['-', '*', '•', '·', ' ']);
    let start = block.range.end() - crate::text::TextSize::of(bare);
    trimmed(bare, start)
}

/// Takes an entry apart at its dashes: page, title, publisher, and the date in brackets.
fn reference(text: &str) -> Citation {
    if let Some(citation) = mark::entry(text).or_else(|| dated(text)) {
        return citation;
    }
    let mut citation = empty(CitationKind::Reference);
    let mut parts: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    parts.retain(|part| !part.is_empty());
    let mut pieces: Vec<String> = vec![String::new()];
    for part in parts {
        if matches!(part, "–" | "—" | "-" | "--" | "|") {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            if !piece.is_empty() {
                piece.push(' ');
            }
            piece.push_str(part);
        }
    }
    let mut plain = Vec::new();
    for piece in pieces {
        let (before, bracket) = piece.split_once(['(', '（']).unwrap_or((piece.as_str(), ""));
        let date = bracket.split([')', '）']).next().and_then(|date| date.parse::<Date>().ok());
        if let Some(date) = date {
            citation.date = Some(date.to_string());
            citation.publisher = Some(before.trim().to_owned()).filter(|name| !name.is_empty());
        } else if before.ends_with('版') && before.starts_with(|ch: char| ch.is_ascii_digit()) {
            citation.page = Some(before.to_owned());
        } else if !piece.is_empty() {
            plain.push(piece);
        }
    }
    citation.title = plain.into_iter().max_by_key(|piece| piece.chars().count());
    citation
}

/// Takes an entry apart whose year stands in brackets behind its authors: `Orr, J. (2019). A river.
/// Nature, 12, pp. 4-9.`
fn dated(text: &str) -> Option<Citation> {
    let (before, rest) = text.split_once('(')?;
    let (year, rest) = rest.split_once(')')?;
    let year = year.split([',', ' ']).next().filter(|year| year.len() == 4 || year.len() == 5)?;
    let year = year.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let author =
        before.trim().trim_start_matches(|ch: char| ch.is_ascii_digit() || "[]. ".contains(ch));
    let rest = rest.trim_start_matches(['.', ',', ':', ' ']);
    if author.is_empty() || author.len() > 160 || rest.is_empty() {
        return None;
    }
    let (title, behind) = rest.split_once(['.', '?']).unwrap_or((rest, ""));
    let publisher = behind.split([',', '.', '(']).map(str::trim).find(|name| !name.is_empty());
    let page = behind.split_once("pp. ").or_else(|| behind.split_once("p. ")).map(|(_, pages)| {
        let end = pages.find(|ch: char| !ch.is_ascii_digit() && !matches!(ch, '-' | '–'));
        pages.get(..end.unwrap_or(pages.len())).unwrap_or_default().to_owned()
    });
    Some(Citation {
        author: Some(author.trim_end_matches([',', ' ']).to_owned()),
        date: Some(year.to_owned()),
        title: Some(title.trim().to_owned()).filter(|title| !title.is_empty()),
        publisher: publisher.map(str::to_owned),
        page: page.filter(|page| !page.is_empty()),
        ..empty(CitationKind::Reference)
    })
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn an_entry_is_taken_apart_at_its_dashes() {
        let found = reference("02版 – 地震救援进展 — 光明日报(2024-05-02):查看原文");
        assert_eq!(found.page.as_deref(), Some("02版"));
        assert_eq!(found.title.as_deref(), Some("地震救援进展"));
        assert_eq!(found.publisher.as_deref(), Some("光明日报"));
        assert_eq!(found.date.as_deref(), Some("2024-05-02"));
    }

    #[test]
    fn an_entry_is_taken_apart_at_its_year() {
        let found =
            reference("[3] Orr, J. and Lund, E. (2019). How a river sleeps. Nature, 12, pp. 4-9.");
        assert_eq!(found.author.as_deref(), Some("Orr, J. and Lund, E."));
        assert_eq!(found.title.as_deref(), Some("How a river sleeps"));
        assert_eq!(found.publisher.as_deref(), Some("Nature"));
        assert_eq!(found.date.as_deref(), Some("2019"));
        assert_eq!(found.page.as_deref(), Some("4-9"));
    }
}
