//! Addresses: where the links and pictures of a page lead, made whole.
//!
//! Only what a reader may follow stays: the web, mail, and places within a book. It must not know
//! pages or documents.

use url::Url;

use crate::text::clean::clean;

/// Stands for the scheme of paths within a book, which have none.
const BOOK: &str = "book:///";

/// What the addresses of a page are relative to.
#[derive(Clone, Debug, Default)]
pub struct Base {
    whole: Option<Url>,
    within_book: bool,
}

impl Base {
    /// Makes a base of the address of a page, or of the path of a part of a book.
    pub fn new(address: Option<&str>) -> Self {
        let Some(address) = address else { return Self::default() };
        if let Some(whole) = Url::parse(address).ok().filter(|url| !url.cannot_be_a_base()) {
            return Self { whole: Some(whole), within_book: false };
        }
        let path = format!("{BOOK}{}", address.trim_start_matches('/'));
        Self { whole: Url::parse(&path).ok(), within_book: true }
    }

    /// Returns the base that a page names for itself, itself made whole by this one.
    #[must_use]
    pub fn named(self, address: Option<&str>) -> Self {
        let Some(address) = address.filter(|_| !self.within_book) else { return self };
        match self.join(address) {
            Some(whole) if is_web(&whole) => Self { whole: Some(whole), within_book: false },
            _ => self,
        }
    }

    /// Returns an address made whole, or `None` if it leads where no reader may follow.
    pub fn resolve(&self, address: &str) -> Option<String> {
        let address = address.trim();
        if address.is_empty() {
            return None;
        }
        match self.join(address) {
            Some(whole) if is_web(&whole) || whole.scheme() == "mailto" => Some(whole.into()),
            Some(whole) if self.within_book => whole.as_str().strip_prefix(BOOK).map(str::to_owned),
            Some(_) => None,
            None => relative(address).filter(|_| self.whole.is_none()),
        }
    }

    fn join(&self, address: &str) -> Option<Url> {
        match &self.whole {
            Some(base) => base.join(address).ok(),
            None => Url::parse(address).ok(),
        }
    }
}

fn is_web(address: &Url) -> bool {
    matches!(address.scheme(), "http" | "https") && address.has_host()
}

/// Returns a relative address whose base is not known, as it stands.
fn relative(address: &str) -> Option<String> {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = !before_path.contains(':') && !address.starts_with("//");
    plain.then(|| clean(address).split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn addresses_are_made_whole_or_dropped() {
        let page = Some("https://host.example/a/b.html?x=1");
        let book = Some("text/one.xhtml");
        let table = [
            (page, "c.html", Some("https://host.example/a/c.html")),
            (page, "/c?d#e", Some("https://host.example/c?d#e")),
            (page, "//other.example/x", Some("https://other.example/x")),
            (page, "#note", Some("https://host.example/a/b.html?x=1#note")),
            (page, "mailto:a@b.example", Some("mailto:a@b.example")),
            (page, " java\nscript:alert(1)", None),
            (page, "data:text/html,x", None),
            (page, "file:///etc/passwd", None),
            (page, "http://x/\u{1b}[31m", Some("http://x/%1B[31m")),
            (book, "two.xhtml#n1", Some("text/two.xhtml#n1")),
            (book, "../images/a.png", Some("images/a.png")),
            (book, "#n1", Some("text/one.xhtml#n1")),
            (book, "https://host.example/", Some("https://host.example/")),
            (book, "javascript:x", None),
            (None, "c.html", Some("c.html")),
            (None, "javascript:x", None),
            (None, "//other.example/x", None),
            (None, "", None),
        ];
        for (base, address, expected) in table {
            assert_eq!(Base::new(base).resolve(address).as_deref(), expected, "{base:?} {address}");
        }
    }

    #[test]
    fn a_page_may_name_another_base() {
        let base = Base::new(Some("https://host.example/a/")).named(Some("/deep/"));
        assert_eq!(base.resolve("x").as_deref(), Some("https://host.example/deep/x"));
        let base = Base::new(Some("https://host.example/a/")).named(Some("javascript:x"));
        assert_eq!(base.resolve("x").as_deref(), Some("https://host.example/a/x"));
    }
}
