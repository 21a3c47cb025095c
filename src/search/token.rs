//! Tokens: what of a text is indexed and looked up, with where it stands.
//!
//! A token is a word without case and accents. Scripts that put no spaces between words (Chinese, Japanese, Korean
//! syllables, Thai and its neighbours) have one token a character, with the marks on it, so that every run of
//! characters is found as a phrase. An apostrophe that takes the place of letters joins (`don't`), one after an
//! article parts (`l'homme`), and an English `'s` is left out; a stop joins the letters of an acronym and parts
//! everything else; a comma joins thousands.

use std::ops::ControlFlow;

use crate::search::fold::{fold_into, is_dropped};
use crate::text::{TextRange, range};

/// The longest token in bytes; of longer ones the start is taken.
const LONGEST: usize = 64;

/// Returns the tokens of a text as the index takes them, with a space after each.
pub fn index_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    each(text, |_, form| {
        out.push_str(form);
        out.push(' ');
        ControlFlow::Continue(())
    });
    out
}

/// Returns the tokens of a text with where they stand.
pub fn tokens(text: &str) -> Vec<(TextRange, String)> {
    let mut found = Vec::new();
    each(text, |at, form| {
        found.push((at, form.to_owned()));
        ControlFlow::Continue(())
    });
    found
}

/// Hands over every token of a text with where it stands, until it is told to stop.
pub(crate) fn each(text: &str, act: impl FnMut(TextRange, &str) -> ControlFlow<()>) {
    each_wanted(text, |_| true, act);
}

/// Hands over the tokens of a text that are wanted by the first byte they have without case and accents, until it is told
/// to stop; some others, too, for only words that need no folding but their case are passed over.
pub(crate) fn each_wanted(
    text: &str,
    wanted: impl Fn(u8) -> bool,
    mut act: impl FnMut(TextRange, &str) -> ControlFlow<()>,
) {
    let mut form = String::with_capacity(LONGEST * 2);
    let mut at = 0;
    loop {
        at = passed_over(text.as_bytes(), at, &wanted);
        let Some(ch) = char_at(text, at) else { return };
        let class = class(ch);
        let end = match class {
            Class::Other => {
                at += ch.len_utf8();
                continue;
            }
            Class::Single => single(text, at, &mut form),
            Class::Letter => word(text, at, &mut form),
        };
        if !form.is_empty() && act(range(at, end.token), &form).is_break() {
            return;
        }
        form.clear();
        at = end.rest;
    }
}

/// What a byte is to words that need no folding but their case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    /// A letter or digit.
    Letter,
    /// What stands between words, wherever it is.
    Gap,
    /// What can join letters.
    Joint,
    /// A part of some other character.
    Other,
}

const PLAIN: [Plain; 256] = {
    let mut table = [Plain::Other; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        table[byte as usize] = match byte {
            b'\'' | b'.' | b',' => Plain::Joint,
            _ if byte.is_ascii_alphanumeric() => Plain::Letter,
            _ => Plain::Gap,
        };
        byte += 1;
    }
    table
};

/// Returns the first place from one on at which something begins that is not plainly a word nobody wants.
fn passed_over(bytes: &[u8], mut at: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let plain = |at: usize| bytes.get(at).map(|byte| PLAIN[usize::from(*byte)]);
    while let Some(byte) = bytes.get(at) {
        match PLAIN[usize::from(*byte)] {
            Plain::Gap | Plain::Joint => at += 1,
            Plain::Letter if !wanted(byte.to_ascii_lowercase()) => {
                let mut end = at + 1;
                while plain(end) == Some(Plain::Letter) {
                    end += 1;
                }
                if matches!(plain(end), Some(Plain::Joint | Plain::Other)) {
                    return at;
                }
                at = end;
            }
            Plain::Letter | Plain::Other => return at,
        }
    }
    at
}

/// What a character is to tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// A letter or digit of a script that has words.
    Letter,
    /// A token of its own.
    Single,
    /// Between tokens.
    Other,
}

/// Where a token ends, and where to read on.
#[derive(Clone, Copy, Debug)]
struct End {
    token: usize,
    rest: usize,
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn class(ch: char) -> Class {
    if ch.is_ascii() {
        return if ch.is_ascii_alphanumeric() { Class::Letter } else { Class::Other };
    }
    match ch {
        _ if is_single(ch) => {
            if ch.is_alphanumeric() || is_mark_of_single(ch) {
                Class::Single
            } else {
                Class::Other
            }
        }
        // Vowel signs and joiners of Indian scripts belong to their word; danda and the sign after it do not.
        '\u{900}'..='\u{dff}' if !matches!(ch, '\u{964}' | '\u{965}' | '\u{970}') => Class::Letter,
        _ if ch.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

fn is_single(ch: char) -> bool {
    matches!(ch,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{318f}'
        | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3ffff}')
        && !matches!(ch, '\u{10a0}'..='\u{10ff}')
}

/// Tells whether a character is written on or around the one before it.
fn is_mark_of_single(ch: char) -> bool {
    matches!(ch,
        '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'
        | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ecd}' | '\u{102b}'..='\u{103e}'
        | '\u{1056}'..='\u{1059}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}'
        | '\u{ff9e}' | '\u{ff9f}')
}

/// Reads one character with its marks.
fn single(text: &str, start: usize, form: &mut String) -> End {
    let mut at = start;
    while let Some(ch) = char_at(text, at) {
        if at > start && !is_mark_of_single(ch) {
            break;
        }
        if form.len() < LONGEST {
            form.push(ch);
        }
        at += ch.len_utf8();
    }
    End { token: at, rest: at }
}

/// Reads one word.
fn word(text: &str, start: usize, form: &mut String) -> End {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
            if form.len() < LONGEST {
                form.push(char::from(byte.to_ascii_lowercase()));
            }
            at += 1;
        }
        let Some(ch) = char_at(text, at) else { break };
        if !ch.is_ascii() && (class(ch) == Class::Letter || is_dropped(ch)) {
            if form.len() < LONGEST {
                fold_letter(ch, form);
            }
            at += ch.len_utf8();
            continue;
        }
        match joint(text, start, at, ch) {
            Joint::Goes => at += ch.len_utf8(),
            Joint::EndsWith(more) => return End { token: at, rest: at + ch.len_utf8() + more },
            Joint::Ends => break,
        }
    }
    End { token: at, rest: at }
}

/// Folds a letter; what would part a token in the index is left out.
fn fold_letter(ch: char, form: &mut String) {
    let before = form.len();
    fold_into(ch, form);
    if form.get(before..).is_some_and(|new| new.bytes().any(is_parting)) {
        let kept: String =
            form.chars().filter(|ch| !(ch.is_ascii() && is_parting(*ch as u8))).collect();
        *form = kept;
    }
}

const fn is_parting(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// What a character between two letters does to their word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// It joins them.
    Goes,
    /// It ends the word, and so many bytes after it are left out.
    EndsWith(usize),
    /// It ends the word.
    Ends,
}

fn joint(text: &str, start: usize, at: usize, ch: char) -> Joint {
    if !matches!(ch, '\'' | '’' | '.' | ',') {
        return Joint::Ends;
    }
    let run = Run::after(text, at + ch.len_utf8());
    if run.letters == 0 {
        return Joint::Ends;
    }
    let before = || text.get(start..at).unwrap_or_default();
    match ch {
        '\'' | '’' if run.letters == 1 && matches!(run.first, 's' | 'S') => Joint::EndsWith(1),
        '\'' | '’' if run.letters <= 2 && run.first.is_alphabetic() => Joint::Goes,
        '.' if run.letters == 1 && run.first.is_alphabetic() && ends_with_one_letter(before()) => {
            Joint::Goes
        }
        ',' if run.letters == 3 && run.digits == 3 && ends_with_digit(before()) => Joint::Goes,
        _ => Joint::Ends,
    }
}

fn ends_with_one_letter(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none_or(|ch| ch == '.')
}

fn ends_with_digit(word: &str) -> bool {
    word.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit())
}

/// What follows a mark inside a word: at most four letters are looked at.
struct Run {
    letters: usize,
    digits: usize,
    first: char,
}

impl Run {
    fn after(text: &str, at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        let mut run = Self { letters: 0, digits: 0, first: ' ' };
        for ch in rest.chars().take(4).take_while(|ch| class(*ch) == Class::Letter) {
            if run.letters == 0 {
                run.first = ch;
            }
            run.letters += 1;
            run.digits += usize::from(ch.is_ascii_digit());
        }
        run
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{index_text, tokens};

    #[test]
    fn words_are_folded_and_parted() {
        let table = [
            ("Li Qiang said.", "li qiang said "),
            ("São Paulo's mayor", "sao paulo mayor "),
            ("don’t we'll l'homme O'Brien", "dont well l homme o brien "),
            ("U.S. and U.N.-led e.g. this", "us and un led eg this "),
            (
                "example.com 3.14 1,000,000 2025-11-04 10:30",
                "example com 3 14 1000000 2025 11 04 10 30 ",
            ),
            ("snake_case a/b C++ C#", "snake case a b c c "),
            ("中国总理李强", "中 国 总 理 李 强 "),
            ("東京タワーへ行く2025年", "東 京 タ ワ ー へ 行 く 2025 年 "),
            ("서울 시", "서 울 시 "),
            ("ที่นี่", "ที่ นี่ "),
            ("हिन्दी में", "हिन्दी में "),
            ("Straße GROẞ", "strasse gross "),
            ("👩‍👩‍👧 family 🎉", "family "),
            ("Москва́ ёж", "москва еж "),
            ("", ""),
            ("— … !", ""),
            ("1,00 a,b", "1 00 a b "),
        ];
        for (text, expected) in table {
            assert_eq!(index_text(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_endless_is_cut() {
        assert_eq!(index_text(&"x".repeat(1000)).len(), 65);
        assert!(index_text(&format!("ก{}", "\u{e48}".repeat(1000))).len() < 80);
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_tokens_stay_whole(text in any::<String>()) {
            let mut last = 0;
            for (at, form) in tokens(&text) {
                assert!(usize::from(at.start()) >= last && !at.is_empty());
                assert!(!text[at].is_empty() && !form.is_empty());
                assert!(form.chars().all(|ch| !ch.is_ascii() || ch.is_ascii_alphanumeric()), "{form:?}");
                last = usize::from(at.end());
            }
        }

        #[test]
        fn what_is_folded_once_stays(text in "[a-zA-ZäöüßéñøæИйώ日本ก ]{0,30}") {
            let once = index_text(&text);
            assert_eq!(index_text(&once), once);
        }
    }
}
