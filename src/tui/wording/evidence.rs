//! Where somebody or something is named, in few words: mentions with what stands around them, articles.

use crate::document::Document;
use crate::document::unit::sentence_at;
use crate::text::{Safe, TextRange, TextSize, floor_boundary};
use crate::tui::state::evidence::{Evidence, EvidenceRow, Rest};
use crate::tui::wording::article::{origin, title};
use crate::tui::wording::label::Label;

/// How many bytes of its sentence stand before a mention, so that the mention is in view.
const BEFORE: u32 = 48;

/// Returns the title of the evidence.
pub fn evidence_title(evidence: &Evidence) -> Safe {
    let here = evidence.mentions().len();
    let others = evidence.others().len();
    let more = if evidence.rest() == Rest::Unread { "+" } else { "" };
    let others = match others {
        0 => String::new(),
        1 => " · 1 other article".to_owned(),
        count => format!(" · {count}{more} other articles"),
    };
    Safe::new(&format!("{} · {here} here{others}", evidence.name))
}

/// Returns what a row of the evidence says.
pub fn evidence_row(document: &Document, evidence: &Evidence, row: EvidenceRow<'_>) -> Label {
    match row {
        EvidenceRow::Mention(mention) => {
            Label { main: around(document, mention), detail: Safe::default() }
        }
        EvidenceRow::Others => {
            let name = &evidence.name;
            let text = match (&evidence.key, evidence.others()) {
                (None, _) => format!("{name}: this name alone may be that of many, elsewhere"),
                (Some(_), []) => format!("no other article in the library names {name}"),
                (Some(_), _) => "IN OTHER ARTICLES".to_owned(),
            };
            Label { main: Safe::default(), detail: Safe::new(&text) }
        }
        EvidenceRow::Article(found) => {
            let times = format!("×{}", found.mentions);
            let own = if found.name == evidence.name {
                String::new()
            } else {
                format!(" · “{}”", found.name)
            };
            let detail = format!("{times} · {}{own}", origin(&found.entry));
            Label { main: title(&found.entry), detail: Safe::new(&detail) }
        }
    }
}

/// Returns the sentence around a mention, from not too far before it on.
fn around(document: &Document, mention: TextRange) -> Safe {
    let sentence = sentence_at(document, mention.start()).unwrap_or(mention).cover(mention);
    let before = mention.start() - sentence.start();
    if u32::from(before) <= BEFORE {
        return Safe::new(document.slice(sentence));
    }
    let from = floor_boundary(document.text(), mention.start() - TextSize::from(BEFORE));
    let rest = document.slice(TextRange::new(from.max(sentence.start()), sentence.end()));
    // What follows starts with a whole word, where there are words.
    let skipped = rest.find(' ').filter(|at| *at < 24).map_or(0, |at| at + 1);
    Safe::new(&format!("… {}", rest.get(skipped..).unwrap_or(rest)))
}
