//! What BibTeX and CSL-JSON share: the keys by which articles are cited, and the names of who wrote them.

use std::collections::HashSet;

use crate::exchange::kept::Article;

/// How many digits of an identity a key has at least.
const DIGITS: usize = 6;

/// The name of somebody who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A person's, told apart.
    Person {
        /// The name of the family.
        family: String,
        /// The others.
        given: String,
    },
    /// One that must be left as it is: of a body, or of somebody whose names have another order.
    Literal(String),
}

impl Name {
    /// Returns the part by which it is sorted.
    fn main(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Literal(name) => name,
        }
    }
}

/// Returns who wrote an article.
pub fn names(article: &Article) -> Vec<Name> {
    let Some(byline) = article.byline.as_deref() else { return Vec::new() };
    let byline = byline.trim();
    let plain =
        byline.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).and(byline.get(3..));
    let byline = plain.unwrap_or(byline);
    let parts = byline.split([',', ';', '、', '，']).flat_map(|part| part.split(" and "));
    let parts = parts.flat_map(|part| part.split(" & ")).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(name).collect()
}

fn name(words: &str) -> Name {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let is_word = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|ch| ch.is_alphabetic() || "-'’.".contains(ch))
            && word.chars().any(char::is_lowercase)
    };
    match parts.as_slice() {
        [given @ .., family]
            if (1..=3).contains(&given.len())
                && parts.iter().all(|word| is_word(word) || is_initial(word)) =>
        {
            Name::Person { family: (*family).to_owned(), given: given.join(" ") }
        }
        _ => Name::Literal(words.to_owned()),
    }
}

fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(|ch: char| ch.is_ascii_uppercase())
}

/// Returns a key for each article: of its author or site, its year and title, and as many digits of its identity as
/// keep it from being another's. It stays the same as long as these do.
pub fn keys(articles: &[Article]) -> Vec<String> {
    let mut used = HashSet::new();
    articles
        .iter()
        .map(|article| {
            let id = article.id.unwrap_or_else(|| article.identity()).to_string();
            let stem = stem(article);
            let mut digits = DIGITS;
            loop {
                let key = format!("{stem}-{}", id.get(..digits).unwrap_or(&id));
                if used.insert(key.clone()) || digits >= id.len() {
                    return key;
                }
                digits += 1;
            }
        })
        .collect()
}

fn stem(article: &Article) -> String {
    let author = names(article).first().map(|name| slug(name.main()));
    let site = || article.site.as_deref().map(slug);
    let author = author.filter(|slug| !slug.is_empty()).or_else(site).unwrap_or_default();
    let year = article.published.map(|day| day.year().to_string()).unwrap_or_default();
    let title = article.title.as_deref().unwrap_or_default();
    let word = title.split_whitespace().map(slug).find(|word| word.len() > 3).unwrap_or_default();
    let stem = format!("{author}{year}{word}");
    if stem.is_empty() { "article".to_owned() } else { stem }
}

/// Returns the plain letters and digits of a word.
fn slug(word: &str) -> String {
    let plain = word.chars().filter(char::is_ascii_alphanumeric).take(24);
    plain.map(|ch| ch.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Article, Name, keys, names};

    fn by(byline: &str) -> Vec<Name> {
        names(&Article { byline: Some(byline.to_owned()), ..Article::default() })
    }

    #[test]
    fn names_are_told_apart_where_that_is_sure() {
        let person = |given: &str, family: &str| Name::Person {
            given: given.to_owned(),
            family: family.to_owned(),
        };
        let literal = |name: &str| Name::Literal(name.to_owned());
        assert_eq!(
            by("By Ann Author and Bob J. Builder"),
            [person("Ann", "Author"), person("Bob J.", "Builder")]
        );
        assert_eq!(by("Xinhua"), [literal("Xinhua")]);
        assert_eq!(by("李强、王毅"), [literal("李强"), literal("王毅")]);
        assert_eq!(by("the AFP desk"), [literal("the AFP desk")]);
        assert_eq!(by("by"), [literal("by")]);
        assert_eq!(by(""), []);
    }

    #[test]
    fn keys_are_different_and_stay() {
        let article = |id: u8, title: &str| Article {
            id: Some(crate::document::DocumentId::from_bytes([id; 16])),
            title: Some(title.to_owned()),
            site: Some("The Post".to_owned()),
            published: Some(jiff::civil::date(2025, 11, 4)),
            ..Article::default()
        };
        let articles =
            [article(1, "On the pier"), article(2, "On the pier"), article(1, "On the pier")];
        let found = keys(&articles);
        assert_eq!(found[..2], ["thepost2025pier-010101", "thepost2025pier-020202"]);
        assert_eq!(found[2], "thepost2025pier-0101010");
        assert_eq!(keys(&articles), found);
        assert_eq!(keys(&[Article::default()])[0].split('-').next(), Some("article"));
    }
}
