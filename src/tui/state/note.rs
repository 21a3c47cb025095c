//! The note editor: what the user says of a kept passage, several of them, or an article, while it is typed.
//!
//! What is typed and not saved is a draft that stays until it is saved: closing the editor, a failed write or opening
//! another note loses nothing.

use ratatui::layout::{Rect, Size};

use crate::bookmark::{BookmarkId, tags_in};
use crate::document::DocumentId;
use crate::text::Safe;
use crate::tui::draft::Draft;
use crate::tui::state::note_box::NoteBox;
use crate::tui::state::prompt::{Prompt, Purpose};

/// What is said something of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A passage about to be kept.
    New(Box<Draft>),
    /// A kept passage.
    Kept(BookmarkId),
    /// Several kept passages: tags come and go.
    Several(Vec<BookmarkId>),
    /// An article: its tags.
    Article(DocumentId),
}

/// Which field gets what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The note.
    Note,
    /// The tags.
    Tags,
}

/// A note being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEditor {
    /// What is said something of.
    pub target: Target,
    /// What it says or is called.
    pub about: Safe,
    /// The note; an article and several passages have none.
    pub note: NoteBox,
    /// The tags as they are typed.
    pub tags: Prompt,
    /// Which field gets what is typed.
    pub field: Field,
    /// Whether another program is to edit the note, and nothing else happens here.
    pub outside: Outside,
    saved: (String, String),
}

/// Whether a note is edited only in another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Only there.
    Only,
    /// Here, and there if asked for.
    IfAsked,
}

/// What was typed and is not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// What it is said of.
    pub target: Target,
    /// The note.
    pub note: String,
    /// The tags as they were typed.
    pub tags: String,
}

impl Target {
    /// Tells whether something is said of the same.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::New(one), Self::New(other)) => {
                one.document == other.document
                    && one.anchor == other.anchor
                    && one.fact.is_some() == other.fact.is_some()
            }
            _ => self == other,
        }
    }

    /// Tells whether it has a note besides its tags.
    pub const fn has_note(&self) -> bool {
        matches!(self, Self::New(_) | Self::Kept(_))
    }
}

impl NoteEditor {
    /// Opens a note with its tags.
    pub fn new(target: Target, about: Safe, note: &str, tags: &[String], field: Field) -> Self {
        let typed = typed(tags);
        let field = if target.has_note() { field } else { Field::Tags };
        Self {
            target,
            about,
            note: NoteBox::new(note),
            tags: Prompt::new(Purpose::Tags, &typed),
            field,
            outside: Outside::IfAsked,
            saved: (NoteBox::new(note).text().to_owned(), typed),
        }
    }

    /// Takes up what was typed before and not saved.
    pub fn restore(&mut self, unsaved: &Unsaved) {
        self.note = NoteBox::new(&unsaved.note);
        self.tags.set(&unsaved.tags);
    }

    /// Returns what is typed and not saved, if that is anything.
    pub fn unsaved(&self) -> Option<Unsaved> {
        let (note, tags) = (self.note.text().to_owned(), self.tags.text().to_owned());
        let changed = self.saved.0 != note || tags_in(&self.saved.1) != tags_in(&tags);
        changed.then(|| Unsaved { target: self.target.clone(), note, tags })
    }

    /// Tells whether the note is other than when it was opened.
    pub fn note_changed(&self) -> bool {
        self.saved.0 != self.note.text()
    }

    /// Returns the tags that are typed.
    pub fn tags(&self) -> Vec<String> {
        tags_in(self.tags.text())
    }

    /// Returns the tags to add and those to take away, which have a `-` before them.
    pub fn retagging(&self) -> (Vec<String>, Vec<String>) {
        let all = self.tags();
        let gone = all.iter().filter_map(|tag| tag.strip_prefix('-'));
        let gone = gone.map(|tag| tag.trim_start_matches('#')).filter(|tag| !tag.is_empty());
        let remove = gone.map(str::to_owned).collect();
        let add = all.into_iter().filter(|tag| !tag.starts_with('-'));
        let add = add.map(|tag| tag.trim_start_matches('+').to_owned());
        (add.filter(|tag| !tag.is_empty()).collect(), remove)
    }

    /// Returns the known tags that go on from the tag being typed, those used most first.
    pub fn completions<'k>(&self, known: &'k [String]) -> Vec<&'k str> {
        let stem = self.stem();
        let begun = stem.trim_start_matches(['-', '+', '#']).to_lowercase();
        let have = self.tags();
        let fits = |tag: &&String| {
            tag.to_lowercase().starts_with(&begun) && (!have.contains(*tag) || *tag == stem)
        };
        known.iter().filter(fits).map(String::as_str).collect()
    }

    /// Returns the tag that is being typed: what stands before the cursor since the last space or comma.
    pub fn stem(&self) -> &str {
        let before = self.tags.before_cursor();
        before.rsplit(|ch: char| ch.is_whitespace() || ch == ',').next().unwrap_or_default()
    }

    /// Puts a known tag in the place of the one being typed.
    pub fn complete(&mut self, tag: &str) {
        let stem = self.stem();
        let sign: String = stem.chars().take_while(|ch| matches!(ch, '-' | '+' | '#')).collect();
        let count = stem.chars().count();
        for _ in 0..count {
            self.tags.delete_before();
        }
        self.tags.insert(&format!("{sign}{tag} "));
    }

    /// Returns where the editor stands on a screen: at its foot, above the status line.
    pub fn area(&self, size: Size) -> Rect {
        const WIDEST: u16 = 100;
        let note = match (self.target.has_note(), size.height) {
            (false, _) => 0,
            (true, 0..16) => 3,
            (true, 16..30) => 6,
            (true, 30..) => 9,
        };
        // The frame, the words it is about, a rule, the tags and what completes them.
        let height = (note + 2 + 1 + 2 + u16::from(note > 0)).min(size.height.saturating_sub(1));
        let width = size.width.min(WIDEST);
        let (x, y) = ((size.width - width) / 2, size.height.saturating_sub(1 + height));
        Rect { x, y, width, height }
    }

    /// Returns how many columns the text of the note has on a screen.
    pub fn columns(&self, size: Size) -> u16 {
        self.area(size).width.saturating_sub(4).max(2)
    }
}

fn typed(tags: &[String]) -> String {
    tags.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Field, NoteEditor, Target};
    use crate::bookmark::BookmarkId;
    use crate::text::Safe;

    fn editor(tags: &[&str]) -> NoteEditor {
        let tags: Vec<_> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let target = Target::Kept(BookmarkId::from_bytes([1; 16]));
        NoteEditor::new(target, Safe::default(), "note", &tags, Field::Tags)
    }

    #[test]
    fn a_tag_is_completed_where_the_cursor_is() {
        let known: Vec<_> = ["trade", "Transport", "culture"].map(str::to_owned).to_vec();
        let mut note = editor(&["culture"]);
        note.tags.insert(" #tra");
        assert_eq!(note.completions(&known), ["trade", "Transport"]);
        note.complete("trade");
        assert_eq!(note.tags.text(), "culture #trade ");
        assert_eq!(note.tags(), ["culture", "trade"]);
        assert_eq!(note.completions(&known), ["Transport"]);
    }

    #[test]
    fn only_what_was_changed_is_unsaved() {
        let mut note = editor(&["a"]);
        assert_eq!(note.unsaved(), None);
        note.tags.insert(", ");
        assert_eq!(note.unsaved(), None, "the same tags");
        note.note.insert("!");
        assert_eq!(note.unsaved().unwrap().note, "note!");
        let mut again = editor(&["a"]);
        again.restore(&note.unsaved().unwrap());
        assert_eq!(again.unsaved(), note.unsaved());
    }

    #[test]
    fn tags_of_several_come_and_go() {
        let mut note = editor(&[]);
        note.tags.insert("new -old +more -#gone");
        let (add, remove) = note.retagging();
        assert_eq!(
            (add, remove),
            (vec!["new".into(), "more".into()], vec!["old".into(), "gone".into()])
        );
    }
}
