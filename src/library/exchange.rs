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
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
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
