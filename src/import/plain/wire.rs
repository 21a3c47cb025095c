//! Wire stories: the desk's lines before one, and who reported and edited after it.

use crate::document::{BlockKind, Metadata};
use crate::import::plain::credits::is_credit;
use crate::import::plain::drafts::Draft;
use crate::import::script::length;

/// How many blocks at the front may be lines of the desk.
const FRONT: usize = 8;

/// How many blocks at the end may say who reported.
const END: usize = 8;

/// Settles the lines of the desk and of those who reported.
pub fn read(text: &str, drafts: &mut [Draft], metadata: &mut Metadata) {
    let reporters = drafts.iter().take(FRONT).find_map(|draft| reporters(&text[draft.block.range]));
    metadata.byline = metadata.byline.take().or_else(|| reporters.map(str::to_owned));
    for draft in drafts.iter_mut().take(FRONT).filter(|draft| draft.is_open()) {
        let words = &text[draft.block.range];
        if is_slug(words) || is_word_to_editors(words) {
            draft.settle(BlockKind::Note);
        }
    }
    let end = drafts.len().saturating_sub(END).max(1);
    for draft in drafts.iter_mut().skip(end).filter(|draft| draft.is_open()) {
        let words = &text[draft.block.range];
        if is_credit(words) || says_who_reported(words) || is_address_of_desk(words) {
            draft.settle(BlockKind::Credit);
        } else if is_standing_line(words) {
            draft.settle(BlockKind::Note);
        }
    }
}

/// Returns who is named in the dateline of a Chinese agency: `新华社北京11月3日电（记者 王宾）`.
fn reporters(words: &str) -> Option<&str> {
    let (dateline, rest) = words.split_once(['（', '('])?;
    let (bracketed, _) = rest.split_once(['）', ')'])?;
    let names = bracketed.split_once("记者")?.1.trim_matches([' ', '：', ':', '\u{3000}']);
    let reports = dateline.trim_end().ends_with(['电', '讯']) && length(dateline) <= 40;
    (reports && (2..=30).contains(&length(names))).then_some(names)
}

/// `BC-US--Harbour Vote,2nd Ld-Writethru`, `AP-EU-France-Piers`
fn is_slug(words: &str) -> bool {
    let (front, rest) = words.split_once('-').unwrap_or_default();
    let code =
        (2..=3).contains(&front.len()) && front.bytes().all(|byte| byte.is_ascii_uppercase());
    let (region, _) = rest.split_once('-').unwrap_or_default();
    let region = (2..=4).contains(&region.len()) && region.starts_with(char::is_uppercase);
    code && region && length(words) <= 80 && !words.ends_with('.')
}

fn is_word_to_editors(words: &str) -> bool {
    let inner = words.trim_start_matches(['(', '[']);
    let openings = [
        "Eds:",
        "EDS:",
        "Eds.:",
        "Editors:",
        "EDITORS:",
        "EDITOR'S NOTE",
        "EDITOR’S NOTE",
        "Editor's note:",
        "Keywords:",
        "With:",
    ];
    length(words) <= 400 && openings.iter().any(|opening| inner.starts_with(opening))
}

/// `Roe reported from Augusta. Associated Press writer Ann Ode contributed to this report.`
fn says_who_reported(words: &str) -> bool {
    let phrases = [
        " contributed to this report",
        " reported from ",
        " contributed reporting",
        " contributed from ",
        " contributed to this story",
    ];
    let opens = words.starts_with(|ch: char| ch.is_uppercase() || ch == '(' || ch == '_');
    opens
        && length(words) <= 400
        && phrases.iter().any(|phrase| words.contains(phrase))
        && !words.contains(['"', '“'])
}

/// `((jane.doe@example.org; +44 20 7946 0000))`
fn is_address_of_desk(words: &str) -> bool {
    words.starts_with("((") && words.ends_with("))") && length(words) <= 400
}

/// What stands under every story of an agency.
fn is_standing_line(words: &str) -> bool {
    let openings = [
        "Our Standards:",
        "Copyright ©",
        "Copyright (c)",
        "© 20",
        "(c) 20",
        "(c) Copyright",
        "All rights reserved",
    ];
    length(words) <= 300 && openings.iter().any(|opening| words.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::{is_slug, says_who_reported};

    #[test]
    fn lines_of_the_desk_are_known() {
        for words in ["BC-US--Harbour Vote,2nd Ld-Writethru", "AP-EU-France-Piers"] {
            assert!(is_slug(words), "{words}");
        }
        for words in ["US-led talks begin in Geneva", "EU-US trade talks end.", "A pier falls"] {
            assert!(!is_slug(words), "{words}");
        }
        assert!(says_who_reported("Roe reported from Augusta, Maine."));
        assert!(!says_who_reported("the ship reported from the north"));
    }
}
