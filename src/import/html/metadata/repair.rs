//! Repairing JSON: what pages write as JSON and is none, made readable where that is safe.
//!
//! Comments, trailing commas, raw line breaks and unescaped quotes in strings, and what wraps a block
//! are put right; what is still no JSON then is given up.

use serde_json::{Deserializer, Value};

/// Reads all JSON values of a block; what comes after a fault that cannot be put right is left out.
pub fn values(block: &str) -> Vec<Value> {
    let block = unwrapped(block);
    if let Ok(value) = serde_json::from_str(block) {
        return vec![value];
    }
    let repaired = repaired(block);
    let stream = Deserializer::from_str(&repaired).into_iter::<Value>();
    stream.map_while(Result::ok).take(50).collect()
}

fn unwrapped(block: &str) -> &str {
    let mut block = block.trim().trim_start_matches('\u{feff}');
    let marks = [
        "<!--",
        "//<![CDATA[",
        "/*<![CDATA[*/",
        "<![CDATA[",
        "//-->",
        "-->",
        "//]]>",
        "/*]]>*/",
        "]]>",
        ";",
    ];
    loop {
        let before = block.len();
        for mark in marks {
            block = block.strip_prefix(mark).unwrap_or(block).trim_start();
            block = block.strip_suffix(mark).unwrap_or(block).trim_end();
        }
        if block.len() == before {
            return block;
        }
    }
}

/// Writes a block anew with the usual faults put right.
fn repaired(block: &str) -> String {
    let mut out = String::with_capacity(block.len() + 64);
    let mut rest = block;
    while let Some(ch) = rest.chars().next() {
        if let Some(after) = comment(rest) {
            rest = after;
            continue;
        }
        rest = rest.get(ch.len_utf8()..).unwrap_or_default();
        match ch {
            '"' => rest = string(rest, &mut out),
            '}' | ']' => {
                let kept = out.trim_end().len();
                if out.trim_end().ends_with(',') {
                    out.truncate(kept - 1);
                }
                out.push(ch);
            }
            _ if ch.is_control() => out.push(' '),
            _ => out.push(ch),
        }
    }
    out
}

fn comment(rest: &str) -> Option<&str> {
    if let Some(inside) = rest.strip_prefix("/*") {
        return Some(inside.split_once("*/").map_or("", |(_, after)| after));
    }
    rest.strip_prefix("//")
        .map(|inside| inside.find('\n').and_then(|end| inside.get(end..)).unwrap_or_default())
}

/// Copies a string from behind its opening quote, and returns what stands behind its end.
fn string<'t>(mut rest: &'t str, out: &mut String) -> &'t str {
    out.push('"');
    while let Some(ch) = rest.chars().next() {
        rest = rest.get(ch.len_utf8()..).unwrap_or_default();
        match ch {
            '"' if ends_here(rest) => {
                out.push('"');
                return rest;
            }
            '"' => out.push_str("\\\""),
            '\\' => rest = escape(rest, out),
            _ if ch.is_control() => out.push(' '),
            _ => out.push(ch),
        }
    }
    out.push('"');
    rest
}

fn escape<'t>(rest: &'t str, out: &mut String) -> &'t str {
    let Some(ch) = rest.chars().next() else { return rest };
    let after = rest.get(ch.len_utf8()..).unwrap_or_default();
    match ch {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {
            out.push('\\');
            out.push(ch);
            after
        }
        'u' if after.get(..4).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())) => {
            out.push_str("\\u");
            after
        }
        // Escapes that JSON does not know stand for themselves.
        _ => rest,
    }
}

/// A quote ends a string where the grammar goes on behind it.
fn ends_here(rest: &str) -> bool {
    let rest = rest.trim_start();
    match rest.chars().next() {
        None | Some('}' | ']' | ':') => true,
        Some(',') => {
            let next = rest.get(1..).unwrap_or_default().trim_start().chars().next();
            next.is_none_or(|ch| {
                matches!(ch, '"' | '{' | '[' | '}' | ']' | '-' | '/' | 't' | 'f' | 'n')
                    || ch.is_ascii_digit()
            })
        }
        Some('/') => rest.starts_with("//") || rest.starts_with("/*"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::values;

    #[test]
    fn broken_blocks_are_put_right() {
        let table = [
            ("{\"a\": 1}", vec![json!({"a": 1})]),
            ("{\"a\": \"x\ny\",}", vec![json!({"a": "x y"})]),
            ("<!-- {\"a\": [1, 2,],} -->", vec![json!({"a": [1, 2]})]),
            (
                "{\"a\": \"he said \"no\" to it\", \"b\": \"c\"}",
                vec![json!({"a": "he said \"no\" to it", "b": "c"})],
            ),
            ("{\"a\": 1, // why\n \"b\": /* c */ 2}", vec![json!({"a": 1, "b": 2})]),
            (
                "{\"a\": \"it\\'s\", \"u\": \"http://x.y/\"}",
                vec![json!({"a": "it's", "u": "http://x.y/"})],
            ),
            ("{\"a\": 1}{\"b\": 2};", vec![json!({"a": 1}), json!({"b": 2})]),
            ("{\"a\": \"never ends", vec![]),
            ("//<![CDATA[\n{\"a\": \"x\"}\n//]]>", vec![json!({"a": "x"})]),
        ];
        for (block, expected) in table {
            assert_eq!(values(block), expected, "{block}");
        }
    }

    #[test]
    fn deep_nesting_is_given_up() {
        assert!(values(&"[".repeat(100_000)).is_empty());
        assert!(values(&"{\"a\":".repeat(100_000)).is_empty());
    }
}
