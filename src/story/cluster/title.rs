//! The title of a story: the headline that says best what its articles have in common.

use std::collections::{HashMap, HashSet};

use crate::document::TitleOrigin;
use crate::fact::key::folded;
use crate::story::cluster::common::{share, stem};
use crate::text::{TextRange, TextSize};

/// The words of a headline that is as long as it should be.
const GOOD_LENGTH: std::ops::RangeInclusive<usize> = 4..=14;

/// What an article of a story is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headline<'a> {
    /// The words.
    pub text: &'a str,
    /// Whether the article has it or was given it.
    pub origin: TitleOrigin,
    /// The publication or agency.
    pub site: Option<&'a str>,
}

/// Returns which headline names a story best, and how it reads without what belongs to its publisher; `None` if no
/// article has a headline of its own.
pub fn headline(headlines: &[Headline<'_>]) -> Option<(usize, String)> {
    let own: Vec<(usize, String, HashSet<String>)> = headlines
        .iter()
        .enumerate()
        .filter(|(_, headline)| headline.origin != TitleOrigin::Derived)
        .map(|(index, headline)| {
            let text = cleaned(headline.text, headline.site);
            let stems = stems(&text);
            (index, text, stems)
        })
        .filter(|(_, text, stems)| !stems.is_empty() && !is_file_name(text))
        .collect();
    let mut among: HashMap<&str, f32> = HashMap::new();
    for stem in own.iter().flat_map(|(_, _, stems)| stems) {
        *among.entry(stem).or_default() += 1.0;
    }
    let worth = |stems: &HashSet<String>| {
        let telling = |stem: &String| -share(stem).unwrap_or(0.001).ln();
        let common: f32 = stems
            .iter()
            .map(|stem| (among.get(stem.as_str()).copied().unwrap_or(1.0) - 1.0) * telling(stem))
            .sum();
        let fit = if GOOD_LENGTH.contains(&stems.len()) { 1.0 } else { 0.5 };
        // Not the longest, but the one that has most in common for its length; the first of equals.
        (common + 0.1) / (stems.len() as f32 + 4.0) * fit
    };
    let mut best: Option<(f32, usize, &String)> = None;
    for (index, text, stems) in &own {
        let worth = worth(stems);
        if best.is_none_or(|(known, ..)| worth > known) {
            best = Some((worth, *index, text));
        }
    }
    best.map(|(_, index, text)| (index, text.clone()))
}

/// Returns a title of what most of the articles name, for a story none of whose articles has a headline.
pub fn named_after<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<_> = names.take(3).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Tells whether a title is the name of a file.
fn is_file_name(text: &str) -> bool {
    let named = text.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    named && !text.contains(' ')
}

fn stems(text: &str) -> HashSet<String> {
    let all = TextRange::up_to(TextSize::of(text));
    crate::text::segment::words(text, all)
        .map(|word| stem(&folded(&text[word])).to_owned())
        .filter(|stem| !stem.is_empty())
        .collect()
}

/// Returns a headline without the name of its publisher and without labels as `UPDATE 1-`.
fn cleaned(text: &str, site: Option<&str>) -> String {
    let mut text = text.trim();
    let same = |part: &str, site: &str| folded(part) == folded(site);
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        let Some((head, tail)) = text.rsplit_once(separator) else { continue };
        let is_site = site.is_some_and(|site| same(tail, site));
        if is_site || separator == " | " && tail.split_whitespace().count() <= 3 {
            text = head.trim();
        }
    }
    if let Some((label, rest)) = text.split_once(['-', ':']) {
        let mut words = label.split_whitespace();
        let first = words.next().unwrap_or_default();
        let is_label = [
            "UPDATE",
            "LIVE",
            "BREAKING",
            "EXCLUSIVE",
            "WRAPUP",
            "VIDEO",
            "WATCH",
            "CORRECTED",
            "RPT",
        ]
        .contains(&first.to_uppercase().as_str())
            && words.all(|word| {
                word.bytes().all(|byte| byte.is_ascii_digit()) || word.eq_ignore_ascii_case("news")
            });
        if is_label && !rest.trim().is_empty() {
            text = rest.trim();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Headline, cleaned, headline, named_after};
    use crate::document::TitleOrigin::{self, Derived, Given, Stated};

    #[track_caller]
    fn check(titles: &[(&str, TitleOrigin)], expected: Option<&str>) {
        let headlines: Vec<_> = titles
            .iter()
            .map(|(text, origin)| Headline { text, origin: *origin, site: None })
            .collect();
        assert_eq!(headline(&headlines).map(|(_, text)| text).as_deref(), expected);
    }

    #[test]
    fn the_headline_that_has_most_in_common_with_the_others_is_taken() {
        check(
            &[
                ("What we know so far", Stated),
                ("Ferry runs aground off Skarvik, 14 hurt", Stated),
                ("Ferry aground near Skarvik: passengers hurt, captain questioned", Stated),
            ],
            Some("Ferry runs aground off Skarvik, 14 hurt"),
        );
        check(&[("One", Stated), ("Another", Stated)], Some("One"));
    }

    #[test]
    fn names_of_files_and_labels_are_no_headlines() {
        check(&[("report_12.txt", Stated), ("A ferry ran", Derived)], None);
        check(
            &[("report_12.txt", Given), ("Storm closes port", Stated)],
            Some("Storm closes port"),
        );
        check(&[("", Stated), ("...", Stated)], None);
        check(&[], None);
    }

    #[test]
    fn what_belongs_to_the_publisher_is_left_out() {
        let table = [
            ("Storm closes port - The Harbour Post", Some("The Harbour Post"), "Storm closes port"),
            (
                "Storm closes port - and opens another",
                Some("Harbour"),
                "Storm closes port - and opens another",
            ),
            ("Storm closes port | News", None, "Storm closes port"),
            ("UPDATE 2-Storm closes port", None, "Storm closes port"),
            ("BREAKING NEWS: Storm closes port", None, "Storm closes port"),
            ("Storm: port closed", None, "Storm: port closed"),
            ("Live: ", None, "Live:"),
        ];
        for (text, site, expected) in table {
            assert_eq!(cleaned(text, site), expected);
        }
    }

    #[test]
    fn a_story_without_headlines_is_named_after_what_it_names() {
        assert_eq!(named_after(["a", "b", "c", "d"].into_iter()).as_deref(), Some("a, b, c"));
        assert_eq!(named_after([].into_iter()), None);
    }
}
