//! Stories in few words: sources by letter and name, in what way two passages agree, what differs.
//!
//! Nothing here says more than is known: that sources say the same is not that they confirm each other.

use crate::library::{ListEntry, Member, OpenStory};
use crate::story::{ArticleIndex, Difference, DifferenceClass, Level, LinkKind, Mark};
use crate::text::TextSize;
use crate::tui::state::matrix::words_of;

/// The most characters of a source's name.
const NAME: usize = 28;

/// The most characters of a title that stands for a source.
const TITLE: usize = 20;

/// Returns the letter by which a story's article is known: the first is A, the one after Z is AA.
pub fn letter(place: ArticleIndex) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(place.0) + 1;
    while rest > 0 {
        rest -= 1;
        letters.extend(char::from_digit(10 + rest % 26, 36));
        rest /= 26;
    }
    letters.iter().rev().map(char::to_ascii_uppercase).collect()
}

/// Returns the letter and name of a story's article: `B Reuters`.
pub fn source(story: &OpenStory, place: ArticleIndex) -> String {
    let name = story.member(place).map(source_name).unwrap_or_default();
    format!("{} {name}", letter(place))
}

/// Returns what a source is called: its site, else the start of its title.
pub fn source_name(member: &Member) -> String {
    entry_name(&member.entry)
}

/// Returns what an article of a story is called as a source: its site, else the start of its title.
pub fn entry_name(entry: &ListEntry) -> String {
    match &entry.site {
        Some(site) => shortened(site, NAME),
        None => format!("“{}”", shortened(&entry.title, TITLE)),
    }
}

/// Returns the start of a text, with an ellipsis where it is cut, at the end of a word if one is near.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let end = cut.rfind(' ').filter(|end| end * 3 > cut.len() * 2).unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(&cut).trim_end_matches([',', ';', ':']))
}

/// Returns in what way two passages agree.
pub const fn agreement(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Same => "the same in the same words",
        LinkKind::Wording => "the same in other words",
        LinkKind::Mention => "only mentioned, or as speculation",
        LinkKind::Possible => "possibly the same",
    }
}

/// Returns what a mark beside a passage says.
pub const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => "another source says the same",
        Mark::Wording => "another source says it in other words",
        Mark::Differs => "another source says something else of it",
        Mark::OnlyHere => "only this source says it",
        Mark::Speculation => "speculation; no other source says it",
        Mark::NotKnown => "stated as not known; only here",
    }
}

/// Returns in what a difference lies.
pub const fn class(class: DifferenceClass) -> &'static str {
    match class {
        DifferenceClass::Number => "number",
        DifferenceClass::Date => "date",
        DifferenceClass::Name => "name",
        DifferenceClass::Holder => "who says it",
        DifferenceClass::List => "list",
        DifferenceClass::Quote => "quoted words",
        DifferenceClass::Wording => "wording",
        DifferenceClass::Escalation => "says more",
        DifferenceClass::Itself => "against itself",
    }
}

/// Returns how much a difference weighs, where that is to be said.
pub const fn level(level: Level) -> Option<&'static str> {
    match level {
        Level::Differs => None,
        Level::Check => Some("check"),
        Level::Later => Some("later"),
    }
}

/// Returns a difference in one line, with the words of every side: `number: A “12” · B “13”`.
pub fn difference(story: &OpenStory, difference: &Difference) -> String {
    /// The most characters of the words of a side.
    const WORDS: usize = 36;
    let side = |side: &crate::story::Side| {
        let words = shortened(words_of(story, side.passage), WORDS);
        format!("{} “{words}”", letter(side.passage.article))
    };
    let sides: Vec<_> = difference.sides.iter().map(side).collect();
    let level = level(difference.level).map(|level| format!("{level}: ")).unwrap_or_default();
    format!("{level}{}: {}", class(difference.class), sides.join(" · "))
}

/// Returns how far a place is in the text of one of a story's articles, in percent.
pub fn percent(story: &OpenStory, place: ArticleIndex, at: TextSize) -> u64 {
    let end = story.member(place).map_or(1, |member| u32::from(member.content.end()).max(1));
    u64::from(u32::from(at)) * 100 / u64::from(end)
}

#[cfg(test)]
mod tests {
    use super::letter;
    use crate::story::ArticleIndex;

    #[test]
    fn every_article_has_a_letter_of_its_own() {
        let places = [0, 1, 25, 26, 27, 51, 52, 701, 702];
        let letters = places.map(|place| letter(ArticleIndex(place)));
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
