//! Front matter: the lines between `---` at the head of a Markdown file that say what it is.
//!
//! Only what every program writes is read: `key: value`, and lists of names. Lines that do not look
//! like that are text, and then nothing is taken away.

use jiff::civil::Date;

use crate::import::dates::leading_date;

/// What front matter says of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, joined by commas.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
}

/// Splits front matter off the head of a text.
pub fn split(text: &str) -> (Front, &str) {
    let whole = (Front::default(), text);
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return whole };
    let mut front = Front::default();
    let mut length = first.len();
    let mut key = String::new();
    for line in lines {
        length += line.len();
        let words = line.trim();
        if matches!(line.trim_end(), "---" | "...") {
            let rest = text.get(length..).unwrap_or_default();
            return if key.is_empty() { whole } else { (front, rest) };
        }
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let inside = line.starts_with([' ', '\t']) || words.starts_with("- ");
        if inside && !key.is_empty() {
            front.add(&key, words.trim_start_matches("- "));
            continue;
        }
        let Some((name, value)) = words.split_once(':').filter(|(name, _)| is_key(name)) else {
            return whole;
        };
        key = name.to_ascii_lowercase();
        front.add(&key, value);
    }
    whole
}

fn is_key(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

impl Front {
    fn add(&mut self, key: &str, value: &str) {
        let value = value.trim().trim_start_matches('[').trim_end_matches(']');
        let value: Vec<_> =
            value.split(',').map(|part| part.trim().trim_matches(['"', '\''])).collect();
        let value = value.join(", ");
        if value.is_empty() || matches!(value.as_str(), "|" | ">") {
            return;
        }
        match key {
            "title" => self.title = self.title.take().or(Some(value)),
            "author" | "authors" | "byline" | "by" => {
                let value = value.strip_prefix("name: ").unwrap_or(&value);
                self.byline = Some(match self.byline.take() {
                    Some(before) => format!("{before}, {value}"),
                    None => value.to_owned(),
                });
            }
            "date" | "published" | "pubdate" | "date_published" => {
                self.published =
                    self.published.or_else(|| leading_date(&value).map(|(date, _)| date));
            }
            "lang" | "language" => self.language = Some(value),
            "site" | "source" | "publisher" | "publication" => self.site = Some(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Front, split};

    #[test]
    fn front_matter_is_read_and_taken_away() {
        let (front, rest) = split(
            "---\ntitle: \"The pier: a history\"\nauthor:\n  - Jane Doe\n  - John Roe\ndate: 2025-11-04T10:00:00Z\n\
             lang: en\ntags: [sea, town]\n---\nText\n",
        );
        let expected = Front {
            title: Some("The pier: a history".to_owned()),
            byline: Some("Jane Doe, John Roe".to_owned()),
            site: None,
            published: Some(date(2025, 11, 4)),
            language: Some("en".to_owned()),
        };
        assert_eq!((front, rest), (expected, "Text\n"));
    }

    #[test]
    fn what_only_stands_between_rules_is_text() {
        for text in [
            "---\nSome words here.\n---\nmore",
            "---\ntitle: x\nno end",
            "---\n---\nx",
            "x\n---\na: b\n---\n",
        ] {
            assert_eq!(split(text), (Front::default(), text));
        }
    }
}
