//! What is being typed: the last part of a query, and what could stand for it.

/// The names of the fields.
pub(crate) const FIELDS: [&str; 15] = [
    "source", "site", "person", "place", "org", "tag", "story", "is", "label", "lang", "date",
    "since", "near", "title", "note",
];

/// What can follow a field, where that is always the same.
const CHOICES: [(&str, &[&str]); 3] = [
    ("is", &["unread", "read", "starred", "kept", "noted", "fact", "drifted"]),
    ("label", &["yellow", "red", "green", "blue", "purple", "none"]),
    ("since", &["7d", "1m", "1y"]),
];

/// Words that join words.
const OPERATORS: [&str; 2] = ["AND", "NOT"];

/// From Thai on, characters are looked for one by one.
const FIRST_WITHOUT_SPACES: char = '\u{e00}';

/// The last part of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed<'t> {
    /// Perhaps the name of a field, after what comes before.
    Word {
        /// What comes before.
        before: &'t str,
        /// The letters.
        word: &'t str,
    },
    /// The value of a field.
    Value {
        /// What comes before, with the field and its colon.
        before: &'t str,
        /// The field.
        field: &'t str,
        /// What of the value there is, without quotation marks.
        value: &'t str,
    },
    /// Nothing that could be completed.
    Nothing,
}

/// Returns whole queries with what could stand where the last word is being typed, the likeliest first; the values of
/// most fields are known to another.
///
/// # Errors
///
/// Fails as the other does.
pub fn completions<E>(
    query: &str,
    values: impl FnOnce(&str, &str) -> Result<Vec<String>, E>,
) -> Result<Vec<String>, E> {
    Ok(match typed(query) {
        Typed::Nothing => Vec::new(),
        Typed::Word { before, word } => {
            let word = word.to_ascii_lowercase();
            let fields = FIELDS.iter().filter(|field| field.starts_with(&word));
            fields.map(|field| format!("{before}{field}:")).collect()
        }
        Typed::Value { before, field, value } => {
            let field = field.to_ascii_lowercase();
            let values = match CHOICES.iter().find(|(name, _)| *name == field) {
                Some((_, all)) => {
                    let fits = |one: &&&str| one.starts_with(&value.to_ascii_lowercase());
                    all.iter().filter(fits).map(|one| (*one).to_owned()).collect()
                }
                None => values(&field, value)?,
            };
            values.iter().map(|value| format!("{before}{} ", quoted(value))).collect()
        }
    })
}

/// Writes a value so that it is read as one.
fn quoted(value: &str) -> String {
    let value = value.replace('"', " ");
    let value = value.trim();
    // What does not begin with a letter may be a quotation mark, and a star at the end is read as a sign.
    let is_plain = value.starts_with(char::is_alphanumeric) && !value.ends_with('*');
    if is_plain && !value.contains(char::is_whitespace) {
        value.to_owned()
    } else {
        format!("\"{value}\"")
    }
}

/// Returns what is being typed at the end of a query.
pub fn typed(query: &str) -> Typed<'_> {
    let mut start = 0;
    let mut quoted = false;
    for (at, ch) in query.char_indices() {
        match ch {
            '"' => quoted = !quoted,
            _ if ch.is_whitespace() && !quoted => start = at + ch.len_utf8(),
            _ => {}
        }
    }
    let (before, part) = query.split_at_checked(start).unwrap_or((query, ""));
    let bare = part.strip_prefix('-').unwrap_or(part);
    if bare.is_empty() {
        return Typed::Nothing;
    }
    let head = |tail: &str| query.get(..query.len() - tail.len()).unwrap_or(before);
    let Some((field, value)) = bare.split_once(':') else {
        let is_word = bare.bytes().all(|byte| byte.is_ascii_alphabetic());
        return if is_word {
            Typed::Word { before: head(bare), word: bare }
        } else {
            Typed::Nothing
        };
    };
    let is_closed = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    if is_closed || !FIELDS.iter().any(|known| known.eq_ignore_ascii_case(field)) {
        return Typed::Nothing;
    }
    Typed::Value { before: head(value), field, value: value.strip_prefix('"').unwrap_or(value) }
}

/// Returns a query in which the last word is only the beginning of one; `None` if it does not end with a plain word
/// of three letters or more, or its script has no words.
pub fn begun(query: &str) -> Option<String> {
    let word = query.rsplit(char::is_whitespace).next()?;
    let is_letter = |ch: char| ch.is_alphabetic() && ch < FIRST_WITHOUT_SPACES;
    let is_word = word.chars().all(is_letter) && word.chars().count() >= 3;
    let is_open = query.matches('"').count() % 2 == 1;
    (is_word && !is_open && !OPERATORS.contains(&word)).then(|| format!("{query}*"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assume, prop_oneof, proptest};

    use super::{CHOICES, FIELDS, Typed, begun, completions, typed};
    use crate::search::parse::parse;
    use crate::search::query::Condition;

    #[test]
    fn the_last_part_is_what_is_typed() {
        assert_eq!(typed("talks pe"), Typed::Word { before: "talks ", word: "pe" });
        assert_eq!(typed("talks -pe"), Typed::Word { before: "talks -", word: "pe" });
        let value = |before, field, value| Typed::Value { before, field, value };
        assert_eq!(typed("a person:Li"), value("a person:", "person", "Li"));
        assert_eq!(typed("a -person:\"Li Q"), value("a -person:", "person", "Li Q"));
        assert_eq!(typed("site:"), value("site:", "site", ""));
        assert_eq!(typed("source:BB"), value("source:", "source", "BB"));
        for nothing in ["", "a ", "person:\"Li Qiang\"", "foo:bar", "月", "\"a b"] {
            assert_eq!(typed(nothing), Typed::Nothing, "{nothing}");
        }
    }

    #[test]
    fn a_word_may_go_on() {
        for (query, expected) in [
            ("trade coop", Some("trade coop*")),
            ("-weather Härb", Some("-weather Härb*")),
            ("правит", Some("правит*")),
            ("is:unread por", Some("is:unread por*")),
        ] {
            assert_eq!(begun(query).as_deref(), expected, "{query}");
        }
        for query in [
            "",
            "po",
            "port ",
            "port*",
            "\"the por",
            "-por",
            "person:Ada",
            "a NOT",
            "明月光",
            "no1",
        ] {
            assert_eq!(begun(query), None, "{query}");
        }
    }

    #[test]
    fn fields_and_their_values_are_offered() {
        let offered = |query: &str| {
            let values = |field: &str, typed: &str| -> Result<_, ()> {
                Ok(vec![format!("{typed} of {field}"), "\"one\"".to_owned()])
            };
            completions(query, values).unwrap().join("|")
        };
        for (query, expected) in [
            ("storm pe", "storm person:"),
            ("-LA", "-label:|-lang:"),
            ("is:", "is:unread |is:read |is:starred |is:kept |is:noted |is:fact |is:drifted "),
            ("a label:R", "a label:red "),
            ("-since:", "-since:7d |-since:1m |-since:1y "),
            ("tag:x", "tag:\"x of tag\" |tag:one "),
            ("storm ", ""),
        ] {
            assert_eq!(offered(query), expected, "{query}");
        }
    }

    #[test]
    fn what_is_offered_is_understood() {
        for (field, values) in CHOICES {
            for value in values {
                let query = parse(&format!("{field}:{value}"));
                assert_eq!((query.clauses.len(), query.remarks.len()), (1, 0), "{field}:{value}");
            }
        }
        for field in FIELDS {
            let remarks = parse(&format!("{field}:")).remarks.join("");
            assert!(remarks.contains("needs"), "{field}: {remarks}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_fails(query in any::<String>()) {
            typed(&query);
            begun(&query);
        }

        #[test]
        fn what_is_offered_is_read_as_it_is(
            value in prop_oneof!["[^\"#]{1,12}", "[ab“”„«»「」*: -]{1,8}"],
            next in "(| talks| \"one two\"| “so”)",
        ) {
            let value = value.trim();
            prop_assume!(!value.is_empty());
            let offered = completions("tag:", |_, _| Ok::<_, ()>(vec![value.to_owned()])).unwrap();
            let query = parse(&format!("{}{next}", offered[0]));
            let read = query.clauses.first().map(|clause| &clause.condition);
            assert_eq!(read, Some(&Condition::Tag(value.to_owned())), "{offered:?}");
            assert_eq!(query.clauses.len(), if next.is_empty() { 1 } else { 2 });
        }
    }
}
