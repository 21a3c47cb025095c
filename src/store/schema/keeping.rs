//! The fifth format: labels and facts of bookmarks, when they were changed, and tags as rows.
//!
//! A bookmark's tags lie in its row; triggers keep a row for each of them, so that tags are counted and found
//! without reading every bookmark; every order in which bookmarks are listed has an index. An article has tags of its own.

/// What is done to reach it.
pub(crate) const STEP: &str = "
ALTER TABLE bookmarks ADD COLUMN label TEXT;
ALTER TABLE bookmarks ADD COLUMN fact TEXT;
ALTER TABLE bookmarks ADD COLUMN changed INTEGER;

CREATE INDEX bookmarks_changed ON bookmarks (coalesce(changed, created), number);
CREATE INDEX bookmarks_article ON bookmarks (title, document, first, number);
CREATE INDEX bookmarks_place ON bookmarks (document, first, number);
CREATE INDEX bookmarks_label ON bookmarks (coalesce(label, 'zz'), created, number);

CREATE TABLE bookmark_tags (
    tag TEXT NOT NULL,
    bookmark INTEGER NOT NULL REFERENCES bookmarks (number) ON DELETE CASCADE,
    document BLOB NOT NULL CHECK (length(document) = 16),
    PRIMARY KEY (tag, bookmark)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmark_tags_bookmark ON bookmark_tags (bookmark);
INSERT OR IGNORE INTO bookmark_tags
    SELECT value, bookmarks.number, bookmarks.document FROM bookmarks, json_each(bookmarks.tags);
CREATE TRIGGER bookmark_tagged AFTER INSERT ON bookmarks BEGIN
    INSERT OR IGNORE INTO bookmark_tags
        SELECT DISTINCT value, NEW.number, NEW.document FROM json_each(NEW.tags);
END;
CREATE TRIGGER bookmark_tagged_anew AFTER UPDATE OF tags ON bookmarks BEGIN
    DELETE FROM bookmark_tags WHERE bookmark = NEW.number;
    INSERT OR IGNORE INTO bookmark_tags
        SELECT DISTINCT value, NEW.number, NEW.document FROM json_each(NEW.tags);
END;

CREATE TABLE article_tags (
    document BLOB NOT NULL CHECK (length(document) = 16),
    tag TEXT NOT NULL,
    place INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_tag ON article_tags (tag);
";
