//! The store: documents, what is known of them and what the user keeps, in one `SQLite` file.
//!
//! One file per concern, all on one [`Store`]. It takes and gives the types of the layers above and
//! knows nothing of files to import, of screens or of commands.

mod entry;
mod marks;

pub use entry::{Counts, ListCursor, ListEntry};
pub use marks::Mark;
