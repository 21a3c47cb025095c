//! The dateline of a news text, and the news agencies it names.

use crate::extract::citations::found::{FoundCitation, empty};
use crate::extract::entities::Entities;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading};
use crate::fact::{Citation, CitationKind, EntityKind};

/// News agencies and the like, as texts name them.
const AGENCIES: &str = " Xinhua Reuters AP AFP TASS Tass dpa DPA Kyodo Yonhap Bloomberg ANSA EFE PTI Interfax Anadolu IRNA SPA MENA UPI PAP ";

/// In how many sentences of the body a dateline may stand.
const OPENING: usize = 3;

/// Finds the place, day and agency that open a news text.
pub(crate) fn dateline(reading: &Reading, entities: &Entities) -> Option<FoundCitation> {
    let rule = "the place, day and agency that open a news text";
    if let Some(line) = &reading.document.metadata().dateline {
        let publisher = line.agency.map(|range| reading.text(range).to_owned());
        let date = line.date.map(|date| date.to_string());
        let citation = Citation { publisher, date, ..empty(CitationKind::Dateline) };
        return Some(FoundCitation { range: line.range, citation, rule });
    }
    // Without an importer that knows datelines: a place in capitals, and an agency before a dash.
    let body = reading.sentences.iter().filter(|sentence| sentence.place == Place::Body);
    body.take(OPENING).find_map(|sentence| {
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

/// Finds the names of news agencies that no other citation holds.
pub(crate) fn agencies(reading: &Reading, entities: &Entities, found: &mut Vec<FoundCitation>) {
    // Both lists are in the order of the text, so each is read once.
    let taken: Vec<_> = found.iter().map(|citation| citation.range).collect();
    let mut next = 0;
    for (range, id) in &entities.mentions {
        let words = reading.text(*range);
        let agency = is_listed(AGENCIES, words)
            || words.ends_with("News Agency")
            || words.ends_with("news agency");
        let organization = entities.kind(*id) == Some(EntityKind::Organization);
        while taken.get(next).is_some_and(|other| other.end() <= range.start()) {
            next += 1;
        }
        let held = taken.get(next).is_some_and(|other| other.contains_range(*range));
        if agency && organization && !held {
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
