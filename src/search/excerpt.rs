//! Excerpts: the line around the best match in a text.
//!
//! The best place is the first where most of the words that are looked for stand close together. The line begins and
//! ends between words where the script has spaces, and white space in it is single.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use crate::search::matcher::{Match, Matcher};
use crate::text::{TextRange, TextSize, range};

/// How many bytes of text are one place.
const CLOSE: usize = 180;

/// How many characters of the line stand before the match at most.
const BEFORE: usize = 56;

/// How many characters the line has at most.
const LINE: usize = 200;

/// How many characters at the end are given up to end between words.
const SLACK: usize = 24;

/// The line around a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Where in the text the match is.
    pub at: TextRange,
    /// The line.
    pub text: String,
    /// What matches in the line, in order.
    pub marked: Vec<TextRange>,
}

/// Returns the line around the best match in a text; `None` if nothing matches.
pub fn excerpt(text: &str, matcher: &Matcher) -> Option<Excerpt> {
    if matcher.is_empty() {
        return None;
    }
    let at = best(text, matcher)?;
    let start = start_of_line(text, usize::from(at.start()));
    Some(line(text, start, at, matcher))
}

/// Returns the line with which a text begins.
pub fn lead(text: &str) -> Excerpt {
    let start = text.len() - text.trim_start().len();
    line(text, start, range(start, start), &Matcher::default())
}

/// Returns the first match of the best place.
fn best(text: &str, matcher: &Matcher) -> Option<TextRange> {
    let mut place: VecDeque<Match> = VecDeque::new();
    let mut best: Option<(usize, usize, TextRange)> = None;
    matcher.find(text, |found| {
        place.push_back(found);
        while place.front().is_some_and(|first| {
            usize::from(found.at.end()) > usize::from(first.at.start()) + CLOSE && place.len() > 1
        }) {
            place.pop_front();
        }
        let kinds = kinds(&place);
        let first = place.front().map_or(found.at, |first| first.at);
        if best.is_none_or(|(most, all, _)| (kinds, place.len().min(4)) > (most, all)) {
            best = Some((kinds, place.len().min(4), first));
        }
        if kinds >= matcher.count() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    best.map(|(_, _, at)| at)
}

/// Returns how many different things there are.
fn kinds(place: &VecDeque<Match>) -> usize {
    let is_first =
        |at: usize, found: &Match| place.iter().take(at).all(|other| other.what != found.what);
    place.iter().enumerate().filter(|(at, found)| is_first(*at, found)).count()
}

/// Returns where the line begins that shows what is at a place.
fn start_of_line(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let Some((far, _)) = before.char_indices().rev().nth(BEFORE) else { return line };
    if far <= line {
        return line;
    }
    // A sentence or a word that begins in between is a better beginning.
    let near = before.get(far..).unwrap_or_default();
    let sentence =
        near.match_indices(['.', '?', '!', '。', '？', '！']).find_map(|(stop, mark)| {
            let rest = near.get(stop + mark.len()..)?;
            let gap = rest.len() - rest.trim_start().len();
            let ends = gap > 0 || !mark.is_ascii();
            (ends && !rest.trim_start().is_empty()).then(|| far + stop + mark.len() + gap)
        });
    if let Some(sentence) = sentence {
        return sentence;
    }
    let word = near.char_indices().find(|(_, ch)| ch.is_whitespace());
    word.map_or(far, |(space, ch)| far + space + ch.len_utf8())
}

/// Makes the line that begins at a place, with what matches in it.
fn line(text: &str, start: usize, at: TextRange, matcher: &Matcher) -> Excerpt {
    let rest = text.get(start..).unwrap_or_default();
    let (shown, cut) = end_of_line(rest);
    let mut marks = Vec::new();
    if !matcher.is_empty() {
        matcher.find(shown, |found| {
            marks.push(found.at);
            ControlFlow::Continue(())
        });
    }
    let mut out = String::with_capacity(shown.len() + 6);
    let from_start = text.get(..start).is_none_or(|before| before.trim().is_empty());
    if !from_start {
        out.push('…');
    }
    let marked = write(shown, &merged(marks), &mut out);
    if cut {
        out.push('…');
    }
    Excerpt { at, text: out, marked }
}

/// Returns what of a text is on a line that begins with it, and whether there is more.
fn end_of_line(rest: &str) -> (&str, bool) {
    let Some((most, _)) = rest.char_indices().nth(LINE - 2) else {
        return (rest.trim_end(), false);
    };
    let long = rest.get(..most).unwrap_or(rest);
    let slack = long.char_indices().rev().nth(SLACK).map_or(0, |(at, _)| at);
    let space = long.char_indices().rev().find(|(_, ch)| ch.is_whitespace());
    let end = match space {
        Some((space, _)) if space > slack => space,
        _ => most,
    };
    let shown = rest.get(..end).unwrap_or(long);
    (shown.trim_end(), true)
}

/// Joins what overlaps and puts it in order.
fn merged(mut marks: Vec<TextRange>) -> Vec<TextRange> {
    marks.sort_by_key(|mark| (mark.start(), mark.end()));
    let mut joined: Vec<TextRange> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last) if mark.start() < last.end() => *last = last.cover(mark),
            _ => joined.push(mark),
        }
    }
    joined
}

/// Writes a stretch of text with single spaces; returns where its marks are in what was written.
fn write(shown: &str, marks: &[TextRange], out: &mut String) -> Vec<TextRange> {
    let mut written = Vec::new();
    let mut marks = marks.iter().peekable();
    let mut begun = None;
    let mut spaced = true;
    for (at, ch) in shown.char_indices() {
        let at = TextSize::try_from(at).unwrap_or_default();
        if marks.peek().is_some_and(|mark| mark.end() <= at) {
            marks.next();
            written.extend(begun.take().map(|start| range(start, out.len())));
        }
        if marks.peek().is_some_and(|mark| mark.start() == at) {
            begun = Some(out.len());
        }
        if !ch.is_whitespace() {
            out.push(ch);
        } else if !spaced {
            out.push(' ');
        }
        spaced = ch.is_whitespace();
    }
    written.extend(begun.map(|start| range(start, out.len())));
    written.retain(|mark| !mark.is_empty());
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::{LINE, excerpt, lead};
    use crate::search::matcher::Matcher;
    use crate::search::parse::parse;
    use crate::search::query::{Condition, Pattern, Query};
    use crate::search::token::tokens;

    fn patterns(query: &Query) -> Vec<&Pattern> {
        let of = |clause: &'_ crate::search::query::Clause| match &clause.condition {
            Condition::Text(patterns) => patterns.len(),
            _ => 0,
        };
        query
            .clauses
            .iter()
            .filter(|clause| of(clause) > 0)
            .filter_map(|clause| match &clause.condition {
                Condition::Text(patterns) => Some(patterns),
                _ => None,
            })
            .flatten()
            .collect()
    }

    /// Shows the line with its marks in brackets.
    fn marked(text: &str, typed: &str) -> String {
        let query = parse(typed);
        let matcher = Matcher::new(patterns(&query), &["en", "de", "ru"]);
        let Some(found) = excerpt(text, &matcher) else { return String::new() };
        let mut out = String::new();
        let mut last = 0;
        for mark in &found.marked {
            let (start, end) = (usize::from(mark.start()), usize::from(mark.end()));
            out.push_str(found.text.get(last..start).unwrap());
            out.push('[');
            out.push_str(found.text.get(start..end).unwrap());
            out.push(']');
            last = end;
        }
        out + found.text.get(last..).unwrap()
    }

    #[test]
    fn what_was_found_is_marked() {
        let table = [
            ("The talks went on.", "talk", "The [talks] went on."),
            ("The talks went on.", "\"talk\"", ""),
            ("A  visit to São\n\nPaulo", "sao", "A visit to [São] Paulo"),
            ("A visit\nto São Paulo", "sao", "…to [São] Paulo"),
            ("visit São Paulo, São Paulo", "\"sao paulo\"", "visit [São Paulo], [São Paulo]"),
            ("Die Häuser der Stadt", "hauser stadt", "Die [Häuser] der [Stadt]"),
            ("床前明月光，疑是地上霜。", "明月", "床前[明月]光，疑是地上霜。"),
            ("東京タワーへ行く", "タワー", "東京[タワー]へ行く"),
            ("ที่นี่กรุงเทพ", "กรุงเทพ", "ที่นี่[กรุงเทพ]"),
            ("the economy 🎉 grew", "econ*", "the [economy] 🎉 grew"),
            ("Voters’ choice: the U.S. voted", "us", "Voters’ choice: the [U.S]. voted"),
            ("новые выборы", "выборов", "новые [выборы]"),
            ("nothing here", "peace", ""),
        ];
        for (text, typed, expected) in table {
            assert_eq!(marked(text, typed), expected, "{text} {typed}");
        }
    }

    #[test]
    fn the_place_with_most_of_the_words_is_shown() {
        let filler = "Nothing of interest is said in this long sentence here. ".repeat(20);
        let text =
            format!("A premier came. {filler}The ceasefire talks of the premier failed. {filler}");
        let shown = marked(&text, "ceasefire premier");
        assert!(shown.starts_with("…"), "{shown}");
        assert!(shown.contains("The [ceasefire] talks of the [premier] failed."), "{shown}");
        assert!(shown.ends_with('…') && shown.chars().count() < LINE + 8, "{shown}");
        assert_eq!(lead("  A text.\nMore.").text, "A text. More.");
    }

    proptest! {
        #[test]
        fn ranges_are_valid_whatever_the_text(
            text in any::<String>(), around in ".{0,300}", at in 0usize..20,
        ) {
            let text = format!("{around}{text} {around}");
            let words = tokens(&text);
            if words.is_empty() {
                return Ok(());
            }
            let (_, word) = &words[at % words.len()];
            let query = parse(&format!("\"{word}\""));
            let matcher = Matcher::new(patterns(&query), &[]);
            let found = excerpt(&text, &matcher);
            prop_assert!(found.is_some(), "{word:?}");
            let found = found.unwrap();
            prop_assert!(found.text.chars().count() <= LINE + 2);
            prop_assert!(!found.text.contains('\n') && !found.marked.is_empty());
            let mut last = 0;
            for mark in &found.marked {
                let shown = found.text.get(usize::from(mark.start())..usize::from(mark.end()));
                prop_assert!(shown.is_some_and(|shown| !shown.is_empty()));
                prop_assert!(usize::from(mark.start()) >= last);
                last = usize::from(mark.end());
            }
            prop_assert!(text.get(usize::from(found.at.start())..usize::from(found.at.end())).is_some());
        }
    }
}
