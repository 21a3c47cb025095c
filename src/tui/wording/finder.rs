//! Wording of searching the library: the language of queries, and how much was found.

use crate::library::{Only, Order, Scope};
use crate::search::{Typed, typed};
use crate::text::Safe;
use crate::tui::state::finder::{Answer, Results};
use crate::tui::state::shelves::Shelves;
use crate::tui::state::sources::filtered::Filtered;
use crate::tui::state::sources::{Rest, Sources};

/// The language of queries in one line, what is needed most first.
pub const LANGUAGE: &str =
    "word \"phrase\" pre* -not  source: person: tag: is:unread date:2025-11..";

/// What narrows the list of what is kept, of the same language.
pub const SIFTING: &str =
    "word \"phrase\" pre* -not  tag: label:red is:noted|fact|drifted source: since:7d";

/// What can be typed to search the library, with what it means.
pub const QUERIES: &[(&str, &str)] = &[
    ("word", "in any form, accents aside"),
    ("two words", "both, anywhere"),
    ("\"two words\"", "in a row"),
    ("pre*", "words that begin so"),
    ("-word", "without it"),
    ("one OR other", "either of them"),
    ("near:\"one other\"", "close together"),
    ("title: note:", "only in titles; in your notes"),
    ("source: site:", "who published it"),
    ("person: place: org:", "whom or what it names"),
    ("tag: story:", "your tags; the story it is in"),
    ("is:unread is:starred is:kept", "what you did with it"),
    ("date:2025-11..2026", "when it was published"),
    ("lang:en", "its language"),
    ("label:red is:noted since:7d", "what you kept of it"),
];

/// Returns in which order results stand.
pub const fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "newest first",
        Order::Relevance => "what fits best first",
    }
}

/// Returns how much a search found.
pub fn count(results: &Results) -> Safe {
    let found = results.hits().len();
    match (results.state, found, results.next().is_some()) {
        (Answer::None, ..) => Safe::default(),
        (Answer::Awaited, 0, _) | (_, 0, true) => Safe::new("searching …"),
        (_, _, true) => Safe::new(&format!("{found}+ articles")),
        (_, 1, false) => Safe::new("1 article"),
        (_, found, false) => Safe::new(&format!("{found} articles")),
    }
}

/// Returns what a list is called that shows only what fits, with the shelf on which it does.
pub fn filtered(filter: &Filtered, scope: Scope, shelves: &Shelves) -> Safe {
    let name = filter.name();
    let feed = scope.feed.map(|feed| shelves.feed(feed).map_or("Feed", |feed| feed.title.as_str()));
    let feed = feed.map(|title| format!(" · {title}")).unwrap_or_default();
    let kind = match scope.only {
        Only::All => "",
        Only::Unread => " · unread",
        Only::Starred => " · starred",
    };
    Safe::new(&format!("/ {name}{feed}{kind}"))
}

/// Returns how many articles of the list fit what it is filtered by.
pub fn filter_count(sources: &Sources) -> Safe {
    let more = if sources.rest == Rest::Unread { "+" } else { "" };
    Safe::new(&format!("{}{more}", sources.entries().len()))
}

/// Returns what a completion puts in place of what was typed: its last word or value.
pub fn completion<'c>(stem: &str, item: &'c str) -> &'c str {
    let kept = match typed(stem) {
        Typed::Word { before, .. } | Typed::Value { before, .. } => before,
        Typed::Nothing => "",
    };
    item.strip_prefix(kept).unwrap_or(item)
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGE, QUERIES, SIFTING, completion};
    use crate::search::parse;

    #[test]
    fn every_field_that_is_named_is_one() {
        let named = QUERIES.iter().map(|(typed, _)| *typed).chain([LANGUAGE, SIFTING]);
        for part in named.flat_map(str::split_whitespace) {
            let Some((field, _)) = part.split_once(':') else { continue };
            let query = parse(&format!("{field}:some"));
            let unknown = query.remarks.iter().find(|remark| remark.contains("no field"));
            assert_eq!(unknown, None, "{part}");
        }
        assert!(!parse("colour:red").remarks.is_empty());
    }

    #[test]
    fn a_completion_is_shown_by_its_last_word() {
        for (stem, item, expected) in [
            ("storm si", "storm site:", "site:"),
            ("si", "site:", "site:"),
            ("-so", "-source:", "source:"),
            ("a person:li", "a person:\"Li Qiang\"", "\"Li Qiang\""),
            ("a person:\"li q", "a person:\"Li Qiang\" ", "\"Li Qiang\" "),
            ("x", "other", "other"),
        ] {
            assert_eq!(completion(stem, item), expected);
        }
    }
}
