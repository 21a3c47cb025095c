//! Headings that nothing marks but their own look: short, in title case or capitals, before a
//! longer paragraph.

use crate::document::BlockKind;
use crate::import::plain::credits::byline;
use crate::import::plain::drafts::Draft;
use crate::import::plain::marks::is_numbered;
use crate::import::script::{ends_sentence, is_all_caps, is_cjk, length};
use crate::text::grapheme::width;

/// The longest heading in characters, and in characters of a script without spaces.
const LONGEST: (usize, usize) = (90, 25);

/// The most words a heading has.
const WORDS: usize = 12;

/// How long a paragraph is on both sides of a heading that no blank line sets apart, in
/// columns.
const LONG: usize = 100;

/// Settles which open blocks are headings.
pub fn read(text: &str, drafts: &mut [Draft]) {
    let kinds: Vec<(BlockKind, usize)> = drafts
        .iter()
        .map(|draft| (draft.block.kind.clone(), columns(&text[draft.block.range])))
        .collect();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let words = &text[draft.block.range];
        let level = match draft.block.kind {
            BlockKind::Paragraph if !draft.settled && draft.lines == 1 => {
                let before = index.checked_sub(1).and_then(|index| kinds.get(index));
                let after = kinds.get(index + 1);
                if is_chapter_number(words) {
                    Some(2)
                } else if draft.alone || is_between_long(before, after) {
                    level(words, after)
                } else {
                    None
                }
            }
            BlockKind::ListItem { depth: 0, .. } if !draft.settled => {
                numbered(words, index, &kinds)
            }
            _ => None,
        };
        if let Some(level) = level {
            draft.settle(BlockKind::Heading(level));
        }
    }
}

/// Returns the level of a heading by its look and what follows it.
fn level(words: &str, after: Option<&(BlockKind, usize)>) -> Option<u8> {
    let own = columns(words);
    let chapter = is_chapter(words);
    let followed = match after {
        Some((BlockKind::Paragraph | BlockKind::Quotation, next)) => *next >= own * 2 || chapter,
        Some((BlockKind::ListItem { .. } | BlockKind::Code { .. }, _)) => {
            chapter || is_all_caps(words)
        }
        Some((BlockKind::Heading(_), _)) => chapter,
        // A chapter's number and its name are two lines.
        _ => false,
    };
    (followed && looks_like_heading(words)).then_some(2)
}

fn looks_like_heading(words: &str) -> bool {
    let wide = words.chars().filter(|ch| is_cjk(*ch)).count();
    let chars = length(words);
    if byline(words).is_some()
        || words.ends_with([
            '.', '?', '!', '。', '？', '！', ';', '；', ':', '：', ',', '，', '"', '”', '’', '」',
        ])
    {
        return false;
    }
    if wide * 2 > chars {
        return (2..=LONGEST.1).contains(&chars) && !words.contains(['，', '。', '；']);
    }
    chars <= LONGEST.0
        && (1..=WORDS).contains(&words.split_whitespace().count())
        && words.chars().any(char::is_alphabetic)
        && !words.contains("://")
        && !words.contains('@')
        && (is_all_caps(words) || is_chapter(words) || is_title_case(words))
}

/// Most of the longer words begin with a capital.
fn is_title_case(words: &str) -> bool {
    let longer = || {
        words
            .split(|ch: char| !ch.is_alphanumeric() && ch != '\'' && ch != '’')
            .filter(|word| length(word) > 3 && word.starts_with(char::is_alphabetic))
    };
    let capital = longer().filter(|word| word.starts_with(char::is_uppercase)).count();
    let first = words.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    first.starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric())
        && longer().count() > 0
        && capital * 10 >= longer().count() * 6
}

/// `CHAPTER I`, `Part Two`, `第三章`
fn is_chapter(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or_default().to_lowercase();
    let named = ["chapter", "part", "section", "book", "appendix", "act", "scene"]
        .contains(&first.as_str());
    let numeral = |word: &str| {
        let bare = word.trim_end_matches(['.', ':']);
        let roman = bare.chars().all(|ch| "IVXLC".contains(ch));
        let number =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        roman
            || bare.bytes().all(|byte| byte.is_ascii_digit())
            || number.contains(&bare.to_lowercase().as_str())
    };
    let han = words.starts_with('第')
        && words.chars().take(8).any(|ch| matches!(ch, '章' | '节' | '節' | '部' | '回' | '条'))
        && !ends_sentence(words);
    han || (named && parts.next().is_some_and(numeral) && length(words) <= LONGEST.0)
}

/// `CHAPTER I.` and nothing more.
fn is_chapter_number(words: &str) -> bool {
    is_chapter(words) && words.split_whitespace().count() == 2
}

/// Returns how wide a text is; Han characters say as much as two letters.
fn columns(text: &str) -> usize {
    usize::try_from(width(text).get()).unwrap_or(usize::MAX)
}

/// Without a blank line a heading stands between long paragraphs.
fn is_between_long(
    before: Option<&(BlockKind, usize)>,
    after: Option<&(BlockKind, usize)>,
) -> bool {
    let long = |side: Option<&(BlockKind, usize)>| {
        side.is_some_and(|(kind, length)| *kind == BlockKind::Paragraph && *length >= LONG)
    };
    let ended = before.is_none_or(|(kind, _)| *kind != BlockKind::Paragraph);
    (long(before) || ended) && long(after)
}

/// `3. Results` alone between paragraphs is a heading, not a list of one.
fn numbered(words: &str, index: usize, kinds: &[(BlockKind, usize)]) -> Option<u8> {
    let is_item = |index: Option<usize>| {
        index
            .and_then(|index| kinds.get(index))
            .is_some_and(|(kind, _)| matches!(kind, BlockKind::ListItem { .. }))
    };
    let alone = !is_item(index.checked_sub(1)) && !is_item(Some(index + 1));
    let (BlockKind::Paragraph, next) = kinds.get(index + 1)? else { return None };
    let (_, name) = words.split_once(char::is_whitespace)?;
    let heading =
        is_numbered(words) && looks_like_heading(name.trim()) && *next >= columns(words) * 2;
    (alone && heading).then_some(2)
}
