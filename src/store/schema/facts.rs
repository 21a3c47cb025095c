//! The third format: verdicts on facts, and whom and what articles name.

/// What is done to reach it.
pub(crate) const STEP: &str = "
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
