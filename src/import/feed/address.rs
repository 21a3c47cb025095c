//! Addresses in feeds and pages: made whole, and only those that a reader may follow.

use std::rc::Rc;

use url::Url;

/// The longest address, in bytes.
const LONGEST: usize = 8 * 1024;

/// An address as it is written, and what its feed says it is relative to.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// As written.
    pub text: String,
    /// The base that is stated where it stands.
    pub base: Option<Rc<Url>>,
}

impl Written {
    /// Returns the whole address, relative to the stated base or else the first other one that there is.
    pub fn whole(&self, others: &[Option<&Url>]) -> Option<String> {
        let others = others.iter().copied().flatten().next();
        whole(&self.text, self.base.as_deref().or(others)).map(String::from)
    }
}

/// Makes an address whole; `None` if it is none, or one of another kind than `http` and `https`.
pub fn whole(text: &str, base: Option<&Url>) -> Option<Url> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let url = match base {
        Some(base) => base.join(text),
        None => Url::parse(text),
    };
    url.ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Tells whether an identity is also an address of a page.
pub fn is_address(id: &str) -> bool {
    whole(id, None).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Url, whole};

    #[test]
    fn only_addresses_of_pages_are_kept() {
        let base = Url::parse("https://host.example/blog/feed.xml").unwrap();
        let table = [
            ("a.html", Some("https://host.example/blog/a.html")),
            ("/a b", Some("https://host.example/a%20b")),
            ("//other.example/x", Some("https://other.example/x")),
            (" http://a.example/\nx ", Some("http://a.example/x")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("mailto:a@b.example", None),
            ("http://", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(whole(text, Some(&base)).map(String::from).as_deref(), expected, "{text}");
        }
        assert_eq!(whole("/a", None), None);
    }
}
