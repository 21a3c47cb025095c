//! Feeds in XML: RSS in every version, Atom and CDF, well-formed or not.
//!
//! One reader for all of them, because feeds mix them: an element says what it says wherever it stands
//! directly in a feed or an entry. Open elements are kept on a stack; one of them may be a field whose
//! text is collected, with the markup in it where it has some. Fields end with their end tag, with that
//! of what they stand in, or, if they forgot it, where another field begins.

use std::rc::Rc;

use url::Url;

use crate::document::Diagnostic;
use crate::import::feed::address::whole;
use crate::import::feed::collect::{Collected, Kind, Person};
use crate::import::feed::draft::{Draft, DraftEntry, ENTRIES};
use crate::import::feed::field;
use crate::import::feed::markup::{Tag, Token, Tokens};
use crate::import::feed::scope::{Scope, local};
use crate::import::feed::vocabulary::{Field, Space};

/// The most elements that stand in one another; deeper ones are read as if they did not.
const DEPTH: usize = 128;

/// Reads a feed; `None` if it is none.
pub fn read(text: &str, address: Option<&Url>) -> Option<Draft> {
    let mut reader = Reader::new(address);
    let mut tokens = Tokens::new(text);
    for token in tokens.by_ref() {
        match token {
            Token::Start(tag) => reader.start(&tag),
            Token::End(name) => reader.end(name),
            Token::Text(text) => reader.collect(|field| field.text(text)),
            Token::Literal(text) => reader.collect(|field| field.literal(text)),
        }
        if reader.progress != Progress::Reading {
            break;
        }
    }
    let cut = reader.progress == Progress::Reading && !reader.open.is_empty();
    reader.close_to(0);
    reader.finish(tokens.is_faulty(), cut)
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The feed, or its channel.
    Feed,
    /// An entry.
    Entry,
    /// Something in an entry with fields of the entry.
    Group,
    /// A person, with fields of a person.
    Person,
    /// A field whose text is collected.
    Field(Field),
    /// The name or the mail address of a person.
    PersonPart,
    /// Markup in a field.
    Markup,
    /// Something else, in which nothing but entries is looked for.
    Other,
}

/// An open element.
struct Open<'t> {
    name: &'t str,
    // Tells most other names from this one without looking at it.
    mark: u32,
    role: Role,
    base: Option<Rc<Url>>,
    names: usize,
}

/// Whether reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// It does.
    Reading,
    /// There are as many entries as are read.
    Full,
    /// This is something else.
    Refused,
}

struct Reader<'t, 'a> {
    address: Option<&'a Url>,
    open: Vec<Open<'t>>,
    scope: Scope<'t>,
    draft: Draft,
    entry: Option<DraftEntry>,
    collected: Option<Collected>,
    person: Option<Person>,
    recognized: bool,
    progress: Progress,
    faulty: bool,
}

impl<'t, 'a> Reader<'t, 'a> {
    fn new(address: Option<&'a Url>) -> Self {
        Self {
            address,
            open: Vec::new(),
            scope: Scope::default(),
            draft: Draft::default(),
            entry: None,
            collected: None,
            person: None,
            recognized: false,
            progress: Progress::Reading,
            faulty: false,
        }
    }

    fn start(&mut self, tag: &Tag<'t>) {
        let name = local(tag.name).to_ascii_lowercase();
        let mut names = self.scope.count();
        let mut space = self.scope.enter(tag, self.open.len());
        if let Some(at) = self.must_have_ended(space, &name) {
            self.faulty = true;
            self.close_to(at);
            names = self.scope.count();
            space = self.scope.enter(tag, self.open.len());
        }
        let base = self.base_of(tag);
        let role = self.role(space, &name);
        self.begin(role, tag, space, base.as_ref());
        if role == Role::Markup
            && let Some(field) = &mut self.collected
        {
            let name = if space == Space::Xhtml { local(tag.name) } else { tag.name };
            field.start_tag(name, tag);
        }
        let element = Open { name: tag.name, mark: mark(tag.name), role, base, names };
        if tag.closed {
            self.close(&element);
        } else if self.open.len() < DEPTH {
            self.open.push(element);
        } else {
            self.scope.truncate(names);
            self.faulty = true;
        }
    }

    fn end(&mut self, name: &str) {
        let mark = mark(name);
        let is_named = |open: &Open<'_>| open.mark == mark && open.name.eq_ignore_ascii_case(name);
        match self.open.iter().rposition(is_named) {
            Some(at) => {
                self.faulty |= at + 1 != self.open.len();
                self.close_to(at);
            }
            None => self.faulty = true,
        }
    }

    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            if let Some(element) = self.open.pop() {
                self.close(&element);
            }
        }
    }

    /// Finds what should have ended before an element: an entry in which another begins, and a field of a
    /// few words in which another field does.
    fn must_have_ended(&self, space: Space, name: &str) -> Option<usize> {
        // No element of XHTML has these names.
        let core = matches!(space, Space::Core | Space::Atom | Space::Xhtml);
        if core && matches!(name, "item" | "entry") && self.entry.is_some() {
            let is_same = |open: &Open<'_>| {
                open.role == Role::Entry && local(open.name).eq_ignore_ascii_case(name)
            };
            return self.open.iter().rposition(is_same);
        }
        Field::of(space, name)?;
        self.collected.as_ref().filter(|field| field.may_be_unended())?;
        self.open.iter().rposition(|open| match open.role {
            Role::Field(field) => field.is_short() || !is_name_of_html(name),
            _ => false,
        })
    }

    fn base_of(&self, tag: &Tag<'_>) -> Option<Rc<Url>> {
        let outer = self.open.last().and_then(|open| open.base.clone());
        let Some(stated) = tag.attribute("xml:base") else { return outer };
        let within = outer.as_deref().or(self.address);
        whole(&stated, within).map(Rc::new).or(outer)
    }

    fn role(&mut self, space: Space, name: &str) -> Role {
        if self.collected.is_some() {
            return Role::Markup;
        }
        let core = matches!(space, Space::Core | Space::Atom);
        if core && self.entry.is_none() {
            match name {
                "item" | "entry" => return Role::Entry,
                "rss" | "feed" | "rdf" | "channel" => {
                    self.draft.by_own_address |= name == "feed";
                    self.recognized = true;
                    return Role::Feed;
                }
                _ => {}
            }
        }
        if self.open.is_empty() && matches!(name, "html" | "opml" | "svg") {
            self.progress = Progress::Refused;
        }
        match self.open.last().map(|open| open.role) {
            Some(Role::Person) if matches!(name, "name" | "email") => Role::PersonPart,
            Some(Role::Feed | Role::Entry | Role::Group) => match Field::of(space, name) {
                Some(Field::Person) => Role::Person,
                Some(Field::Group) => Role::Group,
                // Media are often groups of their own, in which their titles stand.
                Some(Field::Enclosure) if space == Space::Media => Role::Group,
                Some(field) => Role::Field(field),
                None => Role::Other,
            },
            _ => Role::Other,
        }
    }

    fn begin(&mut self, role: Role, tag: &Tag<'_>, space: Space, base: Option<&Rc<Url>>) {
        match role {
            Role::Feed => {
                self.draft.language =
                    self.draft.language.take().or_else(|| tag.attribute("xml:lang"));
                field::feed_attributes(tag, base, &mut self.draft);
            }
            Role::Entry if self.draft.entries.len() == ENTRIES => self.progress = Progress::Full,
            Role::Entry => {
                let mut entry = DraftEntry::default();
                field::entry_attributes(tag, base, &mut entry);
                self.entry = Some(entry);
            }
            Role::Person => self.person = Some(Person::default()),
            Role::PersonPart => self.collected = Some(Collected::new(Kind::Text, base.cloned())),
            Role::Group => {
                if let Some(entry) = &mut self.entry {
                    field::medium(tag, base, entry);
                }
            }
            Role::Field(what) => {
                let atom =
                    space == Space::Atom || (space == Space::Core && self.draft.by_own_address);
                let kind = Kind::of(tag, atom);
                // Outside Atom the whole text of an article is always HTML.
                let is_content = matches!(what, Field::Content(_)) && !atom;
                let kind = if is_content { kind.unless_said(Kind::Html) } else { kind };
                field::attributes(what, tag, base, self.entry.as_mut(), &mut self.draft);
                self.collected = Some(Collected::new(kind, base.cloned()));
            }
            Role::Markup | Role::Other => {}
        }
    }

    fn close(&mut self, element: &Open<'_>) {
        let space = self.scope.space(element.name);
        self.scope.truncate(element.names);
        match element.role {
            Role::Entry => self.draft.entries.extend(self.entry.take()),
            Role::Person => {
                let authors = match &mut self.entry {
                    Some(entry) => &mut entry.authors,
                    None => &mut self.draft.authors,
                };
                if let Some(person) = self.person.take() {
                    person.add_to(authors);
                }
            }
            Role::PersonPart => {
                if let (Some(part), Some(person)) = (self.collected.take(), &mut self.person) {
                    let is_name = local(element.name).eq_ignore_ascii_case("name");
                    person.part(is_name, &part.words());
                }
            }
            Role::Field(what) => {
                if let Some(text) = self.collected.take() {
                    self.faulty |= text.is_strange();
                    match &mut self.entry {
                        Some(entry) => field::of_entry(what, text, entry),
                        None => field::of_feed(what, text, &mut self.draft),
                    }
                }
            }
            Role::Markup => {
                if let Some(field) = &mut self.collected {
                    let xhtml = space == Space::Xhtml;
                    field.end_tag(if xhtml { local(element.name) } else { element.name });
                }
            }
            Role::Feed | Role::Group | Role::Other => {}
        }
    }

    fn collect(&mut self, collect: impl Fn(&mut Collected)) {
        if let Some(field) = &mut self.collected {
            collect(field);
        } else if let Some(person) = &mut self.person
            && self.open.last().is_some_and(|open| open.role == Role::Person)
        {
            collect(person.words());
        }
    }

    fn finish(self, faulty: bool, cut: bool) -> Option<Draft> {
        let Self { mut draft, .. } = self;
        if self.progress == Progress::Refused || (!self.recognized && draft.entries.is_empty()) {
            return None;
        }
        if self.progress == Progress::Full {
            let message = format!("only the first {ENTRIES} entries were read");
            draft.remarks.push(Diagnostic::cut(message));
        } else if cut {
            draft.remarks.push(Diagnostic::cut("the feed breaks off; what was there was read"));
        } else if faulty || self.faulty {
            let message = "the feed is not well-formed; what could be read was read";
            draft.remarks.push(Diagnostic::new(message));
        }
        Some(draft)
    }
}

/// Returns the same number for the same name in any case, and mostly another one for other names.
fn mark(name: &str) -> u32 {
    let add = |mark: u32, byte: u8| {
        mark.wrapping_mul(31).wrapping_add(u32::from(byte.to_ascii_lowercase()))
    };
    name.bytes().fold(0, add)
}

/// Tells whether HTML has an element with the name of a field.
fn is_name_of_html(name: &str) -> bool {
    matches!(name, "title" | "link" | "summary" | "body" | "content" | "image" | "id" | "author")
}
