//! Kept passages in few words: what the panel, a text to look at and the status line say of them.

use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, Evidence, Label as Colour};
use crate::library::{KeptOrder, KeptRow, Standing, Way};
use crate::text::Safe;
use crate::tui::state::kept_list::KeptList;
use crate::tui::state::kept_view::{KeptView, Tab};

/// The mark of a kept passage without a note.
const KEPT: &str = "+";
/// The mark of a kept passage with a note.
const NOTED: &str = "✎";
/// The mark of a kept passage that is at another place for all we know.
const DRIFTED: &str = "±";

/// What a row of the panel says, each part in a weight of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptWords {
    /// The mark of what it is.
    pub mark: &'static str,
    /// The letter of its colour.
    pub label: Option<Colour>,
    /// The passage or the fact.
    pub words: Safe,
    /// What the user says of it.
    pub said: Safe,
    /// Where it is from.
    pub from: Safe,
}

/// Returns what a row of the panel says of a passage.
pub fn kept_row(kept: &KeptRow, tab: Tab) -> KeptWords {
    let bookmark = &kept.bookmark;
    let note = bookmark.note.lines().map(str::trim).filter(|line| !line.is_empty());
    let note: Vec<_> = note.collect();
    let said = [note.join(" / "), tags(&bookmark.tags)];
    let said: Vec<_> = said.into_iter().filter(|part| !part.is_empty()).collect();
    let from = match (kept.standing, tab) {
        (Standing::Removed, _) => format!("removed · {}", bookmark.title),
        (_, Tab::Document(_)) => String::new(),
        _ => kept.source.clone().unwrap_or_else(|| bookmark.title.clone()),
    };
    let words = match &bookmark.fact {
        Some(fact) => format!("{} ({})", fact.wording, evidence_count(fact.evidence.len())),
        None => format!("“{}”", bookmark.anchor.quote.exact),
    };
    KeptWords {
        mark: mark(bookmark, kept.standing.has_drifted()),
        label: bookmark.label,
        words: Safe::new(&words),
        said: Safe::new(&said.join("  ")),
        from: Safe::new(&from),
    }
}

/// Returns what a row of the panel says of a passage that a kept fact rests on.
pub fn kept_evidence(bookmark: &Bookmark, evidence: &Evidence) -> (Safe, Safe) {
    let is_own = evidence.document == bookmark.document;
    let title = if is_own { "same article" } else { &evidence.title };
    (Safe::new(title), Safe::new(&format!("“{}”", evidence.anchor.quote.exact)))
}

/// Returns the mark that stands for a kept passage.
pub const fn mark(bookmark: &Bookmark, drifted: bool) -> &'static str {
    if drifted {
        DRIFTED
    } else if bookmark.note.is_empty() {
        KEPT
    } else {
        NOTED
    }
}

/// Returns all that a kept passage says, as paragraphs: its note first, then the passage with its context.
pub fn kept_words(bookmark: &Bookmark) -> Vec<Safe> {
    let lines = bookmark.note.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let mut paragraphs: Vec<_> = lines
        .enumerate()
        .map(|(row, line)| match row {
            0 => Safe::new(&format!("{NOTED} {line}")),
            _ => Safe::new(line),
        })
        .collect();
    let said = [label(bookmark).unwrap_or_default(), tags(&bookmark.tags)];
    let said: Vec<_> = said.into_iter().filter(|part| !part.is_empty()).collect();
    if !said.is_empty() {
        paragraphs.push(Safe::new(&said.join("  ")));
    }
    let quote = &bookmark.anchor.quote;
    match &bookmark.fact {
        Some(fact) => {
            paragraphs.push(Safe::new(&format!("{}: {}", fact.kind, fact.wording)));
            let evidence = fact.evidence.iter();
            paragraphs.extend(
                evidence.map(|it| Safe::new(&format!("{}: “{}”", it.title, it.anchor.quote.exact))),
            );
        }
        None => {
            let words = format!("…{}⟦{}⟧{}…", quote.prefix, quote.exact, quote.suffix);
            paragraphs.push(Safe::new(&words));
        }
    }
    paragraphs
}

/// Returns what is known of a kept passage: when it was kept and changed, and what has become of it.
pub fn kept_facts(kept: &KeptRow) -> Vec<Safe> {
    let at = |time: jiff::Timestamp| time.strftime("%-d %b %Y, %H:%M UTC").to_string();
    let changed = kept.bookmark.changed.map(|changed| format!(" · changed {}", at(changed)));
    let when = format!("kept {}{}", at(kept.bookmark.created), changed.unwrap_or_default());
    let standing = match kept.standing {
        Standing::Removed => "its article was removed from the library".to_owned(),
        Standing::There(Resolution::Exact(_)) => String::new(),
        Standing::There(Resolution::Moved(_)) => {
            "the article has changed; the same words are at another place".to_owned()
        }
        Standing::There(Resolution::Drifted(_, confidence)) => {
            format!("the article has changed; most likely here, {} % sure", confidence.hundredths())
        }
        Standing::There(Resolution::Changed) => {
            "the article has changed; these words are not there any more".to_owned()
        }
    };
    [when, standing].iter().filter(|line| !line.is_empty()).map(|line| Safe::new(line)).collect()
}

/// Returns the title under which a kept passage is shown.
pub fn kept_title(bookmark: &Bookmark) -> Safe {
    let what = if bookmark.fact.is_some() { "Fact" } else { "Bookmark" };
    Safe::new(&format!("{what} · {}", bookmark.title))
}

/// Returns what the status line says of a kept passage that is gone to.
pub fn kept_line(bookmark: &Bookmark) -> String {
    let note = bookmark.note.replace('\n', " / ");
    let parts = [
        if note.is_empty() { "kept".to_owned() } else { format!("{NOTED} {note}") },
        tags(&bookmark.tags),
        label(bookmark).unwrap_or_default(),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Returns the title of the panel: whose bookmarks, how many, in which order, narrowed to what.
pub fn kept_panel(panel: &KeptList) -> Safe {
    let whose = match panel.view.tab {
        Tab::Document(_) => "this article",
        Tab::Story(_) => "this story",
        Tab::Library => "whole library",
        Tab::Drifted => "drifted",
    };
    let count = match panel.count() {
        (_, Some(total)) => total.to_string(),
        (0, None) => "…".to_owned(),
        (known, None) => format!("{known}+"),
    };
    let chosen = match panel.count_chosen() {
        None => String::new(),
        Some(count) => format!(" · {count} chosen"),
    };
    let typed = match panel.view.sought() {
        "" => String::new(),
        typed => format!(" · /{typed}"),
    };
    let order = kept_order(&panel.view);
    Safe::new(&format!("Bookmarks · {whose} · {count} · {order}{chosen}{typed}"))
}

/// Returns what the order of a list is called.
pub const fn kept_order(view: &KeptView) -> &'static str {
    match (view.order, view.way, view.tab) {
        (KeptOrder::Place, Way::Usual, Tab::Document(_)) => "as in the text",
        (KeptOrder::Place, Way::Reversed, Tab::Document(_)) => "from the end of the text",
        (KeptOrder::Place, Way::Usual, _) => "by article",
        (KeptOrder::Place, Way::Reversed, _) => "by article, from the last",
        (KeptOrder::Newest, Way::Usual, _) => "newest first",
        (KeptOrder::Newest, Way::Reversed, _) => "oldest first",
        (KeptOrder::Changed, Way::Usual, _) => "last changed first",
        (KeptOrder::Changed, Way::Reversed, _) => "last changed last",
        (KeptOrder::Label, Way::Usual, _) => "by label",
        (KeptOrder::Label, Way::Reversed, _) => "by label, from the last",
    }
}

/// Returns tags as they are shown.
pub fn tags(tags: &[String]) -> String {
    let tags: Vec<_> = tags.iter().map(|tag| format!("#{tag}")).collect();
    tags.join(" ")
}

fn label(bookmark: &Bookmark) -> Option<String> {
    bookmark.label.map(|label| format!("label {}", label.name()))
}

fn evidence_count(count: usize) -> String {
    match count {
        1 => "1 passage".to_owned(),
        count => format!("{count} passages"),
    }
}
