//! The store itself: one connection, and how everything else reads and writes through it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, InterruptHandle, Transaction, TransactionBehavior};

use crate::store::error::{Error, Fault};
use crate::store::journal::Journal;
use crate::store::open::open;
use crate::store::schema::STEPS;

/// An open store. Several may be open on one file, in one program or in many.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    journal: Journal,
    path: PathBuf,
    new: bool,
    unclean: bool,
}

impl Store {
    /// Opens the store at a path, or makes it if there has never been one.
    ///
    /// # Errors
    ///
    /// Fails, and leaves the file as it is, if it is no store of this program, is lost or damaged, was made
    /// by a newer version or cannot be written to.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut opening = open(path, STEPS)?;
        let journal = Journal::new(path, &mut opening.connection)
            .map_err(|error| Fault::from(error).at(path))?;
        Ok(Self {
            connection: opening.connection,
            journal,
            path: path.to_owned(),
            new: opening.new,
            unclean: opening.unclean,
        })
    }

    /// Returns where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether opening made the store.
    pub const fn is_new(&self) -> bool {
        self.new
    }

    /// Has no longer lines be written to the journal.
    #[cfg(test)]
    pub(crate) const fn limit_lines(&mut self, longest: usize) {
        self.journal.limit_lines(longest);
    }

    /// Returns what ends a read that is under way, from another thread.
    pub(crate) fn interrupt_handle(&self) -> InterruptHandle {
        self.connection.get_interrupt_handle()
    }

    /// Tells whether another program had the store open when this one opened it, or could not close it.
    pub const fn was_open(&self) -> bool {
        self.unclean
    }

    /// Reads; all that is read is of one moment.
    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        let done = || -> Result<T, Fault> {
            let transaction = self.begin(TransactionBehavior::Deferred)?;
            let value = look(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        done().map_err(|fault| fault.at(&self.path))
    }

    /// Writes; all of it is on disk when this returns, in the store and what the user changed in the journal, or
    /// nothing; only if the journal failed last of all it is in the store alone, and the error says so.
    pub(crate) fn write<T>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        let done = || -> Result<T, Fault> {
            self.journal.begin();
            let transaction = self.begin(TransactionBehavior::Immediate)?;
            let value = change(&transaction)?;
            let ready = self.journal.prepare(&transaction)?;
            transaction.commit()?;
            if let Some(ready) = ready {
                self.journal.add(ready)?;
            }
            Ok(value)
        };
        done().map_err(|fault| fault.at(&self.path))
    }

    /// Keeps every other program from writing meanwhile; what is done here is not written to the journal.
    pub(crate) fn alone<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        let done = || -> Result<T, Fault> {
            let transaction = self.begin(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        done().map_err(|fault| fault.at(&self.path))
    }

    fn begin(&self, behavior: TransactionBehavior) -> rusqlite::Result<Transaction<'_>> {
        Transaction::new_unchecked(&self.connection, behavior)
    }
}
