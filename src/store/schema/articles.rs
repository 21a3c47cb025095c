//! The first format: articles, their revisions and texts, bookmarks, marks, positions, the log of changes.

/// What is done to reach it.
pub(crate) const STEP: &str = "
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
