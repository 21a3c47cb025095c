//! JSON as far as a feed needs it: strings, and few of them.
//!
//! A whole tree of values takes a hundred times the memory of its text, which a hostile feed can use. Here
//! numbers are strings, lists and objects keep a bounded number of parts to a bounded depth, and all else is
//! read over. It must not know feeds.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// How deep objects and lists are kept.
const DEPTH: u8 = 4;

/// How many parts of each are kept.
const PARTS: usize = 100;

/// What is kept of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lean {
    /// A string or a number.
    Text(String),
    /// A list.
    List(Vec<Lean>),
    /// An object, with its keys in order.
    Object(Vec<(String, Lean)>),
    /// Something else, or too deep.
    Nothing,
}

impl Lean {
    /// Returns the last value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(parts) = self else { return None };
        parts.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Returns the string of a key; an empty one is none.
    pub fn text(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Self::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        }
    }

    /// Returns the parts of the list of a key.
    pub fn list(&self, key: &str) -> &[Self] {
        match self.get(key) {
            Some(Self::List(parts)) => parts,
            _ => &[],
        }
    }

    /// Tells whether it is an object.
    pub const fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

impl<'de> Deserialize<'de> for Lean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Within(DEPTH).deserialize(deserializer)
    }
}

/// Reads a value that may have so many levels.
#[derive(Clone, Copy)]
struct Within(u8);

impl<'de> DeserializeSeed<'de> for Within {
    type Value = Lean;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Lean, D::Error> {
        if self.0 == 0 {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| Lean::Nothing);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within {
    type Value = Lean;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Lean, E> {
        Ok(Lean::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Lean, E> {
        Ok(Lean::Nothing)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Lean, E> {
        Ok(Lean::Text(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Lean, E> {
        Ok(Lean::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Lean, E> {
        Ok(Lean::Text(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Lean, E> {
        Ok(Lean::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Lean, A::Error> {
        let mut list = Vec::new();
        while list.len() < PARTS {
            let Some(part) = parts.next_element_seed(Self(self.0 - 1))? else {
                return Ok(Lean::List(list));
            };
            list.push(part);
        }
        while parts.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Lean::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Lean, A::Error> {
        let mut object = Vec::new();
        while object.len() < PARTS {
            let Some(key) = parts.next_key()? else { return Ok(Lean::Object(object)) };
            object.push((key, parts.next_value_seed(Self(self.0 - 1))?));
        }
        while parts.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Lean::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::Lean;

    #[test]
    fn what_a_feed_needs_is_kept() {
        let read: Lean = serde_json::from_str(
            "{\"a\": 7, \"a\": \"x\", \"b\": [\"y\", {\"c\": [1, {}]}], \"d\": true, \"e\": \" \", \"f\": null}",
        )
        .unwrap();
        assert_eq!(read.text("a").as_deref(), Some("x"));
        assert_eq!(read.list("b").len(), 2);
        assert_eq!(
            read.list("b")[1].get("c"),
            Some(&Lean::List(vec![Lean::Nothing, Lean::Nothing]))
        );
        assert_eq!((read.text("d"), read.text("e"), read.text("g")), (None, None, None));
        let many: Lean = serde_json::from_str(&format!("[{}0]", "0,".repeat(1_000))).unwrap();
        assert!(matches!(many, Lean::List(parts) if parts.len() == 100));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(serde_json::from_str::<Lean>(&deep).is_ok());
    }
}
