//! Originals: the bytes that articles came as, imported again when a text is from an older importer or was lost.

use anyhow::{Context as _, Result, anyhow};
use jiff::Timestamp;

use crate::document::{Document, DocumentId, RevisionId};
use crate::import::{IMPORTER_VERSION, Overrides, Payload, import};
use crate::library::articles::{ENTRY, of_original, with_said};
use crate::library::library::{Library, name_of};
use crate::store::{Extent, Incoming, Original, Textless};

impl Library {
    /// Imports the original bytes of a document's current revision again.
    pub(crate) fn import_anew(
        &self,
        document: DocumentId,
        revision: RevisionId,
        extent: Extent,
    ) -> Result<(Document, Incoming)> {
        let location = self.store.location(document)?.context("the article is gone")?;
        let known = self.store.known(&location, revision)?.context("the article is gone")?;
        self.import_original(document, revision, extent, known.given)
    }

    /// Imports the original bytes of a revision, with what the user says of the document.
    fn import_original(
        &self,
        document: DocumentId,
        revision: RevisionId,
        extent: Extent,
        given: Overrides,
    ) -> Result<(Document, Incoming)> {
        let location = self.store.location(document)?.context("the article is gone")?;
        let Original { bytes, media_type } =
            self.store.original(document, revision)?.context("its original is gone")?;
        let name = name_of(&location);
        let content = match media_type.as_deref() {
            Some(ENTRY) => of_original(&bytes, &given),
            media_type => import(&Payload::new(&bytes, &name, &given).with_media_type(media_type)),
        };
        let content = content.map_err(|refusal| anyhow!("{location} {refusal}"))?;
        let content = with_said(content, self.store.said(document)?.as_ref());
        let incoming =
            Incoming::new(location, &name, &bytes, IMPORTER_VERSION, content.clone(), given)?
                .with_media_type(media_type)
                .with_extent(extent);
        Ok((content, incoming))
    }

    /// Makes the texts anew that were lost and whose originals are left; returns how many, and how many are lost.
    pub(crate) fn mend_texts(&self) -> Result<(usize, usize)> {
        let (textless, mut lost) = self.store.textless()?;
        let mut mended = 0;
        for Textless { id, revision, given, extent } in textless {
            // One that cannot be imported does not keep the others.
            match self.import_original(id, revision, extent, given) {
                Ok((_, incoming)) => {
                    self.store.put_lost(id, &incoming, Timestamp::now())?;
                    mended += 1;
                }
                Err(_) => lost += 1,
            }
        }
        Ok((mended, lost))
    }
}
