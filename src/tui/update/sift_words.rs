//! What the words that narrow the bookmarks can be completed to.

use crate::tui::state::State;

/// Returns what the word being typed could become: the words of the filter, and the tags in use.
pub(super) fn completions(state: &State, typed: &str) -> Vec<String> {
    const WORDS: [&str; 14] = [
        "tag:",
        "source:",
        "label:yellow",
        "label:red",
        "label:green",
        "label:blue",
        "label:purple",
        "label:none",
        "is:drifted",
        "is:noted",
        "is:fact",
        "since:7d",
        "since:1m",
        "since:1y",
    ];
    let start = typed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (before, word) = typed.split_at_checked(start).unwrap_or(("", typed));
    if word.is_empty() {
        return Vec::new();
    }
    let known = state.known_tags.iter().map(|tag| {
        let quote = if tag.contains(char::is_whitespace) { "\"" } else { "" };
        format!("tag:{quote}{tag}{quote}")
    });
    let all = WORDS.iter().map(|word| (*word).to_owned()).chain(known);
    let lower = word.to_lowercase();
    all.filter(|it| it.to_lowercase().starts_with(&lower))
        .map(|it| format!("{before}{it}"))
        .collect()
}
