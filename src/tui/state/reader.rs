//! One open document: where the reader is in it and what is marked in its text.
//!
//! The top of the view is a text offset, so that no resize loses the place. It must not know panes or
//! keys; who changes it passes the height of the view.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::anchor::{Anchor, Resolution};
use crate::document::{Document, DocumentId, RevisionId, unit};
use crate::fact::{FactId, FactSet};
use crate::layout::{Line, Position, Row, TextLayout, stop};
use crate::library::{Extent, ListEntry, Opened, Ticket};
use crate::source::Location;
use crate::story::Mark;
use crate::text::segment::word_count;
use crate::text::{Columns, TextRange, TextSize};
use crate::tui::state::caret::{self, Caret};
use crate::tui::state::fact_marks::fact_marks;
use crate::tui::state::kept_passage::Kept;
use crate::tui::state::list::ListState;
use crate::tui::state::panel::{Order, Panel, arrange};
use crate::tui::state::scroll::{is_before, scrolled};
use crate::tui::state::search::Search;
use crate::tui::state::selection::Selection;
use crate::tui::state::story::{Asked, Telling};
use crate::tui::state::story_panel::StoryPanel;
use crate::verdict::{Subject, Verdict, judged};

/// An open document.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Its row in the source list.
    pub entry: ListEntry,
    /// Where it came from.
    pub location: Option<Location>,
    /// The revision that is shown.
    pub revision: RevisionId,
    /// Its content.
    pub document: Arc<Document>,
    /// How much of the article that is.
    pub extent: Extent,
    /// The revision that was read before this one, and when, if the text was another then.
    pub read_before: Option<(RevisionId, Timestamp)>,
    /// How many words it has, or about how many.
    pub words: usize,
    /// What it says, once that is known.
    pub facts: Option<Arc<FactSet>>,
    /// The request for its facts that is under way; facts of another revision do not fit this text.
    pub awaits_facts: Option<Ticket>,
    /// The story it belongs to, if another article is on its event and that is known.
    pub story: Option<Arc<Telling>>,
    /// The request for its story that is under way.
    pub awaits_story: Option<Ticket>,
    /// Whether its story has been asked for as it is now.
    pub story_asked: Asked,
    /// The story as the panel shows it, while it stands in the place of the facts.
    pub story_panel: Option<StoryPanel>,
    /// What stands beside each fact for the other sources of the story, in their order.
    fact_marks: Vec<Option<Mark>>,
    /// How important each fact is, in their order.
    importance: Arc<[u32]>,
    /// What the user says of the facts.
    verdicts: Vec<(Subject, Verdict)>,
    /// What that says of each fact, in their order.
    judged: Vec<Option<Verdict>>,
    /// The facts panel beside it.
    pub panel: Panel,
    /// The key of what is to be gone to once the facts are known.
    pub wanted: Option<String>,
    /// Its bookmarks and where they are.
    pub kept: Vec<Kept>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its marks and where they are.
    pub marks: BTreeMap<char, TextSize>,
    /// How its text falls into lines.
    pub layout: TextLayout,
    /// The first row shown.
    pub top: Position,
    /// The sentence the reader is at.
    pub cursor: TextRange,
    /// The character that the keys move, while they move one.
    pub caret: Option<Caret>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// What is searched for.
    pub search: Option<Search>,
    /// What is marked of a passage that was followed into other sources, and that passage.
    pub followed: Option<(TextRange, TextRange)>,
    /// The passages shown for the selected fact.
    pub shown: Vec<TextRange>,
}

impl Reader {
    /// Opens a document at the place where it was left.
    pub fn new(opened: Opened, width: Columns, order: Order) -> Self {
        let document = opened.document;
        let places = opened.places;
        let start = places.position.and_then(Resolution::range).unwrap_or_default();
        let kept = opened.bookmarks.into_iter().zip(places.bookmarks);
        let kept = kept.map(|(bookmark, found)| Kept::new(bookmark, found)).collect();
        let marks = opened
            .marks
            .into_iter()
            .zip(places.marks)
            .filter_map(|(mark, found)| Some((mark.name, found.range()?.start())))
            .collect();
        let layout = TextLayout::new(width);
        let top = layout.position_of(&document, start.start());
        let cursor = unit::sentence_at(&document, start.start()).unwrap_or_default();
        let mut reader = Self {
            entry: opened.entry,
            location: opened.location,
            revision: opened.revision,
            extent: opened.extent,
            read_before: opened.read_before,
            facts: None,
            awaits_facts: None,
            story: None,
            story_panel: None,
            fact_marks: Vec::new(),
            awaits_story: None,
            story_asked: Asked::No,
            importance: Arc::default(),
            verdicts: opened.verdicts,
            judged: Vec::new(),
            panel: Panel::default(),
            wanted: None,
            kept,
            tags: opened.tags,
            marks,
            layout,
            top,
            cursor,
            caret: None,
            selection: None,
            search: None,
            followed: None,
            shown: Vec::new(),
            words: word_count(document.text()),
            document,
        };
        if let Some(facts) = opened.facts {
            reader.take_facts(facts, opened.importance, order);
        }
        reader
    }

    /// Takes the facts and shows them in a new panel.
    pub fn take_facts(&mut self, facts: Arc<FactSet>, importance: Arc<[u32]>, order: Order) {
        self.judged = judged(&self.document, &facts, &self.verdicts);
        self.panel = Panel::new(arrange(&self.document, &facts, &importance, &self.judged, order));
        self.facts = Some(facts);
        self.importance = importance;
        self.mark_facts();
    }

    /// Takes the story, or takes note that there is none.
    pub fn take_story(&mut self, story: Option<Arc<Telling>>) {
        self.story = story;
        self.mark_facts();
    }

    fn mark_facts(&mut self) {
        self.fact_marks = match (&self.story, &self.facts) {
            (Some(telling), Some(facts)) => fact_marks(telling, facts),
            _ => Vec::new(),
        };
    }

    /// Returns what stands beside a fact for the other sources of the story.
    pub fn fact_mark(&self, fact: FactId) -> Option<Mark> {
        self.fact_marks.get(usize::try_from(fact.0).ok()?).copied().flatten()
    }

    /// Changes the list that stands beside the text, of the story or the facts; passes the number of its rows too.
    pub fn side_list(&mut self) -> (&mut ListState, usize) {
        match &mut self.story_panel {
            Some(panel) => {
                let length = panel.rows().len();
                (&mut panel.list, length)
            }
            None => {
                let length = self.panel.rows().len();
                (&mut self.panel.list, length)
            }
        }
    }

    /// Returns which row of the list beside the text is selected.
    pub fn side_selected(&self) -> usize {
        let panel = self.story_panel.as_ref();
        panel.map_or(self.panel.list.selected(), |panel| panel.list.selected())
    }

    /// Returns the passage of this article that the selected row beside the text is about.
    pub fn side_passage(&self) -> Option<TextRange> {
        match &self.story_panel {
            Some(panel) => panel.passage_here(),
            None => self.panel.selected_passage().map(|(_, passage)| passage),
        }
    }

    /// Arranges the panel anew.
    pub fn rearrange(&mut self, order: Order, height: u16) {
        let Some(facts) = &self.facts else { return };
        let entries = arrange(&self.document, facts, &self.importance, &self.judged, order);
        self.panel.rearrange(entries, height);
    }

    /// Returns what the user says of the facts.
    pub fn verdicts(&self) -> &[(Subject, Verdict)] {
        &self.verdicts
    }

    /// Takes what the user says of the facts, and arranges the panel by it.
    pub fn judge(&mut self, verdicts: Vec<(Subject, Verdict)>, order: Order, height: u16) {
        self.verdicts = verdicts;
        if let Some(facts) = &self.facts {
            self.judged = judged(&self.document, facts, &self.verdicts);
        }
        self.rearrange(order, height);
    }

    /// Returns what the user says of a fact.
    pub fn verdict(&self, fact: FactId) -> Option<Verdict> {
        self.judged.get(usize::try_from(fact.0).ok()?).copied().flatten()
    }

    /// Returns the document's identity.
    pub const fn id(&self) -> DocumentId {
        self.entry.id
    }

    /// Lays the text out to another width, keeping the place.
    pub fn fit(&mut self, width: Columns) {
        if self.layout.width() != width {
            self.layout = TextLayout::new(width);
            self.top = self.layout.position_of(&self.document, self.top.offset);
        }
    }

    /// Returns the rows shown in a view of `height` rows.
    pub fn rows(&self, height: u16) -> Vec<Row> {
        self.layout.rows(&self.document, self.top, height)
    }

    /// Returns the row of a view of `height` rows on which a place stands, if it is shown.
    pub fn row_of(&self, at: TextSize, height: u16) -> Option<u16> {
        let holds = |row: &Row| line_of(row).is_some_and(|line| line.range.contains_inclusive(at));
        let rows = self.rows(height);
        // A place between two lines is the start of the second.
        let row = rows.iter().rposition(holds)?;
        u16::try_from(row).ok()
    }

    /// Scrolls by rows, never past the last row of the text; the cursor stays in view.
    pub fn scroll(&mut self, rows: i64, height: u16) {
        self.top = scrolled(&self.layout, &self.document, self.top, rows, height);
        self.bring_cursor(height);
    }

    /// Puts the line that shows `at` on the row `row` of the view, as far as the text allows.
    pub fn place(&mut self, at: TextSize, row: u16, height: u16) {
        let line = self.layout.position_of(&self.document, at);
        self.top = scrolled(&self.layout, &self.document, line, -i64::from(row), height);
    }

    /// Scrolls as little as needed to show a passage; one far away comes to the upper third.
    pub fn show(&mut self, passage: TextRange, height: u16) {
        if !self.is_shown(passage, height) {
            self.place(passage.start(), height / 3, height);
        }
    }

    /// Moves the cursor to a sentence and shows it; of one longer than the view, the part with `at`.
    pub fn go(&mut self, at: TextSize, height: u16) {
        if let Some(sentence) = unit::sentence_at(&self.document, at) {
            self.cursor = sentence;
            self.show(sentence, height);
            self.show(TextRange::empty(at), height);
        }
        self.set_caret(at);
    }

    /// Puts the caret, if there is one, on the character at a place.
    pub fn set_caret(&mut self, at: TextSize) {
        let stop = stop::nearest(&self.document, at);
        if let (Some(caret), Some(stop)) = (&mut self.caret, stop) {
            *caret = Caret { at: stop.start(), column: None, ..*caret };
        }
    }

    /// Returns the place that moves start from: the caret, else the start of the sentence the reader is at.
    pub fn point(&self) -> TextSize {
        self.caret.map_or(self.cursor.start(), |caret| caret.at)
    }

    /// Ends the selection, and with it a caret that is there only to select.
    pub fn end_selection(&mut self) {
        self.selection = None;
        self.caret = self.caret.filter(|caret| caret.purpose == caret::Purpose::Moving);
    }

    /// Returns how far the reader is: 0 at the start, 1 when the end is shown.
    pub fn progress(&self, height: u16) -> f32 {
        let last = self.layout.last_top(&self.document, height);
        if !is_before(self.top, last) {
            return 1.0;
        }
        u32::from(self.top.offset) as f32 / u32::from(last.offset).max(1) as f32
    }

    /// Returns an anchor of the first text shown, from which the place is found again.
    pub fn position(&self) -> Option<Anchor> {
        let line = unit::sentence_at(&self.document, self.top.offset)?;
        let start = self.top.offset.max(line.start());
        let range = TextRange::new(start, line.end().max(start));
        Some(Anchor::new(self.document.text(), self.revision, range))
    }

    /// Returns the sentence around a passage, and the whole passage where it is longer.
    pub fn sentence_of(&self, passage: TextRange) -> TextRange {
        unit::sentence_at(&self.document, passage.start()).unwrap_or(passage).cover(passage)
    }

    /// Returns what would be kept now: the selection, else the sentence at the cursor.
    pub fn passage(&self) -> TextRange {
        self.selection.map_or(self.cursor, |selection| selection.range())
    }

    /// Returns the bookmark whose passage touches a range: rather the one of just that range, then one with a note.
    pub fn kept_in(&self, range: TextRange) -> Option<&Kept> {
        let touching = self.kept.iter().filter(|kept| {
            kept.range.is_some_and(|at| at.start() < range.end() && range.start() < at.end())
        });
        touching.min_by_key(|kept| (kept.range != Some(range), kept.bookmark.note.is_empty()))
    }

    /// Moves the cursor into the view if scrolling left it outside.
    fn bring_cursor(&mut self, height: u16) {
        let Some((first, last)) = shown_lines(&self.rows(height)) else { return };
        let wanted = if self.cursor.start() < first.start() {
            let within = unit::sentence_at(&self.document, first.start());
            match within {
                Some(sentence) if sentence.start() < first.start() => {
                    unit::sentence_after(&self.document, first.start())
                        .filter(|next| next.start() <= last.end())
                        .or(within)
                }
                within => within,
            }
        } else if self.cursor.start() > last.end() {
            unit::sentence_at(&self.document, last.end())
        } else {
            None
        };
        if let Some(sentence) = wanted {
            self.cursor = sentence;
        }
    }

    /// Tells whether a passage is in view: its first line, and its end too where it is short.
    fn is_shown(&self, passage: TextRange, height: u16) -> bool {
        let rows = self.rows(height);
        let Some((first, last)) = shown_lines(&rows) else { return false };
        let start_shown = first.start() <= passage.start() && passage.start() < last.end();
        let end_shown = passage.end() <= last.end();
        let long = u32::from(passage.len()) > u32::from(first.len()) * u32::from(height / 2).max(1);
        start_shown && (end_shown || long)
    }
}

/// Returns the text of the first and the last line among the rows.
fn shown_lines(rows: &[Row]) -> Option<(TextRange, TextRange)> {
    let mut lines = rows.iter().filter_map(line_of);
    let first = lines.next()?.range;
    Some((first, lines.next_back().map_or(first, |line| line.range)))
}

const fn line_of(row: &Row) -> Option<&Line> {
    match row {
        Row::Line(line) => Some(line),
        Row::Space => None,
    }
}
