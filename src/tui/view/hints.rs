//! The keys that are useful next, by what has the focus.

use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::state::State;
use crate::tui::state::kept_view::Tab;
use crate::tui::state::panel::{Filter, Panel};
use crate::tui::state::popup::Popup;
use crate::tui::state::sources::Showing;
use crate::tui::view::{search_hints, story_hints};

/// Which facts the panel shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sifted {
    /// All.
    No,
    /// Some.
    Some,
    /// Those that are dismissed.
    Dismissed,
}

impl Sifted {
    pub(super) fn of(panel: &Panel) -> Self {
        match panel.filter() {
            Filter::Dismissed => Self::Dismissed,
            _ if panel.shows_all() => Self::No,
            _ => Self::Some,
        }
    }

    const fn useful(self) -> (&'static str, &'static [Hint]) {
        match self {
            Self::No => (
                "FACTS",
                &[
                    (Action::GoToFact, "go there"),
                    (Action::Dismiss, "wrong"),
                    (Action::Confirm, "right"),
                    (Action::Undo, "undo"),
                    (Action::Help, "help"),
                    (Action::Narrow, "filter"),
                    (Action::FactsOfKind, "kinds"),
                    (Action::Why, "why"),
                    (Action::Peek, "look"),
                    (Action::Fold, "fold"),
                    (Action::Sort, "order"),
                ],
            ),
            Self::Some => (
                "FACTS",
                &[
                    (Action::GoToFact, "go there"),
                    (Action::Peek, "look"),
                    (Action::Cancel, "all facts"),
                    (Action::Dismiss, "wrong"),
                    (Action::Confirm, "right"),
                    (Action::Help, "help"),
                    (Action::Narrow, "filter"),
                    (Action::FactsOfKind, "kinds"),
                    (Action::Why, "why"),
                ],
            ),
            Self::Dismissed => (
                "DISMISSED",
                &[
                    (Action::Dismiss, "bring back"),
                    (Action::Peek, "look"),
                    (Action::Cancel, "all facts"),
                    (Action::Why, "why"),
                    (Action::Help, "help"),
                ],
            ),
        }
    }
}

/// A key with what it does.
pub(super) type Hint = (Action, &'static str);

/// The keys that are useful next in an article that has a story.
const IN_STORY: &[Hint] = &[
    (Action::SameNext, "same in next source"),
    (Action::NextDifference, "differs"),
    (Action::NextOnlyHere, "only here"),
    (Action::StoryPanel, "story"),
    (Action::Help, "help"),
    (Action::Keep, "keep"),
    (Action::Search, "find"),
    (Action::FocusNext, "pane"),
    (Action::NextSource, "next source"),
    (Action::CaretMode, "caret"),
];

/// The keys that are useful next where the story stands in the place of the facts.
const IN_STORY_PANEL: &[Hint] = &[
    (Action::GoToFact, "go there"),
    (Action::Peek, "both"),
    (Action::SameNext, "same in next source"),
    (Action::Dismiss, "no match"),
    (Action::MissingHere, "missing"),
    (Action::OnlyHere, "only here"),
    (Action::Differences, "differs"),
    (Action::AllFacts, "facts"),
    (Action::Help, "help"),
];

/// The keys that are useful next in the list of what is kept.
const BOOKMARKS: &[Hint] = &[
    (Action::Open, "go there"),
    (Action::EditNote, "note"),
    (Action::EditTags, "tags"),
    (Action::CycleLabel, "label"),
    (Action::Remove, "remove"),
    (Action::NextTab, "story, all"),
    (Action::Sift, "filter"),
    (Action::Help, "help"),
    (Action::SortBookmarks, "order"),
    (Action::SelectItem, "choose"),
    (Action::Peek, "look"),
    (Action::Cancel, "close"),
];

/// The keys that are useful next in the list of what has drifted.
const DRIFTED: &[Hint] = &[
    (Action::Open, "go there"),
    (Action::AcceptPlace, "accept"),
    (Action::Remove, "remove"),
    (Action::NextTab, "article, all"),
    (Action::Help, "help"),
    (Action::Cancel, "close"),
];

/// Returns the mode and its keys where the story of the article gives it others.
pub(super) fn about_story(
    state: &State,
    context: Context,
) -> Option<(&'static str, &'static [Hint])> {
    let reader = state.reader()?;
    match context {
        Context::Reader if reader.story.is_some() => Some(("READ", IN_STORY)),
        Context::Facts if reader.story_panel.is_some() => Some(("STORY", IN_STORY_PANEL)),
        _ => None,
    }
}

/// Returns the mode and the keys that are useful next.
pub(super) fn useful(
    context: Context,
    showing: Showing,
    popup: Option<&Popup>,
    sifted: Sifted,
) -> (&'static str, &'static [Hint]) {
    match (context, popup) {
        (Context::Sources, _) if showing == Showing::Shelves => (
            "SHELVES",
            &[
                (Action::Open, "open"),
                (Action::Add, "add"),
                (Action::RefreshAll, "fetch all"),
                (Action::Refresh, "fetch"),
                (Action::Remove, "remove"),
                (Action::Rename, "rename"),
                (Action::Help, "help"),
                (Action::MarkAllRead, "all read"),
            ],
        ),
        (Context::Sources, _) => (
            "LIST",
            &[
                (Action::Open, "open"),
                (Action::Search, "filter"),
                (Action::SearchLibrary, "search"),
                (Action::Add, "add"),
                (Action::Shelves, "feeds"),
                (Action::Remove, "remove"),
                (Action::FocusNext, "pane"),
                (Action::Help, "help"),
                (Action::ToggleStar, "star"),
            ],
        ),
        (Context::Facts, _) => sifted.useful(),
        (Context::Bookmarks, Some(Popup::Bookmarks(panel))) if panel.view.tab == Tab::Drifted => {
            ("BOOKMARKS", DRIFTED)
        }
        (Context::Bookmarks, _) => ("BOOKMARKS", BOOKMARKS),
        (Context::List, Some(Popup::Evidence(_))) => (
            "NAMED",
            &[(Action::Open, "go there"), (Action::Search, "find"), (Action::Cancel, "close")],
        ),
        (Context::List, Some(Popup::Filters(_))) => (
            "KINDS",
            &[(Action::Open, "show these"), (Action::Search, "find"), (Action::Cancel, "close")],
        ),
        (Context::List, Some(Popup::Links(_))) => (
            "LINKS",
            &[(Action::Open, "add the page"), (Action::Search, "find"), (Action::Cancel, "close")],
        ),
        (Context::Results, _) => search_hints::RESULTS,
        (Context::Matrix, _) => story_hints::MATRIX,
        (Context::Timeline, _) => story_hints::TIMELINE,
        (Context::List, _) => (
            "LIST",
            &[(Action::Open, "go there"), (Action::Search, "find"), (Action::Cancel, "close")],
        ),
        (Context::Note, _) => (
            "NOTE",
            &[
                (Action::Accept, "save"),
                (Action::NewLine, "new line"),
                (Action::NextField, "tags"),
                (Action::Cancel, "close, not lost"),
                (Action::EditNoteOutside, "editor"),
            ],
        ),
        (Context::Help, Some(Popup::Help(_))) => {
            ("HELP", &[(Action::Search, "find"), (Action::Cancel, "close")])
        }
        (Context::Help, _) => ("LOOK", &[(Action::Cancel, "close")]),
        (Context::Palette, _) => ("PALETTE", &[(Action::Accept, "run"), (Action::Cancel, "close")]),
        _ => (
            "READ",
            &[
                (Action::Keep, "keep passage"),
                (Action::Search, "find"),
                (Action::FocusNext, "pane"),
                (Action::Help, "help"),
                (Action::NextFact, "next fact"),
                (Action::Bookmarks, "bookmarks"),
                (Action::CaretMode, "caret"),
            ],
        ),
    }
}
