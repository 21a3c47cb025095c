//! OPML: lists of feeds, as feed readers exchange them.
//!
//! Read by the tolerant reader of markup that feeds have, in any version and with any fault; written as
//! OPML 2.0. It must not know who follows the feeds.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::import::feed::LIMIT;
use crate::import::feed::address::whole;
use crate::import::feed::charset;
use crate::import::feed::markup::{Tag, Token, Tokens};
use crate::import::feed::reference::resolve;
use crate::import::feed::words::one_line;
use crate::import::refusal::Refusal;

/// The most feeds that are read of a list.
const FEEDS: usize = 20_000;

/// The most folders in one another; deeper ones are read as if they were not there.
const DEPTH: usize = 32;

const NO_LIST: Refusal = Refusal::Other {
    wanted: "list of feeds",
    remedy: "give an OPML file, as feed readers export it",
};

/// One feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Where the feed is.
    pub address: String,
    /// What the list calls it.
    pub title: Option<String>,
    /// The page it belongs to.
    pub site: Option<String>,
    /// The folders it stands in, the outermost first.
    pub folders: Vec<String>,
}

/// Reads a list; what is no feed in it is left out.
///
/// # Errors
///
/// Refuses what is no OPML.
pub fn read(bytes: &[u8]) -> Result<Vec<Outline>, Refusal> {
    let front = bytes.get(..LIMIT).unwrap_or(bytes);
    let (text, _) = charset::read(front, None).ok_or(NO_LIST)?;
    let mut outlines = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    // For each open element whether it is a folder with a name.
    let mut open: Vec<bool> = Vec::new();
    let mut is_list = false;
    for token in Tokens::new(&text) {
        match token {
            Token::Start(tag) if tag.name.eq_ignore_ascii_case("outline") => {
                is_list = true;
                let folder = match element(&tag) {
                    Element::Feed(outline) => {
                        let folders = folders.iter().take(DEPTH).cloned().collect();
                        outlines.push(Outline { folders, ..outline });
                        None
                    }
                    Element::Folder(name) => name,
                };
                if !tag.closed {
                    open.push(folder.is_some());
                    folders.extend(folder);
                }
            }
            Token::End(name) if name.eq_ignore_ascii_case("outline") => {
                let named = open.pop().unwrap_or(false);
                if named {
                    folders.pop();
                }
            }
            Token::Start(tag) => is_list |= tag.name.eq_ignore_ascii_case("opml"),
            _ => {}
        }
        if outlines.len() == FEEDS {
            break;
        }
    }
    if is_list { Ok(outlines) } else { Err(NO_LIST) }
}

/// What an element of a list is.
enum Element {
    /// A feed, without its folders.
    Feed(Outline),
    /// A folder, or something that is none and has no name.
    Folder(Option<String>),
}

fn element(tag: &Tag<'_>) -> Element {
    let mut values: HashMap<String, String> = HashMap::new();
    for (name, value) in tag.attributes() {
        let value = one_line(&resolve(value));
        if !value.is_empty() {
            values.entry(name.to_ascii_lowercase()).or_insert(value);
        }
    }
    let kind = values.get("type").map(|kind| kind.to_ascii_lowercase()).unwrap_or_default();
    let is_feed = matches!(kind.as_str(), "rss" | "atom" | "feed");
    let written = values.get("xmlurl").or_else(|| values.get("url").filter(|_| is_feed));
    let address = written.and_then(|written| whole(without_scheme_of_readers(written), None));
    let name = values.get("title").or_else(|| values.get("text"));
    match address {
        Some(address) => {
            let name = name.filter(|name| Some(*name) != written);
            let site = values.get("htmlurl").and_then(|site| whole(site, None));
            Element::Feed(Outline {
                address: address.into(),
                title: name.cloned(),
                site: site.map(String::from),
                folders: Vec::new(),
            })
        }
        // A feed whose address cannot be followed is no folder.
        None if written.is_some() => Element::Folder(None),
        None => Element::Folder(name.cloned()),
    }
}

/// `feed:https://host/`, `feed://host/`
fn without_scheme_of_readers(address: &str) -> &str {
    match address.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("http") => rest,
        _ => address,
    }
}

/// Writes a list as OPML 2.0. Feeds keep their order, and those of one folder stand together.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut written =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    let _ =
        writeln!(written, "  <head>\n    <title>{}</title>\n  </head>\n  <body>", escape(title));
    let mut root = Folder::default();
    for outline in outlines {
        root.place(outline);
    }
    root.write(&mut written, 2);
    written.push_str("  </body>\n</opml>\n");
    written
}

/// A folder while a list is written.
#[derive(Default)]
struct Folder<'o> {
    parts: Vec<Part<'o>>,
    known: HashMap<&'o str, usize>,
}

enum Part<'o> {
    Feed(&'o Outline),
    Folder(&'o str, Folder<'o>),
}

impl<'o> Folder<'o> {
    fn place(&mut self, outline: &'o Outline) {
        let mut folder = self;
        for name in outline.folders.iter().take(DEPTH) {
            let at = *folder.known.entry(name).or_insert(folder.parts.len());
            if at == folder.parts.len() {
                folder.parts.push(Part::Folder(name, Folder::default()));
            }
            let Some(Part::Folder(_, inner)) = folder.parts.get_mut(at) else { return };
            folder = inner;
        }
        folder.parts.push(Part::Feed(outline));
    }

    fn write(&self, written: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        for part in &self.parts {
            match part {
                Part::Feed(outline) => {
                    let _ = writeln!(written, "{indent}<outline{}/>", attributes(outline));
                }
                Part::Folder(name, folder) => {
                    let _ = writeln!(written, "{indent}<outline text=\"{}\">", escape(name));
                    folder.write(written, depth + 1);
                    let _ = writeln!(written, "{indent}</outline>");
                }
            }
        }
    }
}

fn attributes(outline: &Outline) -> String {
    let name = outline.title.as_deref();
    let pairs = [
        ("type", Some("rss")),
        ("text", name.or(Some(&outline.address))),
        ("title", name),
        ("xmlUrl", Some(outline.address.as_str())),
        ("htmlUrl", outline.site.as_deref()),
    ];
    let mut written = String::new();
    for (name, value) in pairs {
        if let Some(value) = value {
            let _ = write!(written, " {name}=\"{}\"", escape(value));
        }
    }
    written
}

/// Returns a text on one line as it stands in XML, in an attribute or outside.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in one_line(text).chars() {
        match ch {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // These two are in no XML document.
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(ch),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::{Outline, read, write};
    use crate::import::feed::words::one_line;

    fn outline(address: &str, title: &str, folders: &[&str]) -> Outline {
        Outline {
            address: address.to_owned(),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            site: None,
            folders: folders.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn lists_are_read_whatever_is_wrong_with_them() {
        let list = "\u{feff}<?xml version='1.0'?><!DOCTYPE opml [<!ENTITY a \"x\">]><OPML version=\"1.0\"><head><title>x</title></head><body>
            <outline TEXT='News & more'>
              <outline text=\"A &lt;b&gt; &a;\" xmlUrl='http://a.example/feed?x=1&y=2' htmlUrl='http://a.example/'/>
              <Outline title='Inner' text='other'>
                <outline title='B' XMLURL=http://b.example/feed>
              </outline></outline>
            </outline>
            <outline type='rss' url='https://c.example/rss' text='https://c.example/rss'></outline>
            <outline type='link' url='https://d.example/' text='a page'/>
            <outline text='bad' xmlUrl='javascript:alert(1)'/><outline text='reader' xmlUrl='feed:https://e.example/'/>
            <outline text='cut' xmlUrl='http://f.example/";
        let expected = [
            Outline {
                site: Some("http://a.example/".to_owned()),
                ..outline("http://a.example/feed?x=1&y=2", "A <b> &a;", &["News & more"])
            },
            outline("http://b.example/feed", "B", &["News & more", "Inner"]),
            outline("https://c.example/rss", "", &[]),
            outline("https://e.example/", "reader", &[]),
        ];
        assert_eq!(read(list.as_bytes()).unwrap(), expected);
        assert!(read(b"<opml><body></body></opml>").unwrap().is_empty());
        for text in ["", "words", "<html><body></body></html>", "<rss></rss>"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_is_written_with_its_folders_together() {
        let list = [
            outline("http://a.example/", "A \"&\" <B>", &["One"]),
            outline("http://b.example/", "", &[]),
            outline("http://c.example/", "C", &["One", "Two"]),
        ];
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
            <title>My feeds</title>\n  </head>\n  <body>\n    <outline text=\"One\">\n      \
            <outline type=\"rss\" text=\"A &quot;&amp;&quot; &lt;B&gt;\" title=\"A &quot;&amp;&quot; &lt;B&gt;\" \
            xmlUrl=\"http://a.example/\"/>\n      <outline text=\"Two\">\n        <outline type=\"rss\" text=\"C\" \
            title=\"C\" xmlUrl=\"http://c.example/\"/>\n      </outline>\n    </outline>\n    \
            <outline type=\"rss\" text=\"http://b.example/\" xmlUrl=\"http://b.example/\"/>\n  </body>\n</opml>\n";
        assert_eq!(write("My feeds", &list), expected);
    }

    #[test]
    fn many_unclosed_folders_are_read_in_time() {
        let list = format!(
            "<opml>{}<outline xmlUrl='http://a.example/'>",
            "<outline text='x'>".repeat(100_000)
        );
        assert_eq!(read(list.as_bytes()).unwrap()[0].folders.len(), 32);
    }

    fn lines() -> impl Strategy<Value = String> {
        any::<String>()
            .prop_map(|text| one_line(&text).replace(['\u{fffe}', '\u{ffff}'], ""))
            .prop_map(|line| one_line(&line))
            .prop_filter("a name is not empty", |line| !line.is_empty())
    }

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(
            names in prop::collection::vec((prop::option::of(lines()), any::<bool>()), 0..12),
            folders in prop::collection::vec(lines(), 3),
            places in prop::collection::vec(0_usize..4, 12),
        ) {
            let outlines: Vec<_> = names.into_iter().enumerate().map(|(index, (title, site))| Outline {
                address: format!("https://host{index}.example/feed?a=1&b=2"),
                title,
                site: site.then(|| format!("https://host{index}.example/")),
                folders: folders.iter().take(places[index]).cloned().collect(),
            }).collect();
            let written = write("Feeds", &outlines);
            let mut strict = Reader::from_str(&written);
            while !matches!(strict.read_event().unwrap(), Event::Eof) {}
            let mut read = read(written.as_bytes()).unwrap();
            prop_assert_eq!(write("Feeds", &read), written);
            let mut expected = outlines;
            for list in [&mut read, &mut expected] {
                list.sort_by(|a, b| a.address.cmp(&b.address));
            }
            prop_assert_eq!(read, expected);
        }
    }
}
