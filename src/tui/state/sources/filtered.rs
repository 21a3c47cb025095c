//! What the source list is filtered by: a query, perhaps one that is kept under a name.

use crate::library::{HitCursor, Only, SavedSearch, SearchId};
use crate::text::Safe;

/// A query that leaves only what it finds in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// What is looked for, as it was typed.
    pub query: String,
    /// The kept search it is, with its name.
    pub saved: Option<(SearchId, String)>,
    /// Where the articles after those in the list start.
    pub next: Option<HitCursor>,
    /// What of the query was not understood.
    pub remarks: Vec<Safe>,
}

impl Filtered {
    /// Makes a filter of what was typed.
    pub fn typed(query: &str) -> Self {
        Self { query: query.to_owned(), ..Self::default() }
    }

    /// Makes a filter of a kept search.
    pub fn saved(search: &SavedSearch) -> Self {
        let saved = Some((search.id, search.name.clone()));
        Self { saved, ..Self::typed(&search.query) }
    }

    /// Returns the query for those articles of a list that are of a kind.
    pub fn within(&self, only: Only) -> String {
        let query = &self.query;
        match only {
            Only::All => query.clone(),
            Only::Unread => format!("{query} is:unread"),
            Only::Starred => format!("{query} is:starred"),
        }
    }

    /// Returns what the list is called: the name of the kept search, or what is looked for.
    pub fn name(&self) -> &str {
        self.saved.as_ref().map_or(&self.query, |(_, name)| name)
    }

    /// Learns which searches are kept: it may be one of them, called something else now, or none any more.
    pub fn meet(&mut self, kept: &[SavedSearch]) {
        let same = |search: &&SavedSearch| match &self.saved {
            Some((id, _)) => search.id == *id,
            None => search.query == self.query,
        };
        self.saved = kept.iter().find(same).map(|search| (search.id, search.name.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::Filtered;
    use crate::library::{Only, SavedSearch, SearchId};

    #[test]
    fn a_filter_knows_the_kept_search_it_is() {
        let kept = |name: &str| SavedSearch {
            id: SearchId::from_bytes([1; 16]),
            name: name.to_owned(),
            query: "pier".to_owned(),
        };
        let mut filter = Filtered::typed("pier");
        assert_eq!(filter.name(), "pier");
        filter.meet(&[kept("Piers")]);
        assert_eq!(filter.name(), "Piers");
        filter.meet(&[kept("All piers")]);
        assert_eq!(filter.name(), "All piers");
        filter.meet(&[]);
        assert_eq!(
            (filter.name(), filter.within(Only::Unread).as_str()),
            ("pier", "pier is:unread")
        );
    }
}
