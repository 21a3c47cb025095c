//! Press releases: whom to ask, and what the firm says of itself below every release.

use crate::document::BlockKind;
use crate::import::plain::credits::is_mark_of_desk;
use crate::import::plain::drafts::Draft;
use crate::import::script::{ends_sentence, length};

/// The longest line of an address, in characters.
const LINE: usize = 100;

/// Tells whether a text is a release: it says so, or marks its end as releases do.
pub fn is_release(text: &str, drafts: &[Draft]) -> bool {
    let opens = |words: &str| {
        let words = words.to_uppercase();
        ["RELEASE", "EMBARGO"].iter().any(|word| words.contains(word))
    };
    let front = drafts.iter().take(4).any(|draft| {
        let words = &text[draft.block.range];
        is_mark_of_desk(words) && opens(words)
    });
    front || drafts.iter().skip(2).any(|draft| is_end(&text[draft.block.range]))
}

/// Settles whom to ask as remarks; what belongs to an address stands in one group of lines with it.
pub fn contacts(text: &str, drafts: &mut [Draft]) {
    let mut index = 0;
    while let Some(draft) = drafts.get(index) {
        let words = &text[draft.block.range];
        index += 1;
        if !draft.is_open() || !asks(words) {
            continue;
        }
        let (group, alone) = (draft.group, draft.alone);
        let follows = drafts.get(index).map(|next| next.group);
        let address = follows.filter(|next| alone && is_address(text, drafts, *next));
        for draft in drafts.iter_mut().skip(index - 1) {
            let of_group = draft.group == group || Some(draft.group) == address;
            if !of_group || length(&text[draft.block.range]) > LINE * 3 {
                break;
            }
            draft.remark();
        }
    }
}

/// Settles what a firm says of itself: a heading, and remarks up to the next heading or the end.
pub fn about(text: &str, drafts: &mut [Draft]) {
    let third = drafts.len() / 3;
    let mut within = false;
    for draft in drafts.iter_mut().skip(third.max(1)) {
        let words = &text[draft.block.range];
        if is_end(words) {
            within = false;
        } else if draft.is_open() && is_standing(words) {
            draft.settle(BlockKind::Heading(2));
            within = true;
        } else if draft.is_open() && within {
            let heading = length(words) <= 60 && draft.alone && !ends_sentence(words);
            within = !heading;
            if within {
                draft.settle(BlockKind::Note);
            }
        }
    }
}

/// `###`, `# # #`, `-30-`, `ENDS`
fn is_end(words: &str) -> bool {
    if words.len() > 40 {
        return false;
    }
    let signs: String = words.chars().filter(|ch| !ch.is_whitespace()).collect();
    let upper = signs.to_uppercase();
    matches!(upper.trim_matches(['-', '–', '—', '*', '(', ')']), "30" | "ENDS" | "END")
        && (signs != "30")
        || signs.len() >= 3 && signs.len() <= 9 && signs.chars().all(|ch| ch == '#')
}

fn asks(words: &str) -> bool {
    let lower = words.to_lowercase();
    let openings = [
        "media contact",
        "press contact",
        "contact:",
        "contacts:",
        "contact information",
        "for further information",
        "for more information",
        "for media",
        "for press",
        "for additional information",
        "media inquiries",
        "media enquiries",
        "press inquiries",
        "press enquiries",
        "pressekontakt",
        "kontakt:",
        "contact presse",
        "contacto",
        "investor contact",
        "investor relations",
    ];
    length(words) <= LINE * 3 && openings.iter().any(|opening| lower.starts_with(opening))
}

/// An address has short lines, and a number or a mail address among them.
fn is_address(text: &str, drafts: &[Draft], group: usize) -> bool {
    let lines = || {
        drafts
            .iter()
            .filter(move |draft| draft.group == group)
            .map(|draft| &text[draft.block.range])
    };
    let reachable = |words: &str| {
        words.contains('@') || words.chars().filter(char::is_ascii_digit).count() >= 7
    };
    lines().all(|words| length(words) <= LINE) && lines().any(reachable)
}

/// `About Acme`, `Forward-Looking Statements`
fn is_standing(words: &str) -> bool {
    let lower = words.to_lowercase();
    let about = ["about ", "über ", "à propos d", "acerca de "]
        .iter()
        .any(|opening| lower.starts_with(opening));
    let legal = [
        "forward-looking statements",
        "forward looking statements",
        "safe harbor",
        "cautionary",
        "disclaimer",
        "boilerplate",
        "notes to editors",
        "note to editors",
    ];
    let short = length(words) <= 90 && words.split_whitespace().count() <= 12;
    short
        && !ends_sentence(words)
        && (about || legal.iter().any(|opening| lower.starts_with(opening)))
}
