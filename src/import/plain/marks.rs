//! Marks: what the first characters of a line say about it.
//!
//! List markers, rules, quotation marks of mail, speakers, times and header fields. Each question is
//! about one line alone.

use crate::import::script::{ends_sentence, is_cjk, length};

/// What a line is by its own marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// None: running text.
    None,
    /// An item of a list.
    Item,
    /// A heading's number of several parts: `2.1 Scope`.
    Section,
    /// A line drawn across the page.
    Rule,
    /// Quoted with `>`.
    Quoted,
    /// Begins something of its own: a speaker, a time of day.
    Entry,
}

/// Tells what a line, without its indentation, is by its marks.
pub fn mark(line: &str) -> Mark {
    if is_rule(line) {
        Mark::Rule
    } else if line.starts_with('>') {
        Mark::Quoted
    } else if section_depth(line).is_some() {
        Mark::Section
    } else if item_marker(line).is_some() {
        Mark::Item
    } else if lead(line).is_some() || is_editor(line) {
        Mark::Entry
    } else {
        Mark::None
    }
}

/// Tells whether a line only draws a line: three and more of one sign, or the two dashes before a
/// mail's signature.
pub fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|ch| !ch.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let drawn = "-=*_~#+.–—─━═•·*".contains(first) && signs.clone().all(|ch| ch == first);
    (drawn && signs.count() >= 2 && line != "...") || line == "--"
}

/// Returns the heading level that a line of `=`, `-` or another sign gives to the line above it.
pub fn underline_level(line: &str) -> Option<u8> {
    let sign = line.chars().next()?;
    let all = line.len() >= 3 && line.chars().all(|ch| ch == sign);
    let level = match sign {
        '=' | '#' => 1,
        '-' | '*' => 2,
        '~' | '+' | '.' => 3,
        _ => return None,
    };
    all.then_some(level)
}

/// Returns the length in bytes of a list marker with the white space after it.
pub fn item_marker(line: &str) -> Option<usize> {
    let after = bullet(line)
        .or_else(|| number(line))
        .or_else(|| bracketed(line))
        .or_else(|| labelled(line))?;
    let rest = after.trim_start();
    let spaced = rest.len() < after.len()
        || line.len() - after.len() > 2 && after.starts_with(|ch: char| !ch.is_ascii());
    (spaced && !rest.is_empty()).then_some(line.len() - rest.len())
}

/// Returns the number that marks an item, if it is one of a numbered list.
pub fn is_numbered(line: &str) -> bool {
    number(line).is_some()
}

/// Returns how many parts the number of a section heading has, if it has several: `2.1 Scope`.
pub fn section_depth(line: &str) -> Option<u8> {
    let (first, rest) = line.split_once(' ')?;
    let parts: Vec<_> = first.strip_suffix('.').unwrap_or(first).split('.').collect();
    let numbers =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let heading = rest.trim_start().starts_with(char::is_uppercase)
        && length(line) <= 90
        && !ends_sentence(line);
    (parts.len() > 1 && parts.len() < 6 && parts.iter().all(numbers) && heading)
        .then(|| u8::try_from(parts.len()).unwrap_or(6))
}

/// Splits a header field as mail has it: `Subject: Minutes`.
pub fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = (2..=30).contains(&name.len())
        && name.starts_with(|ch: char| ch.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_name && value.starts_with(' ')).then(|| (name, value.trim()))
}

/// What an entry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Who speaks.
    Speaker,
    /// When something happened.
    Time,
}

/// Returns what an entry begins with, and its length in bytes.
pub fn lead(line: &str) -> Option<(Lead, usize)> {
    let speaker = speaker(line).map(|length| (Lead::Speaker, length));
    speaker.or_else(|| time(line).map(|length| (Lead::Time, length)))
}

/// `责任编辑：王宾` below a Chinese story.
fn is_editor(line: &str) -> bool {
    let inner = line.trim_start_matches(['(', '[', '（', '【', '［']);
    ["责任编辑", "责编", "責任編輯"].iter().any(|word| inner.starts_with(word))
}

fn bullet(line: &str) -> Option<&str> {
    // The bullet of typewriters, two spaces before the words.
    if let Some(rest) = line.strip_prefix('o').filter(|rest| rest.starts_with("  ")) {
        return Some(rest);
    }
    line.strip_prefix(['-', '*', '+', '•', '·', '▪', '●', '○', '◦', '‣', '■', '□', '►', '▶', '※'])
}

/// `[RFC2119]  Bradner, S.`: the label of an entry, two spaces before its words.
fn labelled(line: &str) -> Option<&str> {
    let (label, after) = line.strip_prefix('[')?.split_once(']')?;
    let sign =
        |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-._".contains(&byte);
    let short = (2..=20).contains(&label.len()) && label.bytes().all(sign);
    (short && after.starts_with("  ")).then_some(after)
}

/// `1.`, `12)`, `3、`, `a.`, `b)`, `iv.`
fn number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = line.len() - rest.len();
    if (1..=3).contains(&digits) {
        return rest.strip_prefix(['.', ')', '、', '．']);
    }
    let at = line.bytes().take(5).position(|byte| matches!(byte, b'.' | b')'))?;
    let (front, rest) = (line.get(..at)?, line.get(at + 1..)?);
    let closed = line.get(at..)?.starts_with(')');
    let letter = front.len() == 1 && front.bytes().all(|byte| byte.is_ascii_alphabetic());
    let small = front.bytes().all(|byte| byte.is_ascii_lowercase());
    let roman = (1..=4).contains(&front.len()) && front.bytes().all(|b| b"ivx".contains(&b));
    // A capital with a full stop is somebody's initial.
    (letter && (closed || small) || roman).then_some(rest)
}

/// `(1)`, `[2]`, `（三）`
fn bracketed(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['(', '[', '（'])?;
    let (inner, after) = rest.split_once([')', ']', '）'])?;
    let numeral = (1..=3).contains(&inner.chars().count())
        && (inner.bytes().all(|b| b.is_ascii_digit())
            || inner.chars().all(|ch| "一二三四五六七八九十".contains(ch))
            || inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            || (inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase())));
    numeral.then_some(after)
}

/// `Q: …`, `JANE DOE: …`, `Moderator (BBC): …`; the length of the name and the colon.
fn speaker(line: &str) -> Option<usize> {
    let (at, colon) = line.char_indices().take(80).find(|(_, ch)| matches!(ch, ':' | '：'))?;
    let (name, said) = (line.get(..at)?, line.get(at + colon.len_utf8()..)?);
    let (bare, note) = name.split_once(" (").unwrap_or((name, ")"));
    let words = bare.split_whitespace().count();
    let named = (1..=4).contains(&words)
        && bare.chars().count() <= 30
        && note.ends_with(')')
        && note.len() <= 40
        && bare
            .split_whitespace()
            .all(|word| word.starts_with(|ch: char| ch.is_uppercase() || is_cjk(ch)));
    let spoken = (said.starts_with(' ') || line.contains('：')) && !said.trim().is_empty();
    (named && spoken).then_some(line.len() - said.len())
}

/// `14:32`, `9:05 a.m.`, `14:32 GMT —`; the length of the time with its zone.
fn time(line: &str) -> Option<usize> {
    let first = line.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_matches(['[', ']', '(', ')', ':', '.']);
    let (hour, minute) = bare.split_once(':')?;
    let number = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|value| value <= most);
    let is_time = (1..=2).contains(&hour.len())
        && number(hour, 23)
        && minute.get(..2).is_some_and(|two| number(two, 59))
        && minute.len() <= 5;
    let zones = [
        "am", "pm", "gmt", "utc", "bst", "et", "est", "edt", "pst", "pdt", "cet", "cest", "ist",
        "uhr",
    ];
    let rest = line.get(first.len()..)?;
    let is_zone = |word: &&str| zones.contains(&word.to_lowercase().replace('.', "").as_str());
    let zone = rest.split_whitespace().take(2).take_while(is_zone).last();
    let after = zone.and_then(|zone| rest.find(zone).map(|at| at + zone.len())).unwrap_or(0);
    is_time.then_some(first.len() + after)
}

#[cfg(test)]
mod tests {
    use super::{Mark, field, item_marker, mark, section_depth};

    #[test]
    fn a_line_is_known_by_its_first_characters() {
        let table = [
            ("- milk", Mark::Item),
            ("• milk", Mark::Item),
            ("12. twelfth", Mark::Item),
            ("(a) first", Mark::Item),
            ("[3] Smith 1998", Mark::Item),
            ("3、加强合作", Mark::Item),
            ("（二）扩大开放", Mark::Item),
            ("1996. A year", Mark::None),
            ("-30-", Mark::None),
            ("-5 degrees", Mark::None),
            ("2.5 million", Mark::None),
            ("2.1 Scope", Mark::Section),
            ("2.1.3. Scope", Mark::Section),
            ("-----", Mark::Rule),
            ("* * *", Mark::Rule),
            ("###", Mark::Rule),
            ("--", Mark::Rule),
            ("...", Mark::None),
            ("> what you said", Mark::Quoted),
            ("Q: What then?", Mark::Entry),
            ("JANE DOE: Nothing.", Mark::Entry),
            ("记者：您好", Mark::Entry),
            ("the reason is: nobody", Mark::None),
            ("14:32 GMT — The vote begins", Mark::Entry),
            ("They met", Mark::None),
        ];
        for (line, expected) in table {
            assert_eq!(mark(line), expected, "{line}");
        }
    }

    #[test]
    fn the_parts_of_marks_are_measured() {
        assert_eq!(item_marker("10)  ten"), Some(5));
        assert_eq!(item_marker("-"), None);
        assert_eq!(section_depth("1.2.3 Names"), Some(3));
        assert_eq!(field("Subject: Minutes of May"), Some(("Subject", "Minutes of May")));
        assert_eq!(field("He said: no"), None);
    }
}
