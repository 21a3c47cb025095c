//! The second format: feeds, their entries, and the articles that came with them.

/// What is done to reach it.
pub(crate) const STEP: &str = "
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
