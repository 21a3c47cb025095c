//! What feeds of every format give, whatever is wrong with them.

use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

use super::{Body, Entry, Feed, document, original, parse};
use crate::document::SpanStyle;
use crate::import::{Overrides, Payload, import};

const ADDRESS: &str = "https://host.example/feeds/news.xml";

#[track_caller]
fn read(feed: &str) -> Feed {
    parse(feed.as_bytes(), None, Some(ADDRESS)).unwrap()
}

fn rss(item: &str) -> Entry {
    let feed = read(&format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'>\
         <channel><title>News</title><link>https://host.example/</link>{item}</channel></rss>"
    ));
    feed.entries.into_iter().next().unwrap()
}

fn atom(entry: &str) -> Entry {
    let feed = read(&format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/a/'><title>News</title>\
         <author><name>The Desk</name></author><entry>{entry}</entry></feed>"
    ));
    feed.entries.into_iter().next().unwrap()
}

#[test]
fn rss_is_read() {
    let entry = rss(
        "<item><guid isPermaLink='false'>7</guid><title>Fish &amp;amp; <![CDATA[<b>chips</b>]]></title>\
         <link>/7</link><dc:creator>Jane Doe</dc:creator><author>x@host.example</author>\
         <pubDate>Tue, 04 Nov 2025 10:00:00 +0100</pubDate><description>What it is</description>\
         <content:encoded><![CDATA[<p>Text</p>]]></content:encoded>\
         <media:content url='/p.jpg' medium='image'><media:title>A picture</media:title></media:content>\
         <enclosure url='/7.mp3' type='audio/mpeg' length='1'/></item>",
    );
    assert_eq!(entry.id, "7");
    assert_eq!(entry.title.as_deref(), Some("Fish & chips"));
    assert_eq!(entry.link.as_deref(), Some("https://host.example/7"));
    assert_eq!(entry.authors, ["Jane Doe"]);
    assert_eq!(entry.published.unwrap().to_string(), "2025-11-04T09:00:00Z");
    assert_eq!(entry.content, Some(Body::Html("<p>Text</p>".to_owned())));
    assert_eq!(entry.summary, Some(Body::Text("What it is".to_owned())));
    assert_eq!(entry.image.as_deref(), Some("https://host.example/p.jpg"));
    assert_eq!(entry.enclosures[0].address, "https://host.example/7.mp3");
}

#[test]
fn atom_is_read() {
    let entry = atom(
        "<id>tag:1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <i>b</i> &lt;c&gt;</div></title>\
         <link rel='edit' href='e'/><link href='1.html'/><link rel='enclosure' href='1.mp3'/>\
         <published>2025-11-04T10:00:00Z</published><updated>2025-11-05T10:00:00Z</updated>\
         <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x &amp; <a href='y'>y</a><br/></p></div></content>\
         <source><title>Other</title></source>",
    );
    assert_eq!(entry.title.as_deref(), Some("a b <c>"));
    assert_eq!(entry.link.as_deref(), Some("https://base.example/a/1.html"));
    assert_eq!(entry.authors, ["The Desk"]);
    assert_eq!(entry.updated.unwrap().to_string(), "2025-11-05T10:00:00Z");
    let html = "<div><p>x &amp; <a href=\"y\">y</a><br></p></div>";
    assert_eq!(entry.content, Some(Body::Html(html.to_owned())));
    assert_eq!(entry.base.as_deref(), Some("https://base.example/a/"));
    assert_eq!(entry.enclosures[0].address, "https://base.example/a/1.mp3");
}

#[test]
fn titles_lose_their_markup_as_their_type_says() {
    let table = [
        ("<title>a &lt;b&gt; c</title>", "a <b> c"),
        ("<title type='text'>a &lt;b&gt;c&lt;/b&gt;</title>", "a <b>c</b>"),
        ("<title type='html'>a &lt;b&gt;c&lt;/b&gt; &amp;amp; d</title>", "a c & d"),
        ("<title type='html'><![CDATA[a &lt;b&gt; c]]></title>", "a <b> c"),
        ("<title mode='base64' type='text/html'>PGI+eDwvYj4=</title>", "x"),
    ];
    for (title, expected) in table {
        assert_eq!(atom(title).title.as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn json_is_read() {
    let feed = read(
        r#"{"version": "https://jsonfeed.org/version/1", "title": "News", "home_page_url": "https://host.example/",
        "author": {"name": "The Desk"}, "language": "en-GB", "items": [{"id": 7, "url": "/7", "title": "Q&amp;A",
        "content_html": "<p>x</p>", "content_text": "x", "date_published": "2025-11-04T10:00:00+01:00",
        "attachments": [{"url": "https://host.example/7.mp3", "mime_type": "audio/mpeg"}]}]}"#,
    );
    assert_eq!(feed.language.as_deref(), Some("en-GB"));
    let entry = &feed.entries[0];
    assert_eq!(
        (entry.id.as_str(), entry.title.as_deref(), entry.link.as_deref()),
        ("7", Some("Q&A"), Some("https://host.example/7"))
    );
    assert_eq!(entry.authors, ["The Desk"]);
    assert_eq!(entry.content, Some(Body::Html("<p>x</p>".to_owned())));
}

#[test]
fn faults_cost_only_what_stands_at_them() {
    let table = [
        ("<item><title>a&nbsp;b & c</title></item><item><title>d</title></item>", "a b & c|d"),
        ("<item><title>a<link>http://a.example/</link></item><item><title>b</title></item>", "a|b"),
        ("<item><title>a</title><description><p>x<item><title>b</title></item>", "a|b"),
        ("<item><title>a</title><description>x<pubDate>2025</pubDate><title>c</title></item>", "a"),
        ("<item><title>a</titel></item><item><title>b</title></item>", "a|b"),
        ("<item><title>a</b></i></title></item></x><item><title>b</title></item>", "a|b"),
        (
            "<item><title>1 < 2</title></item><item><title>b \u{1}\u{8}c</title></item>",
            "1 < 2|b ␁␈c",
        ),
        ("<item><title>a</title></item><item><title>cut <b", "a|cut"),
        ("<item><title><![CDATA[a</title></item><item><title>b</title></item>", "a|b"),
        ("<item><title>a</title><guid isPermaLink=false>1</guid>", "a"),
    ];
    for (items, expected) in table {
        let feed = read(&format!("<rss><channel><title>News</title>{items}</channel></rss>"));
        let titles: Vec<_> =
            feed.entries.iter().map(|entry| entry.title.as_deref().unwrap()).collect();
        assert_eq!(titles.join("|"), expected, "{items}");
        assert_eq!(feed.remarks.len(), 1, "{items}");
        assert_eq!(feed.title.as_deref(), Some("News"));
    }
}

#[test]
fn what_is_no_feed_is_refused() {
    let table = [
        "",
        "words",
        "<html><body><item>x</item></body></html>",
        "<!DOCTYPE html><title>x</title>",
        "<opml><body><outline/></body></opml>",
        "{\"a\": 1}",
    ];
    for text in table {
        assert!(parse(text.as_bytes(), Some("application/rss+xml"), None).is_err(), "{text}");
    }
}

#[test]
fn an_identity_is_never_empty_and_never_that_of_another() {
    let feed = read(
        "<rss><item><guid>1</guid><link>http://a.example/1</link></item>\
         <item><guid>1</guid><link>http://a.example/2</link></item>\
         <item><guid>1</guid><link>http://a.example/2</link></item>\
         <item><guid> </guid><link>http://a.example/3</link></item>\
         <item><title>No link</title></item><item><title>No link</title></item>\
         <item><title>None either</title></item></rss>",
    );
    let ids: Vec<_> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), 5, "{ids:?}");
    assert!(ids[0].starts_with("1#") && ids[1].starts_with("1#") && ids[0] != ids[1]);
    assert_eq!(ids[2], "http://a.example/3");
    assert_eq!(ids[3].len(), 16);
    assert_ne!(ids[3], ids[4]);
}

#[test]
fn identities_do_not_depend_on_the_order_of_a_feed() {
    let item = |n: u32| {
        format!("<item><guid>0</guid><link>http://a.example/{n}</link><title>{n}</title></item>")
    };
    let ids = |items: &[u32]| {
        let items: String = items.iter().map(|n| item(*n)).collect();
        let mut ids: Vec<_> = read(&format!("<rss>{items}</rss>"))
            .entries
            .into_iter()
            .map(|entry| (entry.title, entry.id))
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&[1, 2, 3]), ids(&[3, 1, 2]));
    assert_eq!(ids(&[1, 2, 3])[1..], ids(&[3, 2])[..]);
}

#[test]
fn one_entry_is_an_article() {
    let feed = read(
        "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>News</title><language>en</language>\
         <item><title>The pier</title><link>http://a.example/pier</link><dc:creator>Jane Doe</dc:creator>\
         <pubDate>Tue, 04 Nov 2025 10:00:00 GMT</pubDate>\
         <description>&lt;div&gt;&lt;h1&gt;The Pier&lt;/h1&gt;&lt;p&gt;It fell.&lt;/p&gt;&lt;/div&gt;</description></item></channel></rss>",
    );
    let document = document(&feed);
    assert_eq!(document.text().trim(), "The pier\n\nIt fell.");
    let metadata = document.metadata();
    assert_eq!(document.blocks()[0].kind.name(), "title");
    assert_eq!(metadata.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(metadata.site.as_deref(), Some("News"));
    assert_eq!(metadata.published.unwrap().to_string(), "2025-11-04");
    assert_eq!(metadata.address.as_deref(), Some("http://a.example/pier"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
}

#[test]
fn several_entries_stand_one_after_the_other() {
    let feed = read(
        "<rss><channel><title>News</title><item><title>One</title><link>http://a.example/1</link>\
         <pubDate>2025-11-04</pubDate><description>First\n\nSecond</description></item>\
         <item><link>http://a.example/2</link></item></channel></rss>",
    );
    let document = document(&feed);
    assert_eq!(
        document.text(),
        "News\n\nOne\n\n2025-11-04\n\nFirst\n\nSecond\n\nhttp://a.example/2"
    );
    let kinds: Vec<_> = document.blocks().iter().map(|block| block.kind.name()).collect();
    assert_eq!(kinds, ["title", "heading", "note", "paragraph", "paragraph", "heading"]);
    let link = &document.blocks()[1].spans[0].style;
    assert_eq!(*link, SpanStyle::Link("http://a.example/1".to_owned()));
}

#[test]
fn nothing_is_still_something_to_read() {
    let table = [
        (Feed::default(), "a feed without entries"),
        (Feed { title: Some("News".to_owned()), ..Feed::default() }, "News"),
        (rss_with(Entry { id: "1".to_owned(), ..Entry::default() }), "1"),
        (
            rss_with(Entry { link: Some("http://a.example/".to_owned()), ..Entry::default() }),
            "http://a.example/",
        ),
        (rss_with(Entry { title: Some("Title".to_owned()), ..Entry::default() }), "Title"),
    ];
    for (feed, expected) in table {
        assert_eq!(document(&feed).text(), expected);
    }
}

fn rss_with(entry: Entry) -> Feed {
    Feed { entries: vec![entry], ..Feed::default() }
}

#[test]
fn an_original_is_imported_as_the_entry_whatever_its_page_is_called() {
    let feed = read(
        "<rss><channel><title>News</title><link>http://a.example/</link><item><title>One</title>\
         <link>http://a.example/readme.md</link><description>words <b>b</b></description></item></channel></rss>",
    );
    let bytes = original(&feed, &feed.entries[0]);
    let link = feed.entries[0].link.as_deref().unwrap();
    let imported = import(&Payload::new(&bytes, link, &Overrides::default())).unwrap();
    let alone = parse(&bytes, None, Some(link)).unwrap();
    assert_eq!(alone.entries, feed.entries);
    assert_eq!(imported.text(), document(&alone).text());
    assert_eq!(imported.blocks(), document(&feed).blocks());
}

#[test]
fn a_corrected_text_keeps_its_identity_where_anything_else_tells_it_apart() {
    let ids = |items: [(&str, &str, &str); 3]| {
        let item = |(link, title, text): &(&str, &str, &str)| {
            format!(
                "<item><guid>0</guid><link>{link}</link><title>{title}</title><description>{text}</description></item>"
            )
        };
        let items: String = items.iter().map(item).collect();
        let feed = read(&format!("<rss>{items}</rss>"));
        feed.entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    let page = "http://a.example/";
    let before =
        ids([("http://a.example/1", "One", "x"), (page, "Two", "y"), (page, "Three", "z")]);
    let after =
        ids([("http://a.example/1", "First", "x!"), (page, "Two", "y!"), (page, "Three", "z")]);
    assert_eq!(before, after);
}

/// Pieces that feeds are made of, and pieces that do not belong there.
fn pieces() -> impl Strategy<Value = String> {
    let tags = [
        "<item>",
        "</item>",
        "<entry xml:base='x'>",
        "</entry>",
        "<title>",
        "</title>",
        "<title type='html'>",
        "<link>http://a.example/",
        "</link>",
        "<link href='b?c&amp;d'/>",
        "<guid>",
        "</guid>",
        "<description>",
        "</description>",
        "<content type='xhtml'>",
        "</content>",
        "<pubDate>2025-11-04",
        "</pubDate>",
        "<updated>Tue, 4 Nov 2025 10:00:00.5 CET</updated>",
        "<author>",
        "<name>",
        "</name>",
        "</author>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&lt;b&gt;",
        "&#27;",
        "&nbsp;",
        "&",
        "<",
        ">",
        "<br/>",
        "<p>",
        "</p>",
        "<media:content url='c' type='video/x'>",
        "<enclosure url='//e.example/f'/>",
        "</channel>",
    ];
    let tag = prop::sample::select(tags.to_vec()).prop_map(str::to_owned);
    let piece = prop::strategy::Union::new_weighted(vec![
        (6, tag.boxed()),
        (2, "[ -~\n]{0,12}".boxed()),
        (1, any::<String>().boxed()),
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn an_entry_is_read_back_from_its_original(pieces in pieces(), atom in any::<bool>()) {
        let root = if atom { "<feed xmlns='http://www.w3.org/2005/Atom'>" } else { "<rss><channel>" };
        let feed = read(&format!("{root}{pieces}"));
        for entry in &feed.entries {
            let bytes = original(&feed, entry);
            let alone = parse(&bytes, None, entry.link.as_deref()).unwrap();
            prop_assert_eq!(&alone.entries[..], std::slice::from_ref(entry));
            prop_assert_eq!(original(&alone, &alone.entries[0]), bytes);
            prop_assert_eq!(alone.title, feed.title.clone());
        }
    }

    #[test]
    fn whatever_comes_is_cleaned_and_makes_a_document(pieces in pieces()) {
        let feed = read(&format!("<rss>{pieces}"));
        let is_foreign = |ch: char| {
            (ch.is_control() && ch != '\n' && ch != '\t') || crate::text::display::is_deceptive(ch)
        };
        let mut ids = std::collections::HashSet::new();
        for entry in &feed.entries {
            prop_assert!(!entry.id.is_empty() && ids.insert(&entry.id));
            for text in [&entry.id].into_iter().chain(&entry.title).chain(&entry.link).chain(&entry.authors) {
                prop_assert!(!text.contains(is_foreign) && !text.contains('\n'), "{:?}", text);
            }
            for body in entry.content.iter().chain(&entry.summary) {
                prop_assert!(!body.as_str().contains(is_foreign));
            }
        }
        prop_assert!(!document(&feed).text().trim().is_empty());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
        let _ = parse(&bytes, None, None);
    }
}
