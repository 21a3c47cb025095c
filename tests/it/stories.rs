//! Stories: the articles on one event, compared; what is found is measured against annotated articles.

mod align;
mod cluster;
mod differ;
mod differ_reports;
mod ecbplus;
mod gold;
mod origin;
mod snippets;
mod twin;

use std::path::PathBuf;

/// Returns the folder of the story corpora, if it is known; says so otherwise.
pub(crate) fn corpora() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("SIDELIGHT_CORPORA") else {
        eprintln!("SIDELIGHT_CORPORA is not set: stories are not measured");
        return None;
    };
    Some(PathBuf::from(folder).join("stories"))
}
