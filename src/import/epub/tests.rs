//! Whole books, made in memory.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::read;
use crate::document::{BlockKind, Document};
use crate::import::refusal::Refusal;

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='O/b.opf' \
    media-type='application/oebps-package+xml'/></rootfiles></container>";

/// An entry of an archive: its name, its bytes, and what the archive says of its size.
struct Entry<'e> {
    name: &'e str,
    bytes: Vec<u8>,
    declared: Option<u32>,
}

fn archive(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&entry.bytes).unwrap();
        let packed = packed.finish().unwrap();
        let mut check = Crc::new();
        check.update(&entry.bytes);
        let declared = entry.declared.unwrap_or(u32::try_from(entry.bytes.len()).unwrap());
        let mut record = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        record.extend(check.sum().to_le_bytes());
        record.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        record.extend(declared.to_le_bytes());
        record.extend(u16::try_from(entry.name.len()).unwrap().to_le_bytes());
        record.extend([0, 0]);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&record);
        list.extend([0; 10]);
        list.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
        list.extend(entry.name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&record);
        bytes.extend(entry.name.as_bytes());
        bytes.extend(packed);
    }
    let start = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.iter().chain(&count));
    bytes.extend(u32::try_from(list.len()).unwrap().to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn entry<'e>(name: &'e str, text: &str) -> Entry<'e> {
    Entry { name, bytes: text.as_bytes().to_vec(), declared: None }
}

/// Makes a book of chapters, all of them in its spine, and other files.
fn book(metadata: &str, chapters: &[(&str, &str)], others: Vec<Entry<'_>>) -> Vec<u8> {
    let (mut items, mut spine) = (String::new(), String::new());
    for (name, _) in chapters {
        let item = format!("<item id='{name}' href='{name}' media-type='application/xhtml+xml'/>");
        items.push_str(&item);
        spine.extend(["<itemref idref='", name, "'/>"]);
    }
    let package = format!(
        "<package><metadata>{metadata}</metadata><manifest>{items}<item id='nav' href='nav.xhtml' \
         media-type='application/xhtml+xml' properties='nav'/></manifest><spine>{spine}</spine></package>"
    );
    let names: Vec<_> = chapters.iter().map(|(name, _)| format!("O/{name}")).collect();
    let mut entries = vec![entry("META-INF/container.xml", CONTAINER), entry("O/b.opf", &package)];
    entries.extend(names.iter().zip(chapters).map(|(name, (_, text))| entry(name, text)));
    entries.extend(others);
    archive(&entries)
}

fn blocks(document: &Document) -> Vec<(String, String)> {
    let told = document.blocks().iter().map(|block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            ref kind => kind.name().to_owned(),
        };
        (kind, document.slice(block.range).to_owned())
    });
    told.collect()
}

#[test]
fn a_book_is_its_title_and_its_chapters() {
    let bytes = book(
        "<dc:title>The Pier</dc:title><dc:creator>Ann</dc:creator>",
        &[("a.xhtml", "<body><h1>The pier</h1><p>One.</p></body>"), ("b.xhtml", "<p>Two.</p>")],
        Vec::new(),
    );
    let document = read(&bytes).unwrap();
    let text = document.text();
    assert!(text.starts_with("The Pier\n\n"), "{text}");
    assert!(!text.contains("The pier"), "{text}");
    let (one, two) = (text.find("One.").unwrap(), text.find("Two.").unwrap());
    assert!(one < two);
    let titles = document.blocks().iter().filter(|block| block.kind == BlockKind::Title);
    assert_eq!(titles.count(), 1);
    assert_eq!(document.metadata().byline.as_deref(), Some("Ann"));
}

#[test]
fn what_is_missing_or_repeated_leaves_the_rest() {
    let package = "<package><manifest><item id='a' href='a.xhtml' media-type='text/html'/>\
        <item id='c' href='gone.xhtml' media-type='text/html'/><item id='o' href='b.opf' \
        media-type='application/oebps-package+xml'/></manifest><spine><itemref idref='a'/>\
        <itemref idref='zz'/><itemref idref='a'/><itemref idref='c'/><itemref idref='o'/></spine></package>";
    let bytes = archive(&[
        entry("META-INF/container.xml", CONTAINER),
        entry("O/b.opf", package),
        entry("O/A.xhtml", "<p>The good part.</p>"),
    ]);
    let document = read(&bytes).unwrap();
    assert_eq!(document.text().matches("The good part.").count(), 1);
    let remarks: Vec<_> =
        document.diagnostics().iter().map(|remark| remark.message.as_str()).collect();
    assert_eq!(
        remarks,
        [
            "the book names a part zz that it does not have",
            "O/a.xhtml is listed more than once and shown once",
            "O/b.opf is neither text nor picture",
            "O/gone.xhtml is missing in the book or cannot be read",
        ]
    );
}

#[test]
fn a_book_without_a_package_is_read_in_the_order_of_names() {
    let bytes = archive(&[entry("2.html", "<p>Two.</p>"), entry("1.html", "<p>One.</p>")]);
    let document = read(&bytes).unwrap();
    let expected = [("paragraph", "One."), ("paragraph", "Two.")];
    let found = blocks(&document);
    assert!(found.iter().map(|(kind, text)| (kind.as_str(), text.as_str())).eq(expected));
}

#[test]
fn a_part_that_is_broken_off_is_shown_as_far_as_it_goes() {
    let words: String = (0..3000).flat_map(|number| [number.to_string(), " ".to_owned()]).collect();
    let mut bytes = book("", &[("a.xhtml", &format!("<p>{words}</p>"))], Vec::new());
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    let document = read(&bytes).unwrap();
    assert!(document.text().starts_with("0 1 2 3 4"));
    assert!(document.diagnostics()[0].message.contains("damaged"));
}

#[test]
fn a_chapter_is_read_in_the_encoding_that_it_names() {
    let page = "<?xml version='1.0' encoding='windows-1251'?><p>\u{0414}\u{0430}.</p>";
    let page = encoding_rs::WINDOWS_1251.encode(page).0.into_owned();
    let bytes = archive(&[Entry { name: "1.html", bytes: page, declared: None }]);
    let document = read(&bytes).unwrap();
    assert_eq!(document.text(), "\u{0414}\u{0430}.");
    assert_eq!(document.diagnostics()[1].message, "1.html: read as windows-1251");
}

#[test]
fn the_title_is_not_said_again_by_the_contents() {
    let nav = "<nav><ol><li><a href='a.xhtml'>The pier</a></li><li><a href='b.xhtml'>2</a></li></ol></nav>";
    let chapters = [("a.xhtml", "<p>One.</p>"), ("b.xhtml", "<p>Two.</p>")];
    let bytes = book("<dc:title>The Pier</dc:title>", &chapters, vec![entry("O/nav.xhtml", nav)]);
    let kinds: Vec<_> = blocks(&read(&bytes).unwrap()).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["title", "paragraph", "h1", "paragraph"]);
}

#[test]
fn what_may_not_be_read_is_refused_with_a_sentence() {
    let many = |count: usize| {
        let names: Vec<_> = (0..count).map(|number| format!("{number}.html")).collect();
        archive(&names.iter().map(|name| entry(name, "x")).collect::<Vec<_>>())
    };
    let zeros = |declared| Entry { name: "z.html", bytes: vec![0; 3 << 20], declared };
    let encryption = "<encryption><EncryptedData><EncryptionMethod Algorithm='aes'/><CipherData>\
        <CipherReference URI='O/a.xhtml'/></CipherData></EncryptedData></encryption>";
    let chapter = [("a.xhtml", "<p>x</p>")];
    let whole = book("", &chapter, Vec::new());
    let table: [(Vec<u8>, &str); 8] = [
        (
            Vec::new(),
            "is no EPUB book that can be read: it is empty; get the file once more from where it came",
        ),
        (
            b"no archive".to_vec(),
            "is no EPUB book that can be read: it is no ZIP archive; get the file once more from where it came",
        ),
        (
            whole[..whole.len() - 30].to_vec(),
            "is no EPUB book that can be read: its end is missing; get the file once more from where it came",
        ),
        (
            archive(&[entry("a.txt", "x")]),
            "is no EPUB book that can be read: none of its text can be found; get the file once more from where it came",
        ),
        (
            book("", &chapter, vec![entry("META-INF/encryption.xml", encryption)]),
            "is an encrypted EPUB book, which cannot be read; get a copy without copy protection",
        ),
        (
            many(20_001),
            "is an EPUB book that may not be opened: it has more than 20000 parts; make sure that it is what you wanted",
        ),
        (
            archive(&[zeros(None)]),
            "is an EPUB book that may not be opened: its part z.html unpacks to more than 200 times its size; make sure that it is what you wanted",
        ),
        (
            archive(&[zeros(Some(10))]),
            "is an EPUB book that may not be opened: its part z.html unpacks to more than 200 times its size; make sure that it is what you wanted",
        ),
    ];
    for (bytes, expected) in table {
        assert_eq!(read(&bytes).unwrap_err().to_string(), expected);
    }
    let garbled = encryption.replace("'aes'", "'http://www.idpf.org/2008/embedding'");
    let readable = book("", &chapter, vec![entry("META-INF/encryption.xml", &garbled)]);
    assert!(read(&readable).is_ok());
    assert!(matches!(read(&many(20_000)), Ok(_) | Err(Refusal::Damaged { .. })));
}

#[test]
fn the_last_of_several_entries_with_one_name_counts() {
    let bytes = archive(&[
        entry("a.html", "<p>Old.</p>"),
        entry("../../a.html", "<p>Outside.</p>"),
        entry("a.html", "<p>New.</p>"),
    ]);
    let document = read(&bytes).unwrap();
    assert_eq!(document.text().matches("New.").count(), 1);
    assert!(!document.text().contains("Old."));
}
