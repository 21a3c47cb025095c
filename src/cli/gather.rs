//! Gathering: what is given on the command line goes into the library before the terminal face opens it.

use anyhow::Result;

use crate::cli::add::add_one;
use crate::cli::input::{Articles, Input};
use crate::cli::network::Network;
use crate::document::DocumentId;
use crate::import::Overrides;
use crate::library::{Followed, Library, Reached, Scope};
use crate::text::TextSize;

/// What was gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The first article, to be opened.
    pub open: Option<DocumentId>,
    /// Where in it to start, if not where it was left.
    pub at: Option<TextSize>,
    /// What could not be added, or which feed is followed now, in one line.
    pub notice: Option<String>,
}

/// Adds all articles to the library.
///
/// # Errors
///
/// Fails if something was given and none of it could be added: then there is nothing to open.
pub fn gather(library: &Library, articles: &Articles) -> Result<Gathered> {
    let network = Network::new();
    let (mut open, mut followed, mut failures) = (None, None, Vec::new());
    for input in &articles.inputs {
        match first_of(library, &network, input, &articles.given) {
            Ok(first) => {
                open = open.or(first.open);
                followed = followed.or(first.notice);
            }
            Err(error) => failures.push(error),
        }
    }
    let others = failures.len().saturating_sub(1);
    let Some(first) = failures.into_iter().next() else {
        return Ok(Gathered { open, at: None, notice: followed });
    };
    if open.is_none() && followed.is_none() {
        return Err(first);
    }
    let notice = match others {
        0 => format!("{first:#}"),
        others => format!("{first:#} (and {others} more failed)"),
    };
    Ok(Gathered { open, at: None, notice: Some(notice) })
}

/// Adds a file, an address, standard input, or all of a folder; of a feed that is followed now the newest
/// article is opened.
fn first_of(
    library: &Library,
    network: &Network,
    input: &Input,
    given: &Overrides,
) -> Result<Gathered> {
    match input {
        Input::File(path) if path.is_dir() => {
            let result = network.add_folder(library, path, given)?;
            Ok(Gathered { open: result.added.first().map(|added| added.id), ..Gathered::default() })
        }
        _ => match add_one(library, network, input, given)? {
            Reached::Page { added, .. } => {
                Ok(Gathered { open: Some(added.id), ..Gathered::default() })
            }
            Reached::Feed(Followed { feed, new }) => {
                let scope = Scope { feed: Some(feed.id), ..Scope::default() };
                let newest = library.list_of(scope, None, 1)?;
                Ok(Gathered {
                    open: newest.first().map(|entry| entry.id),
                    at: None,
                    notice: Some(format!("following {}, {new} new", feed.title)),
                })
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::gather;
    use crate::cli::input::{Articles, Input};
    use crate::import::Overrides;
    use crate::library::Library;

    #[test]
    fn the_first_that_can_be_added_is_opened_and_the_rest_is_told() {
        let home = tempfile::tempdir().unwrap();
        let library = Library::open(&home.path().join("library.db")).unwrap();
        let file = |name: &str| Input::File(home.path().join(name));
        std::fs::write(home.path().join("a.txt"), "The pier fell.").unwrap();
        let articles = |inputs: Vec<Input>| Articles { inputs, given: Overrides::default() };
        let gathered =
            gather(&library, &articles(vec![file("x.txt"), file("a.txt"), file("y.txt")])).unwrap();
        let opened = library.entry(gathered.open.unwrap()).unwrap().unwrap();
        assert_eq!(opened.title, "The pier fell");
        let notice = gathered.notice.unwrap();
        assert!(notice.contains("x.txt") && notice.ends_with("(and 1 more failed)"), "{notice}");
        assert!(gather(&library, &articles(vec![file("x.txt")])).is_err());
        assert_eq!(gather(&library, &articles(Vec::new())).unwrap().open, None);
    }
}
