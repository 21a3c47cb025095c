//! The store itself: one connection, and how everything else reads and writes through it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, InterruptHandle, Transaction, TransactionBehavior};

use crate::store::error::{Error, Fault};
use crate::store::open::open;
use crate::store::schema::STEPS;

/// An open store. Several may be open on one file, in one program or in many.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    new: bool,
}

impl Store {
    /// Opens the store at a path, or makes it if there has never been one.
    ///
    /// # Errors
    ///
    /// Fails, and leaves the file as it is, if it is no store of this program, is lost or damaged, was made
    /// by a newer version or cannot be written to.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let opening = open(path, STEPS)?;
        Ok(Self { connection: opening.connection, path: path.to_owned(), new: opening.new })
    }

    /// Returns where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether opening made the store.
    pub const fn is_new(&self) -> bool {
        self.new
    }

    /// Returns what ends a read that is under way, from another thread.
    pub(crate) fn interrupt_handle(&self) -> InterruptHandle {
        self.connection.get_interrupt_handle()
    }

    /// Reads; all that is read is of one moment.
    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        self.within(TransactionBehavior::Deferred, |transaction| look(transaction))
    }

    /// Writes; all of it is on disk when this returns, or nothing.
    pub(crate) fn write<T>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        self.within(TransactionBehavior::Immediate, |transaction| change(transaction))
    }

    fn within<T>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        let done = || -> Result<T, Fault> {
            let transaction = Transaction::new_unchecked(&self.connection, behavior)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        done().map_err(|fault| fault.at(&self.path))
    }
}
