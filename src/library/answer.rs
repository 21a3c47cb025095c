//! What the store thread does with each request.

use anyhow::{Result, bail};

use crate::document::DocumentId;
use crate::extract::EXTRACTOR_VERSION;
use crate::fact::FactSet;
use crate::library::library::Library;
use crate::library::outcome::FeedsImported;
use crate::library::reply::Reply;
use crate::library::request::Request;
use crate::search::passages;
use crate::store::TextDigest;

/// Does what a request asks. What an opened document's reply need not wait for is left to
/// [`after`].
pub(crate) fn answer(library: &Library, request: &Request) -> Result<Reply> {
    let saved = || Reply::Saved(request.kind());
    Ok(match request {
        Request::List { scope, after, limit } => {
            listed(library, library.list_of(*scope, after.as_ref(), *limit)?)?
        }
        Request::ListBefore { scope, before, limit } => {
            listed(library, library.list_before(*scope, before, *limit)?)?
        }
        Request::Open(document) | Request::Look(document) => {
            Reply::Opened(Box::new(library.look_into(*document)?))
        }
        Request::Bookmarks(document) => Reply::Bookmarks(library.bookmarks(*document)?),
        Request::ResolvedBookmarks(_)
        | Request::AcceptDrift(_)
        | Request::Reattach { .. }
        | Request::Revisions(_)
        | Request::OldText(..)
        | Request::TextOfAnchor(..)
        | Request::Changes { .. } => of_revisions(library, request)?,
        Request::Undo => Reply::Undone(library.undo()?),
        Request::Redo => Reply::Redone(library.redo()?),
        Request::GlobalMark(_)
        | Request::Keep(_)
        | Request::EditBookmark(_)
        | Request::DropBookmark(_)
        | Request::EditBookmarks { .. }
        | Request::DropBookmarks(_)
        | Request::KeptPage { .. }
        | Request::KnownTags
        | Request::ArticleTags(_)
        | Request::SetArticleTags { .. } => of_keeping(library, request)?,
        Request::SavePosition { document, anchor, progress } => {
            library.save_position(*document, anchor, *progress).map(|()| saved())?
        }
        Request::SetMark { document, name, anchor } => {
            library.set_mark(*document, *name, anchor).map(|()| saved())?
        }
        Request::Judge { document, judgements } => {
            library.judge(*document, judgements).map(|()| saved())?
        }
        Request::Verdicts(document) => {
            Reply::Verdicts { document: *document, verdicts: library.verdicts(*document)? }
        }
        Request::Naming { key, after, limit } => {
            Reply::Naming(library.naming(key, after.as_ref(), *limit)?)
        }
        Request::SetRead { document, read } => {
            library.set_read(*document, *read).map(|()| saved())?
        }
        Request::SetStarred { document, starred } => {
            library.set_starred(*document, *starred).map(|()| saved())?
        }
        Request::Remove(document) => library.remove(*document).map(|()| saved())?,
        Request::Touch(document) => library.touch(*document).map(|()| saved())?,
        Request::Subscriptions => Reply::Subscriptions(library.subscriptions()?),
        Request::Unfollow(feed) => library.unfollow(*feed).map(|()| saved())?,
        Request::RenameFeed { feed, title } => {
            library.rename_feed(*feed, title).map(|()| saved())?
        }
        Request::SetWhole { feed, whole } => library.set_whole(*feed, *whole).map(|()| saved())?,
        Request::MarkAllRead(scope) => library.mark_all_read(*scope).map(|_| saved())?,
        Request::ImportFeeds { path } => {
            let FeedsImported { new, known } = library.import_feeds(path)?;
            Reply::FeedsImported { new, known }
        }
        Request::ExportFeeds { path } => {
            let feeds = library.export_feeds(path)?;
            Reply::FeedsExported { path: path.clone(), feeds }
        }
        Request::ExportKept { document, path } => {
            let (path, exported) = library.export_beside(*document, path)?;
            Reply::KeptExported { path, exported }
        }
        Request::Stories { .. }
        | Request::SomeStories(_)
        | Request::StoryEntries(_)
        | Request::JoinStories(_)
        | Request::SplitFromStory(_)
        | Request::RenameStory { .. }
        | Request::DenyMatch(_) => of_stories(library, request)?,
        Request::Passages { content, query } => Reply::Passages(passages(content, query)),
        Request::CompleteQuery(typed) => Reply::Completions(library.complete_query(typed)?),
        Request::SavedSearches => Reply::SavedSearches(library.saved_searches()?),
        Request::SaveSearch(search) => library.save_search(search).map(|()| saved())?,
        Request::DropSearch(search) => library.drop_search(*search).map(|()| saved())?,
        Request::Stop(_)
        | Request::Add { .. }
        | Request::AddAddress { .. }
        | Request::Follow { .. }
        | Request::Refresh(_)
        | Request::Reload(_)
        | Request::Search { .. }
        | Request::Facts { .. }
        | Request::Story(_)
        | Request::Index { .. } => {
            bail!("this is no work for the store thread, which is a defect; please report it")
        }
    })
}

/// Answers what is asked of stories.
fn of_stories(library: &Library, request: &Request) -> Result<Reply> {
    let saved = || Reply::Saved(request.kind());
    Ok(match request {
        Request::Stories { after, limit } => {
            Reply::Stories(library.stories(after.as_ref(), *limit)?)
        }
        Request::SomeStories(stories) => Reply::Stories(library.some_stories(stories)?),
        Request::StoryEntries(story) => {
            Reply::StoryEntries { story: *story, entries: library.story_entries(*story)? }
        }
        Request::JoinStories(documents) => library.join_stories(documents).map(|()| saved())?,
        Request::SplitFromStory(document) => {
            library.split_from_story(*document).map(|()| saved())?
        }
        Request::RenameStory { story, title } => {
            library.rename_story(*story, title).map(|()| saved())?
        }
        Request::DenyMatch(wrong) => library.deny_match(wrong).map(|()| saved())?,
        _ => bail!("this is asked of no story, which is a defect; please report it"),
    })
}

/// Answers what is asked of what is kept, and of tags.
fn of_keeping(library: &Library, request: &Request) -> Result<Reply> {
    let saved = || Reply::Saved(request.kind());
    Ok(match request {
        Request::Keep(bookmark) => library.keep(bookmark).map(|()| saved())?,
        Request::EditBookmark(bookmark) => library.edit_bookmark(bookmark).map(|()| saved())?,
        Request::DropBookmark(bookmark) => library.drop_bookmark(*bookmark).map(|()| saved())?,
        Request::EditBookmarks { bookmarks, edits } => {
            library.edit_bookmarks(bookmarks, edits).map(|_| saved())?
        }
        Request::DropBookmarks(bookmarks) => library.drop_bookmarks(bookmarks).map(|_| saved())?,
        Request::KeptPage { query, edge, limit } => {
            Reply::KeptPage(Box::new(library.kept_page(query, edge, *limit)?))
        }
        Request::GlobalMark(name) => {
            Reply::Mark { name: *name, place: library.global_mark(*name)? }
        }
        Request::KnownTags => Reply::KnownTags(library.known_tags()?),
        Request::ArticleTags(document) => {
            Reply::ArticleTags { document: *document, tags: library.article_tags(*document)? }
        }
        Request::SetArticleTags { document, tags } => {
            library.set_article_tags(*document, tags).map(|()| saved())?
        }
        _ => bail!("this is asked of nothing kept, which is a defect; please report it"),
    })
}

/// Answers what is asked of revisions, and of passages in them.
fn of_revisions(library: &Library, request: &Request) -> Result<Reply> {
    let saved = || Reply::Saved(request.kind());
    Ok(match request {
        Request::ResolvedBookmarks(document) => Reply::ResolvedBookmarks {
            document: *document,
            bookmarks: library.resolved_bookmarks(*document)?,
        },
        Request::Revisions(document) => {
            Reply::Revisions { document: *document, revisions: library.revisions(*document)? }
        }
        Request::OldText(document, revision) => {
            let text = library.text_of_revision(*document, *revision)?;
            Reply::OldText(*document, text.map(std::sync::Arc::new))
        }
        Request::TextOfAnchor(document, anchor) => {
            let text = library.text_of_anchor(*document, anchor)?;
            Reply::OldText(*document, text.map(std::sync::Arc::new))
        }
        Request::Changes { document, since } => {
            Reply::Changes(library.changes(*document, *since)?.map(Box::new))
        }
        Request::AcceptDrift(bookmark) => library.accept_drift(*bookmark).map(|_| saved())?,
        Request::Reattach { bookmark, range } => {
            library.reattach(*bookmark, *range).map(|_| saved())?
        }
        _ => bail!("this is asked of no revision, which is a defect; please report it"),
    })
}

/// Does what follows from a request when its reply is on the way.
pub(crate) fn after(library: &Library, request: &Request) -> Result<()> {
    match request {
        Request::Open(document) => library.touch(*document),
        _ => Ok(()),
    }
}

/// Keeps facts that were found, if the document still has the text they were found in.
pub(crate) fn keep_facts(
    library: &Library,
    document: DocumentId,
    text: TextDigest,
    facts: &FactSet,
) -> Result<()> {
    Ok(library.store.put_facts(document, text, EXTRACTOR_VERSION, facts)?)
}

fn listed(library: &Library, entries: Vec<crate::store::ListEntry>) -> Result<Reply> {
    Ok(Reply::Listed { entries, counts: library.counts()? })
}
