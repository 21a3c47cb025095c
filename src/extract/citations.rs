//! Citations: datelines, credits, agencies, entries of reference lists, links.

use jiff::civil::Date;

use crate::document::{Block, BlockKind, SpanStyle};
use crate::extract::entities::Entities;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading};
use crate::fact::{Citation, CitationKind, EntityKind};
use crate::text::TextRange;
use crate::text::segment::trimmed;

/// News agencies and the like, as texts name them.
const AGENCIES: &str = " Xinhua Reuters AP AFP TASS Tass dpa DPA Kyodo Yonhap Bloomberg ANSA EFE PTI Interfax Anadolu IRNA SPA MENA UPI PAP ";

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

/// A citation found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundCitation {
    /// Where it stands.
    pub(crate) range: TextRange,
    /// What it says.
    pub(crate) citation: Citation,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Finds all citations.
pub(crate) fn citations(reading: &Reading, entities: &Entities) -> Vec<FoundCitation> {
    let mut found = Vec::new();
    found.extend(dateline(reading, entities));
    credits(reading, &mut found);
    references(reading, &mut found);
    links(reading, &mut found);
    agencies(reading, entities, &mut found);
    found
}

const fn empty(kind: CitationKind) -> Citation {
    Citation { kind, publisher: None, title: None, author: None, date: None, page: None }
}

fn dateline(reading: &Reading, entities: &Entities) -> Option<FoundCitation> {
    let rule = "the place, day and agency that open a news text";
    if let Some(line) = &reading.document.metadata().dateline {
        let publisher = line.agency.map(|range| reading.text(range).to_owned());
        let date = line.date.map(|date| date.to_string());
        let citation = Citation { publisher, date, ..empty(CitationKind::Dateline) };
        return Some(FoundCitation { range: line.range, citation, rule });
    }
    // Without an importer that knows datelines: a place in capitals, and an agency before a dash.
    reading.sentences.iter().filter(|sentence| sentence.place == Place::Body).find_map(|sentence| {
        let tokens = sentence.tokens.clone();
        let end = tokens.end.min(tokens.start + 16);
        let dash = (tokens.start..end).find(|at| matches!(reading.word(*at), "--" | "—" | "–"))?;
        let opens = reading.is_upper(tokens.start) && dash > tokens.start + 2;
        let range = reading.cover(&(tokens.start..dash));
        let agency = entities
            .within(range)
            .iter()
            .find(|(_, id)| entities.kind(*id) == Some(EntityKind::Organization));
        let agency = agency.filter(|_| opens)?;
        let publisher = Some(reading.text(agency.0).to_owned());
        Some(FoundCitation {
            range,
            citation: Citation { publisher, ..empty(CitationKind::Dateline) },
            rule,
        })
    })
}

/// Finds `(Xinhua/Huang Jingwen)`, `(AP Photo/Ana Ruiz)` and `Photo: Ana Ruiz`.
fn credits(reading: &Reading, found: &mut Vec<FoundCitation>) {
    for sentence in &reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if reading.word(at) == "("
                && let Some(close) =
                    (at + 1..sentence.tokens.end.min(at + 14)).find(|at| reading.word(*at) == ")")
            {
                let range = reading.cover(&(at..close + 1));
                let inner = reading.text(reading.cover(&(at + 1..close)));
                if let Some(citation) = credit(inner) {
                    found.push(FoundCitation {
                        range,
                        citation,
                        rule: "a publisher and a name in brackets",
                    });
                    at = close;
                }
            }
            at += 1;
        }
    }
}

fn credit(inner: &str) -> Option<Citation> {
    let (publisher, author) = inner.split_once('/')?;
    let author = author.trim();
    let author = author.strip_prefix("Photo by ").unwrap_or(author);
    let publisher = publisher.trim().trim_start_matches("Photo by ").trim_end_matches(" Photo");
    let names = |text: &str| {
        !text.is_empty()
            && text
                .split(' ')
                .all(|word| word.starts_with(|ch: char| ch.is_uppercase() || !ch.is_ascii()))
    };
    let worded = author.contains(' ') || publisher.len() > 3;
    (names(publisher) && names(author) && worded && !inner.contains(|ch: char| ch.is_ascii_digit()))
        .then(|| Citation {
            publisher: Some(publisher.to_owned()),
            author: Some(author.to_owned()),
            ..empty(CitationKind::Credit)
        })
}

/// Finds the entries of reference lists: blocks of their own kind, and what stands below a heading
/// that says so.
fn references(reading: &Reading, found: &mut Vec<FoundCitation>) {
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

fn links(reading: &Reading, found: &mut Vec<FoundCitation>) {
    for block in reading.document.blocks() {
        for span in &block.spans {
            let SpanStyle::Link(address) = &span.style else { continue };
            if span.range.is_empty() {
                continue;
            }
            let citation = Citation {
                publisher: host(address),
                title: Some(reading.text(span.range).to_owned()),
                ..empty(CitationKind::Link)
            };
            found.push(FoundCitation { range: span.range, citation, rule: "a link" });
        }
    }
}

/// Returns the host of an address, without `www.`.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.trim_start_matches("www.");
    (!host.is_empty()).then(|| host.to_owned())
}

fn agencies(reading: &Reading, entities: &Entities, found: &mut Vec<FoundCitation>) {
    let taken: Vec<TextRange> = found.iter().map(|citation| citation.range).collect();
    for (range, id) in &entities.mentions {
        let words = reading.text(*range);
        let agency = is_listed(AGENCIES, words)
            || words.ends_with("News Agency")
            || words.ends_with("news agency");
        let organization = entities.kind(*id) == Some(EntityKind::Organization);
        if agency && organization && !taken.iter().any(|other| other.contains_range(*range)) {
            let citation =
                Citation { publisher: Some(words.to_owned()), ..empty(CitationKind::Agency) };
            found.push(FoundCitation {
                range: *range,
                citation,
                rule: "the name of a news agency",
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{credit, host, reference};

    #[test]
    fn a_credit_names_a_publisher_and_a_person() {
        let table = [
            ("Xinhua/Gao Jie", Some(("Xinhua", "Gao Jie"))),
            ("AP Photo/Ana Ruiz", Some(("AP", "Ana Ruiz"))),
            ("and/or", None),
            ("9/11", None),
        ];
        for (inner, expected) in table {
            let found = credit(inner);
            let shown = found.as_ref().map(|found| {
                (found.publisher.as_deref().unwrap(), found.author.as_deref().unwrap())
            });
            assert_eq!(shown, expected, "{inner}");
        }
    }

    #[test]
    fn an_entry_is_taken_apart_at_its_dashes() {
        let found = reference("02版 – 地震救援进展 — 光明日报(2024-05-02):查看原文");
        assert_eq!(found.page.as_deref(), Some("02版"));
        assert_eq!(found.title.as_deref(), Some("地震救援进展"));
        assert_eq!(found.publisher.as_deref(), Some("光明日报"));
        assert_eq!(found.date.as_deref(), Some("2024-05-02"));
        assert_eq!(host("https://www.example.org/a").as_deref(), Some("example.org"));
    }
}
