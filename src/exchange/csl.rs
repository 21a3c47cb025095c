//! CSL-JSON of articles, for programs that set citations.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::exchange::citation::{Name, keys, names};
use crate::exchange::kept::Article;
use crate::exchange::link::link_to;
use crate::exchange::record::json as harmless;

/// Writes articles as items, a line for each.
pub fn write(articles: &[Article]) -> String {
    let items =
        articles.iter().zip(keys(articles)).map(|(article, key)| harmless(&item(article, &key)));
    let items: Vec<_> = items.collect();
    if items.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", items.join(",\n")) }
}

/// Tells whether a text is a list of such items that this program wrote.
pub fn is_own(text: &str) -> bool {
    let Ok(Value::Array(items)) = serde_json::from_str::<Value>(text) else { return false };
    items
        .iter()
        .all(|item| item.get("custom").is_some_and(|custom| custom.get("sidelight").is_some()))
}

fn item(article: &Article, key: &str) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(name.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.clone().map(Value::from);
    put("id", Some(key.into()));
    put("type", Some(if article.address.is_some() { "webpage" } else { "article" }.into()));
    put("title", text(&article.title));
    let authors: Vec<_> = names(article).iter().map(author).collect();
    put("author", (!authors.is_empty()).then(|| authors.into()));
    put("container-title", text(&article.site));
    put("issued", article.published.map(parts));
    put("accessed", article.added.filter(|_| article.address.is_some()).map(parts));
    put("language", text(&article.language));
    put("URL", text(&article.address));
    put(
        "custom",
        Some(
            json!({ "sidelight": link_to(article.id.unwrap_or_else(|| article.identity()), None) }),
        ),
    );
    Value::Object(out)
}

fn author(name: &Name) -> Value {
    match name {
        Name::Person { family, given } => json!({ "family": family, "given": given }),
        Name::Literal(name) => json!({ "literal": name }),
    }
}

fn parts(day: Date) -> Value {
    json!({ "date-parts": [[day.year(), day.month(), day.day()]] })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Article, is_own, write};

    #[test]
    fn an_item_has_the_words_of_the_schema() {
        let article = Article {
            title: Some("The pier".to_owned()),
            byline: Some("Ann Author, 李强".to_owned()),
            site: Some("The Post".to_owned()),
            published: Some(jiff::civil::date(2025, 11, 4)),
            added: Some(jiff::civil::date(2025, 11, 5)),
            language: Some("en".to_owned()),
            address: Some("https://example.org/a".to_owned()),
            ..Article::default()
        };
        let text = write(&[article, Article::default()]);
        let items: Value = serde_json::from_str(&text).unwrap();
        let item = &items[0];
        assert_eq!(item["author"][0]["family"], "Author");
        assert_eq!(item["author"][1]["literal"], "李强");
        assert_eq!(item["issued"]["date-parts"][0][1], 11);
        assert_eq!(item["accessed"]["date-parts"][0][2], 5);
        assert_eq!(
            (item["URL"].as_str(), item["type"].as_str()),
            (Some("https://example.org/a"), Some("webpage"))
        );
        let known = [
            "id",
            "type",
            "title",
            "author",
            "container-title",
            "issued",
            "accessed",
            "language",
            "URL",
            "custom",
        ];
        for item in items.as_array().unwrap() {
            assert!(item.as_object().unwrap().keys().all(|name| known.contains(&name.as_str())));
        }
        assert!(is_own(&text) && is_own(&write(&[])) && !is_own("[{\"id\": 1}]") && !is_own("{}"));
    }
}
