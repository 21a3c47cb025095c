//! Sniffing: what format some bytes have, judged by content first and by name second.
//!
//! A file that calls itself text or Markdown is taken at its word, whatever markup stands in it;
//! what is certainly no text is named. It must not know how any format is read.

/// What some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// Text with Markdown markup.
    Markdown,
    /// A web page.
    Html,
    /// A feed: RSS, Atom or JSON Feed.
    Feed,
    /// An EPUB book.
    Epub,
    /// A known format of articles that cannot be read, with its name.
    Unsupported(&'static str),
    /// No text, with what it looks like.
    Binary(&'static str),
}

const PDF: Format = Format::Unsupported("a PDF file");

/// How what is kept of an entry of a feed begins.
const ENTRY: &str = "{\"version\":\"https://jsonfeed.org/version/1.1\",";

/// How many bytes at the front are looked at for marks of a format.
const FRONT: usize = 4096;

/// How a file of a known kind begins, at which offset, and what it is.
const MAGIC: [(usize, &[u8], &str); 24] = [
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a WAV sound"),
    (0, b"ID3", "an MP3 sound"),
    (0, b"OggS", "an Ogg sound"),
    (0, b"fLaC", "a FLAC sound"),
    (4, b"ftyp", "an MP4 film"),
    (0, b"\x1aE\xdf\xa3", "a Matroska film"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\0asm", "a WebAssembly module"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"SQLite format 3\0", "an SQLite database"),
];

/// Tells by its first bytes whether something is a known format that is not text at all.
pub fn by_magic(bytes: &[u8], name: &str) -> Option<Format> {
    let front = front(bytes);
    let starts = |at: usize, magic: &[u8]| front.get(at..).is_some_and(|b| b.starts_with(magic));
    if starts(0, b"PK\x03\x04") && (is_marked_book(front) || lists_container(bytes)) {
        return Some(Format::Epub);
    }
    if memchr::memmem::find(front.get(..1024).unwrap_or(front), b"%PDF-").is_some_and(|at| {
        front.iter().take(at).all(|byte| !byte.is_ascii_alphanumeric()) || ending(name) == "pdf"
    }) {
        return Some(PDF);
    }
    let known = MAGIC.iter().find(|(at, magic, _)| {
        // Short marks made of letters also begin texts: what follows must not be one.
        starts(*at, magic) && (magic.len() > 3 || !looks_like_text(front))
    });
    let zip = starts(0, b"PK\x03\x04");
    match known {
        Some((_, _, what)) if !zip || ending(name) != "epub" => Some(Format::Binary(what)),
        // Its reader says what is wrong with it.
        _ if ending(name) == "epub" => Some(Format::Epub),
        _ => None,
    }
}

/// The first entry of the archive of a book says what it is.
fn is_marked_book(front: &[u8]) -> bool {
    let entry = front.get(30..).unwrap_or_default();
    let entry = entry.strip_prefix(b"mimetype").unwrap_or_default();
    memchr::memmem::find(entry.get(..64).unwrap_or(entry), b"application/epub+zip").is_some()
}

/// The list of an archive that is a book has the entry that names its package.
fn lists_container(bytes: &[u8]) -> bool {
    let names = memchr::memmem::find_iter(bytes, b"META-INF/container.xml");
    names.take(8).any(|at| {
        let record = at.checked_sub(46).and_then(|start| bytes.get(start..));
        record.is_some_and(|record| record.starts_with(b"PK\x01\x02"))
    })
}

/// Tells what a decoded text is.
pub fn of_text(text: &str, name: &str) -> Format {
    // What is kept of an entry of a feed has the name of its page, whatever that ends with.
    if text.starts_with(ENTRY) {
        return Format::Feed;
    }
    match ending(name).as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" => return Format::Markdown,
        "txt" | "text" | "asc" | "log" => return Format::Plain,
        _ => {}
    }
    let front: String = text.trim_start().chars().take(FRONT).collect::<String>().to_lowercase();
    if is_feed(text) {
        return Format::Feed;
    }
    if is_html(&front) || (is_html_name(name) && has_tags(&front)) {
        return Format::Html;
    }
    if has_markdown(text) { Format::Markdown } else { Format::Plain }
}

fn front(bytes: &[u8]) -> &[u8] {
    bytes.get(..FRONT).unwrap_or(bytes)
}

fn looks_like_text(front: &[u8]) -> bool {
    front.iter().all(|byte| *byte >= b' ' || byte.is_ascii_whitespace())
}

/// Returns what follows the last dot of a file name, in lower case.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let file = file.split(['?', '#']).next().unwrap_or(file);
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn is_html_name(name: &str) -> bool {
    matches!(ending(name).as_str(), "html" | "htm" | "xhtml" | "shtml")
}

/// Tells a feed by its first element, or by the version that a JSON Feed states somewhere.
/// Tells whether a page that calls itself one has an end tag, or begins with the tag of a paragraph, as old
/// pages do.
fn has_tags(front: &str) -> bool {
    let begins =
        |tag: &str| front.strip_prefix(tag).is_some_and(|rest| rest.starts_with([' ', '>']));
    front.contains("</") || ["<p", "<br", "<hr", "<h1", "<center", "<font"].into_iter().any(begins)
}

fn is_feed(text: &str) -> bool {
    let text = text.trim_start_matches(|ch: char| ch.is_whitespace() || ch == '\u{feff}');
    if text.starts_with('{') {
        // Some writers put a backslash before each slash.
        let versions = ["jsonfeed.org/version/", "jsonfeed.org\\/version\\/"];
        return versions.iter().any(|version| text.contains(version));
    }
    let Some(tag) = first_tag(text) else { return false };
    let tag = tag.get(..FRONT).unwrap_or(tag).to_ascii_lowercase();
    let name = tag.split(|ch: char| ch.is_ascii_whitespace() || matches!(ch, '>' | '/')).next();
    match name.unwrap_or_default() {
        "rss" | "feed" | "atom:feed" | "channel" => true,
        "rdf:rdf" | "rdf" => {
            ["rss", "netscape.com", "<item", "<channel"].iter().any(|s| tag.contains(s))
        }
        "entry" | "atom:entry" => tag.contains("w3.org/2005/atom"),
        _ => false,
    }
}

/// Returns what follows the `<` of the first element, after comments, instructions and document types.
fn first_tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = if rest.starts_with("!--") {
            "-->"
        } else if rest.starts_with('?') {
            "?>"
        } else if rest.starts_with('!') {
            let close = rest.find('>')?;
            if rest.find('[').is_some_and(|subset| subset < close) { "]>" } else { ">" }
        } else {
            return Some(rest);
        };
        rest = rest.split_once(end)?.1;
    }
}

fn is_html(front: &str) -> bool {
    let mut rest = front;
    while let Some((after, end)) = rest
        .strip_prefix("<!--")
        .map(|after| (after, "-->"))
        .or_else(|| rest.strip_prefix("<?xml").map(|after| (after, "?>")))
    {
        let Some((_, next)) = after.split_once(end) else { return false };
        rest = next.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name: String =
        tag.chars().take_while(|ch| ch.is_ascii_alphanumeric() || *ch == '!').collect();
    match name.as_str() {
        "!doctype" => tag.get(8..).is_some_and(|rest| rest.trim_start().starts_with("html")),
        "html" | "head" | "body" | "meta" | "title" | "link" | "script" | "style" => true,
        "article" | "main" | "div" | "p" | "h1" | "h2" | "header" | "nav" | "span" | "table"
        | "ul" | "section" => front.contains(&format!("</{name}>")),
        _ => false,
    }
}

/// Tells whether a text without a telling name has clear marks of Markdown: a heading, and another
/// mark.
fn has_markdown(text: &str) -> bool {
    let lines = text.lines().take(400);
    let (mut headings, mut others) = (0, 0);
    for line in lines {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let heading = (1..=6).contains(&level) && line.as_bytes().get(level) == Some(&b' ');
        headings += usize::from(heading);
        let other = line.starts_with("```") || line.contains("](") || line.contains("**");
        others += usize::from(other);
    }
    headings > 1 || (headings == 1 && others > 0)
}

#[cfg(test)]
mod tests {
    use super::{Format, PDF, by_magic, of_text};

    #[test]
    fn what_is_no_text_is_named() {
        let table: [(&[u8], &str, Option<Format>); 12] = [
            (b"\x89PNG\r\n\x1a\n....", "a.txt", Some(Format::Binary("a PNG picture"))),
            (b"\x7fELF\x02\x01", "a", Some(Format::Binary("a program"))),
            (b"PK\x03\x04................", "a.epub", Some(Format::Epub)),
            (b"no archive", "a.epub", Some(Format::Epub)),
            (b"\x89PNG\r\n\x1a\n....", "a.epub", Some(Format::Binary("a PNG picture"))),
            (
                b"PK\x03\x04..........................mimetypeapplication/epub+zip",
                "download",
                Some(Format::Epub),
            ),
            (b"PK\x03\x04", "a.docx", Some(Format::Binary("a ZIP archive or an office document"))),
            (b"%PDF-1.7\n\xe2\xe3", "a", Some(PDF)),
            (b"A file may begin with %PDF- as its mark", "a.txt", None),
            (b"ID3 tags hold the title of a song", "a.txt", None),
            (b"BZh is how bzip2 begins", "a.txt", None),
            (b"plain words", "a.bin", None),
        ];
        for (bytes, name, expected) in table {
            assert_eq!(by_magic(bytes, name), expected, "{name}");
        }
    }

    #[test]
    fn content_comes_first_but_a_text_file_is_a_text_file() {
        let table = [
            ("<!DOCTYPE html><p>x", "page", Format::Html),
            ("<!-- made by x -->\n<html lang=en>", "-", Format::Html),
            ("<p>words</p>", "a.html", Format::Html),
            ("<P>Old words<P>and more", "a.html", Format::Html),
            ("<!-- a > b --><html><p>x", "-", Format::Html),
            ("<header>x</header><p>words", "-", Format::Html),
            ("<p>words</p>", "http://host/a", Format::Html),
            ("<p>words</p>", "a.txt", Format::Plain),
            ("<!DOCTYPE html><p>x", "a.md", Format::Markdown),
            ("no tags here", "a.html", Format::Plain),
            ("<?xml version=\"1.0\"?><rss version=\"2.0\">", "a.xml", Format::Feed),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "https://host/atom?x=1", Format::Feed),
            ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", "feed.json", Format::Feed),
            (
                "\n <!-- a > b --><!DOCTYPE rss [<!ENTITY a \"<\">]><RSS version=\"0.91\">",
                "-",
                Format::Feed,
            ),
            ("<rss><item><description><html><p>x", "-", Format::Feed),
            ("<?xml?><rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", "-", Format::Feed),
            ("<rdf:RDF xmlns:foaf=\"http://xmlns.com/foaf/0.1/\">", "-", Format::Plain),
            ("<feedback>x</feedback>", "-", Format::Plain),
            (
                "{\"title\": \"x\", \"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"}",
                "-",
                Format::Feed,
            ),
            (
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"x\"",
                "http://host/a.md",
                Format::Feed,
            ),
            ("# A\n\ntext with a [link](there)\n", "-", Format::Markdown),
            ("# A\n\njust a shell comment\n", "-", Format::Plain),
            ("# A\n\ntext with a [link](there)\n", "a.txt", Format::Plain),
            ("<3 is a heart", "-", Format::Plain),
        ];
        for (text, name, expected) in table {
            assert_eq!(of_text(text, name), expected, "{text:?} {name}");
        }
    }
}
