//! Data: the text of an article as a page gives it to machines, for pages whose words only a script
//! would show.

use dom_query::Document;
use serde_json::Value;

/// The most scripts with data that are read.
const SCRIPTS: usize = 40;

/// The largest block of data that is read, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// Returns the longest text that a page states as the body of an article.
pub fn body(page: &Document) -> Option<String> {
    let mut best: Option<String> = None;
    let root = page.root();
    let scripts = root.descendants_it().filter(|node| {
        node.element_ref().is_some_and(|element| {
            &*element.name.local == "script"
                && element
                    .attr("type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
        })
    });
    for script in scripts.take(SCRIPTS) {
        let text = script.text();
        // A tree of values takes many times the room of its text.
        if text.len() > LARGEST {
            continue;
        }
        let Ok(value) = serde_json::from_str::<Value>(text.trim()) else { continue };
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values),
                Value::Object(members) => {
                    open.extend(members.values());
                    let stated = members.get("articleBody").and_then(Value::as_str);
                    if let Some(text) = stated.filter(|text| longer(text, best.as_deref())) {
                        best = Some(text.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
    best
}

fn longer(text: &str, best: Option<&str>) -> bool {
    text.len() > best.map_or(0, str::len)
}

/// Makes markup of a text that may have some: its line ends part paragraphs if it has none.
pub fn markup(text: &str) -> String {
    let marked = ["</p>", "<br", "</div>", "&lt;p"].iter().any(|tag| text.contains(tag));
    if marked {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{}</p>", line.replace('<', "&lt;"))).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{body, markup};

    #[test]
    fn the_longest_body_is_found_wherever_it_stands() {
        let page = Document::from(
            r#"<script type="application/ld+json">{"@graph": [{"articleBody": "Short."},
            {"mainEntity": {"articleBody": "One.\nTwo & three."}}]}</script><script>{}</script>"#,
        );
        assert_eq!(body(&page).as_deref(), Some("One.\nTwo & three."));
        assert_eq!(markup("One.\n\nTwo."), "<p>One.</p><p>Two.</p>");
        assert_eq!(markup("Use <vector>."), "<p>Use &lt;vector>.</p>");
        assert_eq!(markup("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;"), "<p>One &amp; two.</p>");
        assert_eq!(body(&Document::from("<script type=ld+json>{</script>")), None);
    }
}
