//! The masthead: who an article says it comes from, on whom it rests, and how it shows that it reports itself.

use crate::document::{BlockKind, SpanStyle};
use crate::fact::{Citation, CitationKind, FactValue};
use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::origin::outlet::{agency, is_agency, key, key_of_host};
use crate::text::{TextRange, TextSize};

/// How many sources and how many links of an article are looked at, so that a text that is made of nothing else
/// costs no more than any other.
const MOST_NAMED: usize = 256;

/// Something named, with where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The form in which it is compared.
    pub(crate) key: String,
    /// The words of the article.
    pub(crate) name: String,
    /// Where.
    pub(crate) passage: Option<Passage>,
}

/// An outlet that an article names as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    /// Which.
    pub(crate) outlet: Named,
    /// How.
    pub(crate) manner: Manner,
}

/// How an article names a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manner {
    /// By a link to it, or an entry in a list of references.
    Reference,
    /// In its first part.
    Early,
    /// Further down.
    Late,
    /// As the body that made a statement, which anybody may have.
    Statement,
}

/// What an article says of where it comes from.
#[derive(Debug, Default)]
pub(crate) struct Masthead {
    /// The agencies whose text it is.
    pub(crate) agencies: Vec<Named>,
    /// The publication, its host.
    pub(crate) publishers: Vec<Named>,
    /// The address without what a copy of it may differ in.
    pub(crate) address: Option<String>,
    /// The people who wrote it.
    pub(crate) authors: Vec<Named>,
    /// Whether the byline names a desk that writes from agencies.
    pub(crate) is_desk: bool,
    /// The outlets that it names as sources.
    pub(crate) cited: Vec<Cited>,
    /// The addresses that it links to.
    pub(crate) links: Vec<Named>,
    /// Where somebody told it something.
    pub(crate) interviews: Vec<Passage>,
    /// The place of reporting that opens it.
    pub(crate) dateline: Option<Passage>,
    /// The whole article's first words, for evidence that is about all of it.
    pub(crate) opening: Option<Passage>,
}

impl Masthead {
    /// Reads an article.
    pub(crate) fn new(place: ArticleIndex, article: &Article<'_>) -> Self {
        let metadata = article.document.metadata();
        let mut masthead = Self {
            address: metadata.address.as_deref().map(plain_address),
            opening: article
                .document
                .blocks()
                .iter()
                .find(|block| matches!(block.kind, BlockKind::Title | BlockKind::Paragraph))
                .map(|block| Passage { article: place, range: block.range }),
            ..Self::default()
        };
        let host = metadata.address.as_deref().and_then(host).and_then(key_of_host);
        let site = metadata.site.as_deref();
        if let (Some(site), Some(key)) = (site, site.and_then(key)) {
            masthead.publishers.push(Named { key, name: site.to_owned(), passage: None });
        }
        if let Some(key) = host {
            masthead.publishers.push(Named { name: key.clone(), key, passage: None });
        }
        if let Some(byline) = &metadata.byline {
            masthead.sign(byline, None);
        }
        let reader = Reader { place, article };
        reader.links(&mut masthead);
        reader.citations(&mut masthead);
        reader.last_lines(&mut masthead);
        reader.interviews(&mut masthead);
        masthead.settle();
        masthead
    }

    /// Returns whose text it is: the agency's if it names one, else the publisher's.
    pub(crate) fn identity(&self) -> &[Named] {
        if self.agencies.is_empty() { &self.publishers } else { &self.agencies }
    }

    /// Tells whether it is shown to have been where things happened, or to have asked somebody.
    pub(crate) fn has_own_voice(&self) -> bool {
        let agency = !self.agencies.is_empty() && self.dateline.is_some();
        agency || !self.interviews.is_empty()
    }

    /// Tells whether it is shown to report itself.
    pub(crate) fn reports(&self) -> bool {
        let signed = !self.authors.is_empty() && self.dateline.is_some();
        !self.is_desk && !self.identity().is_empty() && (self.has_own_voice() || signed)
    }

    /// Takes a byline apart.
    fn sign(&mut self, byline: &str, passage: Option<Passage>) {
        let lower = byline.to_lowercase();
        self.is_desk |= ["agencies", "agency", "wire", "wires"]
            .iter()
            .any(|word| lower.split(|ch: char| !ch.is_alphanumeric()).any(|part| part == *word));
        let parts = byline.split([',', ';', '/', '&', '|']).flat_map(|part| part.split(" and "));
        for name in parts {
            let name = name.trim().trim_start_matches("By ").trim_start_matches("by ").trim();
            let named = |key| Named { key, name: name.to_owned(), passage };
            if let Some(key) = agency(name) {
                keep(&mut self.agencies, named(key));
            } else if let Some(key) = key(name).filter(|_| is_person(name)) {
                keep(&mut self.authors, named(key));
            }
        }
    }

    /// Takes what the article says of itself out of what it cites.
    fn settle(&mut self) {
        for named in [&mut self.agencies, &mut self.publishers, &mut self.authors] {
            named.sort_by(|a, b| {
                a.key.cmp(&b.key).then(b.passage.is_some().cmp(&a.passage.is_some()))
            });
            named.dedup_by(|a, b| a.key == b.key);
        }
        let own: Vec<_> =
            self.agencies.iter().chain(&self.publishers).map(|named| named.key.clone()).collect();
        // An agency whose text it is not: the paper itself is the agency.
        self.cited.retain(|cited| !own.contains(&cited.outlet.key));
        self.links.retain(|link| !own.contains(&link.key));
    }
}

struct Reader<'a> {
    place: ArticleIndex,
    article: &'a Article<'a>,
}

impl Reader<'_> {
    fn passage(&self, range: TextRange) -> Passage {
        Passage { article: self.place, range }
    }

    fn words(&self, range: TextRange) -> &str {
        self.article.document.slice(range)
    }

    fn kind_at(&self, at: TextSize) -> Option<&BlockKind> {
        let document = self.article.document;
        document.block_at(at).and_then(|index| document.block(index)).map(|block| &block.kind)
    }

    fn links(&self, masthead: &mut Masthead) {
        for block in self.article.document.blocks() {
            for span in &block.spans {
                let SpanStyle::Link(address) = &span.style else { continue };
                let Some(key) = host(address).and_then(key_of_host) else { continue };
                if masthead.links.len() >= MOST_NAMED {
                    return;
                }
                if masthead.publishers.iter().all(|own| own.key != key) {
                    let (name, passage) = (plain_address(address), Some(self.passage(span.range)));
                    masthead.links.push(Named { key, name, passage });
                }
            }
        }
    }

    fn citations(&self, masthead: &mut Masthead) {
        for fact in self.article.facts.facts() {
            let FactValue::Citation(citation) = &fact.value else { continue };
            self.citation(citation, fact.range, masthead);
        }
    }

    fn citation(&self, citation: &Citation, range: TextRange, masthead: &mut Masthead) {
        let passage = Some(self.passage(range));
        let publisher = citation.publisher.as_deref();
        let named = publisher
            .and_then(|name| key(name).map(|key| Named { key, name: name.to_owned(), passage }));
        match citation.kind {
            CitationKind::Dateline => {
                masthead.dateline = passage;
                if let Some(named) = named {
                    keep(&mut masthead.agencies, named);
                }
            }
            CitationKind::Credit if self.is_picture(range) => {}
            CitationKind::Credit => {
                if let Some(named) = named.filter(|named| is_agency(&named.key)) {
                    keep(&mut masthead.agencies, named);
                }
                if let Some(author) = &citation.author {
                    masthead.sign(author, passage);
                }
            }
            CitationKind::Agency | CitationKind::Reference => {
                let Some(outlet) = named else { return };
                let words = self.words(range);
                let own = masthead.agencies.iter().chain(&masthead.publishers);
                let is_own = own.clone().any(|own| own.key == outlet.key);
                if is_own && words.starts_with("told") && masthead.interviews.len() < MOST_NAMED {
                    masthead.interviews.push(self.passage(range));
                }
                if !is_own && masthead.cited.len() < MOST_NAMED {
                    let manner = self.manner(citation, range);
                    masthead.cited.push(Cited { outlet, manner });
                }
            }
            // Links are read where they stand, with their addresses.
            CitationKind::Link => {}
        }
    }

    fn manner(&self, citation: &Citation, range: TextRange) -> Manner {
        let statement = citation
            .title
            .as_deref()
            .is_some_and(|title| title.contains("statement") || title.contains("post"));
        let end = u32::from(self.article.document.end());
        match citation.kind {
            CitationKind::Reference => Manner::Reference,
            _ if statement => Manner::Statement,
            // In the first two fifths.
            _ if u64::from(u32::from(range.start())) * 5 <= u64::from(end) * 2 => Manner::Early,
            _ => Manner::Late,
        }
    }

    fn is_picture(&self, range: TextRange) -> bool {
        let picture =
            ["Photo", "Image", "Picture", "Video", "Graphic", "PHOTO", "IMAGE", "Illustration"];
        let kind = self.kind_at(range.start());
        matches!(kind, Some(BlockKind::Caption | BlockKind::Image { .. }))
            || picture.iter().any(|word| self.words(range).contains(word))
    }

    /// Reads the short lines that close an article and name an agency: `Source: Reuters`, `(AFP)`.
    fn last_lines(&self, masthead: &mut Masthead) {
        let blocks = self.article.document.blocks();
        for block in blocks.iter().rev().take(3) {
            let words = self.words(block.range);
            let is_title = matches!(block.kind, BlockKind::Title);
            if words.len() > 60 || is_title || self.is_picture(block.range) {
                continue;
            }
            let names = || credited(words);
            if !names().all(|name| agency(name).is_some()) {
                continue;
            }
            for (name, key) in names().filter_map(|name| Some((name, agency(name)?))) {
                let passage = Some(self.passage(block.range));
                keep(&mut masthead.agencies, Named { key, name: name.to_owned(), passage });
            }
        }
    }

    /// Finds where somebody tells the outlet itself something, without its name.
    fn interviews(&self, masthead: &mut Masthead) {
        const SELVES: [&str; 8] = [
            "this newspaper",
            "this paper",
            "this reporter",
            "this magazine",
            "this website",
            "our reporter",
            "our correspondent",
            "our newspaper",
        ];
        const SELVES_IN_CHINESE: [&str; 2] = ["告诉本报", "对本报记者"];
        const MOST: usize = 4;
        let text = self.article.document.text();
        let told = text.match_indices("told ").filter(|(at, told)| {
            let rest = text.get(at + told.len()..).unwrap_or_default();
            SELVES.iter().any(|own| rest.starts_with(own))
        });
        let chinese = if text.is_ascii() { &[][..] } else { &SELVES_IN_CHINESE };
        let chinese = chinese.iter().flat_map(|cue| text.match_indices(cue));
        for (at, cue) in told.chain(chinese).take(MOST) {
            let start = TextSize::try_from(at).unwrap_or_default();
            let range = TextRange::at(start, TextSize::of(cue.trim_end()));
            masthead.interviews.push(self.passage(range));
        }
    }
}

/// Adds what is not there yet, as long as not too much is; what has a place counts more than what has none.
fn keep(list: &mut Vec<Named>, named: Named) {
    if let Some(there) = list.iter_mut().find(|there| there.key == named.key) {
        if there.passage.is_none() {
            *there = named;
        }
    } else if list.len() < MOST_NAMED {
        list.push(named);
    }
}

/// Returns the names on a line that is a credit and nothing else: `(AFP)`, `Source: Reuters`, `— Reuters`, or the
/// names alone.
fn credited(line: &str) -> impl Iterator<Item = &str> {
    const LABELS: [&str; 4] = ["source", "sources", "来源", "來源"];
    let line = line.trim();
    let names = match line.split_once([':', '：']) {
        Some((label, names)) if LABELS.contains(&label.trim().to_lowercase().as_str()) => names,
        // Tags, topics and credits of pictures.
        Some(_) => "",
        None => line,
    };
    let around = |ch: char| ch.is_whitespace() || "()（）[]–—-.".contains(ch);
    names.split([',', '/', ';', '、']).map(move |name| name.trim_matches(around))
}

/// Tells whether a part of a byline is a person: two to four words, each with a capital, none of which names a
/// task or a desk.
fn is_person(name: &str) -> bool {
    const NOBODY: &str = "admin administrator agency board bureau contributor contributors correspondent \
        correspondents department desk editor editorial editors guest news newsdesk newsroom \
        office online our press reporter reporters service services special staff team the \
        web writer writers";
    let words: Vec<_> = name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=4).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && !words.iter().any(|word| NOBODY.split(' ').any(|nobody| nobody == word.to_lowercase()))
}

/// Returns the host of an address, without `www.`.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// Returns an address without its scheme, its fragment, the last slash and what only says how it was reached.
fn plain_address(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.strip_prefix("www.").unwrap_or(path).trim_end_matches('/').to_lowercase();
    let mut kept: Vec<_> =
        query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    kept.sort_unstable();
    if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) }
}

/// Tells whether a part of a query says how a reader came, not what is read.
fn is_tracking(part: &str) -> bool {
    const NAMES: [&str; 12] = [
        "fbclid", "gclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid", "ref",
        "referrer", "share",
    ];
    let name = part.split('=').next().unwrap_or(part).to_lowercase();
    name.starts_with("utm_") || name.starts_with("at_") || NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::{MOST_NAMED, Named, agency, credited, is_person, keep, plain_address};

    #[test]
    fn only_a_credit_and_nothing_else_names_an_agency() {
        let is_credit = |line: &str| credited(line).all(|name| agency(name).is_some());
        for line in [
            "(AFP)",
            "Source: Reuters",
            "— Reuters",
            "Reuters/AP",
            "AFP",
            "（新华社）",
            "来源：新华网",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Scranton, PA",
            "Tags: Middle East, MENA",
            "Topics: Norway, Shipping, Spa",
            "Picture credits: Reuters",
            "Credit: AFP",
            "Spa",
            "",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }

    #[test]
    fn a_task_or_a_desk_is_nobody() {
        for name in ["Jane Doe", "Ola van Ness", "Eva M. Lund"] {
            assert!(is_person(name), "{name}");
        }
        for name in [
            "Guest Contributor",
            "Web Admin",
            "Our Bureau",
            "The Editorial Board",
            "STAFF WRITER",
            "Special Correspondent",
        ] {
            assert!(!is_person(name), "{name}");
        }
    }

    #[test]
    fn what_is_named_is_kept_once_and_not_without_end() {
        let mut list = Vec::new();
        for number in 0..1000 {
            let key = (number % 500).to_string();
            keep(&mut list, Named { name: key.clone(), key, passage: None });
        }
        assert_eq!(list.len(), MOST_NAMED);
    }

    #[test]
    fn an_address_is_known_by_what_is_read() {
        let plain = "torvik.example/a?id=1";
        for same in [
            "https://www.torvik.example/a/?id=1",
            "http://torvik.example/A?utm_source=x&id=1&fbclid=2#top",
        ] {
            assert_eq!(plain_address(same), plain, "{same}");
        }
        assert_ne!(plain_address("https://torvik.example/a?id=2"), plain);
    }
}
