//! Exchange: lists of feeds from other readers, and for them.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use crate::document::DocumentId;
use crate::fetch::Address;
use crate::import::opml::{self, Outline};
use crate::library::address::{calling, place_of};
use crate::library::files::{read, refused};
use crate::library::library::Library;
use crate::library::outcome::FeedsImported;
use crate::source::Location;
use crate::store::{Following, NewFeed};

/// What a written list is called.
const TITLE: &str = "Feeds followed with Sidelight";

impl Library {
    /// Follows every feed of an OPML file, as one change; nothing is fetched before the next refresh.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read, is no OPML or names no feed, or the store cannot be written.
    pub fn import_feeds(&self, path: &Path) -> Result<FeedsImported> {
        let outlines = opml::read(&read(path)?).map_err(|refusal| refused(path, &refusal))?;
        let feeds: Vec<_> = outlines.into_iter().filter_map(new_feed).collect();
        if feeds.is_empty() {
            bail!("{} names no feed that can be fetched; nothing was changed", path.display());
        }
        let all = self.store.follow(&feeds, Timestamp::now())?;
        let new = all.iter().filter(|(_, following)| *following == Following::Now).count();
        Ok(FeedsImported { new, known: all.len() - new })
    }

    /// Writes the feeds that are followed to an OPML file, and returns how many; feeds that are files of this
    /// machine are left out. A file that is there is replaced whole, and only if it is OPML.
    ///
    /// # Errors
    ///
    /// Fails if something else is at the path, or it cannot be written.
    pub fn export_feeds(&self, path: &Path) -> Result<usize> {
        if path.exists() && opml::read(&read(path)?).is_err() {
            bail!("{} is no list of feeds; choose another name", path.display());
        }
        let (opml, feeds) = self.list_of_feeds()?;
        replace(path, opml.as_bytes()).with_context(|| {
            format!("{} cannot be written; choose another place", path.display())
        })?;
        Ok(feeds)
    }

    /// Returns the feeds that are followed as OPML, without those that are files of this machine.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn feeds_as_opml(&self) -> Result<String> {
        Ok(self.list_of_feeds()?.0)
    }

    fn list_of_feeds(&self) -> Result<(String, usize)> {
        let outlines = self.store.followed()?.into_iter().filter_map(|feed| {
            let Location::Url(address) = feed.location else { return None };
            let (title, site, folders) = (Some(feed.title), feed.site, feed.folders);
            Some(Outline { address, title, site, folders })
        });
        let outlines: Vec<_> = outlines.collect();
        Ok((opml::write(TITLE, &outlines), outlines.len()))
    }
}

fn new_feed(outline: Outline) -> Option<NewFeed> {
    Address::parse(&outline.address).ok()?;
    let location = place_of(&outline.address);
    let title = calling(&location);
    let given = outline.title.filter(|title| !title.trim().is_empty());
    Some(NewFeed { location, title, given, site: outline.site, folders: outline.folders })
}

/// Writes a file beside the path and moves it there when it is whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{}", DocumentId::random()?));
    let draft = Path::new(&name);
    let written = File::create_new(draft)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(draft, path));
    if written.is_err() {
        let _ = fs::remove_file(draft);
    }
    Ok(written?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::library::Library;
    use crate::library::outcome::FeedsImported;

    const LIST: &str = r#"<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
        <outline text="News"><outline text="One" type="rss" xmlUrl="https://one.example/rss"
            htmlUrl="https://one.example/"/></outline>
        <outline type="rss" xmlUrl="https://two.example/rss"/>
        <outline text="Nowhere" type="rss" xmlUrl="file:///etc/passwd"/>
        <outline text="One again" type="rss" xmlUrl="https://one.example/rss"/></body></opml>"#;

    #[test]
    fn a_list_of_feeds_goes_in_and_out() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.db")).unwrap();
        let list = folder.path().join("list.opml");
        fs::write(&list, LIST).unwrap();
        let FeedsImported { new, known } = library.import_feeds(&list).unwrap();
        assert_eq!(new, 2);
        assert!(known <= 1, "the same feed twice is one");
        let titles = |library: &Library| -> Vec<_> {
            library.subscriptions().unwrap().into_iter().map(|feed| feed.title).collect()
        };
        assert_eq!(titles(&library), ["One", "two.example"]);
        assert_eq!(library.import_feeds(&list).unwrap().new, 0);
        let out = folder.path().join("out.opml");
        assert_eq!(library.export_feeds(&out).unwrap(), 2);
        let before = library.store.followed().unwrap();
        assert_eq!(before[0].folders, ["News"]);
        assert_eq!(library.undo().unwrap().unwrap().description, "2 feeds followed");
        assert_eq!(titles(&library), [""; 0]);

        let other = Library::open(&folder.path().join("other.db")).unwrap();
        assert_eq!(other.import_feeds(&out).unwrap(), FeedsImported { new: 2, known: 0 });
        let after = other.store.followed().unwrap();
        let kept = |feeds: &[crate::store::FeedRecord]| -> Vec<_> {
            let feeds = feeds.iter().cloned();
            feeds.map(|feed| (feed.location, feed.title, feed.site, feed.folders)).collect()
        };
        assert_eq!(kept(&after), kept(&before));
    }

    #[test]
    fn only_a_list_of_feeds_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.db")).unwrap();
        let path = folder.path().join("letter.txt");
        fs::write(&path, "Dear friend").unwrap();
        for refused in
            [library.export_feeds(&path).map(drop), library.import_feeds(&path).map(drop)]
        {
            let message = format!("{:#}", refused.unwrap_err());
            assert!(message.contains("letter.txt"), "{message}");
            assert!(!message.contains('\n') && !message.ends_with('.'), "{message}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "Dear friend");
        let list = folder.path().join("list.opml");
        assert_eq!(library.export_feeds(&list).unwrap(), 0);
        assert_eq!(library.export_feeds(&list).unwrap(), 0, "its own list is replaced");
        let message = format!("{:#}", library.import_feeds(&list).unwrap_err());
        assert!(message.contains("names no feed"), "{message}");
        let nowhere = folder.path().join("none/list.opml");
        assert!(
            library.export_feeds(&nowhere).unwrap_err().to_string().contains("cannot be written")
        );
        for left in fs::read_dir(folder.path()).unwrap() {
            let name = left.unwrap().file_name();
            assert!(!name.to_string_lossy().contains(".new-"), "a draft is left behind");
        }
    }
}
