//! How long very many kept passages take, out and in, in every form.

use std::time::{Duration, Instant};

use sidelight::anchor::Anchor;
use sidelight::bookmark::{Bookmark, BookmarkId};
use sidelight::document::DocumentId;
use sidelight::exchange::{Article, Format, KeptPassage, read, record};
use sidelight::import::Overrides;
use sidelight::library::{Bringing, Choice, Library, Replacing};
use sidelight::source::Location;
use sidelight::text::{TextRange, TextSize};

const ARTICLES: usize = 20;

const FORMS: [Format; 5] =
    [Format::JsonLd, Format::Readwise, Format::Markdown, Format::Org, Format::JsonLines];

/// A library with some articles, and so many passages of them as JSON Lines.
fn filled(count: usize) -> (tempfile::TempDir, Library, String) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("library.db")).unwrap();
    let mut all = Vec::new();
    for number in 0..ARTICLES {
        let paragraphs = (0..count / ARTICLES)
            .map(|place| format!("Passage {place} of article {number} is short and ends here."));
        let paragraphs: Vec<_> = paragraphs.collect();
        let title = format!("Article {number}");
        let text = format!("{title}\n\n{}\n", paragraphs.join("\n\n"));
        let place = Location::File(folder.path().join(format!("{number}.txt")));
        let id: DocumentId = library
            .add_bytes(place, &format!("{number}.txt"), text.as_bytes(), &Overrides::default())
            .unwrap()
            .id;
        let opened = library.look_into(id).unwrap();
        let text = opened.document.text();
        let mut from = 0;
        for words in &paragraphs {
            let start = from + text[from..].find(words.as_str()).unwrap();
            from = start + words.len();
            let offset = |at: usize| TextSize::new(u32::try_from(at).unwrap());
            let range = TextRange::new(offset(start), offset(from));
            let mut bytes = [7; 16];
            bytes[..8].copy_from_slice(&(all.len() as u64).to_be_bytes());
            let bookmark = Bookmark {
                id: BookmarkId::from_bytes(bytes),
                document: id,
                title: title.clone(),
                anchor: Anchor::new(text, opened.revision, range),
                note: format!("A note on passage {}.", all.len()),
                tags: vec!["harbour".to_owned()],
                label: None,
                fact: None,
                created: jiff::Timestamp::from_second(i64::try_from(all.len()).unwrap()).unwrap(),
                changed: None,
            };
            all.push(KeptPassage { bookmark, article: Article::default(), points: None });
        }
    }
    (folder, library, record::write(&all))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let value = work();
    (value, begun.elapsed())
}

#[test]
#[ignore = "takes minutes, and prints figures for people"]
fn very_many_passages_go_out_and_come_in() {
    let counts = std::env::var("SIDELIGHT_PASSAGES").unwrap_or("5000 50000".to_owned());
    for count in counts.split(' ').map(|count| count.parse::<usize>().unwrap()) {
        let (folder, library, lines) = filled(count);
        let brought = read(&lines, None).unwrap();
        let (done, took) = timed(|| library.bring(brought, Bringing::Keep).unwrap());
        assert_eq!(done.new, count);
        println!("{count} passages: first import {took:.1?}");
        for format in FORMS {
            let ((text, _), out) = timed(|| library.kept_as(&Choice::default(), format).unwrap());
            let (brought, reading) = timed(|| read(&text, Some(format)).unwrap());
            let (done, again) = timed(|| library.bring(brought, Bringing::Keep).unwrap());
            assert_eq!(done.same, count, "{format:?}");
            println!(
                "  {format:?}: out {out:.1?} ({} KB), read {reading:.1?}, the same again {again:.1?}",
                text.len() / 1024
            );
        }
        // What has no place is looked for in the texts.
        let (table, _) = library.kept_as(&Choice::default(), Format::Readwise).unwrap();
        let (_other_folder, other, _) = filled(count);
        let brought = read(&table, Some(Format::Readwise)).unwrap();
        let (done, took) = timed(|| other.bring(brought, Bringing::Keep).unwrap());
        assert_eq!((done.new, done.unattached), (count, 0));
        println!("  Readwise, into another library: {took:.1?}");
        let path = folder.path().join("pages/");
        for what in ["first", "again"] {
            let (done, took) = timed(|| {
                let all = Choice::default();
                library.export_kept(&all, Format::Markdown, &path, Replacing::Exports).unwrap()
            });
            assert_eq!((done.files, done.passages), (ARTICLES, count));
            println!("  pages in a folder, {what}: {took:.1?}");
        }
        let (_, took) = timed(|| library.undo().unwrap());
        println!("  taken back: {took:.1?}");
        let (_, took) = timed(|| library.redo().unwrap());
        println!("  made again: {took:.1?}");
    }
}
