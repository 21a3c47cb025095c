//! The tables, and the steps from every older format to this one.
//!
//! Texts lie uncompressed as the last column of their row, so that the parts before them are read
//! without them and a stretch of a text without the rest. Counts are kept by triggers, so that
//! nothing counts a million rows to paint. A document's `turn` orders those added at the same time: it
//! is a column of its own because an index is not searched by the number of a row.
//!
//! A document that came with feeds is a member of each: the row of a member repeats what lists of one
//! feed are ordered and chosen by, and triggers keep it and the counts of the feed right. An entry is
//! what a feed calls one of its articles; several may lead to the same document, one of them `gives` it
//! its text. `removed` is 1 where the user removed a document, 2 where it went with its feeds.
//!
//! Whom and what a document names has rows, which repeat what its pages are ordered by; `extracted` is the
//! extractor that made them, 0 if none has read the current text. A verdict of the user on a fact is
//! known by the fact's kind and value and its passage, which is empty for what is judged as a whole.
//!
//! A document is in one story at most, removed or not; what counts of a story are those that are not removed, kept
//! by triggers, and one with fewer than two of them is no story for anybody. `clustered` is the version of the
//! clusterer that has looked at the current text, 0 if none has. What it looks by are a document's signature,
//! comparable only with those of the same version, the rows of its most telling terms, and in how many documents of a sample each term stands; the row of
//! term -1 counts the sample. What the user says of two documents lies once for each of them.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::store::error::Fault;

/// What marks a file as a store of this program: `Sdlt`.
pub(crate) const APPLICATION: u32 = 0x5364_6C74;

/// The steps; the number of steps is the format.
pub(crate) const STEPS: &[&str] = &[FIRST, SECOND, THIRD, FOURTH];

/// Returns the format that the steps lead to.
pub(crate) fn format(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).expect("invariant: there are few steps")
}

/// Brings a database up to the format the steps lead to; does nothing if another program has done so.
/// `back_up` is called with an older format before it is changed, while nobody else can write.
pub(crate) fn migrate(
    connection: &Connection,
    steps: &[&str],
    back_up: impl FnOnce(u32) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found >= format(steps) {
        return Ok(());
    }
    if found > 0 {
        back_up(found)?;
    }
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    for step in steps.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", format(steps))?;
    Ok(transaction.commit()?)
}

/// Returns the format of a database.
pub(crate) fn version(connection: &Connection) -> Result<u32, Fault> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

const FIRST: &str = "
CREATE TABLE store (
    id BLOB NOT NULL CHECK (length(id) = 16),
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    location_kind TEXT NOT NULL,
    location BLOB NOT NULL,
    title TEXT NOT NULL,
    title_origin TEXT NOT NULL,
    site TEXT,
    byline TEXT,
    published TEXT,
    language TEXT,
    given TEXT NOT NULL,
    revision INTEGER REFERENCES revisions (number),
    added INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    opened INTEGER,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    progress REAL NOT NULL DEFAULT 0,
    bookmarks INTEGER NOT NULL DEFAULT 0,
    UNIQUE (location_kind, location)
) STRICT;
CREATE INDEX documents_newest ON documents (added DESC, turn DESC) WHERE removed = 0;
CREATE INDEX documents_opened ON documents (opened DESC) WHERE removed = 0 AND opened IS NOT NULL;

CREATE TABLE revisions (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    size INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    original BLOB NOT NULL,
    UNIQUE (document, hash)
) STRICT;

CREATE TABLE texts (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE REFERENCES revisions (number),
    importer INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    parts BLOB NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE facts (
    text INTEGER PRIMARY KEY REFERENCES texts (number) ON DELETE CASCADE,
    extractor INTEGER NOT NULL,
    part BLOB NOT NULL
) STRICT;

CREATE TABLE bookmarks (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    document BLOB NOT NULL CHECK (length(document) = 16),
    title TEXT NOT NULL,
    revision BLOB NOT NULL CHECK (length(revision) = 32),
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX bookmarks_oldest ON bookmarks (created, number);
CREATE INDEX bookmarks_document ON bookmarks (document, created, number);

CREATE TABLE marks (
    document BLOB NOT NULL,
    name TEXT NOT NULL,
    anchor TEXT NOT NULL,
    PRIMARY KEY (document, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE global_marks (
    name TEXT PRIMARY KEY,
    document BLOB NOT NULL,
    anchor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX global_marks_document ON global_marks (document);

CREATE TABLE positions (
    document BLOB PRIMARY KEY,
    anchor TEXT NOT NULL,
    progress REAL NOT NULL,
    saved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    document BLOB,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX changes_undone ON changes (undone, number);

CREATE TABLE counts (
    documents INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    bookmarks INTEGER NOT NULL
) STRICT;
INSERT INTO counts VALUES (0, 0, 0, 0);

CREATE TRIGGER document_added AFTER INSERT ON documents BEGIN
    UPDATE counts SET
        documents = documents + (NOT NEW.removed),
        unread = unread + (NOT NEW.removed AND NOT NEW.read),
        starred = starred + (NOT NEW.removed AND NEW.starred);
END;
CREATE TRIGGER document_changed AFTER UPDATE OF read, starred, removed ON documents BEGIN
    UPDATE counts SET
        documents = documents + (NOT NEW.removed) - (NOT OLD.removed),
        unread = unread + (NOT NEW.removed AND NOT NEW.read) - (NOT OLD.removed AND NOT OLD.read),
        starred = starred + (NOT NEW.removed AND NEW.starred) - (NOT OLD.removed AND OLD.starred);
END;
CREATE TRIGGER bookmark_added AFTER INSERT ON bookmarks BEGIN
    UPDATE counts SET bookmarks = bookmarks + 1;
    UPDATE documents SET bookmarks = bookmarks + 1 WHERE id = NEW.document;
END;
CREATE TRIGGER bookmark_dropped AFTER DELETE ON bookmarks BEGIN
    UPDATE counts SET bookmarks = bookmarks - 1;
    UPDATE documents SET bookmarks = bookmarks - 1 WHERE id = OLD.document;
END;
";

const SECOND: &str = "
ALTER TABLE documents ADD COLUMN summary INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN brought INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN media_type TEXT;
CREATE INDEX documents_unread ON documents (added DESC, turn DESC)
    WHERE removed = 0 AND read = 0;
CREATE INDEX documents_starred ON documents (added DESC, turn DESC)
    WHERE removed = 0 AND starred = 1;

CREATE TABLE feeds (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    location_kind TEXT NOT NULL,
    location BLOB NOT NULL,
    title TEXT NOT NULL,
    given TEXT,
    site TEXT,
    language TEXT,
    folders TEXT NOT NULL DEFAULT '[]',
    whole INTEGER NOT NULL DEFAULT 0,
    private INTEGER NOT NULL DEFAULT 0,
    followed INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL,
    fetched INTEGER,
    etag TEXT,
    last_modified TEXT,
    due INTEGER NOT NULL DEFAULT 0,
    barred INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    documents INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    UNIQUE (location_kind, location)
) STRICT;

CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feeds (number),
    entry TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    link TEXT,
    title TEXT,
    published INTEGER,
    document INTEGER NOT NULL REFERENCES documents (number),
    gives INTEGER NOT NULL,
    whole INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL
) STRICT;
CREATE INDEX entries_entry ON entries (feed, entry);
CREATE INDEX entries_hash ON entries (hash);
CREATE INDEX entries_document ON entries (document);

CREATE TABLE members (
    document INTEGER NOT NULL REFERENCES documents (number),
    feed INTEGER NOT NULL REFERENCES feeds (number),
    added INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    present INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    PRIMARY KEY (document, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_newest ON members (feed, added DESC, turn DESC) WHERE present = 1;
CREATE INDEX members_unread ON members (feed, added DESC, turn DESC)
    WHERE present = 1 AND unread = 1;
CREATE INDEX members_starred ON members (feed, added DESC, turn DESC)
    WHERE present = 1 AND starred = 1;

DROP TRIGGER document_changed;
CREATE TRIGGER document_changed AFTER UPDATE OF read, starred, removed ON documents
WHEN NEW.read <> OLD.read OR NEW.starred <> OLD.starred OR NEW.removed <> OLD.removed BEGIN
    UPDATE counts SET
        documents = documents + (NOT NEW.removed) - (NOT OLD.removed),
        unread = unread + (NOT NEW.removed AND NOT NEW.read) - (NOT OLD.removed AND NOT OLD.read),
        starred = starred + (NOT NEW.removed AND NEW.starred) - (NOT OLD.removed AND OLD.starred);
    UPDATE members SET present = NOT NEW.removed, unread = NOT NEW.read, starred = NEW.starred
        WHERE document = NEW.number;
END;
CREATE TRIGGER member_added AFTER INSERT ON members BEGIN
    UPDATE feeds SET
        documents = documents + NEW.present,
        unread = unread + (NEW.present AND NEW.unread)
        WHERE number = NEW.feed;
END;
CREATE TRIGGER member_changed AFTER UPDATE OF present, unread ON members BEGIN
    UPDATE feeds SET
        documents = documents + NEW.present - OLD.present,
        unread = unread + (NEW.present AND NEW.unread) - (OLD.present AND OLD.unread)
        WHERE number = NEW.feed;
END;
";

const THIRD: &str = "
CREATE TABLE verdicts (
    document BLOB NOT NULL CHECK (length(document) = 16),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    passage TEXT NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (document, kind, value, passage)
) STRICT, WITHOUT ROWID;

ALTER TABLE documents ADD COLUMN extracted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_extracted ON documents (extracted, number) WHERE removed = 0;

CREATE TABLE entities (
    document INTEGER NOT NULL REFERENCES documents (number),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    added INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    present INTEGER NOT NULL,
    PRIMARY KEY (document, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_newest ON entities (key, added DESC, turn DESC) WHERE present = 1;

CREATE TRIGGER document_came_or_went AFTER UPDATE OF removed ON documents
WHEN NEW.removed <> OLD.removed BEGIN
    UPDATE entities SET present = NOT NEW.removed WHERE document = NEW.number;
END;
";

const FOURTH: &str = "
CREATE TABLE stories (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    title TEXT NOT NULL,
    titled INTEGER,
    given TEXT,
    members INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    newest INTEGER NOT NULL DEFAULT 0,
    turn INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_newest ON stories (newest DESC, turn DESC) WHERE members > 1;

ALTER TABLE documents ADD COLUMN story INTEGER REFERENCES stories (number);
ALTER TABLE documents ADD COLUMN clustered INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_story ON documents (story, removed, added) WHERE story IS NOT NULL;
CREATE INDEX documents_clustered ON documents (clustered, number) WHERE removed = 0;

CREATE TABLE signatures (
    document INTEGER PRIMARY KEY REFERENCES documents (number),
    day INTEGER NOT NULL,
    version INTEGER NOT NULL,
    part BLOB NOT NULL
) STRICT;

CREATE TABLE telling (
    term INTEGER NOT NULL,
    day INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (term, day, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
    term INTEGER PRIMARY KEY,
    documents INTEGER NOT NULL
) STRICT;

CREATE TABLE story_words (
    document BLOB NOT NULL CHECK (length(document) = 16),
    other BLOB NOT NULL CHECK (length(other) = 16),
    word TEXT NOT NULL,
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE mismatches (
    document BLOB NOT NULL CHECK (length(document) = 16),
    other BLOB NOT NULL CHECK (length(other) = 16),
    here TEXT NOT NULL,
    there TEXT NOT NULL,
    PRIMARY KEY (document, other, here, there)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER document_changed_story AFTER UPDATE OF story, removed ON documents
WHEN NEW.story IS NOT OLD.story OR NEW.story IS NOT NULL AND NEW.removed <> OLD.removed BEGIN
    UPDATE stories SET
        members = members - (NOT OLD.removed),
        unread = unread - (NOT OLD.removed AND NOT OLD.read)
        WHERE number = OLD.story;
    UPDATE stories SET
        members = members + (NOT NEW.removed),
        unread = unread + (NOT NEW.removed AND NOT NEW.read)
        WHERE number = NEW.story;
    UPDATE stories SET newest = ifnull((SELECT max(added) FROM documents
            WHERE documents.story = stories.number AND documents.removed = 0), 0)
        WHERE number = OLD.story OR number = NEW.story;
END;
CREATE TRIGGER document_of_story_read AFTER UPDATE OF read ON documents
WHEN NEW.story IS NOT NULL AND NEW.read <> OLD.read AND NOT NEW.removed BEGIN
    UPDATE stories SET unread = unread + OLD.read - NEW.read WHERE number = NEW.story;
END;
";

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{Fault, STEPS, format, migrate, version};

    #[test]
    fn steps_are_taken_once_and_in_order() {
        let connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"];
        let mut backed_up = Vec::new();
        for end in [1, 2, 2] {
            migrate(&connection, &steps[..end], |found| {
                backed_up.push(found);
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(backed_up, [1]);
        assert_eq!(version(&connection).unwrap(), 2);
        connection.execute("INSERT INTO a (x, y) VALUES (1, 2)", []).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_format() {
        let connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "no SQL"];
        migrate(&connection, &steps[..1], |_| Ok(())).unwrap();
        assert!(migrate(&connection, &steps, |_| Ok(())).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert!(connection.prepare("SELECT * FROM b").is_err());
    }

    #[test]
    fn without_a_backup_nothing_is_changed() {
        let connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)"];
        migrate(&connection, &steps[..1], |_| Ok(())).unwrap();
        assert!(migrate(&connection, &steps, |_| Err(Fault::Unreadable("it"))).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
    }

    #[test]
    fn the_steps_of_this_program_can_be_taken() {
        let connection = Connection::open_in_memory().unwrap();
        migrate(&connection, STEPS, |_| Ok(())).unwrap();
        assert_eq!(version(&connection).unwrap(), format(STEPS));
    }
}
