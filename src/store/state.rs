//! What the user can change: each part as a value that can be read, set, written down and named.
//!
//! It knows nothing of the log that keeps these values.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::source::FeedId;
use crate::store::article_tags::{article_tags, set_article_tags};
use crate::store::bookmarks::{bookmark, bookmarks_now, replace_bookmark, set_bookmark};
use crate::store::documents::{Flag, flag, set_flag, set_gone};
use crate::store::error::Fault;
use crate::store::feeds::{given_title, set_followed, set_given_title, set_whole, whole};
use crate::store::hit::{SavedSearch, SearchId};
use crate::store::kept_words;
use crate::store::marks::{global_mark, mark, set_global_mark, set_mark};
use crate::store::mismatches::{WrongMatch, is_wrong, set_wrong};
use crate::store::saved_searches::{saved_search, set_saved_search};
use crate::store::stories::{given_story_title, set_given_story_title};
use crate::store::story_words::Saying;
use crate::store::subscription::Whole;
use crate::store::verdicts::{set_verdict, verdict};
use crate::story::StoryId;
use crate::verdict::{Judgement, Verdict};

/// One part of what the user said, with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// Whether a document is in the library.
    Present(DocumentId, bool),
    /// Whether a document has been read.
    Read(DocumentId, bool),
    /// Whether a document is starred.
    Starred(DocumentId, bool),
    /// A bookmark, or none.
    Bookmark(BookmarkId, Option<Bookmark>),
    /// A mark in a document, or none.
    Mark(DocumentId, char, Option<Anchor>),
    /// A global mark, or none.
    GlobalMark(char, Option<(DocumentId, Anchor)>),
    /// Whether documents have been read that are all in the other state.
    AllRead(Vec<DocumentId>, bool),
    /// Whether feeds are followed, and the documents that come and go with that.
    Followed(Vec<FeedId>, Vec<DocumentId>, bool),
    /// What the user calls a feed.
    FeedTitle(FeedId, Option<String>),
    /// Whether the whole articles are fetched with a feed.
    FeedWhole(FeedId, bool),
    /// What is said of some facts of a document.
    Verdicts(DocumentId, Vec<Judgement>),
    /// Which documents are on one event.
    Stories(Saying),
    /// What the user calls a story.
    StoryTitle(StoryId, Option<String>),
    /// Whether two passages do not say the same.
    Mismatch(Box<WrongMatch>, bool),
    /// A search that is kept, or none.
    SavedSearch(SearchId, Option<SavedSearch>),
    /// Many bookmarks that come or go together, each as it is then, or none.
    Bookmarks(Vec<(BookmarkId, Option<Bookmark>)>),
    /// The tags of a document.
    Tags(DocumentId, Vec<String>),
}

/// Returns the value that the same part has now.
pub(crate) fn now_at(connection: &Connection, state: &State) -> Result<State, Fault> {
    Ok(match *state {
        State::Present(id, _) => State::Present(id, !flag(connection, id, Flag::Removed)?),
        State::Read(id, _) => State::Read(id, flag(connection, id, Flag::Read)?),
        State::Starred(id, _) => State::Starred(id, flag(connection, id, Flag::Starred)?),
        State::Bookmark(id, _) => State::Bookmark(id, bookmark(connection, id)?),
        State::Mark(id, name, _) => State::Mark(id, name, mark(connection, id, name)?),
        State::GlobalMark(name, _) => State::GlobalMark(name, global_mark(connection, name)?),
        State::AllRead(ref documents, read) => State::AllRead(documents.clone(), !read),
        State::Followed(ref feeds, ref documents, followed) => {
            State::Followed(feeds.clone(), documents.clone(), !followed)
        }
        State::FeedTitle(id, _) => State::FeedTitle(id, given_title(connection, id)?),
        State::FeedWhole(id, _) => State::FeedWhole(id, whole(connection, id)? == Whole::WithFeed),
        State::Verdicts(id, ref judgements) => {
            let now = judgements
                .iter()
                .map(|(subject, _)| Ok((subject.clone(), verdict(connection, id, subject)?)));
            State::Verdicts(id, now.collect::<Result<_, Fault>>()?)
        }
        State::Stories(ref saying) => State::Stories(saying.now(connection)?),
        State::StoryTitle(id, _) => State::StoryTitle(id, given_story_title(connection, id)?),
        State::Mismatch(ref wrong, _) => {
            State::Mismatch(wrong.clone(), is_wrong(connection, wrong)?)
        }
        State::SavedSearch(id, _) => State::SavedSearch(id, saved_search(connection, id)?),
        State::Bookmarks(ref all) => State::Bookmarks(bookmarks_now(connection, all)?),
        State::Tags(id, _) => State::Tags(id, article_tags(connection, id)?),
    })
}

/// Makes a part of the user's state what it is given as.
pub(crate) fn apply(connection: &Connection, state: &State) -> Result<(), Fault> {
    match state {
        State::Present(id, present) => set_flag(connection, *id, Flag::Removed, !present),
        State::Read(id, read) => set_flag(connection, *id, Flag::Read, *read),
        State::Starred(id, starred) => set_flag(connection, *id, Flag::Starred, *starred),
        State::Bookmark(id, bookmark) => set_bookmark(connection, *id, bookmark.as_ref()),
        State::Mark(id, name, anchor) => set_mark(connection, *id, *name, anchor.as_ref()),
        State::GlobalMark(name, place) => set_global_mark(connection, *name, place.as_ref()),
        State::AllRead(documents, read) => {
            documents.iter().try_for_each(|id| set_flag(connection, *id, Flag::Read, *read))
        }
        State::Followed(feeds, documents, followed) => {
            feeds.iter().try_for_each(|id| set_followed(connection, *id, *followed))?;
            documents.iter().try_for_each(|id| set_gone(connection, *id, !followed))
        }
        State::FeedTitle(id, given) => set_given_title(connection, *id, given.as_deref()),
        State::FeedWhole(id, true) => set_whole(connection, *id, Whole::WithFeed),
        State::FeedWhole(id, false) => set_whole(connection, *id, Whole::WhenOpened),
        State::Verdicts(id, judgements) => judgements
            .iter()
            .try_for_each(|(subject, verdict)| set_verdict(connection, *id, subject, *verdict)),
        State::Stories(saying) => saying.apply(connection),
        State::StoryTitle(id, given) => set_given_story_title(connection, *id, given.as_deref()),
        State::Mismatch(wrong, is_wrong) => set_wrong(connection, wrong, *is_wrong),
        State::SavedSearch(id, search) => set_saved_search(connection, *id, search.as_ref()),
        State::Bookmarks(all) => all
            .iter()
            .try_for_each(|(id, bookmark)| replace_bookmark(connection, *id, bookmark.as_ref())),
        State::Tags(id, tags) => set_article_tags(connection, *id, tags),
    }
}

impl State {
    /// Names the part.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Present(..) => "present",
            Self::Read(..) => "read",
            Self::Starred(..) => "starred",
            Self::Bookmark(..) => "bookmark",
            Self::Mark(..) => "mark",
            Self::GlobalMark(..) => "global-mark",
            Self::AllRead(..) => "all-read",
            Self::Followed(..) => "followed",
            Self::FeedTitle(..) => "feed-title",
            Self::FeedWhole(..) => "feed-whole",
            Self::Verdicts(..) => "verdicts",
            Self::Stories(..) => "stories",
            Self::StoryTitle(..) => "story-title",
            Self::Mismatch(..) => "mismatch",
            Self::SavedSearch(..) => "saved-search",
            Self::Bookmarks(..) => "bookmarks",
            Self::Tags(..) => "tags",
        }
    }

    /// Returns the one document it concerns.
    pub(crate) fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Present(id, _)
            | Self::Read(id, _)
            | Self::Starred(id, _)
            | Self::Mark(id, _, _)
            | Self::Verdicts(id, _)
            | Self::Tags(id, _) => Some(*id),
            Self::Bookmark(_, bookmark) => bookmark.as_ref().map(|bookmark| bookmark.document),
            Self::GlobalMark(_, place) => place.as_ref().map(|(id, _)| *id),
            Self::Stories(saying) => saying.split,
            Self::Mismatch(wrong, _) => Some(wrong.one.0),
            Self::Bookmarks(all) => one_document(all),
            Self::AllRead(..)
            | Self::Followed(..)
            | Self::FeedTitle(..)
            | Self::FeedWhole(..)
            | Self::StoryTitle(..)
            | Self::SavedSearch(..) => None,
        }
    }
}

/// Returns the document of bookmarks that are all of one.
fn one_document(all: &[(BookmarkId, Option<Bookmark>)]) -> Option<DocumentId> {
    let mut documents = all.iter().filter_map(|(_, kept)| Some(kept.as_ref()?.document));
    let first = documents.next()?;
    documents.all(|id| id == first).then_some(first)
}

/// Says what a change was, as it was first made.
pub(crate) fn describe(before: &State, after: &State) -> String {
    let text = match (before, after) {
        (_, State::Present(_, true)) => "article added",
        (_, State::Present(_, false)) => "article removed",
        (_, State::Read(_, true)) => "marked as read",
        (_, State::Read(_, false)) => "marked as unread",
        (_, State::Starred(_, true)) => "star set",
        (_, State::Starred(_, false)) => "star taken away",
        (State::Bookmark(_, before), State::Bookmark(_, after)) => {
            return kept_words::one(before.as_ref(), after.as_ref());
        }
        (State::Bookmarks(before), State::Bookmarks(after)) => {
            return kept_words::several(before, after);
        }
        (_, State::Bookmark(..) | State::Bookmarks(..)) => "bookmark changed",
        (_, State::Tags(..)) => "tags of an article changed",
        (_, State::Mark(_, name, Some(_)) | State::GlobalMark(name, Some(_))) => {
            return format!("mark {name} set");
        }
        (_, State::Mark(_, name, None) | State::GlobalMark(name, None)) => {
            return format!("mark {name} cleared");
        }
        (_, State::AllRead(documents, read)) => {
            let how = if *read { "read" } else { "unread" };
            return format!("{} marked as {how}", many(documents.len(), "article"));
        }
        (_, State::Followed(feeds, _, followed)) => {
            let how = if *followed { "followed" } else { "unfollowed" };
            return match feeds.len() {
                1 => format!("feed {how}"),
                count => format!("{} {how}", many(count, "feed")),
            };
        }
        (_, State::FeedTitle(..)) => "feed renamed",
        (_, State::FeedWhole(_, true)) => "whole articles of a feed asked for",
        (_, State::FeedWhole(_, false)) => "whole articles of a feed left off",
        (before, State::Verdicts(_, after)) => judging(before, after),
        (_, State::Stories(saying)) if saying.split.is_none() => "articles joined into one story",
        (_, State::Stories(_)) => "article split from its story",
        (_, State::StoryTitle(_, Some(_))) => "story renamed",
        (_, State::StoryTitle(_, None)) => "title of a story taken away",
        (State::SavedSearch(_, None), State::SavedSearch(..)) => "search kept",
        (_, State::SavedSearch(_, None)) => "search dropped",
        (_, State::SavedSearch(..)) => "search changed",
        (_, State::Mismatch(_, true)) => "match marked as wrong",
        (_, State::Mismatch(_, false)) => "wrong match taken back",
    };
    text.to_owned()
}

/// Says what was said of facts; those judged at once are judged alike.
fn judging(before: &State, after: &[Judgement]) -> &'static str {
    let first = |judgements: &[Judgement]| judgements.iter().find_map(|(_, verdict)| *verdict);
    let was = match before {
        State::Verdicts(_, before) => first(before),
        _ => None,
    };
    match (was, first(after)) {
        (_, Some(Verdict::Dismissed)) => "fact dismissed",
        (_, Some(Verdict::Confirmed)) => "fact confirmed",
        (Some(Verdict::Confirmed), None) => "confirmation taken back",
        (_, None) => "dismissed fact brought back",
    }
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Writes a state as JSON.
pub(crate) fn write(state: &State) -> Result<String, Fault> {
    serde_json::to_string(state).map_err(|_| Fault::Unreadable("a change"))
}

/// Reads a state from JSON.
pub(crate) fn read(json: &str) -> Result<State, Fault> {
    serde_json::from_str(json).map_err(|_| Fault::Unreadable("a change"))
}
