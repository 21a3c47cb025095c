//! Replies: what the library answers. A reply to a request that has been overtaken is dropped.

use std::sync::Arc;

use crate::anchor::Anchor;
use crate::document::DocumentId;
use crate::fact::FactSet;
use crate::import::feed::Named;
use crate::layout::LineIndex;
use crate::library::{
    Added, Outcome, Reply, Request, RequestKind, ResolvedBookmark, Ticket, Undone,
};
use crate::text::TextRange;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::kept_passage::Kept;
use crate::tui::state::message::Message;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Goal, Listing, State};
use crate::tui::update::focus::focus;
use crate::tui::update::follow::follow;
use crate::tui::update::{
    arrival, as_kept, changes, copy, evidence, feeds, filtered, finder, kept_pages, listed,
    listing, matches, note, passages, prompt, saved, stories, story, travel, unsaved, verdicts,
};

/// Takes a reply.
pub(super) fn reply(state: &mut State, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    if !matches!(reply, Reply::Progress(_)) {
        state.work.finish(ticket);
    }
    story::heed(state, &reply);
    match reply {
        Reply::Listed { entries, counts } => {
            state.sources.counts = counts;
            listed::listed(state, ticket, entries)
        }
        Reply::Opened(opened) => match state.awaited.open {
            Some((awaited, goal)) if awaited == ticket => {
                state.awaited.open = None;
                travel::opened(state, *opened, goal)
            }
            _ => copy::looked(state, ticket, &opened).unwrap_or_default(),
        },
        Reply::Added { added, unsupported, failed, feeds, .. } => {
            let effects = report(state, &added, unsupported, &failed);
            offer(state, feeds);
            effects
        }
        Reply::Progress(doing) => {
            feeds::progress(state, ticket, doing);
            Vec::new()
        }
        Reply::Saved(
            RequestKind::JoinStories | RequestKind::SplitFromStory | RequestKind::RenameStory,
        ) => listing::reload(state),
        Reply::Saved(RequestKind::AcceptDrift) => kept_anew(state),
        Reply::Saved(_) if state.awaited.has_note(ticket) => {
            unsaved::arrived(state, ticket);
            Vec::new()
        }
        Reply::Saved(_)
        | Reply::Subscriptions(_)
        | Reply::Following { .. }
        | Reply::Refreshed { .. }
        | Reply::Reloaded { .. }
        | Reply::FeedsImported { .. }
        | Reply::FeedsExported { .. } => feeds::reply(state, ticket, reply),
        Reply::KeptExported { path, exported } => {
            passages::told(state, &path, exported);
            Vec::new()
        }
        Reply::OldText(_, text) if state.awaited.old_passage.is_some() => {
            as_kept::took(state, ticket, text.as_deref())
        }
        Reply::Revisions { .. } | Reply::OldText(..) | Reply::Changes(_) => {
            changes::reply(state, ticket, reply);
            Vec::new()
        }
        Reply::ResolvedBookmarks { document, bookmarks } => {
            took_resolved(state, ticket, document, bookmarks);
            Vec::new()
        }
        Reply::Bookmarks(_) => Vec::new(),
        Reply::KeptPage(page) => kept_pages::took(state, ticket, *page),
        Reply::KnownTags(tags) => {
            state.known_tags = tags;
            Vec::new()
        }
        Reply::ArticleTags { document, tags } => took_tags(state, ticket, document, &tags),
        Reply::Found(found) => match filtered::found(state, ticket, &found) {
            Some(effects) => effects,
            None => finder::found(state, ticket, *found),
        },
        Reply::Completions(items) => prompt::completed(state, ticket, items),
        Reply::SavedSearches(searches) => {
            saved::took(state, searches);
            Vec::new()
        }
        Reply::Mark { name, place } => mark(state, ticket, name, place),
        Reply::Undone(undone) => changed(state, undone, "undone", "nothing to undo"),
        Reply::Redone(redone) => changed(state, redone, "redone", "nothing to redo"),
        Reply::Facts { document, facts, importance } => {
            took_facts(state, ticket, document, facts, importance);
            Vec::new()
        }
        Reply::Verdicts { document, verdicts } => {
            verdicts::took(state, ticket, document, verdicts);
            Vec::new()
        }
        Reply::Naming(page) => {
            evidence::took(state, ticket, page);
            Vec::new()
        }
        Reply::Story { .. }
        | Reply::Stories(_)
        | Reply::StoriesChanged(_)
        | Reply::StoryEntries { .. } => stories::reply(state, ticket, reply),
        Reply::Passages(found) => {
            matches_found(state, ticket, found);
            Vec::new()
        }
        Reply::Index { index, .. } => {
            took_index(state, ticket, index);
            Vec::new()
        }
        Reply::Failed { message, what } => failed(state, ticket, &message, what),
    }
}

fn matches_found(state: &mut State, ticket: Ticket, found: Vec<TextRange>) {
    if matches::took(state, ticket, found) && state.finder.arrival.is_some() {
        travel::tell_match(state);
    }
}

fn took_index(state: &mut State, ticket: Ticket, index: Arc<LineIndex>) {
    if let Some((awaited, id)) = state.awaited.index
        && awaited == ticket
        && let Some(reader) = state.open_reader_mut(id)
    {
        reader.layout = reader.layout.clone().with_index(index);
        state.awaited.index = None;
    }
}

fn took_facts(
    state: &mut State,
    ticket: Ticket,
    document: DocumentId,
    facts: Arc<FactSet>,
    importance: Arc<[u32]>,
) {
    let order = state.order;
    let open = state.open_reader_mut(document);
    let Some(reader) = open.filter(|reader| reader.awaits_facts == Some(ticket)) else { return };
    reader.awaits_facts = None;
    reader.take_facts(facts, importance, order);
    if state.reader().is_some_and(|reader| reader.id() == document) {
        travel::go_to_wanted(state);
        follow(state);
    }
}

/// Shows the bookmarks of an open document where they are in its text.
fn took_resolved(
    state: &mut State,
    ticket: Ticket,
    document: DocumentId,
    bookmarks: Vec<ResolvedBookmark>,
) {
    if !state.awaited.kept.contains(&(ticket, document)) {
        return;
    }
    state.awaited.kept.retain(|(awaited, _)| *awaited != ticket);
    if let Some(reader) = state.open_reader_mut(document) {
        let kept = bookmarks.into_iter();
        reader.kept = kept.map(|kept| Kept::new(kept.bookmark, kept.resolution)).collect();
    }
}

/// Opens the tags of an article that were asked for, or takes those that an open one has now.
fn took_tags(
    state: &mut State,
    ticket: Ticket,
    document: DocumentId,
    tags: &[String],
) -> Vec<Effect> {
    if let Some(reader) = state.open_reader_mut(document) {
        reader.tags = tags.to_vec();
    }
    if state.awaited.tags.take_if(|awaited| *awaited == ticket).is_none() {
        return Vec::new();
    }
    let entry = state.sources.get(document);
    let title = entry.map(|entry| entry.title.clone()).unwrap_or_default();
    note::open_article(state, document, &title, tags)
}

/// Returns what reads the bookmarks again wherever they are shown.
fn kept_anew(state: &mut State) -> Vec<Effect> {
    let open: Vec<_> = state.readers().map(Reader::id).collect();
    state.awaited.kept.clear();
    let mut effects = Vec::new();
    for id in open {
        let ticket = state.ticket();
        state.awaited.kept.push((ticket, id));
        effects.push(Effect::Request(ticket, Request::ResolvedBookmarks(id)));
    }
    effects.extend(kept_pages::again(state));
    effects
}

fn mark(
    state: &mut State,
    ticket: Ticket,
    name: char,
    place: Option<(DocumentId, Anchor)>,
) -> Vec<Effect> {
    if state.awaited.mark != Some(ticket) {
        return Vec::new();
    }
    state.awaited.mark = None;
    let Some((document, anchor)) = place else {
        state.complain(&format!("mark {name} is not set; m{name} sets it"));
        return Vec::new();
    };
    // An open article may have been opened before the mark was set in it.
    if let Some(reader) = state.open_reader_mut(document)
        && let Some(range) = anchor.resolve(reader.document.text()).range()
    {
        reader.marks.insert(name, range.start());
    }
    travel::open(state, document, Goal::Mark(name))
}

/// Says what was taken back or made again, and reads anew what it may have changed.
fn changed(state: &mut State, change: Option<Undone>, done: &str, nothing: &str) -> Vec<Effect> {
    let Some(change) = change else {
        state.say(nothing);
        return Vec::new();
    };
    state.say(&format!("{done}: {}", change.description));
    let mut effects = feeds::anew(state);
    let back = change.document.filter(|id| !state.sources.is_listed(*id));
    if let (Some(id), Some((_, listing))) = (back, &mut state.awaited.list) {
        *listing = Listing::Back(id);
    }
    if let Some(id) = change.document.filter(|id| state.open_reader(*id).is_some()) {
        effects.push(verdicts::fetch(state, id));
        effects.push(state.request(Request::ArticleTags(id)));
    }
    effects.extend(kept_anew(state));
    effects
}

/// Says what became of what was added, reads the list anew and opens the first new article.
fn report(
    state: &mut State,
    added: &[Added],
    unsupported: usize,
    failed: &[String],
) -> Vec<Effect> {
    let mut effects = feeds::anew(state);
    if let Some(problem) = failed.first() {
        let more = failed.len() - 1;
        let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
        state.complain(&format!("{problem}{more}"));
    } else {
        state.say(&summary(added, unsupported));
    }
    let Some(first) = added.first() else { return effects };
    // What is open of them is an older revision.
    for further in added.iter().skip(1).filter(|added| added.outcome == Outcome::Revised) {
        effects.extend(travel::close(state, further.id));
    }
    effects.extend(match first.outcome {
        Outcome::Revised => travel::open_anew(state, first.id),
        _ => travel::open(state, first.id, Goal::WhereLeft),
    });
    focus(state, Pane::Reader);
    effects
}

/// Says that a page names a feed, which one command follows.
fn offer(state: &mut State, feeds: Vec<Named>) {
    state.offered = feeds.into_iter().next().map(|feed| feed.address);
    if state.offered.is_some()
        && let Some(message) = state.message.clone().filter(Message::is_remark)
    {
        let address = state.offered.clone().unwrap_or_default();
        state.say(&format!("{}; :follow follows its feed {address}", message.text));
    }
}

fn summary(added: &[Added], unsupported: usize) -> String {
    let skipped = match unsupported {
        0 => String::new(),
        count => format!(", {count} of a format that is not read"),
    };
    match added {
        [] => format!("nothing added{skipped}"),
        [one] => match one.outcome {
            Outcome::New => format!("added{skipped}"),
            Outcome::Unchanged => format!("already in the library, unchanged{skipped}"),
            Outcome::Revised => format!("a new revision{skipped}"),
            Outcome::Restored => format!("back in the library, with its notes{skipped}"),
        },
        many => {
            let new = many.iter().filter(|added| added.outcome == Outcome::New).count();
            format!("{new} added, {} known before{skipped}", many.len() - new)
        }
    }
}

/// Shows an error; what was shown before it was sure is read anew.
fn failed(state: &mut State, ticket: Ticket, message: &str, what: RequestKind) -> Vec<Effect> {
    if state.was_by_itself(ticket) {
        state.say(&format!("only a summary is here: {message}"));
        return Vec::new();
    }
    state.complain(message);
    match what {
        RequestKind::Open => {
            let awaited = state.awaited.open.take_if(|(awaited, _)| *awaited == ticket);
            if matches!(awaited, Some((_, Goal::Hit(_)))) {
                arrival::missed(state, message);
            }
            Vec::new()
        }
        RequestKind::List => {
            state.awaited.list = None;
            Vec::new()
        }
        RequestKind::Search => {
            finder::failed(state, ticket);
            if state.awaited.list.is_some_and(|(awaited, _)| awaited == ticket) {
                state.awaited.list = None;
            }
            Vec::new()
        }
        RequestKind::SaveSearch | RequestKind::DropSearch => vec![saved::fetch(state)],
        RequestKind::KeptPage => {
            kept_pages::failed(state, ticket);
            Vec::new()
        }
        RequestKind::GlobalMark => {
            state.awaited.mark = None;
            Vec::new()
        }
        RequestKind::Keep
        | RequestKind::DropBookmark
        | RequestKind::EditBookmark
        | RequestKind::DropBookmarks
        | RequestKind::EditBookmarks
        | RequestKind::AcceptDrift
        | RequestKind::SetArticleTags => {
            unsaved::failed(state, ticket, message);
            kept_anew(state)
        }
        RequestKind::Judge => {
            let open: Vec<_> = state.readers_mut().map(|reader| reader.id()).collect();
            open.into_iter().map(|id| verdicts::fetch(state, id)).collect()
        }
        RequestKind::Naming => {
            evidence::took(state, ticket, Vec::new());
            Vec::new()
        }
        RequestKind::Facts => {
            let waiting = |reader: &&mut Reader| reader.awaits_facts == Some(ticket);
            if let Some(reader) = state.readers_mut().find(waiting) {
                reader.awaits_facts = None;
                reader.facts = Some(Arc::default());
            }
            Vec::new()
        }
        RequestKind::Story => {
            story::failed(state, ticket);
            Vec::new()
        }
        RequestKind::SetRead | RequestKind::SetStarred | RequestKind::Remove => {
            listing::reload(state)
        }
        RequestKind::MarkAllRead
        | RequestKind::Unfollow
        | RequestKind::RenameFeed
        | RequestKind::SetWhole
        | RequestKind::Refresh => feeds::anew(state),
        _ => Vec::new(),
    }
}
