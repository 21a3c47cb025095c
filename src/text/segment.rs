//! Sentences and words, as ranges.
//!
//! The units by which a reader moves, keeps and copies, and by which extraction works. A stop ends a
//! sentence unless it belongs to an abbreviation, an initial or a number, or the text goes on in
//! lower case; the quotes and brackets that close after it belong to it. Chinese and Japanese stops
//! always end one. It must not know what a block or a fact is.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::offset::{TextRange, TextSize, floor_boundary, offset};

/// Abbreviations that stand before a name or an example, and so never end a sentence.
const NEVER_LAST: &str = " Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt Adm Maj Cmdr Prof Rev Fr Msgr \
    Supt Det Cpl Pfc Pvt Hon St Mt Ft vs e.g i.e cf Sens Reps Govs Messrs Brig Mme Mlle Drs Profs Gens \
    Atty Pres Amb Rs ";

/// Abbreviations after which a digit goes on with the sentence.
const BEFORE_DIGITS: &str =
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos pp Vol Art Sec Fig c ca b d ";

/// Abbreviations that may end a sentence: only a word that likes to begin one tells.
const MAYBE_LAST: &str = " Inc Corp Co Cos Ltd Bros Jr Sr etc al a.m p.m Ala Ariz Ark Calif Colo Conn \
    Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt \
    Wash Wis Wyo Ave Blvd approx est dept ";

/// Words that begin a sentence far more often than they go on with a name.
const STARTERS: &str = " A After All Also Although An And As At Before Both But By During Each Earlier \
    For From He Her His How However I If In It Its Last Many More Most No Nor Not Now On One Only \
    Or Other Our Police She Since So Some Such That The Their Then There These They This Those \
    Though To Two Under Until We What When Where While Who Why With Yet You ";

/// The longest abbreviation in bytes, which bounds the look back from a stop.
const LONGEST_ABBREVIATION: usize = 12;

/// Returns the sentences within `within`, in order, without the white space around them.
pub fn sentences(text: &str, within: TextRange) -> Vec<TextRange> {
    let part = &text[within];
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = part.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let after = at + ch.len_utf8();
        let end = match ch {
            '。' | '！' | '？' => Some(close(part, after)),
            '.' | '!' | '?' | '…' => end_of_sentence(part, start, at, after),
            '\n' if part.get(after..).is_some_and(begins_item) => Some(after),
            _ => None,
        };
        let Some(end) = end else { continue };
        while chars.next_if(|(next, _)| *next < end).is_some() {}
        found.extend(piece(part, start, end, within.start()));
        start = end;
    }
    found.extend(piece(part, start, part.len(), within.start()));
    found
}

/// Returns the words within `within`, in order: letters, digits and what joins them, no
/// punctuation and no space.
pub fn words(text: &str, within: TextRange) -> impl Iterator<Item = TextRange> {
    text[within]
        .unicode_word_indices()
        .map(move |(at, word)| TextRange::at(within.start() + offset(at), TextSize::of(word)))
}

/// Returns how many words there are; of a long text about how many, by those at its start.
pub fn word_count(text: &str) -> usize {
    /// Texts up to this many bytes are counted to the end.
    const SHORT: usize = 32 * 1024;
    /// What is counted of longer ones.
    const SAMPLE: u32 = 8 * 1024;
    if text.len() <= SHORT {
        return words(text, TextRange::up_to(TextSize::of(text))).count();
    }
    let counted = floor_boundary(text, TextSize::from(SAMPLE));
    let found = words(text, TextRange::up_to(counted)).count();
    let counted = usize::from(counted).max(1);
    found * (text.len() / counted) + found * (text.len() % counted) / counted
}

/// Returns the range of `part`, which starts at `start`, without white space at its ends.
pub fn trimmed(part: &str, start: TextSize) -> Option<TextRange> {
    let rest = part.trim_start();
    let from = start + TextSize::of(part) - TextSize::of(rest);
    let kept = rest.trim_end();
    (!kept.is_empty()).then(|| TextRange::at(from, TextSize::of(kept)))
}

fn piece(part: &str, start: usize, end: usize, from: TextSize) -> Option<TextRange> {
    trimmed(part.get(start..end)?, from + offset(start))
}

/// Tells whether what follows the end of a line begins something new: an empty line or a bullet.
fn begins_item(rest: &str) -> bool {
    let bullet = |bullet: &str| {
        rest.strip_prefix(bullet).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    rest.starts_with('\n') || ["•", "▪", "◦", "‣", "·", "*", "-", "–"].into_iter().any(bullet)
}

/// Returns where the sentence ends whose stop stands at `at`, if it ends there.
fn end_of_sentence(part: &str, start: usize, at: usize, after: usize) -> Option<usize> {
    let rest = part.get(after..)?;
    if rest.starts_with(['.', '!', '?', '…']) {
        return None;
    }
    let end = close(part, after);
    let rest = part.get(end..)?;
    let next = rest.trim_start();
    if next.is_empty() {
        return Some(end);
    }
    if next.len() == rest.len() {
        // Without a space the text goes on, unless Chinese or Japanese follows a Latin stop.
        return next.starts_with(is_ideograph).then_some(end);
    }
    let opened = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '—', '–', '-', ' ']);
    if opened.starts_with(char::is_lowercase) {
        return None;
    }
    let goes_on = part.get(at..after) == Some(".")
        && end == after
        && is_abbreviation(part, start, at, opened);
    (!goes_on).then_some(end)
}

/// Tells whether the stop at `at` belongs to an abbreviation or an initial, seeing what follows.
fn is_abbreviation(part: &str, start: usize, at: usize, next: &str) -> bool {
    let mut from = at.saturating_sub(LONGEST_ABBREVIATION).max(start);
    while !part.is_char_boundary(from) {
        from += 1;
    }
    let before = part.get(from..at).unwrap_or_default();
    let word =
        before.rsplit([' ', '\u{a0}', '\n', '\t', '(', '"', '“', '‘', '-', '–', '—', '/']).next();
    let word = word.unwrap_or_default();
    // In capitals an abbreviation is one too: `ST. LOUIS`.
    let shouted = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let listed = |list: &str| {
        let is = |short: &str| short == word || shouted && short.eq_ignore_ascii_case(word);
        !word.is_empty() && list.split(' ').any(is)
    };
    if listed(NEVER_LAST) {
        return true;
    }
    let digit_next = next.starts_with(|ch: char| ch.is_ascii_digit());
    if listed(BEFORE_DIGITS) && digit_next {
        return true;
    }
    let letters = word.chars().filter(|ch| ch.is_alphabetic()).count();
    let initial = letters == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.') && !word.split('.').any(|part| part.chars().count() > 1);
    let first = next.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
    (listed(MAYBE_LAST) || initial || dotted) && !STARTERS.split(' ').any(|word| word == first)
}

/// Returns the place after the quotes and brackets that close at `at`.
fn close(part: &str, at: usize) -> usize {
    let rest = part.get(at..).unwrap_or_default();
    let closed =
        rest.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', '》']);
    at + rest.len() - closed.len()
}

fn is_ideograph(ch: char) -> bool {
    matches!(ch, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::sentences;
    use crate::text::range;

    #[track_caller]
    fn check(expected: &[&str]) {
        let text = expected.join(" ");
        let found = sentences(&text, range(0, text.len()));
        let shown: Vec<_> = found.iter().map(|range| &text[*range]).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_stop_ends_a_sentence_unless_it_belongs_to_a_word() {
        check(&["The vote was held on Nov. 3 in Graz.", "Turnout was 61.5 percent."]);
        check(&["Mr. Okoro met Gen. Ruiz.", "Dr. J. R. Silva was absent."]);
        check(&["The U.S. Senate voted.", "He left the U.S.", "The bill passed."]);
        check(&["Shares of Brightwater Inc. Chief Executive Ana Pol fell.", "It is a start."]);
        check(&["It was sold by Brightwater Inc.", "The buyer is unknown."]);
        check(&["No. 4 seed Lind won at 3 p.m. Thursday.", "It rained."]);
        check(&["Did it work?", "Yes!", "\"No,\" she said."]);
        check(&["\"Stop!\" he cried.", "\"We are done.\"", "\"So be it,\" said Lou."]);
        check(&["“It is over.”", "He left (at last.)", "Nobody spoke."]);
        check(&["He waited ... and left.", "Then silence..."]);
        check(&["It cost $3.5 million.", "5 people paid."]);
        check(&["The answer is no.", "Mr. Pratt disagreed."]);
        check(&["THE MAYOR OF ST. IVES SAID NO.", "NO. 3 SEED LIND AND MR. ROE AGREED."]);
        check(&["Atty. Gen. Lou Pratt paid Rs. 500.", "Nobody saw it."]);
    }

    #[test]
    fn chinese_stops_end_a_sentence_without_a_space() {
        let text = "会议在杭州举行。双方签署了公报！“很好。”他说。OK.结束";
        let found = sentences(text, range(0, text.len()));
        let shown: Vec<_> = found.iter().map(|range| &text[*range]).collect();
        assert_eq!(
            shown,
            ["会议在杭州举行。", "双方签署了公报！", "“很好。”", "他说。", "OK.", "结束"]
        );
    }

    #[test]
    fn only_the_given_range_is_read() {
        let text = "One two. Three four. Five.";
        assert_eq!(sentences(text, range(4, 14)), [range(4, 8), range(9, 14)]);
        assert_eq!(sentences("A line\n\nanother", range(0, 15)), [range(0, 6), range(8, 15)]);
        let listed = "Two:\n- salt\n- oil - or\nfat";
        let found = sentences(listed, range(0, listed.len()));
        let shown: Vec<_> = found.iter().map(|range| &listed[*range]).collect();
        assert_eq!(shown, ["Two:", "- salt", "- oil - or\nfat"]);
    }

    proptest! {
        #[test]
        fn sentences_cover_all_that_is_no_space(text in any::<String>()) {
            let found = sentences(&text, range(0, text.len()));
            let kept: String = found.iter().map(|range| &text[*range]).collect();
            let visible = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
            assert_eq!(visible(&kept), visible(&text));
            assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        }
    }
}
