//! The fourth format: stories, and what they are found by.

/// What is done to reach it.
pub(crate) const STEP: &str = "
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
