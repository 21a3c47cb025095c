//! Paths as a shell has them: `~` is the home folder.

use crate::config;
use crate::library::Request;

/// Returns a request with `~` as the home folder, as a shell would have it.
pub(crate) fn at_home(request: Request) -> Request {
    match request {
        Request::Add { path } => Request::Add { path: config::paths::expand_home(path) },
        Request::ImportFeeds { path } => {
            Request::ImportFeeds { path: config::paths::expand_home(path) }
        }
        Request::ExportFeeds { path } => {
            Request::ExportFeeds { path: config::paths::expand_home(path) }
        }
        Request::ExportKept { document, path } => {
            Request::ExportKept { document, path: config::paths::expand_home(path) }
        }
        request => request,
    }
}
