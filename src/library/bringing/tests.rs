use std::collections::BTreeMap;

use proptest::prelude::{ProptestConfig, proptest};

use super::{Bringing, PassagesImported};
use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId, Label};
use crate::document::DocumentId;
use crate::exchange::samples;
use crate::exchange::{Article, Brought, Format, KeptPassage, read};
use crate::library::{Choice, Library, Replacing};
use crate::text::range;

const LOSSLESS: [Format; 4] = [Format::JsonLd, Format::Markdown, Format::Org, Format::JsonLines];

fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("library.db")).unwrap();
    (folder, library)
}

fn bring(library: &Library, text: &str) -> PassagesImported {
    library.bring(read(text, None).unwrap(), Bringing::Keep).unwrap()
}

/// Keeps some words of an article.
fn keep(library: &Library, document: DocumentId, words: &str, note: &str) -> Bookmark {
    let opened = library.look_into(document).unwrap();
    let text = opened.document.text();
    let start = text.find(words).unwrap();
    let bookmark = Bookmark {
        id: BookmarkId::random().unwrap(),
        document,
        title: opened.entry.title.clone(),
        anchor: Anchor::new(text, opened.revision, range(start, start + words.len())),
        note: note.to_owned(),
        tags: vec!["two words".to_owned(), "China".to_owned()],
        label: Some(Label::Green),
        fact: None,
        created: "2025-11-04T12:00:00.123456789Z".parse().unwrap(),
        changed: None,
    };
    library.keep(&bookmark).unwrap();
    bookmark
}

fn samples_of(library: &Library) -> Vec<DocumentId> {
    library.list(None, 9).unwrap().iter().map(|entry| entry.id).collect()
}

fn all(library: &Library) -> BTreeMap<BookmarkId, Bookmark> {
    let all = library.bookmarks(None).unwrap();
    all.into_iter().map(|bookmark| (bookmark.id, bookmark)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn what_is_exported_wiped_and_imported_is_equal(
        kept in proptest::collection::vec(samples::kept(), 1..5)
    ) {
        let (_folder, library) = library();
        for KeptPassage { bookmark, .. } in &kept {
            library.keep(bookmark).unwrap();
        }
        let before = all(&library);
        for format in LOSSLESS {
            let (text, count) = library.kept_as(&Choice::default(), format).unwrap();
            assert_eq!(count, before.len());
            assert_eq!(library.kept_as(&Choice::default(), format).unwrap().0, text);
            let again = bring(&library, &text);
            assert_eq!((again.new, again.updated, again.same), (0, 0, before.len()));
            for id in before.keys() {
                library.drop_bookmark(*id).unwrap();
            }
            assert_eq!(bring(&library, &text).new, before.len());
            assert_eq!(all(&library), before, "{format:?}");
        }
    }
}

#[test]
fn an_import_is_one_change_and_finds_its_article() {
    let (_folder, library) = library();
    let document = samples_of(&library)[0];
    let kept = keep(&library, document, "Chinese Premier Li Qiang", "a note");
    for format in LOSSLESS.into_iter().chain([Format::Readwise]) {
        let (text, _) = library.kept_as(&Choice::default(), format).unwrap();
        // Another library has the same articles under other identities.
        let (_other_folder, other) = self::library();
        let done = bring(&other, &text);
        assert_eq!(done, PassagesImported { new: 1, ..PassagesImported::default() }, "{format:?}");
        let brought = other.bookmarks(None).unwrap().remove(0);
        assert_eq!(samples_of(&other).iter().position(|id| *id == brought.document), Some(0));
        assert_eq!((brought.id, &brought.note, &brought.tags), (kept.id, &kept.note, &kept.tags));
        assert_eq!(brought.anchor, kept.anchor, "{format:?}");
        assert_eq!(
            other.undo().unwrap().unwrap().description,
            "bookmark added “Chinese Premier Li Qiang”"
        );
        assert_eq!(other.bookmarks(None).unwrap(), []);
        assert_eq!(
            other.redo().unwrap().unwrap().description,
            "bookmark added “Chinese Premier Li Qiang”"
        );
        assert_eq!(bring(&other, &text).same, 1);
        assert_eq!(other.bookmarks(None).unwrap().len(), 1);
    }
}

#[test]
fn trying_changes_nothing() {
    let (_folder, library) = library();
    let table = "Highlight,Title\nnobody wrote this,Nowhere\n";
    let tried = library.bring(read(table, None).unwrap(), Bringing::Try).unwrap();
    assert_eq!((tried.new, tried.unattached), (1, 1));
    assert_eq!(library.bookmarks(None).unwrap(), []);
}

#[test]
fn the_newer_note_stays() {
    let (_folder, library) = library();
    let document = samples_of(&library)[0];
    let kept = keep(&library, document, "Chinese Premier Li Qiang", "old");
    let (old, _) = library.kept_as(&Choice::default(), Format::JsonLines).unwrap();
    let newer = Bookmark {
        note: "new".to_owned(),
        changed: Some("2025-11-05T00:00:00Z".parse().unwrap()),
        ..kept.clone()
    };
    library.edit_bookmark(&newer).unwrap();
    assert_eq!(bring(&library, &old).changed_here, 1);
    assert_eq!(all(&library)[&kept.id], newer);
    let (new, _) = library.kept_as(&Choice::default(), Format::JsonLines).unwrap();
    library.edit_bookmark(&kept).unwrap();
    assert_eq!(bring(&library, &new).updated, 1);
    assert_eq!(all(&library)[&kept.id], newer);
}

#[test]
fn a_note_that_was_changed_in_a_page_comes_back_unless_it_was_changed_here_too() {
    let (folder, library) = library();
    let document = samples_of(&library)[0];
    let kept = keep(&library, document, "Chinese Premier Li Qiang", "old");
    let page = folder.path().join("page.md");
    let export = || {
        let choice = Choice::default();
        library.export_kept(&choice, Format::Markdown, &page, Replacing::Exports).unwrap()
    };
    export();
    let text = std::fs::read_to_string(&page).unwrap();
    let edited = text.replace("\nold\n", "\nfrom the page\n") + "\nMy own words.\n";
    std::fs::write(&page, &edited).unwrap();
    assert_eq!(export().changed_there, 1);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), edited);
    assert_eq!(bring(&library, &edited).updated, 1);
    let now = all(&library)[&kept.id].clone();
    assert_eq!((now.note.as_str(), &now.anchor), ("from the page", &kept.anchor));
    assert!(now.changed.is_some());
    assert_eq!(bring(&library, &edited).same, 1);
    assert_eq!(export().changed_there, 0);
    let written = std::fs::read_to_string(&page).unwrap();
    assert!(written.contains("from the page") && written.ends_with("\nMy own words.\n"));
    let both = written.replace("from the page", "again");
    library.edit_bookmark(&Bookmark { note: "here".to_owned(), changed: None, ..now }).unwrap();
    assert_eq!(bring(&library, &both).changed_here, 1);
    assert_eq!(all(&library)[&kept.id].note, "here");
}

#[test]
fn words_without_a_place_are_found_in_the_text() {
    let (_folder, library) = library();
    let document = samples_of(&library)[0];
    let title = library.entry(document).unwrap().unwrap().title;
    let table = format!(
        "Highlight,Title,Note\nis an important mechanism,\"{title}\",\nnot in the text,\"{title}\",n\n"
    );
    let done = bring(&library, &table);
    assert_eq!((done.new, done.unattached), (2, 0));
    let kept = library.bookmarks(Some(document)).unwrap();
    let text = library.look_into(document).unwrap();
    assert_eq!(&text.document.text()[kept[0].anchor.position], "is an important mechanism");
    assert!(!kept[0].anchor.quote.prefix.is_empty());
    assert!(kept[1].anchor.position.is_empty());
    assert_eq!(kept[1].anchor.quote.exact, "not in the text");
    assert_eq!(bring(&library, &table).same, 2);
    // The same words with the same note, kept here, are no second passage.
    let (_other_folder, other) = self::library();
    let here = keep(&other, samples_of(&other)[0], "is an important mechanism", "");
    let table = format!("Highlight,Title\nis an important mechanism,\"{title}\"\n");
    assert_eq!(bring(&other, &table).same, 1);
    assert_eq!(all(&other).into_keys().collect::<Vec<_>>(), [here.id]);
}

#[test]
fn a_passage_waits_for_its_article() {
    let (folder, library) = library();
    let path = folder.path().join("pier.txt");
    std::fs::write(&path, "The pier fell.\n\nNobody was there to see it fall.\n").unwrap();
    let table = "Highlight,Title\nNobody was there,The pier fell\n";
    assert_eq!(bring(&library, table).unattached, 1);
    let waiting = library.bookmarks(None).unwrap().remove(0);
    assert_eq!(waiting.title, "The pier fell");
    let added = library.add_file(&path, &crate::import::Overrides::default()).unwrap();
    let kept = library.bookmarks(Some(added.id)).unwrap().remove(0);
    assert_eq!(kept.id, waiting.id);
    let text = library.look_into(added.id).unwrap();
    assert_eq!(&text.document.text()[kept.anchor.position], "Nobody was there");
    assert_eq!(bring(&library, table).same, 1);
    // It goes and comes with the article.
    assert_eq!(library.undo().unwrap().unwrap().description, "article added");
    assert_eq!(library.bookmarks(None).unwrap()[0].document, waiting.document);
    library.redo().unwrap();
    assert_eq!(library.bookmarks(None).unwrap(), [kept]);
}

/// Files as people have them: a text, a page that says where it is from, and two of the same title.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let page = "<html><head><title>The mill</title><link rel=canonical href=https://mill.example/1></head><body>\
        <article><h1>The mill</h1><p>The mill by the river stands still since Monday, and nobody in the valley \
        knows why it does.</p></article></body></html>";
    let files = [
        ("pier.txt", "The pier\n\nNobody was there to see it fall into the sea.\n"),
        ("mill.html", page),
        ("one.md", "# Briefing\n\nOn Monday the first briefing was held in the town hall.\n"),
        ("two.md", "# Briefing\n\nOn Tuesday nobody came to the second briefing at all.\n"),
    ];
    let written = files.iter().map(|(name, text)| {
        let path = folder.join(name);
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    });
    written.collect()
}

#[test]
fn notes_find_their_files_again_in_a_new_library_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let (here, moved) = (folder.path().join("here"), folder.path().join("moved"));
    let (paths, elsewhere) = (files(&here), files(&moved));
    let words = ["Nobody was there", "stands still", "first briefing was held", "nobody came"];
    let (_kept_folder, library) = library();
    let add = |library: &Library, paths: &[std::path::PathBuf]| -> Vec<DocumentId> {
        let overrides = crate::import::Overrides::default();
        paths.iter().map(|path| library.add_file(path, &overrides).unwrap().id).collect()
    };
    let mut kept = Vec::new();
    for (document, words) in add(&library, &paths).into_iter().zip(words) {
        kept.push(keep(&library, document, words, "a note").id);
    }
    for format in LOSSLESS {
        let (text, _) = library.kept_as(&Choice::default(), format).unwrap();
        for (files, place) in [(&paths, "the same place"), (&elsewhere, "another place")] {
            for import_first in [true, false] {
                let (_folder, other) = self::library();
                let mut documents = Vec::new();
                if !import_first {
                    documents = add(&other, files);
                }
                assert_eq!(bring(&other, &text).new, words.len());
                if import_first {
                    documents = add(&other, files);
                }
                let what = format!("{format:?}, {place}, import first: {import_first}");
                for ((id, words), document) in kept.iter().zip(words).zip(&documents) {
                    let found = other.resolved_bookmarks(*document).unwrap();
                    let [found] = found.as_slice() else { panic!("{words}: {what}: {found:?}") };
                    assert_eq!(found.bookmark.id, *id, "{what}");
                    let text = other.look_into(*document).unwrap();
                    let said = found.resolution.range().map(|range| text.document.slice(range));
                    assert_eq!(said, Some(words), "{what}");
                }
            }
        }
    }
}

#[test]
fn the_same_words_with_other_tags_lose_none_of_them() {
    let (_folder, library) = library();
    let document = samples_of(&library)[0];
    let title = library.entry(document).unwrap().unwrap().title;
    let here = keep(&library, document, "is an important mechanism", "");
    let table = |tags: &str| {
        format!("Highlight,Title,Tags\nis an important mechanism,\"{title}\",\"{tags}\"\n")
    };
    assert_eq!(bring(&library, &table("china, .new, other")).updated, 1);
    let kept = library.bookmarks(Some(document)).unwrap();
    let [only] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!(only.id, here.id);
    assert!(here.tags.iter().all(|tag| only.tags.contains(tag)), "{:?}", only.tags);
    assert!(only.tags.iter().any(|tag| tag == "other"), "{:?}", only.tags);
    assert_eq!(bring(&library, &table("other")).same, 1);
    assert_eq!(library.undo().unwrap().unwrap().document, Some(document));
    assert_eq!(library.bookmarks(Some(document)).unwrap(), [here]);
}

#[test]
fn a_note_that_was_edited_while_it_was_settled_is_not_overwritten() {
    let (_folder, library) = library();
    let document = samples_of(&library)[0];
    let read = keep(&library, document, "Chinese Premier Li Qiang", "as read");
    let now = jiff::Timestamp::now();
    let moment = library.store.arrivals().unwrap();
    let imported = Bookmark { note: "imported".to_owned(), ..read.clone() };
    let edited = Bookmark { note: "edited meanwhile".to_owned(), ..read.clone() };
    library.edit_bookmark(&edited).unwrap();
    let stale = vec![(Some(read), imported.clone())];
    assert!(!library.store.keep_read(stale, moment, now).unwrap());
    assert_eq!(all(&library)[&edited.id], edited);
    assert!(library.store.keep_read(vec![(Some(edited), imported.clone())], moment, now).unwrap());
    assert_eq!(all(&library)[&imported.id], imported);
}

#[test]
fn only_an_export_is_replaced() {
    let (folder, library) = library();
    keep(&library, samples_of(&library)[0], "Chinese Premier Li Qiang", "note");
    for (name, format) in [
        ("a.jsonl", Format::JsonLines),
        ("a.csv", Format::Readwise),
        ("a.jsonld", Format::JsonLd),
        ("a.md", Format::Markdown),
        ("a.org", Format::Org),
        ("a.bib", Format::Bibtex),
        ("a.json", Format::CslJson),
    ] {
        let path = folder.path().join(name);
        let export = |replacing| library.export_kept(&Choice::default(), format, &path, replacing);
        std::fs::write(&path, "Dear friend").unwrap();
        let message = export(Replacing::Exports).unwrap_err().to_string();
        assert!(message.contains(name) && message.contains("--force"), "{message}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "Dear friend");
        export(Replacing::Anything).unwrap();
        let first = std::fs::read(&path).unwrap();
        export(Replacing::Exports).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), first, "{name}");
        assert_eq!(Format::of_name(&path), Some(format));
    }
    let left = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains(".new-")));
}

#[test]
fn a_folder_gets_a_page_for_each_article() {
    let (folder, library) = library();
    let articles = samples_of(&library);
    keep(&library, articles[0], "Chinese Premier Li Qiang", "one");
    keep(&library, articles[1], "Russia", "two");
    let vault = folder.path().join("vault/");
    let export =
        || library.export_kept(&Choice::default(), Format::Markdown, &vault, Replacing::Exports);
    let done = export().unwrap();
    assert_eq!((done.files, done.articles, done.passages), (2, 2, 2));
    let pages = || {
        let files = std::fs::read_dir(&vault).unwrap().map(|file| file.unwrap().path());
        let mut pages: Vec<_> =
            files.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect();
        pages.sort();
        pages
    };
    let before = pages();
    assert_eq!(before.len(), 2);
    // A page that got another name is still the page of its article.
    let (path, text) = &before[0];
    let renamed =
        path.with_file_name(format!("My {}", path.file_name().unwrap().to_str().unwrap()));
    std::fs::rename(path, &renamed).unwrap();
    export().unwrap();
    assert_eq!(std::fs::read_to_string(&renamed).unwrap(), *text);
    assert_eq!(pages().len(), 2);
}

#[test]
fn what_is_said_of_the_same_words_at_two_marks_is_all_kept() {
    let (_folder, library) = library();
    let marks = "Highlight,Book Title,Book Author,Note,Tags\nYes.,A Book,Ada,one,x\nYes.,A Book,Ada,two,y\nYes.,A Book,Ada,one,\n";
    let done = bring(&library, marks);
    assert_eq!((done.new, done.same, done.joined), (1, 0, 2));
    let kept = library.bookmarks(None).unwrap();
    assert_eq!(
        (kept[0].note.as_str(), &kept[0].tags[..]),
        ("one\n\ntwo", &["x".to_owned(), "y".to_owned()][..])
    );
    let again = bring(&library, marks);
    assert_eq!((again.updated, again.same, again.joined), (0, 1, 2));
    assert_eq!(library.bookmarks(None).unwrap(), kept);
}

#[test]
fn of_marks_that_are_joined_the_later_change_is_known() {
    let said = |day: Option<&str>| Brought {
        changed: day.map(|day| day.parse().unwrap()),
        ..Brought::new(Article::default(), "Yes.".to_owned())
    };
    let (one, two) = (Some("2026-01-01T00:00:00Z"), Some("2026-01-02T00:00:00Z"));
    let (joined, _) = super::join::joined(vec![said(one), said(two), said(None)]);
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].changed, said(two).changed);
}

#[test]
fn what_joins_a_passage_joins_it_as_the_same_file_left_it() {
    let (_folder, library) = library();
    let document = samples_of(&library)[0];
    let known = keep(&library, document, "regular meeting", "n");
    let newer = Bookmark {
        note: "n2".to_owned(),
        changed: Some("2026-01-01T00:00:00Z".parse().unwrap()),
        ..known.clone()
    };
    let other = Bookmark {
        id: BookmarkId::random().unwrap(),
        tags: vec!["more".to_owned()],
        created: "2027-01-01T00:00:00Z".parse().unwrap(),
        ..known.clone()
    };
    library.edit_bookmark(&newer).unwrap();
    library.keep(&other).unwrap();
    let (file, _) = library.kept_as(&Choice::default(), Format::JsonLines).unwrap();
    assert!(file.find("n2") < file.find("more"), "{file}");
    library.edit_bookmark(&known).unwrap();
    library.drop_bookmarks(&[other.id]).unwrap();
    bring(&library, &file);
    let kept = all(&library);
    assert_eq!(kept[&known.id].note, "n2");
    assert!(
        kept.values().any(|kept| kept.note == "n" && kept.tags.contains(&"more".to_owned())),
        "{kept:?}"
    );
}

#[test]
fn a_passage_belongs_to_the_article_that_names_its_address_if_it_says_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let paths = files(folder.path());
    let table = "Highlight,Title,URL\nstands still,Elsewhere,https://Mill.example/1#top\n\
        nobody wrote this,Elsewhere,https://mill.example/1\n";
    for import_first in [true, false] {
        let (_folder, library) = library();
        let add = || library.add_file(&paths[1], &crate::import::Overrides::default()).unwrap().id;
        let mill = if import_first {
            bring(&library, table);
            add()
        } else {
            let mill = add();
            assert_eq!(bring(&library, table).unattached, 1);
            mill
        };
        let kept = library.bookmarks(Some(mill)).unwrap();
        let [kept] = kept.as_slice() else { panic!("{kept:?}") };
        assert_eq!(kept.anchor.quote.exact, "stands still");
        assert!(!kept.anchor.is_unplaced());
    }
}

#[test]
fn titles_are_the_same_whatever_their_case_before_and_after_the_article_comes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pier.md");
    std::fs::write(&path, "# Élan at the Pier\n\nNobody was there to see it.\n").unwrap();
    let table = "Highlight,Title\nNobody was there,ÉLAN at the pier\n";
    for import_first in [true, false] {
        let (_folder, library) = library();
        let add = || library.add_file(&path, &crate::import::Overrides::default()).unwrap().id;
        let id = if import_first {
            bring(&library, table);
            add()
        } else {
            let id = add();
            bring(&library, table);
            id
        };
        assert_eq!(library.bookmarks(Some(id)).unwrap().len(), 1, "first: {import_first}");
    }
}

#[test]
fn two_books_of_one_title_are_told_apart_by_who_wrote_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("essays.md");
    std::fs::write(&path, "---\nauthor: Montaigne\n---\n# Essays\n\nNobody was there.\n").unwrap();
    let (_folder, library) = library();
    let id = library.add_file(&path, &crate::import::Overrides::default()).unwrap().id;
    let table = "Highlight,Title,Author\nNobody,Essays,Montaigne\nSelf-reliance,Essays,Emerson\n";
    assert_eq!(bring(&library, table).unattached, 1);
    let kept = library.bookmarks(Some(id)).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].anchor.quote.exact, "Nobody");
}

#[test]
fn an_article_that_is_called_like_a_book_is_not_that_book() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emma.md");
    std::fs::write(&path, "# Emma\n\nA film that is worth seeing twice.\n").unwrap();
    let (_folder, library) = library();
    let review = library.add_file(&path, &crate::import::Overrides::default()).unwrap().id;
    let book =
        "Highlight,Title,Author,Note\nEmma Woodhouse,Emma,Jane Austen,\n,Emma,Jane Austen,wit\n";
    assert_eq!(bring(&library, book).unattached, 2);
    // One passage that stands there shows that the others belong there, too.
    let film = "Highlight,Title,Author,Note\nworth seeing,Emma,A. Critic,\nworth sleeping,Emma,A. Critic,\n";
    assert_eq!(bring(&library, film).unattached, 0);
    assert_eq!(library.bookmarks(Some(review)).unwrap().len(), 2);
}

#[test]
fn the_same_words_at_two_places_of_two_revisions_stay_two_passages() {
    let (_folder, library) = library();
    let known = keep(&library, samples_of(&library)[0], "China", "");
    let mut other =
        Bookmark { id: BookmarkId::random().unwrap(), tags: Vec::new(), ..known.clone() };
    other.anchor.revision = crate::document::RevisionId::of(b"another");
    other.anchor.quote.prefix = "somewhere else in ".to_owned();
    library.keep(&other).unwrap();
    let before = all(&library);
    for format in LOSSLESS {
        let (text, _) = library.kept_as(&Choice::default(), format).unwrap();
        library.drop_bookmarks(&before.keys().copied().collect::<Vec<_>>()).unwrap();
        bring(&library, &text);
        assert_eq!(all(&library), before, "{format:?}");
    }
}

/// So many that comparing each with each would take minutes.
#[test]
fn very_many_marks_of_the_same_words_are_joined() {
    const MANY: usize = 100_000;
    let rows = (0..MANY).map(|number| format!("Yes.,A Book,note {number},tag{number}\n"));
    let table = format!("Highlight,Title,Note,Tags\n{}", rows.collect::<String>());
    let (once, into_others) = super::joined(read(&table, None).unwrap());
    assert_eq!((once.len(), into_others), (1, MANY - 1));
    assert_eq!(once[0].tags.len(), MANY);
    assert!(once[0].note.ends_with(&format!("\n\nnote {}", MANY - 1)));
    let mut again = once[0].clone();
    again.fill_in(&once[0].note, &once[0].tags);
    assert_eq!(again, once[0]);
}
