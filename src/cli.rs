//! The headless face: arguments, what they mean, and what is printed.
//!
//! Other programs build on what is printed here: see [`json`] for the contract. Everything that comes from
//! outside is printed as harmless text, and a closed pipe is no failure. It must not know the terminal
//! face; the program hands over to that when [`mod@meaning`] says so.

pub mod arguments;
pub mod exit;
pub mod forms;
mod help;
pub mod values;

pub mod escape;
pub mod json;
pub mod table;
pub mod width;

pub mod input;
pub mod markdown;
pub mod network;
pub mod plain;
pub mod progress;

pub mod compared;
pub mod outline;
pub mod overview;
pub mod stories;

pub mod add;
pub mod bookmarks;
pub mod compare;
pub mod doctor;
pub mod exchange;
pub mod facts;
pub mod feeds;
pub mod gather;
pub mod list;
pub mod open;
pub mod passages;
pub mod report;
pub mod revisions;
pub mod search;
pub mod text;

pub mod meaning;

pub mod run;

pub use doctor::doctor;
pub use exit::{Exit, fail};
pub use gather::{Gathered, gather};
pub use meaning::{Meaning, Reading, meaning};
pub use open::gather_target;
pub use run::run;
