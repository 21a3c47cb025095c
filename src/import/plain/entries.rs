//! Entries: what is said by whom in a transcript or an interview, and what happened when in a live
//! report. The names and times are set off; a time with a headline of its own is a heading.

use crate::document::{BlockKind, Span, SpanStyle};
use crate::import::plain::drafts::Draft;
use crate::import::plain::marks::{Lead, lead};
use crate::import::script::{ends_sentence, is_all_caps, length};
use crate::text::{TextRange, offset};

/// How many turns a text has that is a conversation.
const TURNS: usize = 3;

/// How many times a text names that is a live report.
const TIMES: usize = 2;

/// Settles the entries of conversations and live reports.
pub fn read(text: &str, drafts: &mut [Draft]) {
    let leads: Vec<Option<(Lead, usize)>> = drafts
        .iter()
        .map(|draft| draft.is_open().then(|| lead(&text[draft.block.range])).flatten())
        .collect();
    let count = |wanted: Lead| leads.iter().flatten().filter(|(lead, _)| *lead == wanted).count();
    let conversation = count(Lead::Speaker) >= TURNS && speakers_come_again(text, drafts, &leads);
    let report = count(Lead::Time) >= TIMES;
    for index in 0..drafts.len() {
        let follows = drafts.get(index + 1).is_some_and(|next| {
            next.block.kind == BlockKind::Paragraph && leads.get(index + 1) == Some(&None)
        });
        let Some(draft) = drafts.get_mut(index) else { return };
        let words = &text[draft.block.range];
        match leads.get(index).copied().flatten() {
            Some((Lead::Time, length)) if report => {
                if draft.alone && draft.lines == 1 && follows && is_short(words, length) {
                    draft.settle(BlockKind::Heading(3));
                } else {
                    set_off(draft, length);
                }
            }
            Some((Lead::Speaker, length)) if conversation => set_off(draft, length),
            None if conversation && draft.is_open() && is_stage_direction(words) => {
                draft.settle(BlockKind::Note);
            }
            _ => {}
        }
    }
}

/// In a conversation somebody speaks twice; labels of other lists are each used once.
fn speakers_come_again(text: &str, drafts: &[Draft], leads: &[Option<(Lead, usize)>]) -> bool {
    let mut names: Vec<&str> = drafts
        .iter()
        .zip(leads)
        .filter_map(|(draft, lead)| match lead {
            Some((Lead::Speaker, length)) => text[draft.block.range].get(..*length),
            _ => None,
        })
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() < all
}

fn is_short(words: &str, lead: usize) -> bool {
    let rest = words.get(lead..).unwrap_or_default();
    rest.trim().is_empty() || length(rest) <= 100 && !ends_sentence(rest)
}

fn set_off(draft: &mut Draft, length: usize) {
    let start = draft.block.range.start();
    let range = TextRange::new(start, start + offset(length));
    draft.block.spans.push(Span { range, style: SpanStyle::Strong });
    // What somebody said is no heading, however short.
    draft.settled = true;
}

/// `[APPLAUSE]`, `(Laughter.)`
fn is_stage_direction(words: &str) -> bool {
    let inner = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let inner = inner.or_else(|| words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')));
    inner.is_some_and(|inner| {
        length(inner) <= 60 && (is_all_caps(inner) || inner.split(' ').count() <= 4)
    })
}
