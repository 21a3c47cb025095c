//! The note editor: opening it, typing in it, saving, and never losing what was typed.

use crate::bookmark::{Bookmark, BookmarkId, Edit};
use crate::document::DocumentId;
use crate::library::Request;
use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::draft::Draft;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::note::{Field, NoteEditor, Outside, Target};
use crate::tui::update::command::Next;
use crate::tui::update::editing::change;
use crate::tui::update::keep;
use crate::tui::update::unsaved::{forget, remember};

/// Asks for a note and tags for what would be kept now, or for those of what is kept already.
pub(super) fn keep_with_note(state: &mut State) -> Vec<Effect> {
    let Some(draft) = keep::draft(state) else {
        state.say(keep::NOTHING);
        return Vec::new();
    };
    match keep::already(state, &draft) {
        Some(bookmark) => open_kept(state, &bookmark, Field::Note),
        None => open_new(state, draft),
    }
}

/// Asks for a note and tags for a passage about to be kept.
fn open_new(state: &mut State, draft: Draft) -> Vec<Effect> {
    let words = match &draft.fact {
        Some(fact) => fact.wording.clone(),
        None => draft.anchor.quote.exact.clone(),
    };
    let (note, tags) = (draft.note.clone(), draft.tags.clone());
    let target = Target::New(Box::new(draft));
    open(state, NoteEditor::new(target, Safe::new(&words), &note, &tags, Field::Note))
}

/// Opens the note and the tags of a kept passage.
pub(super) fn open_kept(state: &mut State, bookmark: &Bookmark, field: Field) -> Vec<Effect> {
    let words = match &bookmark.fact {
        Some(fact) => &fact.wording,
        None => &bookmark.anchor.quote.exact,
    };
    let (target, about) = (Target::Kept(bookmark.id), Safe::new(words));
    open(state, NoteEditor::new(target, about, &bookmark.note, &bookmark.tags, field))
}

/// Opens the note of a kept passage in the user's own editor.
pub(super) fn open_outside(state: &mut State, bookmark: &Bookmark) -> Vec<Effect> {
    let mut effects = open_kept(state, bookmark, Field::Note);
    if let Some(note) = &mut state.note {
        note.outside = Outside::Only;
        effects.push(Effect::EditOutside(note.note.text().to_owned()));
    }
    effects
}

/// Asks for the tags that come and go on several kept passages.
pub(super) fn open_several(state: &mut State, ids: Vec<BookmarkId>) -> Vec<Effect> {
    let about =
        format!("{} passages: a tag is added, one with - before it is taken away", ids.len());
    open(state, NoteEditor::new(Target::Several(ids), Safe::new(&about), "", &[], Field::Tags))
}

/// Opens the tags of an article.
pub(super) fn open_article(
    state: &mut State,
    id: DocumentId,
    title: &str,
    tags: &[String],
) -> Vec<Effect> {
    open(state, NoteEditor::new(Target::Article(id), Safe::new(title), "", tags, Field::Tags))
}

fn open(state: &mut State, mut editor: NoteEditor) -> Vec<Effect> {
    state.message = None;
    if let Some(unsaved) = state.unsaved.iter().find(|it| it.target.is_same(&editor.target)) {
        editor.restore(unsaved);
        state.say("what you typed and did not save is here again");
    }
    state.note = Some(Box::new(editor));
    vec![state.request(Request::KnownTags)]
}

/// Edits, saves or leaves what is being typed.
pub(super) fn edit(state: &mut State, action: Action) -> Next {
    let size = state.size;
    match action {
        Action::Accept => return Next::Done(save(state)),
        Action::Cancel | Action::Interrupt => leave(state),
        Action::EditNoteOutside => return Next::Done(outside(state)),
        Action::NextField => next_field(state),
        _ => {
            let Some(editor) = state.note.as_deref_mut() else { return Next::NOTHING };
            if action == Action::PreviousField && editor.target.has_note() {
                editor.field = Field::Note;
            }
            let columns = editor.columns(size);
            match editor.field {
                Field::Tags if action == Action::Up && editor.target.has_note() => {
                    editor.field = Field::Note;
                }
                Field::Tags if action == Action::DeleteToStart => {
                    change(&mut editor.tags, Action::ClearLine);
                }
                Field::Tags => change(&mut editor.tags, action),
                Field::Note => change_note(editor, action, columns),
            }
        }
    }
    Next::NOTHING
}

fn change_note(editor: &mut NoteEditor, action: Action, columns: u16) {
    let note = &mut editor.note;
    match action {
        Action::NewLine => note.insert("\n"),
        Action::Up => note.step(-1, columns),
        Action::Down => note.step(1, columns),
        Action::LineStart => note.line_start(),
        Action::LineEnd => note.line_end(),
        Action::CharacterLeft => note.left(),
        Action::CharacterRight => note.right(),
        Action::DeleteCharacter => note.delete_at(),
        Action::DeleteBefore => note.delete_before(),
        Action::DeleteWord => note.delete_word(),
        Action::DeleteToStart => note.delete_to_start(),
        Action::DeleteToEnd => note.delete_to_end(),
        _ => {}
    }
}

/// Types text at the cursor; in the tags, a comma ends a tag as a space does.
pub(super) fn insert(state: &mut State, text: &str) {
    let Some(editor) = state.note.as_deref_mut() else { return };
    match editor.field {
        Field::Note => editor.note.insert(text),
        Field::Tags => editor.tags.insert(text),
    }
}

/// Goes from the note to the tags; there, completes the tag being typed, or goes back to the note.
fn next_field(state: &mut State) {
    let Some(editor) = state.note.as_deref_mut() else { return };
    if editor.field == Field::Note {
        editor.field = Field::Tags;
        return;
    }
    let completion = editor.completions(&state.known_tags).first().map(|tag| (*tag).to_owned());
    match completion.filter(|_| !editor.stem().is_empty()) {
        Some(tag) => editor.complete(&tag),
        None if editor.target.has_note() => editor.field = Field::Note,
        None => {}
    }
}

fn outside(state: &mut State) -> Vec<Effect> {
    match &state.note {
        Some(editor) if editor.target.has_note() => {
            vec![Effect::EditOutside(editor.note.text().to_owned())]
        }
        _ => {
            state.say("tags are edited here; a note can be edited in your editor");
            Vec::new()
        }
    }
}

/// Takes what the user's own editor left as the note; one that failed changes nothing.
pub(super) fn edited(state: &mut State, edited: Result<String, String>) -> Vec<Effect> {
    let Some(editor) = state.note.as_deref_mut() else { return Vec::new() };
    match edited {
        Ok(text) => {
            let cleared = text.is_empty() && matches!(editor.target, Target::New(_));
            editor.note = crate::tui::state::note_box::NoteBox::new(&text);
            if cleared {
                state.say("the editor left nothing; Enter keeps the passage without a note");
                return Vec::new();
            }
            save(state)
        }
        Err(problem) => {
            if editor.outside == Outside::Only {
                state.note = None;
            }
            state.complain(&problem);
            Vec::new()
        }
    }
}

/// Closes the editor; what is typed stays and comes back with it.
fn leave(state: &mut State) {
    let Some(editor) = state.note.take() else { return };
    forget(state, &editor.target);
    let Some(unsaved) = editor.unsaved() else { return };
    let again = match &unsaved.target {
        Target::New(_) => Action::KeepWithNote,
        Target::Kept(_) => Action::EditNote,
        Target::Several(_) | Target::Article(_) => Action::EditTags,
    };
    let context = state.context();
    let keys = state.keymap.keys_of(again, context).into_iter().next();
    let keys = keys.unwrap_or_else(|| format!(":{again}"));
    state.say(&format!("not saved, and not lost: {keys} here goes on with it"));
    state.unsaved.push(unsaved);
}

/// Saves what is typed and closes the editor.
fn save(state: &mut State) -> Vec<Effect> {
    let Some(editor) = state.note.take() else { return Vec::new() };
    forget(state, &editor.target);
    let note = editor.note.text().trim_end().to_owned();
    let unsaved = editor.unsaved();
    match &editor.target {
        Target::New(draft) => {
            let draft = Draft { note, tags: editor.tags(), ..(**draft).clone() };
            vec![Effect::Keep(draft)]
        }
        Target::Kept(id) => {
            let Some(unsaved) = unsaved else { return Vec::new() };
            let mut edits = vec![Edit::Tags(editor.tags())];
            if editor.note_changed() {
                edits.push(Edit::Note(note));
            }
            let said = if editor.note_changed() { "note saved" } else { "tags saved" };
            let effects = keep::change(state, vec![*id], edits);
            saved(state, said);
            remember(state, &effects, unsaved);
            effects
        }
        Target::Several(ids) => {
            let Some(unsaved) = unsaved else { return Vec::new() };
            let (add, remove) = editor.retagging();
            let effects = keep::change(state, ids.clone(), vec![Edit::Retag { add, remove }]);
            saved(state, &format!("tags of {} passages changed", ids.len()));
            remember(state, &effects, unsaved);
            effects
        }
        Target::Article(document) => {
            let Some(unsaved) = unsaved else { return Vec::new() };
            let (document, tags) = (*document, editor.tags());
            if let Some(reader) = state.open_reader_mut(document) {
                reader.tags.clone_from(&tags);
            }
            let effects = vec![state.request(Request::SetArticleTags { document, tags })];
            saved(state, "tags saved");
            remember(state, &effects, unsaved);
            effects
        }
    }
}

fn saved(state: &mut State, what: &str) {
    let undo = state.key_of(Action::Undo);
    state.say(&format!("{what}; {undo} takes it back"));
}
