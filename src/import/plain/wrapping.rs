//! Wrapping: whether a line end in a file is the end of a paragraph or only of a line.
//!
//! A line was wrapped if the next line's first word would not have fitted on it any more. That is
//! asked of every line end against the width that most lines of the file keep to; a file whose
//! line ends mostly fail the test, or whose lines are long, is not wrapped at all.

use crate::import::plain::lines::Line;
use crate::import::plain::marks::{Mark, mark};
use crate::import::script::{ends_sentence, is_cjk};
use crate::text::grapheme::width;

/// The widths within which files are wrapped by hand or by mail programs, in columns.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=120;

/// How a file ends its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// At about this column, within paragraphs too.
    At(u32),
    /// Only at the end of a paragraph, heading or verse.
    None,
}

impl Wrapping {
    /// Finds out how the lines of a text end.
    pub fn of(text: &str, groups: &[Vec<Line>]) -> Self {
        let mut ends: Vec<u32> = groups.iter().flatten().map(Line::end_column).collect();
        if ends.is_empty() {
            return Self::None;
        }
        let place = (ends.len() - 1) * 9 / 10;
        let (_, at, _) = ends.select_nth_unstable(place);
        let at = *at;
        if !WIDTHS.contains(&at) {
            return Self::None;
        }
        let telling = || {
            groups.iter().flat_map(|group| group.windows(2)).filter_map(|pair| match pair {
                // A short line ends for many reasons: it tells nothing of the width.
                [line, next] if line.end_column() * 3 >= at * 2 && is_prose(text, line, next) => {
                    Some((line, next))
                }
                _ => None,
            })
        };
        let all = telling().count();
        let full = telling().filter(|(line, next)| is_full(text, line, next, at)).count();
        // Where lines are wrapped few of them happen to end with a sentence.
        let sentences = telling().filter(|(line, _)| ends_sentence(&text[line.range])).count();
        if all > 0 && full * 10 >= all * 6 && sentences * 10 <= all * 6 {
            Self::At(at)
        } else {
            Self::None
        }
    }
}

/// Counts the line ends of a group of running text that come where a line was full, and all of
/// them.
pub fn full_breaks(text: &str, group: &[Line], at: u32) -> (usize, usize) {
    let mut counts = (0, 0);
    for pair in group.windows(2) {
        let [line, next] = pair else { continue };
        if !is_prose(text, line, next) {
            continue;
        }
        counts.0 += usize::from(is_full(text, line, next, at));
        counts.1 += 1;
    }
    counts
}

fn is_prose(text: &str, line: &Line, next: &Line) -> bool {
    mark(&text[line.range]) != Mark::Rule && mark(&text[next.range]) == Mark::None
}

/// Tells whether a paragraph goes on from one line to the next.
pub fn continues(text: &str, line: &Line, next: &Line, at: u32) -> bool {
    let goes_on =
        text[next.range].starts_with(char::is_lowercase) && !ends_sentence(&text[line.range]);
    mark(&text[next.range]) == Mark::None && (goes_on || is_full(text, line, next, at))
}

/// Tells whether the next line's first word would not have fitted; an eighth of the width is left
/// to the ragged right edge of those who wrap by hand.
fn is_full(text: &str, line: &Line, next: &Line, at: u32) -> bool {
    let words = &text[next.range];
    let first = match words.chars().next() {
        Some(ch) if is_cjk(ch) => 4,
        _ => 1 + words.split_whitespace().next().map_or(0, |word| width(word).get()),
    };
    line.end_column() + first + at / 8 > at
}

#[cfg(test)]
mod tests {
    use super::Wrapping;
    use crate::import::plain::lines::groups;

    #[test]
    fn files_are_wrapped_where_their_line_ends_are_full() {
        let mail = "The committee met on Tuesday and agreed that the harbour plan should\n\
                    be put to the council before the end of the month, provided that the\n\
                    figures for the new pier are ready by then.\n\n\
                    Nobody objected.\n";
        let verse = "The sea is calm tonight, and the tide is full and fair\n\
                     The moon lies\n\
                     Upon the straits; on the French coast\n\
                     The light\n\
                     Gleams and is gone; the cliffs of England stand\n";
        let paragraphs =
            format!("{}\nShort one.\n{}\n", "long words ".repeat(30), "more ".repeat(50));
        let chinese = "　　国务院总理李强三日在杭州会见俄罗斯总理，双方就深化\n\
                       经贸、能源、农业、数字经济等领域的合作深入交换意见，达\n\
                       成广泛共识。\n";
        let table = [
            (mail.to_owned(), true),
            (verse.to_owned(), false),
            (paragraphs, false),
            (chinese.to_owned(), true),
            (
                "国务院总理李强三日在杭州会见俄罗斯总理，双方就经贸合作交换了意见。\n".repeat(5),
                false,
            ),
            ("One line alone".to_owned(), false),
        ];
        for (text, wrapped) in table {
            let wrapping = Wrapping::of(&text, &groups(&text));
            assert_eq!(matches!(wrapping, Wrapping::At(_)), wrapped, "{text}");
        }
    }
}
