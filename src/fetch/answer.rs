//! What is wanted and what is answered, as data.

use crate::fetch::realm::Realm;

/// What to fetch, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The address, `http` or `https`.
    pub address: String,
    /// What the server called the copy that is known.
    pub etag: Option<String>,
    /// When the copy that is known was changed, as the server wrote it.
    pub last_modified: Option<String>,
    /// Where it may lead.
    pub reach: Reach,
}

/// Where an address may lead.
///
/// Whatever the reach, a server in a public place never leads into a private one by a redirect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: the user named the address, and may read on their own machine and network.
    #[default]
    Anywhere,
    /// To public places only: the address was found in a feed or page from a public place.
    PublicOnly,
}

impl Reach {
    /// Returns where an address may lead that was found in what came from a place.
    pub const fn from_place(realm: Realm) -> Self {
        match realm {
            Realm::Public => Self::PublicOnly,
            Realm::Private => Self::Anywhere,
        }
    }
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The copy that is known is still the newest.
    Unchanged,
    /// Here it is.
    Page(Box<Page>),
}

/// What was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address it came from in the end, without a name or password.
    pub address: String,
    /// The address to ask from now on, where the server says that it has moved for good.
    pub moved: Option<String>,
    /// Where the server stands; what its page names may lead only there ([`Reach::from_place`]).
    pub realm: Realm,
    /// The media type and its parameters, as the server gave them.
    pub media_type: Option<String>,
    /// What the server calls this copy.
    pub etag: Option<String>,
    /// When it was changed, as the server wrote it.
    pub last_modified: Option<String>,
    /// The bytes, expanded.
    pub bytes: Vec<u8>,
}
