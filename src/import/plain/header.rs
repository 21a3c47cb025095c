//! The header: what stands before the running text, from the day of publication to the byline.
//!
//! A headline is taken for one only where it plainly is: a line of its own, no sentence, with a body
//! after it. A text without one gets no title block.

use jiff::civil::Date;

use crate::document::{BlockKind, Metadata, Title, TitleOrigin};
use crate::import::calendar::{Order, find, moment};
use crate::import::dateline;
use crate::import::plain::credits::{byline, is_credit, is_mark_of_desk, source};
use crate::import::plain::dated::{closing_date, dated, day_and_outlet, is_remark};
use crate::import::plain::drafts::Draft;
use crate::import::plain::headline::{is_body, is_headline, is_opening, label};
use crate::import::plain::marks::{Mark, field, mark};
use crate::import::script::{ends_sentence, length};
use crate::text::{TextRange, TextSize, offset};

/// How many blocks a header has at most.
const BLOCKS: usize = 24;

/// Settles the blocks before the running text and gathers what they say.
pub fn read(text: &str, drafts: &mut Vec<Draft>, metadata: &mut Metadata) {
    let mut index = 0;
    while index < drafts.len().min(BLOCKS) {
        let Some(draft) = drafts.get(index) else { return };
        let range = draft.block.range;
        let words = &text[range];
        match &draft.block.kind {
            BlockKind::Rule | BlockKind::Title | BlockKind::Credit => {}
            // Who published a standard, and when, stands beside each other above its title.
            BlockKind::Code { .. } if index == 0 && words.contains("     ") => {}
            BlockKind::ListItem { .. } if metadata.title.is_some() && is_report(text, drafts) => {}
            BlockKind::Note => read_field(text, index, drafts, metadata),
            BlockKind::Heading(_)
                if metadata.title.is_none() && draft.lines == 1 && !draft.settled =>
            {
                settle_title(text, index, drafts, metadata);
            }
            BlockKind::Paragraph if draft.is_open() => {
                if !read_line(text, index, drafts, metadata) {
                    return;
                }
            }
            _ => return,
        }
        // Dividing a block puts its second part next.
        index += 1;
        if length(words) > 1000 {
            return;
        }
    }
}

/// Reads one line of the header; `false` if the running text begins here.
fn read_line(text: &str, index: usize, drafts: &mut Vec<Draft>, metadata: &mut Metadata) -> bool {
    let Some(range) = drafts.get(index).map(|draft| draft.block.range) else { return false };
    let words = &text[range];
    if let Some((date, outlet)) = day_and_outlet(words) {
        metadata.published.get_or_insert(date);
        metadata.site.get_or_insert_with(|| outlet.to_owned());
        drafts.get_mut(index).into_iter().for_each(|draft| draft.settle(BlockKind::Note));
        return true;
    }
    if let Some((date, end)) = dated(words) {
        return read_dated(text, index, (date, end), drafts, metadata);
    }
    let settled = if let Some(name) = byline(words) {
        metadata.byline.get_or_insert_with(|| name.to_owned());
        BlockKind::Credit
    } else if is_mark_of_desk(words) || (length(words) <= 60 && source(words).is_some()) {
        metadata.site = metadata.site.take().or_else(|| source(words).map(str::to_owned));
        let day = || find(words, Order::DayFirst).map(|found| found.date);
        metadata.published = metadata.published.or_else(day);
        let writer = || words.split_once("作者：").or_else(|| words.split_once("作者:"));
        if let Some((_, name)) =
            writer().filter(|(_, name)| (2..=20).contains(&length(name.trim())))
        {
            metadata.byline.get_or_insert_with(|| name.trim().to_owned());
        }
        BlockKind::Note
    } else if is_credit(words) {
        BlockKind::Credit
    } else if let Some((name, value)) = label(words) {
        if name == "title" && metadata.title.is_none() && !value.is_empty() {
            let cut = range.end() - TextSize::of(value);
            divide(text, index, cut, [BlockKind::Note, BlockKind::Title], drafts, metadata);
            return true;
        }
        if name.starts_with("author") && !value.is_empty() {
            metadata.byline.get_or_insert_with(|| value.to_owned());
        }
        BlockKind::Note
    } else {
        return read_headline(text, index, drafts, metadata)
            || read_deck(text, index, drafts, metadata);
    };
    drafts.get_mut(index).into_iter().for_each(|draft| draft.settle(settled.clone()));
    true
}

/// Reads a line that begins with a date: a remark, or the headline after it.
fn read_dated(
    text: &str,
    index: usize,
    (date, end): (Date, usize),
    drafts: &mut Vec<Draft>,
    metadata: &mut Metadata,
) -> bool {
    let Some(draft) = drafts.get_mut(index) else { return false };
    let range = draft.block.range;
    let rest = text[range].get(end..).unwrap_or_default();
    let titled = rest.trim_start_matches(|ch: char| !ch.is_alphanumeric() && !is_opening(ch));
    if is_remark(rest) {
        draft.settle(BlockKind::Note);
        metadata.site = metadata.site.take().or_else(|| source(rest).map(str::to_owned));
    } else if metadata.title.is_none() && is_headline(titled) {
        let cut = range.end() - TextSize::of(titled);
        divide(text, index, cut, [BlockKind::Note, BlockKind::Title], drafts, metadata);
    } else {
        return false;
    }
    metadata.published.get_or_insert(date);
    true
}

/// Reads a line that is plainly a headline, perhaps with a date after it.
fn read_headline(
    text: &str,
    index: usize,
    drafts: &mut Vec<Draft>,
    metadata: &mut Metadata,
) -> bool {
    let Some(draft) = drafts.get(index) else { return false };
    let range = draft.block.range;
    let words = &text[range];
    let first = drafts.iter().take(index).all(|before| !before.is_open());
    let labelled =
        drafts.iter().skip(index).take(8).filter_map(|draft| label(&text[draft.block.range]));
    let titled = labelled.into_iter().any(|(name, _)| name == "title");
    if metadata.title.is_some()
        || titled
        || !first
        || draft.lines > 2
        || !has_body(text, index, drafts)
    {
        return false;
    }
    if let Some((date, start)) = closing_date(words)
        && is_headline(words.get(..start).unwrap_or_default().trim_end())
    {
        let cut = range.start() + offset(start);
        divide(text, index, cut, [BlockKind::Title, BlockKind::Note], drafts, metadata);
        metadata.published.get_or_insert(date);
        return true;
    }
    let plain = is_headline(words);
    if plain {
        settle_title(text, index, drafts, metadata);
    }
    plain
}

/// Reads a line before the running text that says nothing known. What stands below a byline belongs to
/// it; anything else, as a deck, stays open.
fn read_deck(text: &str, index: usize, drafts: &mut [Draft], metadata: &Metadata) -> bool {
    let after_credit = index
        .checked_sub(1)
        .and_then(|before| drafts.get(before))
        .is_some_and(|before| before.block.kind == BlockKind::Credit);
    let Some(draft) = drafts.get_mut(index) else { return false };
    let words = &text[draft.block.range];
    if is_body(words) || length(words) > 120 || (metadata.title.is_none() && ends_sentence(words)) {
        return false;
    }
    if after_credit {
        draft.settle(BlockKind::Credit);
    }
    true
}

fn settle_title(text: &str, index: usize, drafts: &mut [Draft], metadata: &mut Metadata) {
    if let Some(draft) = drafts.get_mut(index) {
        draft.settle(BlockKind::Title);
        metadata.title = Some(stated(&text[draft.block.range]));
    }
}

fn stated(text: &str) -> Title {
    Title { text: text.to_owned(), origin: TitleOrigin::Stated }
}

/// Divides a header line into the headline and a note, in either order.
pub fn divide(
    text: &str,
    index: usize,
    cut: TextSize,
    kinds: [BlockKind; 2],
    drafts: &mut Vec<Draft>,
    metadata: &mut Metadata,
) {
    let Some(draft) = drafts.get(index) else { return };
    let range = draft.block.range;
    let first = &text[TextRange::new(range.start(), cut)];
    let first = TextRange::at(range.start(), TextSize::of(first.trim_end()));
    let second = TextRange::new(cut, range.end());
    let title = if kinds[0] == BlockKind::Title { first } else { second };
    metadata.title = Some(stated(&text[title]));
    let [first_kind, second_kind] = kinds;
    let parts = [Draft::part(first_kind, first), Draft::part(second_kind, second)];
    drafts.splice(index..=index, parts);
}

/// Reads a field of a mail's header.
fn read_field(text: &str, index: usize, drafts: &mut Vec<Draft>, metadata: &mut Metadata) {
    let Some(draft) = drafts.get(index) else { return };
    let range = draft.block.range;
    let Some((name, value)) = field(&text[range]) else { return };
    match name {
        "Subject" if !value.is_empty() && metadata.title.is_none() => {
            let cut = range.end() - TextSize::of(value);
            divide(text, index, cut, [BlockKind::Note, BlockKind::Title], drafts, metadata);
        }
        "From" => {
            metadata.byline.get_or_insert_with(|| sender(value).to_owned());
        }
        "Date" | "Sent" => {
            if let Some(moment) = moment(value, Order::DayFirst) {
                metadata.published.get_or_insert(moment.date);
                metadata.published_at = metadata.published_at.or(moment.at);
            }
        }
        _ => {}
    }
}

/// `Jane Doe <jane@example.org>`, `jane@example.org (Jane Doe)`: the name, or else the address.
fn sender(value: &str) -> &str {
    let before = value.split('<').next().unwrap_or(value).trim().trim_matches('"');
    let inside = value.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    match inside {
        Some((name, _)) if before.contains('@') && !name.trim().is_empty() => name.trim(),
        _ if before.is_empty() => value,
        _ => before,
    }
}

/// Tells whether a body follows: a paragraph longer than the headline, perhaps after other lines of
/// the header.
fn has_body(text: &str, index: usize, drafts: &[Draft]) -> bool {
    let Some(title) = drafts.get(index) else { return false };
    let most = length(&text[title.block.range]);
    let is_entry = |draft: &Draft| mark(&text[draft.block.range]) == Mark::Entry;
    if is_entry(title) && drafts.get(index + 1).is_some_and(is_entry) {
        return false;
    }
    for draft in drafts.iter().skip(index + 1).take(8) {
        let words = &text[draft.block.range];
        match draft.block.kind {
            BlockKind::Paragraph if is_body(words) && length(words) > most => return true,
            BlockKind::Code { .. } => return title.alone,
            BlockKind::Paragraph | BlockKind::Rule | BlockKind::Note | BlockKind::Heading(_) => {}
            // An agency's headline may have its points below it, and then the dateline.
            BlockKind::ListItem { .. } if is_report(text, drafts) => {}
            _ => return false,
        }
    }
    false
}

/// Tells whether a paragraph near the front opens with a dateline.
fn is_report(text: &str, drafts: &[Draft]) -> bool {
    drafts.iter().take(BLOCKS).any(|draft| {
        draft.block.kind == BlockKind::Paragraph
            && dateline::read(text, draft.block.range, None).is_some()
    })
}
