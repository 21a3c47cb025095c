//! Members: which documents came with which feeds, and which of them come and go with a feed.

use rusqlite::Connection;

use crate::document::DocumentId;
use crate::source::FeedId;
use crate::store::error::Fault;

/// Makes a document a member of a feed, if it is none yet.
pub(crate) fn join(connection: &Connection, document: i64, feed: i64) -> Result<(), Fault> {
    let sql = "INSERT INTO members (document, feed, added, turn, present, unread, starred)
               SELECT number, ?2, added, turn, NOT removed, NOT read, starred FROM documents
               WHERE number = ?1
               ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute((document, feed))?;
    Ok(())
}

/// Returns the documents of feeds that are followed no longer which nothing holds: they came with feeds,
/// none of which is followed, and are neither read, starred nor have bookmarks.
pub(crate) fn leaving(connection: &Connection, feeds: &[FeedId]) -> Result<Vec<DocumentId>, Fault> {
    let sql = "SELECT documents.id FROM members CROSS JOIN documents
               WHERE members.feed = (SELECT number FROM feeds WHERE id = ?1)
                   AND members.present = 1 AND members.unread = 1
                   AND documents.number = members.document AND documents.starred = 0
                   AND documents.bookmarks = 0 AND documents.brought = 1
                   AND NOT EXISTS (SELECT 1 FROM verdicts
                       WHERE verdicts.document = documents.id)
                   AND NOT EXISTS (SELECT 1 FROM story_words
                       WHERE story_words.document = documents.id)
                   AND NOT EXISTS (SELECT 1 FROM mismatches
                       WHERE mismatches.document = documents.id)
                   AND NOT EXISTS (SELECT 1 FROM members AS others
                       JOIN feeds ON feeds.number = others.feed
                       WHERE others.document = documents.number AND feeds.followed = 1)";
    of_each(connection, feeds, sql)
}

/// Returns the documents that went with feeds.
pub(crate) fn gone(connection: &Connection, feeds: &[FeedId]) -> Result<Vec<DocumentId>, Fault> {
    let sql = "SELECT documents.id FROM entries CROSS JOIN documents
               WHERE entries.feed = (SELECT number FROM feeds WHERE id = ?1)
                   AND documents.number = entries.document AND documents.removed = 2";
    of_each(connection, feeds, sql)
}

fn of_each(connection: &Connection, feeds: &[FeedId], sql: &str) -> Result<Vec<DocumentId>, Fault> {
    let mut all = Vec::new();
    let mut statement = connection.prepare_cached(sql)?;
    for feed in feeds {
        let rows =
            statement.query_map([feed.as_bytes()], |row| row.get(0).map(DocumentId::from_bytes))?;
        for id in rows {
            all.push(id?);
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
