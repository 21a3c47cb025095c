//! What a key can do: every action's name, one line of help and argument, in one table.
//!
//! Actions are plain names. What an action does in a pane is decided by the update of that pane; this
//! file knows neither keys nor state.

use std::fmt;

/// What an action takes besides being called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// The character pressed after its keys, as in `m{char}`.
    Character,
    /// A count typed before its keys, as in `3j`; without one it acts once or in its own way.
    Count,
}

macro_rules! actions {
    ($($variant:ident $name:literal $argument:ident $help:literal;)*) => {
        /// One thing the user can ask for, by key or by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = concat!($help, ".")] $variant,)*
        }

        impl Action {
            /// All actions, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        const ROWS: &[Row] = &[$(Row {
            name: $name,
            argument: Argument::$argument,
            help: $help,
        }),*];
    };
}

struct Row {
    name: &'static str,
    argument: Argument,
    help: &'static str,
}

actions! {
    // Everywhere
    Back "back" None "Go back: from popup, facts, text; from the list, quit";
    Quit "quit" None "Quit; everything is saved";
    QuitNow "quit-now" None "Quit at once";
    Cancel "cancel" None "Cancel: popup, then selection, then search; never quits";
    Interrupt "interrupt" None "Stop what is under way; pressed twice, quit";
    Suspend "suspend" None "Suspend to the shell";
    Redraw "redraw" None "Draw the whole screen anew";
    Help "help" None "Show the keys of this pane";
    CommandLine "command-line" None "Type a command";
    Palette "palette" None "Find a command or article by name";
    FocusNext "focus-next" Count "Go to the next pane";
    FocusPrevious "focus-previous" Count "Go to the previous pane";
    FocusLeft "focus-left" None "Go to the pane on the left";
    FocusRight "focus-right" None "Go to the pane on the right";
    FocusLast "focus-last" None "Go to the pane you came from";
    FocusSources "focus-sources" None "Go to the sources";
    FocusReader "focus-reader" None "Go to the text";
    FocusFacts "focus-facts" None "Go to the facts";
    ToggleSources "toggle-sources" None "Show or hide the sources";
    ToggleFacts "toggle-facts" None "Show or hide the facts";
    Zen "zen" None "Show the text alone, or all panes again";
    NarrowerPane "narrower-pane" Count "Make this pane narrower";
    WiderPane "wider-pane" Count "Make this pane wider";
    ResetPanes "reset-panes" None "Give the panes their usual widths";
    WiderColumn "wider-column" Count "Make the text column wider";
    NarrowerColumn "narrower-column" Count "Make the text column narrower";
    ResetColumn "reset-column" None "Give the text column its usual width";
    JumpBack "jump-back" Count "Go back to where you were before the jump";
    JumpForward "jump-forward" Count "Go forward again along the jumps";
    JumpList "jump-list" None "Show the jumps";
    NextDocument "next-document" Count "Open the next article of the list";
    PreviousDocument "previous-document" Count "Open the previous article of the list";
    Bookmarks "bookmarks" None "Show the bookmarks";
    Matrix "matrix" None "Show which source of the story says what";
    SideBySide "side-by-side" Count "Read two sources of the story side by side";
    Timeline "timeline" None "Show the story by time";
    WritePassages "write-passages" None "Write the kept passages to a file for other programs";
    Undo "undo" Count "Undo the last change";
    Redo "redo" Count "Redo what was undone";
    NextTheme "next-theme" None "Change to the next theme";
    Info "info" None "Show file, place, origin and reading time";
    // Reader
    LineDown "line-down" Count "Line down";
    LineUp "line-up" Count "Line up";
    PageDown "page-down" Count "Page down";
    PageUp "page-up" Count "Page up";
    HalfPageDown "half-page-down" Count "Half a page down";
    HalfPageUp "half-page-up" Count "Half a page up";
    Top "top" Count "Go to the top";
    End "end" Count "Go to the end; with a number, to that paragraph";
    Percent "percent" Count "With a number: go to that percentage of the text";
    PlaceAtTop "place-at-top" None "Put this sentence at the top";
    PlaceAtCenter "place-at-center" None "Put this sentence in the middle";
    PlaceAtBottom "place-at-bottom" None "Put this sentence at the bottom";
    ToggleHighlights "toggle-highlights" None "Mark all facts in the text, or the selected one only";
    PreviousParagraph "previous-paragraph" Count "Previous paragraph";
    NextParagraph "next-paragraph" Count "Next paragraph";
    PreviousSentence "previous-sentence" Count "Previous sentence";
    NextSentence "next-sentence" Count "Next sentence";
    NextFact "next-fact" Count "Next fact in the text";
    PreviousFact "previous-fact" Count "Previous fact in the text";
    NextBookmark "next-bookmark" Count "Next bookmark";
    PreviousBookmark "previous-bookmark" Count "Previous bookmark";
    NextHeading "next-heading" Count "Next heading";
    PreviousHeading "previous-heading" Count "Previous heading";
    Search "search" None "Find in the text or the list";
    NextMatch "next-match" Count "Next match";
    PreviousMatch "previous-match" Count "Previous match";
    SearchHere "search-here" None "Search for the selection, fact or sentence you are at";
    SelectSentence "select-sentence" None "Select from here by sentences";
    SelectParagraph "select-paragraph" None "Select whole paragraphs";
    SetMark "set-mark" Character "Set a mark: a-z in this article, A-Z everywhere";
    GoToMark "go-to-mark" Character "Go to a mark, or with ' to the place before the jump";
    Keep "keep" None "Keep this passage";
    KeepWithNote "keep-with-note" None "Keep this passage with a note";
    RemoveBookmark "remove-bookmark" None "Remove the bookmark in this sentence";
    Contents "contents" None "Show the table of contents";
    WhatChanged "what-changed" None "Show what changed since the article was last read";
    Versions "versions" None "Show the versions of the article, to read an old one";
    ShowEvidence "show-evidence" None "Go to the facts of this sentence";
    // Stories
    SameNext "same-next" Count "Same passage in the next source that has it";
    SamePrevious "same-previous" Count "Same passage in the previous source that has it";
    NextSource "next-source" Count "Next source on this event";
    PreviousSource "previous-source" Count "Previous source on this event";
    NextOnlyHere "next-only-here" Count "Next passage that only this source has";
    PreviousOnlyHere "previous-only-here" Count "Previous passage that only this source has";
    NextDifference "next-difference" Count "Next passage where the sources differ";
    PreviousDifference "previous-difference" Count "Previous passage where the sources differ";
    NextSpeculation "next-speculation" Count "Next speculation";
    PreviousSpeculation "previous-speculation" Count "Previous speculation";
    StoryPanel "story-panel" None "Show the story beside the text, or the facts again";
    Corroborated "corroborated" None "Show what a source of another origin says too";
    OnlyHere "only-here" None "Show what only this source says";
    MissingHere "missing-here" None "Show what others say and this source does not";
    Differences "differences" None "Show where the sources differ";
    DenyMatch "deny-match" None "Say that these two passages do not say the same";
    // Caret and selection
    CaretMode "caret-mode" None "Move a caret in the text, or leave it";
    CaretLeft "caret-left" Count "Caret left";
    CaretRight "caret-right" Count "Caret right";
    CaretDown "caret-down" Count "Caret a row down";
    CaretUp "caret-up" Count "Caret a row up";
    WordForward "word-forward" Count "Next word";
    WordBack "word-back" Count "Start of the word, or the word before";
    WordEnd "word-end" Count "End of the word, or of the next one";
    RowStart "row-start" None "Start of the row";
    RowFirst "row-first" None "First character of the row that is no space";
    RowEnd "row-end" None "End of the row";
    FindCharacter "find-character" Character "Next such character in the paragraph";
    FindBefore "find-before" Character "Before the next such character";
    FindCharacterBack "find-character-back" Character "Such a character further back";
    FindAfterBack "find-after-back" Character "After such a character further back";
    FindAgain "find-again" Count "Find the character once more";
    FindAgainBack "find-again-back" Count "Find it once more, the other way";
    SelectCharacters "select-characters" None "Select by characters, or stop selecting";
    SelectThisWord "select-this-word" None "Select the word; again, one more";
    SelectThisSentence "select-this-sentence" None "Select the sentence; again, one more";
    SelectThisParagraph "select-this-paragraph" None "Select the paragraph; again, one more";
    SelectQuotation "select-quotation" None "Select what is quoted; again, what is around it";
    SwapEnds "swap-ends" None "Move the other end of the selection";
    CopySelection "copy-selection" None "Copy the selection as plain text";
    CopyParagraph "copy-paragraph" None "Copy the paragraph";
    CopyCitation "copy-citation" None "Copy the passage with its source, to cite it";
    CopyMarkdown "copy-markdown" None "Copy the passage as a quote in Markdown";
    CopyAddress "copy-address" None "Copy the address or path of the article";
    FollowLink "follow-link" None "Add the page behind the link under the caret";
    ToggleMouse "toggle-mouse" None "Leave the mouse to the terminal, or take it again";
    // Lists
    Down "down" Count "Down";
    Up "up" Count "Up";
    First "first" Count "Go to the first";
    Last "last" Count "Go to the last";
    ListHalfPageDown "list-half-page-down" Count "Half a page down";
    ListHalfPageUp "list-half-page-up" Count "Half a page up";
    ListPageDown "list-page-down" Count "Page down";
    ListPageUp "list-page-up" Count "Page up";
    Open "open" None "Open";
    Peek "peek" None "Look without leaving the list";
    Fold "fold" None "Fold; what is folded, leave to the left";
    Unfold "unfold" None "Unfold; what is unfolded, go there";
    ToggleFold "toggle-fold" None "Fold or unfold";
    FoldAll "fold-all" None "Fold all";
    UnfoldAll "unfold-all" None "Unfold all";
    GoToFact "go-to-fact" None "Go there; a name: list its places, here and elsewhere";
    Narrow "narrow" None "Show only the facts that contain some words";
    MarkPassages "mark-passages" None "Mark all passages of this fact in the text";
    Sort "sort" None "Order: most important first, or as in the text";
    FactsOfKind "facts-of-kind" None "Choose which facts are shown";
    AllFacts "all-facts" None "Show all facts again";
    DismissedFacts "dismissed-facts" None "Show the facts you dismissed";
    Confirm "confirm" None "Confirm this fact as right, or take that back";
    Dismiss "dismiss" None "Dismiss this fact as wrong, or bring it back";
    Why "why" None "Say why this is taken for a fact, and how sure it is";
    NextStory "next-story" Count "Next story";
    PreviousStory "previous-story" Count "Previous story";
    JoinStories "join-stories" None "Join this and the article chosen next into one story";
    SplitFromStory "split-from-story" None "Take this article out of its story";
    NextUnread "next-unread" Count "Next unread article";
    PreviousUnread "previous-unread" Count "Previous unread article";
    ToggleRead "toggle-read" None "Mark as read or unread";
    ToggleStar "toggle-star" None "Set or remove the star";
    Add "add" None "Add a file, a folder, a page or a feed";
    AddLink "add-link" None "Add the page behind a link of the text";
    Shelves "shelves" None "Show the shelves: all, unread, starred, feeds";
    ShowAll "show-all" None "Show all articles of this shelf";
    ShowUnread "show-unread" None "Show the unread articles of this shelf";
    ShowStarred "show-starred" None "Show the starred articles of this shelf";
    Refresh "refresh" None "Fetch this feed or this article anew";
    RefreshAll "refresh-all" None "Fetch all feeds";
    MarkAllRead "mark-all-read" None "Mark all articles of this list as read";
    Rename "rename" None "Rename this feed or story";
    ToggleWhole "toggle-whole" None "Fetch this feed's whole articles with it or when opened";
    Remove "remove" None "Remove; undo brings it back";
    EditNote "edit-note" None "Edit the note";
    NextTab "next-tab" Count "Bookmarks of article, story, all, or drifted";
    PreviousTab "previous-tab" Count "The same the other way around";
    // Bookmarks
    EditNoteOutside "edit-note-outside" None "Edit the note in $VISUAL or $EDITOR";
    EditTags "edit-tags" None "Edit the tags of this passage or article";
    CycleLabel "cycle-label" Count "Give this passage the next colour, or none";
    ShowNote "show-note" None "Show the note of the passage you are at";
    AcceptPlace "accept-place" None "Accept where the passage is now, or attach it anew";
    SelectItem "select-item" None "Choose this row for a change of several";
    SelectRange "select-range" None "Choose from here on; again ends it";
    Sift "sift" None "Show only some: words -not tag: label: is:noted since:";
    SortBookmarks "sort-bookmarks" None "Order: place, newest, oldest, changed, label";
    ReverseOrder "reverse-order" None "Turn the order around";
    KeptFacts "kept-facts" None "Show the facts you kept";
    NewLine "new-line" None "New line";
    NextField "next-field" None "Go to the tags, or complete a tag";
    PreviousField "previous-field" None "Go back to the note";
    DeleteToStart "delete-to-start" None "Delete to the start of the line";
    // Views of a story
    PreviousColumn "previous-column" Count "Previous source";
    NextColumn "next-column" Count "Next source";
    AllRows "all-rows" None "Show all rows again";
    DifferingRows "differing-rows" None "Show only the rows on which sources differ";
    SingleSourceRows "single-source-rows" None "Show only the rows that one source alone says";
    NarrowRows "narrow-rows" None "Show only the rows that contain some words";
    SortRows "sort-rows" None "Change the order of the rows";
    // Searching the library
    SearchLibrary "search-library" None "Search the whole library";
    SearchResults "search-results" None "Show what the last search of the library found";
    ResultOrder "result-order" None "Show the newest first, or what fits best";
    SaveSearch "save-search" None "Keep this search among the shelves, under a name";
    EditQuery "edit-query" None "Change what this search looks for";
    // Prompt
    Accept "accept" None "Accept";
    Complete "complete" None "Complete";
    CompleteBack "complete-back" None "Complete backwards";
    Older "older" None "Older entry";
    Newer "newer" None "Newer entry";
    LineStart "line-start" None "Go to the start of the line";
    LineEnd "line-end" None "Go to the end of the line";
    CharacterLeft "character-left" None "Character left";
    CharacterRight "character-right" None "Character right";
    DeleteCharacter "delete-character" None "Delete the character under the cursor";
    DeleteBefore "delete-before" None "Delete the character before the cursor";
    DeleteWord "delete-word" None "Delete the word before the cursor";
    ClearLine "clear-line" None "Clear the line";
    DeleteToEnd "delete-to-end" None "Delete to the end of the line";
}

/// The places of the rows in the order of their names, so that a name is found in a few steps: some hundred
/// are looked up at every start.
const BY_NAME: [u8; ROWS.len()] = by_name();

const fn by_name() -> [u8; ROWS.len()] {
    let mut places = [0; ROWS.len()];
    let mut count: u8 = 0;
    while (count as usize) < places.len() {
        let mut at = count as usize;
        while at > 0 && is_before(ROWS[count as usize].name, ROWS[places[at - 1] as usize].name) {
            places[at] = places[at - 1];
            at -= 1;
        }
        places[at] = count;
        count += 1;
    }
    places
}

const fn is_before(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] < b[at];
        }
        at += 1;
    }
    a.len() < b.len()
}

impl Action {
    /// Returns the name used in key files and on the command line: `half-page-down`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns one line for the help pane.
    pub fn help(self) -> &'static str {
        self.row().help
    }

    /// Returns what the action takes.
    pub fn argument(self) -> Argument {
        self.row().argument
    }

    /// Returns the action called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        let found = BY_NAME.binary_search_by(|place| ROWS[usize::from(*place)].name.cmp(name));
        let place = BY_NAME.get(found.ok()?)?;
        Self::ALL.get(usize::from(*place)).copied()
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_leads_back_to_its_action() {
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(*action));
        }
        let names: BTreeSet<_> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        assert_eq!(Action::from_name("fly"), None);
    }

    #[test]
    fn a_name_is_its_variant_in_kebab_case() {
        for action in Action::ALL {
            let variant = format!("{action:?}");
            let kebab: String = variant
                .chars()
                .enumerate()
                .flat_map(|(at, ch)| {
                    let dash = (at > 0 && ch.is_uppercase()).then_some('-');
                    dash.into_iter().chain(ch.to_lowercase())
                })
                .collect();
            assert_eq!(action.name(), kebab);
        }
    }

    #[test]
    fn help_is_one_short_line() {
        for action in Action::ALL {
            let help = action.help();
            assert!(help.starts_with(char::is_uppercase) && !help.ends_with('.'), "{help}");
            assert!(help.len() <= 60, "{help}");
        }
    }
}
