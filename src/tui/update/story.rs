//! The stories of the open articles: asking for them and taking them.
//!
//! The story of the shown article is asked for once its facts are known, and again after whatever may have
//! changed it; until it comes the one before stays. An answer that has been overtaken is dropped.

use std::sync::Arc;

use crate::document::DocumentId;
use crate::library::{OpenStory, Reply, Request, Ticket};
use crate::story::StoryId;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::reader::Reader;
use crate::tui::state::story::{Asked, Telling, changes_stories};

/// Returns what asks for the story of the shown article, if it has not been asked for and can be told.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let reader = state.reader()?;
    if reader.story_asked != Asked::No || reader.awaits_facts.is_some() {
        return None;
    }
    let id = reader.id();
    let ticket = state.ticket();
    let reader = state.reader_mut()?;
    reader.story_asked = Asked::Yes;
    reader.awaits_story = Some(ticket);
    Some(Effect::Request(ticket, Request::Story(id)))
}

/// Takes the story of an article, which is also that of the other open articles in it.
pub(super) fn took(
    state: &mut State,
    ticket: Ticket,
    document: DocumentId,
    story: Option<Arc<OpenStory>>,
) {
    let open = state.open_reader_mut(document);
    let Some(reader) = open.filter(|reader| reader.awaits_story == Some(ticket)) else { return };
    reader.awaits_story = None;
    reader.take_story(None);
    let Some(story) = story else { return };
    for reader in state.readers_mut() {
        tell(reader, &story);
    }
    let untold = state.open_reader_mut(document).filter(|reader| reader.story.is_none());
    if let Some(reader) = untold.filter(|_| story.place_of(document).is_some()) {
        reader.story_asked = Asked::Changed;
    }
}

/// Takes note that the story could not be read.
pub(super) fn failed(state: &mut State, ticket: Ticket) {
    let waiting = |reader: &&mut Reader| reader.awaits_story == Some(ticket);
    if let Some(reader) = state.readers_mut().find(waiting) {
        reader.awaits_story = None;
        reader.story_asked = Asked::Failed;
    }
}

/// Gives an article that comes up the story that another open article has of it.
pub(super) fn share(state: &mut State) {
    let Some(id) = state.reader().filter(|it| it.story.is_none()).map(Reader::id) else { return };
    let known = |reader: &Reader| {
        let story = reader.story.as_ref()?.story();
        let is_fresh = reader.story_asked == Asked::Yes && reader.awaits_story.is_none();
        (is_fresh && story.place_of(id).is_some()).then(|| Arc::clone(story))
    };
    let shared = state.readers().find_map(known);
    if let (Some(story), Some(reader)) = (shared, state.reader_mut()) {
        tell(reader, &story);
    }
}

/// Gives an open article its story; one of another text than is open is not for it.
fn tell(reader: &mut Reader, story: &Arc<OpenStory>) {
    let (id, revision) = (reader.id(), reader.revision);
    if let Some(telling) = Telling::new(Arc::clone(story), id, revision, &reader.document) {
        reader.take_story(Some(Arc::new(telling)));
        reader.story_asked = Asked::Yes;
        reader.awaits_story = None;
    }
}

/// Lets the story of an open article be asked for again that has more articles, or fewer, than are known of it, or
/// in which the article is only now: the list knows it first where reading went on by itself.
pub(super) fn doubt(state: &mut State, story: StoryId, members: usize) {
    let sources = &state.sources;
    let is_in = |id| sources.get(id).and_then(|entry| entry.story) == Some(story);
    let outdated: Vec<_> = state
        .readers()
        .filter(|reader| match &reader.story {
            Some(told) => {
                let told = told.story();
                told.id == story && told.members.len() + told.left_out != members
            }
            None => members > 1 && is_in(reader.id()) && reader.awaits_story.is_none(),
        })
        .map(Reader::id)
        .collect();
    for id in outdated {
        if let Some(reader) = state.open_reader_mut(id) {
            reader.story_asked = Asked::No;
        }
    }
}

/// Lets every story be asked for anew after a reply that says that it may be another one now.
pub(super) fn heed(state: &mut State, reply: &Reply) {
    let changed = match reply {
        Reply::Added { added, .. } => !added.is_empty(),
        Reply::Refreshed { new, revised, .. } => new + revised > 0,
        Reply::Reloaded { revised, .. } => *revised,
        Reply::Following { new, .. } => *new > 0,
        Reply::Undone(change) | Reply::Redone(change) => change.is_some(),
        Reply::Saved(kind) => changes_stories(*kind),
        Reply::StoriesChanged(stories) => return changed_by_themselves(state, stories),
        _ => false,
    };
    if changed {
        state.round = None;
        for reader in state.readers_mut() {
            reader.story_asked = Asked::No;
        }
    }
}

/// Lets the stories that have other articles now be asked for anew, and those of articles that were in none.
fn changed_by_themselves(state: &mut State, stories: &[StoryId]) {
    for reader in state.readers_mut() {
        let story = reader.story.as_ref().map(|telling| telling.story().id);
        if story.is_none_or(|story| stories.contains(&story)) {
            reader.story_asked = Asked::No;
        }
    }
}
