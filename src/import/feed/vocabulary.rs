//! The vocabulary of feeds: which element of which namespace says what.
//!
//! Namespaces are known by their addresses in all the spellings that are met, by their customary
//! prefixes where a feed forgets to declare them. Where several elements say the same, the lower rank
//! goes first.

/// Whose an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// RSS in any version, CDF, or none at all.
    Core,
    /// Atom.
    Atom,
    /// The module of RSS for whole articles.
    Content,
    /// Dublin Core, its elements and its terms.
    DublinCore,
    /// Media RSS.
    Media,
    /// Podcasts.
    Podcast,
    /// The addresses that a forwarding service hides.
    Forwarded,
    /// XHTML.
    Xhtml,
    /// Anything else.
    Foreign,
}

impl Space {
    /// Returns what an address of a namespace stands for.
    pub fn of_address(address: &str) -> Self {
        let address = address.trim().to_ascii_lowercase();
        let has = |part: &str| address.contains(part);
        if has("w3.org/2005/atom") || has("purl.org/atom/") {
            return Self::Atom;
        }
        let table = [
            ("purl.org/rss/1.0/modules/content", Self::Content),
            ("purl.org/rss/1.0/modules/", Self::Foreign),
            ("purl.org/dc/", Self::DublinCore),
            ("search.yahoo.com/mrss", Self::Media),
            ("rssboard.org/media-rss", Self::Media),
            ("itunes.com/dtds/podcast", Self::Podcast),
            ("rssnamespace.org/feedburner", Self::Forwarded),
            ("w3.org/1999/xhtml", Self::Xhtml),
            ("purl.org/rss/1.0", Self::Core),
            ("purl.org/net/rss1", Self::Core),
            ("w3.org/1999/02/22-rdf-syntax-ns", Self::Core),
            ("netscape.com/", Self::Core),
            ("backend.userland.com/rss", Self::Core),
            ("law.harvard.edu/", Self::Core),
        ];
        table.iter().find(|(part, _)| has(part)).map_or(Self::Foreign, |(_, space)| *space)
    }

    /// Returns what an undeclared prefix customarily stands for.
    pub fn of_prefix(prefix: &str) -> Self {
        match prefix.to_ascii_lowercase().as_str() {
            "" | "rdf" | "rss" => Self::Core,
            "atom" | "atom03" | "atom10" | "a10" => Self::Atom,
            "content" => Self::Content,
            "dc" | "dcterms" => Self::DublinCore,
            "media" => Self::Media,
            "itunes" => Self::Podcast,
            "feedburner" => Self::Forwarded,
            "xhtml" => Self::Xhtml,
            _ => Self::Foreign,
        }
    }
}

/// What an element of a feed or an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What it is called.
    Title(u8),
    /// Where it is.
    Link(u8),
    /// What it is known by.
    Id,
    /// The same, and perhaps where it is.
    Guid,
    /// Its text.
    Content(u8),
    /// What it is about.
    Summary(u8),
    /// When it was published.
    Published(u8),
    /// When it was changed.
    Updated(u8),
    /// Who wrote it, in words.
    Author(u8),
    /// Who wrote it, in words or in elements.
    Person,
    /// What it is written in.
    Language,
    /// The picture that stands for it.
    Image,
    /// A file that comes with it.
    Enclosure,
    /// Several things of one medium, each with fields of the entry.
    Group,
}

impl Field {
    /// Returns what an element says, by its local name in lower case.
    pub fn of(space: Space, name: &str) -> Option<Self> {
        match space {
            Space::Core | Space::Atom => Self::of_core(name),
            Space::Content => (name == "encoded").then_some(Self::Content(0)),
            Space::DublinCore => Self::of_dublin_core(name),
            Space::Media => Self::of_media(name),
            Space::Podcast => Self::of_podcast(name),
            Space::Forwarded => (name == "origlink").then_some(Self::Link(0)),
            Space::Xhtml => (name == "body").then_some(Self::Content(1)),
            Space::Foreign => None,
        }
    }

    /// Tells whether what it holds is a few words without other elements.
    pub const fn is_short(self) -> bool {
        !matches!(self, Self::Content(_) | Self::Summary(_) | Self::Person | Self::Group)
    }

    fn of_core(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title(0),
            "link" => Self::Link(1),
            "id" => Self::Id,
            "guid" => Self::Guid,
            "content" => Self::Content(0),
            "body" | "fullitem" => Self::Content(1),
            "summary" | "description" | "abstract" => Self::Summary(0),
            "pubdate" | "published" | "issued" => Self::Published(0),
            "created" => Self::Published(2),
            "updated" | "modified" => Self::Updated(0),
            "author" => Self::Person,
            "language" => Self::Language,
            "enclosure" => Self::Enclosure,
            _ => return None,
        })
    }

    fn of_dublin_core(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title(1),
            "creator" | "author" => Self::Author(1),
            "description" => Self::Summary(1),
            "date" | "issued" => Self::Published(1),
            "created" => Self::Published(2),
            "modified" => Self::Updated(1),
            "language" => Self::Language,
            _ => return None,
        })
    }

    fn of_media(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title(3),
            "description" => Self::Summary(3),
            "group" => Self::Group,
            "content" => Self::Enclosure,
            "thumbnail" => Self::Image,
            _ => return None,
        })
    }

    fn of_podcast(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title(2),
            "summary" => Self::Summary(2),
            "author" => Self::Author(3),
            "image" => Self::Image,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Space};

    #[test]
    fn namespaces_are_known_by_their_addresses() {
        let table = [
            ("http://www.w3.org/2005/Atom", Space::Atom),
            ("http://purl.org/atom/ns#", Space::Atom),
            ("http://purl.org/rss/1.0/", Space::Core),
            ("http://purl.org/rss/1.0/modules/content/", Space::Content),
            ("http://purl.org/rss/1.0/modules/syndication/", Space::Foreign),
            ("http://search.yahoo.com/mrss", Space::Media),
            ("http://example.com/", Space::Foreign),
        ];
        for (address, expected) in table {
            assert_eq!(Space::of_address(address), expected, "{address}");
        }
        assert_eq!(Space::of_prefix("DC"), Space::DublinCore);
        assert_eq!(Field::of(Space::Foreign, "title"), None);
    }
}
