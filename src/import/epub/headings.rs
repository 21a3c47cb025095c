//! The headings of a chapter, seen with the contents of the book: which are the book's own, what level
//! each has in the whole book, and where a label of the contents is missing and becomes a heading.

use std::collections::HashMap;

use crate::import::epub::contents::Label;
use crate::import::epub::outline::{Heading, Outline, Place};
use crate::import::epub::wording::{letters, same, tokens};
use crate::text::TextSize;

/// What is to be done with the headings of a chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The level of each heading, and of each paragraph that is one, by where its start tag begins.
    pub levels: HashMap<TextSize, u8>,
    /// Headings to be put in, in order of their places.
    pub added: Vec<Added>,
    /// Where the heading begins and ends that stands elsewhere and is left out here.
    pub dropped: Option<(TextSize, TextSize)>,
}

/// A label of the contents that becomes a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Where.
    pub at: TextSize,
    /// Its level.
    pub level: u8,
    /// What it says.
    pub text: String,
}

/// How the levels of headings relate to those of the book, from one chapter to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The level in the book of the last heading that the contents name.
    book: u8,
    /// Its level as written.
    written: u8,
}

impl Default for Levels {
    fn default() -> Self {
        Self { book: 1, written: 1 }
    }
}

/// How many visible characters may stand between a place and its heading: the number of a page.
const BETWEEN: usize = 40;

/// How many headings may follow each other and be looked at for one label.
const RUN: usize = 16;

/// The deepest level.
const DEEPEST: u8 = 6;

impl Plan {
    /// Settles the headings of a chapter by the labels that lead into it. Without any contents in the
    /// book all stay as written.
    pub fn of(outline: &Outline, labels: &[Label], levels: &mut Levels) -> Self {
        let mut matcher = Matcher::new(outline);
        let mut aims = aims(outline, labels);
        aims.sort_by_key(|aim| aim.place.at);
        for (index, aim) in aims.iter().enumerate() {
            let later = aims.get(index + 1..).unwrap_or_default();
            let next = later.iter().map(|other| other.place.at).find(|at| *at > aim.place.at);
            matcher.settle(aim, next);
        }
        matcher.plan(levels)
    }
}

/// A label and where it leads in this chapter.
struct Aim<'l> {
    text: &'l str,
    level: u8,
    place: Place,
}

/// Finds the places of labels; a mark that is not there is taken for the place before.
fn aims<'l>(outline: &Outline, labels: &'l [Label]) -> Vec<Aim<'l>> {
    let mut last = outline.top.clone();
    let mut aims = Vec::with_capacity(labels.len());
    for label in labels {
        let mark = label.place.as_ref().and_then(|place| place.mark.as_deref());
        let place = match mark {
            Some(mark) => outline.places.get(mark).unwrap_or(&last).clone(),
            None => outline.top.clone(),
        };
        last = Place { heading: None, ..place.clone() };
        let level = u8::try_from(label.depth).unwrap_or(DEEPEST).clamp(1, DEEPEST);
        aims.push(Aim { text: &label.text, level, place });
    }
    aims
}

struct Matcher<'o> {
    outline: &'o Outline,
    /// The headings by their letters.
    said: HashMap<String, Vec<usize>>,
    /// The level of each heading that a label has found.
    taken: HashMap<usize, u8>,
    added: Vec<Added>,
    /// Paragraphs that are headings, by where they begin, with their levels.
    lines: Vec<(TextSize, u8)>,
}

impl<'o> Matcher<'o> {
    fn new(outline: &'o Outline) -> Self {
        let mut said: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, heading) in outline.headings.iter().enumerate() {
            said.entry(letters(&heading.text)).or_default().push(index);
        }
        Self { outline, said, taken: HashMap::new(), added: Vec::new(), lines: Vec::new() }
    }

    fn settle(&mut self, aim: &Aim<'_>, next: Option<TextSize>) {
        if let Some(own) = self.own(aim, next) {
            self.taken.insert(own, aim.level);
            return;
        }
        // What an outer label of the same place found comes first.
        let around = self.around(aim, next).into_iter();
        let outer = around.filter(|index| self.taken.contains_key(index));
        let outer = outer.filter_map(|index| self.outline.headings.get(index));
        let reached = outer.map(|heading| heading.end).max();
        let at = reached.unwrap_or(aim.place.at).max(aim.place.at);
        match self.line(aim, at, next) {
            Some(line) => self.lines.push((line, aim.level)),
            None => {
                self.added.push(Added { at, level: aim.level, text: aim.text.to_owned() });
            }
        }
    }

    /// Returns where a paragraph begins that says what a label says: a heading but for its element.
    fn line(&self, aim: &Aim<'_>, at: TextSize, next: Option<TextSize>) -> Option<TextSize> {
        let lines = &self.outline.lines;
        let first = lines.partition_point(|line| line.start < at);
        let wanted = tokens(aim.text);
        let mut around = lines.iter().skip(first).take(RUN).take_while(|line| {
            line.before <= aim.place.before + BETWEEN && next.is_none_or(|next| line.start < next)
        });
        around.find(|line| tokens(&line.text) == wanted).map(|line| line.start)
    }

    /// Returns the heading that a label names.
    fn own(&self, aim: &Aim<'_>, next: Option<TextSize>) -> Option<usize> {
        if let Some(index) = aim.place.heading
            && !self.taken.contains_key(&index)
        {
            return Some(index);
        }
        let candidates = self.around(aim, next);
        let find = |fits: &dyn Fn(&str) -> bool| {
            candidates.iter().copied().filter(|index| !self.taken.contains_key(index)).find(
                |index| {
                    self.outline.headings.get(*index).is_some_and(|heading| fits(&heading.text))
                },
            )
        };
        find(&|text| same(text, aim.text))
            .or_else(|| find(&|text| covers(text, aim.text)))
            .or_else(|| self.further(aim, next))
    }

    /// Returns the headings around a place with hardly any text between.
    fn around(&self, aim: &Aim<'_>, next: Option<TextSize>) -> Vec<usize> {
        let headings = &self.outline.headings;
        let first = headings.partition_point(|heading| heading.end <= aim.place.at);
        let mut candidates = Vec::new();
        let before = first.checked_sub(1).filter(|index| {
            headings.get(*index).is_some_and(|heading| heading.after == aim.place.before)
        });
        let mut reach = aim.place.before;
        for (index, heading) in headings.iter().enumerate().skip(first).take(RUN) {
            let beyond = next.is_some_and(|next| heading.start >= next);
            if beyond || heading.before > reach + BETWEEN {
                break;
            }
            reach = reach.max(heading.after);
            candidates.push(index);
        }
        candidates.extend(before);
        candidates
    }

    /// Returns a free heading of the same words further on.
    fn further(&self, aim: &Aim<'_>, next: Option<TextSize>) -> Option<usize> {
        let said = self.said.get(&letters(aim.text))?;
        let headings = &self.outline.headings;
        let first = headings.partition_point(|heading| heading.start < aim.place.at);
        let said = said.get(said.partition_point(|index| *index < first)..)?;
        let within = said.iter().copied().take(RUN).take_while(|index| {
            let heading = headings.get(*index);
            heading.is_some_and(|heading| next.is_none_or(|next| heading.start < next))
        });
        within.into_iter().find(|index| !self.taken.contains_key(index))
    }

    fn plan(mut self, levels: &mut Levels) -> Plan {
        self.added.sort_by_key(|added| added.at);
        let added = self.added.iter().map(|added| (added.at, added.level));
        let mut fresh: Vec<_> = added.chain(self.lines.iter().copied()).collect();
        fresh.sort_unstable();
        let mut fresh = fresh.into_iter().peekable();
        let mut plan = Plan { levels: self.lines.iter().copied().collect(), ..Plan::default() };
        for (index, heading) in self.outline.headings.iter().enumerate() {
            while let Some((_, level)) = fresh.next_if(|(at, _)| *at <= heading.start) {
                // A heading that follows is one step below.
                *levels = Levels { book: level, written: heading.level.saturating_sub(1) };
            }
            let level = match self.taken.get(&index) {
                Some(level) => {
                    *levels = Levels { book: *level, written: heading.level };
                    *level
                }
                None => levels.of(heading),
            };
            plan.levels.insert(heading.start, level);
        }
        for (_, level) in fresh {
            *levels = Levels { book: level, written: 1 };
        }
        plan.added = self.added;
        plan
    }
}

impl Levels {
    /// Returns the level of a heading that the contents do not name: as far below the last one that
    /// they name as it is written, and never above it.
    fn of(self, heading: &Heading) -> u8 {
        (self.book + heading.level.saturating_sub(self.written)).min(DEEPEST)
    }
}

/// Tells whether one of two texts has all the words of the other.
fn covers(one: &str, other: &str) -> bool {
    let (first, second) = (tokens(one), tokens(other));
    if first.is_empty() || second.is_empty() {
        return false;
    }
    let unspaced = |text: &str| text.chars().any(|ch| ch >= '\u{2e80}');
    first.is_subset(&second)
        || second.is_subset(&first)
        || (unspaced(one) && unspaced(other) && (one.contains(other) || other.contains(one)))
}

#[cfg(test)]
mod tests {
    use super::{Levels, Outline, Plan, TextSize};
    use crate::import::epub::address::Address;
    use crate::import::epub::contents::Label;

    type Labels<'l> = &'l [(usize, &'l str, &'l str)];

    /// Returns the headings as they come out, with their levels.
    fn told(chapter: &str, labels: Labels<'_>) -> Vec<String> {
        let labels: Vec<_> = labels
            .iter()
            .map(|(depth, mark, text)| {
                let mark = (!mark.is_empty()).then(|| (*mark).to_owned());
                let place = Some(Address { file: "c".to_owned(), mark });
                Label { text: (*text).to_owned(), depth: *depth, place }
            })
            .collect();
        let marks: Vec<_> =
            labels.iter().filter_map(|label| label.place.as_ref()?.mark.as_deref()).collect();
        let outline = Outline::of(chapter, &marks);
        let mut levels = Levels::default();
        let plan = Plan::of(&outline, &labels, &mut levels);
        let mut told: Vec<_> = outline
            .headings
            .iter()
            .map(|heading| {
                (heading.start, format!("{} {}", plan.levels[&heading.start], heading.text))
            })
            .collect();
        for added in &plan.added {
            told.push((added.at, format!("+{} {}", added.level, added.text)));
        }
        told.sort_by_key(|(at, text)| (*at, !text.starts_with('+')));
        told.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn labels_find_their_headings_or_become_headings() {
        let long = "x".repeat(60);
        let chapter = format!(
            "<body><section id='a'><p>169</p><h2>CHAPTER I</h2><h3>Loomings</h3><p>{long}</p>\
             <h4>Deeper</h4></section><p>{long} <a id='b'/>more</p></body>"
        );
        let table: [(Labels<'_>, &[&str]); 6] = [
            (&[], &["2 CHAPTER I", "3 Loomings", "4 Deeper"]),
            (&[(1, "", "Chapter I")], &["1 CHAPTER I", "2 Loomings", "3 Deeper"]),
            (&[(3, "a", "Chapter I. Loomings")], &["3 CHAPTER I", "4 Loomings", "5 Deeper"]),
            (
                &[(1, "a", "Chapter I"), (2, "a", "Loomings"), (2, "b", "Second")],
                &["1 CHAPTER I", "2 Loomings", "3 Deeper", "+2 Second"],
            ),
            (
                &[(1, "", "Front"), (2, "", "Chapter I")],
                &["+1 Front", "2 CHAPTER I", "3 Loomings", "4 Deeper"],
            ),
            (&[(1, "gone", "Deeper")], &["2 CHAPTER I", "3 Loomings", "1 Deeper"]),
        ];
        for (labels, expected) in table {
            assert_eq!(told(&chapter, labels), expected, "{labels:?}");
        }
    }

    #[test]
    fn a_paragraph_that_says_what_a_label_says_is_a_heading() {
        let chapter = "<body><p class='number'>CHAPTER IV</p><p>Call me.</p><p>Call me.</p></body>";
        let labels = [Label {
            text: "Chapter 4".to_owned(),
            depth: 2,
            place: Some(Address { file: "c".to_owned(), mark: None }),
        }];
        let outline = Outline::of(chapter, &[]);
        let plan = Plan::of(&outline, &labels, &mut Levels::default());
        assert_eq!(plan.added, []);
        assert_eq!(plan.levels, [(TextSize::from(6), 2)].into());
    }

    #[test]
    fn the_heading_that_a_mark_is_in_is_the_right_one() {
        let chapter = "<body><h1>Book</h1><h2 id='one'>Call me</h2><p>x</p><h2>Other<a id='two'/></h2></body>";
        assert_eq!(
            told(chapter, &[(2, "one", "1"), (2, "two", "2")]),
            ["1 Book", "2 Call me", "2 Other"]
        );
    }
}
