//! The site: what the publication of a page is called, and what in a title is its name.

use url::Url;

use crate::import::html::metadata::linked::Linked;
use crate::import::html::metadata::page::Page;
use crate::import::html::metadata::words::{key, opened};

/// What sets the name of a site apart from a headline, the surest first.
const SIGNS: &[&str] = &[
    " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", " > ", " < ", " ~ ",
    " ‒ ", "|",
];

/// The names of a site.
#[derive(Debug, Default)]
pub struct Site {
    names: Vec<String>,
    keys: Vec<String>,
    labels: Vec<String>,
}

impl Site {
    /// Gathers the names from what a page and its address say.
    pub fn of(page: &Page, linked: &Linked, address: Option<&str>) -> Self {
        let metas = [
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
            "dc.publisher",
            "dcterms.publisher",
            "citation_journal_title",
            "twitter:app:name:iphone",
            "publisher",
            "copyright",
        ];
        let stated = metas.iter().flat_map(|name| page.meta(name)).map(opened);
        let names: Vec<String> =
            stated.chain(linked.publisher.clone()).filter(|name| is_name(name)).collect();
        let mut keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        keys.retain(|key| !key.is_empty());
        let labels = address.map(host_labels).unwrap_or_default();
        Self { names, keys, labels }
    }

    /// Returns the name to show: the one stated first.
    pub fn name(&self) -> Option<String> {
        let name = self.names.first()?;
        // Some add what else they offer: `The Harbour Post | News, Sport, Weather`.
        name.split(" | ").map(str::trim).find(|part| !part.is_empty()).map(str::to_owned)
    }

    /// Tells whether some words are a name of the site.
    pub fn is_named(&self, words: &str) -> bool {
        let key = key(words);
        if key.is_empty() {
            return true;
        }
        if self.is_exactly(&key) {
            return true;
        }
        // `Die Zeitung` and `zeitung.de`, `Daily News Online` and `dailynews.com`.
        let close = |other: &String| {
            let (short, long) = if key.len() < other.len() { (&key, other) } else { (other, &key) };
            short.len() >= 4
                && long.len() <= short.len() + 9
                && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()))
        };
        self.labels.iter().any(close) || self.keys.iter().any(close)
    }

    fn is_exactly(&self, key: &String) -> bool {
        self.keys.contains(key) || self.labels.contains(key)
    }

    /// Tells whether a name is that of the site and of nobody else, who may have given it the name.
    pub fn is_only(&self, name: &str) -> bool {
        parts(name).into_iter().any(|part| self.is_exactly(&key(part)))
    }

    /// Tells whether an author is the site itself, perhaps with a word on it.
    pub fn is_author(&self, name: &str) -> bool {
        parts(name).into_iter().any(|part| self.is_named(part))
    }

    /// Takes the site's name off the end or the front of a title.
    pub fn without(&self, title: &str) -> String {
        let mut title = title.trim();
        for _ in 0..3 {
            let Some((head, tail)) = self.parted(title) else { break };
            if self.is_named(tail) && !head.is_empty() {
                title = head;
            } else if self.is_named(head) && !tail.is_empty() {
                title = tail;
            } else {
                break;
            }
        }
        if let Some(head) = before_han_site(title) {
            title = head;
        }
        title.trim_end_matches([' ', '|', '-', '–', '—', '·', '»', '/']).to_owned()
    }

    fn parted<'t>(&self, title: &'t str) -> Option<(&'t str, &'t str)> {
        let last =
            SIGNS.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, sign.len()))).max()?;
        let first =
            SIGNS.iter().filter_map(|sign| title.find(sign).map(|at| (at, sign.len()))).min()?;
        let cut = |(at, length): (usize, usize)| {
            Some((title.get(..at)?.trim(), title.get(at + length..)?.trim()))
        };
        let (at_last, at_first) = (cut(last)?, cut(first)?);
        let front = !self.is_named(at_last.1) && self.is_named(at_first.0);
        Some(if front { at_first } else { at_last })
    }
}

/// Chinese sites put their name behind a sign without spaces: `…英雄的城！-新华网`.
fn before_han_site(title: &str) -> Option<&str> {
    let at = title.rfind(['-', '_', '|', '—', '－'])?;
    let (head, tail) = (title.get(..at)?, title.get(at..)?);
    let tail = tail.trim_start_matches(['-', '_', '|', '—', '－']);
    let ends = ["网", "网站", "频道", "新闻", "在线", "日报", "晚报", "時報", "新聞", "中心"];
    let is_site = tail.chars().count() <= 8 && ends.iter().any(|end| tail.ends_with(end));
    let head = head.trim_end_matches(['-', '_', '|', '—', '－', ' ']);
    (is_site && head.chars().count() >= 4).then_some(head)
}

/// Cuts a title at every sign that may set a site's name apart.
pub fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for sign in SIGNS {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=90).contains(&length)
        && !name.starts_with("http")
        && !name.starts_with('@')
        && !name.starts_with('©')
}

/// The names in an address: `www.daily.co.uk` has `daily` and `dailycouk`. An address inside the path,
/// as archives of pages have it, counts too.
fn host_labels(address: &str) -> Vec<String> {
    let mut labels = Vec::new();
    let inner = address.rfind("/http").map(|at| address.get(at + 1..).unwrap_or_default());
    for address in [Some(address), inner].into_iter().flatten() {
        let Ok(url) = Url::parse(address) else { continue };
        let Some(host) = url.host_str() else { continue };
        let host = host.trim_start_matches("www.");
        labels.push(key(host));
        let parts: Vec<&str> = host.split('.').collect();
        let ends = if parts.len() > 2 && parts.iter().rev().take(2).all(|part| part.len() <= 3) {
            2
        } else {
            1
        };
        labels.extend(
            parts.iter().rev().skip(ends).map(|part| key(part)).filter(|part| part.len() > 1),
        );
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::Site;
    use crate::import::html::metadata::linked::Linked;
    use crate::import::html::metadata::page::Page;

    #[test]
    fn the_name_of_the_site_is_taken_off_a_title() {
        let page = Page {
            metas: vec![("og:site_name".to_owned(), "The Harbour Post".to_owned())],
            ..Page::default()
        };
        let site = Site::of(&page, &Linked::default(), Some("https://www.harbourpost.co.uk/a"));
        let table = [
            ("The pier falls | The Harbour Post", "The pier falls"),
            ("The Harbour Post - The pier falls", "The pier falls"),
            ("The pier falls – Local – harbourpost.co.uk", "The pier falls – Local"),
            ("The pier falls - and rises", "The pier falls - and rises"),
            ("The pier falls", "The pier falls"),
        ];
        for (title, expected) in table {
            assert_eq!(site.without(title), expected);
        }
    }
}
