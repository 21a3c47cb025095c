//! Tables as Lua writes them: what `return { … }` holds, read without running anything.
//!
//! Strings, numbers, truth values and tables within tables are values; names, calls and sums are refused. How deep
//! and how many there are is bounded. It must not know what the tables are about.

use memchr::memchr_iter;

/// The most tables within one another.
const DEEPEST: usize = 64;

/// The most values of all tables.
const MOST: usize = 4_000_000;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Lua {
    /// `nil`.
    Nil,
    /// `true` or `false`.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A string; bytes that are no UTF-8 are replaced.
    Text(String),
    /// A table.
    Table(Table),
}

/// A table: its fields as they stand there. Those without a key have the numbers from 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(Vec<(Key, Lua)>);

/// What a field is called.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// By a name.
    Name(String),
    /// By a number.
    Number(f64),
}

/// The text is no table that was written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no part of a Lua table")]
pub struct NoTable {
    /// The line, from 1.
    pub line: usize,
}

impl Table {
    /// Returns the value of a name.
    pub fn get(&self, name: &str) -> Option<&Lua> {
        let named = |key: &Key| matches!(key, Key::Name(known) if known == name);
        self.0.iter().rev().find_map(|(key, value)| named(key).then_some(value))
    }

    /// Returns the table of a name.
    pub fn table(&self, name: &str) -> Option<&Self> {
        self.get(name)?.table()
    }

    /// Returns the words of a name, without white space around them, if there are any.
    pub fn words(&self, name: &str) -> Option<String> {
        let Lua::Text(text) = self.get(name)? else { return None };
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Returns the values, in the order of their numbers.
    pub fn values(&self) -> Vec<&Lua> {
        let mut all: Vec<(f64, &Lua)> = Vec::with_capacity(self.0.len());
        for (key, value) in &self.0 {
            all.push((if let Key::Number(number) = key { *number } else { f64::INFINITY }, value));
        }
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        all.into_iter().map(|(_, value)| value).collect()
    }
}

impl Lua {
    /// Returns the table that it is.
    pub const fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// Reads the table that a text returns, or is.
///
/// # Errors
///
/// Fails, and names the line, where the text is anything else, or too deep or too much.
pub fn read(text: &str) -> Result<Table, NoTable> {
    let mut reader = Reader { rest: text, text, values: 0 };
    let read = reader.all();
    read.ok_or_else(|| {
        let done = text.len() - reader.rest.len();
        NoTable { line: memchr_iter(b'\n', &text.as_bytes()[..done]).count() + 1 }
    })
}

struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
    values: usize,
}

impl<'t> Reader<'t> {
    fn all(&mut self) -> Option<Table> {
        self.skip()?;
        if let Some(rest) = self.rest.strip_prefix("return") {
            self.rest = rest;
            self.skip()?;
        }
        let table = self.table(1)?;
        self.skip()?;
        self.take(";");
        self.skip()?;
        self.rest.is_empty().then_some(table)
    }

    fn table(&mut self, depth: usize) -> Option<Table> {
        if depth > DEEPEST || !self.take("{") {
            return None;
        }
        let (mut fields, mut next) = (Vec::new(), 1_u32);
        loop {
            self.skip()?;
            if self.take("}") {
                return Some(Table(fields));
            }
            self.values += 1;
            if self.values > MOST {
                return None;
            }
            let key = self.key(&mut next)?;
            self.skip()?;
            fields.push((key, self.value(depth)?));
            self.skip()?;
            if !self.take(",") && !self.take(";") && !self.rest.starts_with('}') {
                return None;
            }
        }
    }

    /// Reads `["name"] =`, `[1] =` or `name =`; where none stands the key is the next number.
    fn key(&mut self, next: &mut u32) -> Option<Key> {
        let is_long = self.rest.starts_with("[[") || self.rest.starts_with("[=");
        if !is_long && self.take("[") {
            self.skip()?;
            let key = match self.value(DEEPEST)? {
                Lua::Text(name) => Key::Name(name),
                Lua::Number(number) => Key::Number(number),
                _ => return None,
            };
            self.skip()?;
            let is_closed = self.take("]");
            self.skip()?;
            return (is_closed && self.take("=")).then_some(key);
        }
        let (word, before) = (self.word(), self.rest);
        if !word.is_empty() && !word.starts_with(|ch: char| ch.is_ascii_digit()) {
            self.rest = self.rest.get(word.len()..)?;
            self.skip()?;
            if self.take("=") {
                return Some(Key::Name(word.to_owned()));
            }
            self.rest = before;
        }
        *next += 1;
        Some(Key::Number(f64::from(*next - 1)))
    }

    fn value(&mut self, depth: usize) -> Option<Lua> {
        match self.rest.chars().next()? {
            '{' => Some(Lua::Table(self.table(depth + 1)?)),
            quote @ ('"' | '\'') => Some(Lua::Text(self.string(quote)?)),
            '[' => Some(Lua::Text(self.long_string()?.to_owned())),
            '0'..='9' | '-' | '.' => Some(Lua::Number(self.number()?)),
            _ => {
                let word = self.word();
                let value = match word {
                    "true" => Lua::Truth(true),
                    "false" => Lua::Truth(false),
                    "nil" => Lua::Nil,
                    _ => return None,
                };
                self.rest = self.rest.get(word.len()..)?;
                Some(value)
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        let end = self
            .rest
            .find(|ch: char| !ch.is_ascii_alphanumeric() && !matches!(ch, '.' | '-' | '+'))
            .unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        let plain = number.strip_prefix('-').unwrap_or(number);
        let hexadecimal = plain.strip_prefix("0x").or_else(|| plain.strip_prefix("0X"));
        let read = match hexadecimal {
            Some(digits) => f64::from(u32::from_str_radix(digits, 16).ok()?),
            None => {
                plain.parse().ok().filter(|_| plain.starts_with(|ch: char| !ch.is_alphabetic()))?
            }
        };
        self.rest = rest;
        Some(if plain.len() < number.len() { -read } else { read })
    }

    fn string(&mut self, quote: char) -> Option<String> {
        let mut bytes = Vec::new();
        let source = self.rest.as_bytes();
        let mut at = 1;
        loop {
            let byte = *source.get(at)?;
            at += 1;
            match byte {
                _ if byte == quote as u8 => break,
                b'\n' => return None,
                b'\\' => at = escape(source, at, &mut bytes)?,
                _ => bytes.push(byte),
            }
        }
        // What closes it is a character of its own.
        self.rest = self.rest.get(at..)?;
        Some(
            String::from_utf8(bytes)
                .unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned()),
        )
    }

    /// Reads `[[…]]` or `[==[…]==]`.
    fn long_string(&mut self) -> Option<&'t str> {
        let inner = self.rest.strip_prefix('[')?;
        let level = inner.len() - inner.trim_start_matches('=').len();
        let inner = inner.get(level..)?.strip_prefix('[')?;
        let (words, rest) = inner.split_once(&format!("]{}]", "=".repeat(level)))?;
        self.rest = rest;
        let words = words.strip_prefix('\r').unwrap_or(words);
        Some(words.strip_prefix('\n').unwrap_or(words))
    }

    fn word(&self) -> &'t str {
        let end = self.rest.find(|ch: char| !ch.is_ascii_alphanumeric() && ch != '_');
        self.rest.split_at(end.unwrap_or(self.rest.len())).0
    }

    /// Goes past white space and comments.
    fn skip(&mut self) -> Option<()> {
        if self.rest.len() == self.text.len() {
            // A first line for a shell.
            if self.rest.starts_with('#') {
                self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
            }
        }
        loop {
            self.rest = self.rest.trim_start();
            let Some(comment) = self.rest.strip_prefix("--") else { return Some(()) };
            self.rest = comment;
            if comment.starts_with("[[") || comment.starts_with("[=") {
                self.long_string()?;
            } else {
                self.rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
            }
        }
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// Reads what stands behind a backslash; returns where it ends.
fn escape(source: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    let byte = *source.get(at)?;
    let plain = match byte {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'v' => 11,
        b'\\' | b'"' | b'\'' | b'\n' => byte,
        b'x' => {
            let digits = std::str::from_utf8(source.get(at + 1..at + 3)?).ok()?;
            out.push(u8::from_str_radix(digits, 16).ok()?);
            return Some(at + 3);
        }
        b'z' => {
            let rest = source.get(at + 1..)?;
            return Some(
                at + 1 + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count(),
            );
        }
        b'u' => {
            let digits = source.get(at + 1..)?.strip_prefix(b"{")?;
            let length = digits.iter().take(9).position(|byte| *byte == b'}')?;
            let code = std::str::from_utf8(digits.get(..length)?).ok()?;
            let ch = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            out.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes());
            return Some(at + 1 + length + 2);
        }
        b'0'..=b'9' => {
            let digits = source.get(at..)?.iter().take(3).take_while(|byte| byte.is_ascii_digit());
            let (mut code, mut count) = (0_u16, 0);
            for digit in digits {
                code = code * 10 + u16::from(digit - b'0');
                count += 1;
            }
            out.push(u8::try_from(code).ok()?);
            return Some(at + count);
        }
        _ => return None,
    };
    out.push(plain);
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Lua, read};

    #[track_caller]
    fn words(text: &str, expected: &str) {
        let table = read(&format!("return {{ a = {text} }}")).unwrap();
        assert_eq!(table.get("a"), Some(&Lua::Text(expected.to_owned())), "{text}");
    }

    #[test]
    fn strings_of_every_kind_are_read() {
        words(r#""plain""#, "plain");
        words(r"'it\'s'", "it's");
        words(r#""a\nb\t\"c\" \\ \065\66 \x41\u{4e2d}""#, "a\nb\t\"c\" \\ AB A中");
        words("\"two\\\nlines\"", "two\nlines");
        words("\"no\\z   \n space\"", "nospace");
        words(r#""\228\184\173""#, "中");
        words(r#""\255""#, "\u{fffd}");
        words("[[long\n\"one\"]]", "long\n\"one\"");
        words("[==[\nlevel ]] two]==]", "level ]] two");
    }

    #[test]
    fn a_table_is_read_with_all_kinds_of_keys() {
        let text = "-- we can read Lua syntax here!\n--[[ more\nwords ]]\nreturn {\n  [\"name\"] = \"x\", plain = -1.5e3; [2] = 0x10,\n  'first', {true, false, nil},\n}\n";
        let table = read(text).unwrap();
        assert_eq!(table.words("name").as_deref(), Some("x"));
        assert_eq!(table.get("plain"), Some(&Lua::Number(-1500.0)));
        let values = table.values();
        assert_eq!(values[0], &Lua::Text("first".to_owned()));
        assert_eq!(values[1], &Lua::Number(16.0));
        assert_eq!(values[2].table().unwrap().values()[0], &Lua::Truth(true));
        assert_eq!(read("{}").unwrap().values(), [&Lua::Nil; 0]);
    }

    #[test]
    fn what_would_have_to_be_run_is_refused_with_its_line() {
        for (text, line) in [
            ("", 1),
            ("return 1", 1),
            ("return {\n a = os.exit()\n}", 2),
            ("return {\n\n a = 1 + 1,\n}", 3),
            ("return { a = \"open\n\" }", 1),
            ("return {} print()", 1),
            ("return { [1] 2 }", 1),
            ("return {\n[[open\n", 2),
            ("x = 1\nreturn {}", 1),
            ("return { a = inf, b = nan }", 1),
            ("return { '\\300' }", 1),
        ] {
            assert_eq!(read(text).unwrap_err().line, line, "{text}");
        }
        assert!(read(&"{".repeat(100_000)).is_err());
        let deep = |depth| format!("return {}{}", "{".repeat(depth), "}".repeat(depth));
        assert!(read(&deep(60)).is_ok() && read(&deep(70)).is_err());
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in any::<String>(), parts in "[-\\[\\]{}=,;\"'\\\\\n a1.x0é]{0,60}") {
            for text in [&text, &parts] {
                let _ = read(text);
                let _ = read(&format!("return {{ {text} }}"));
                let _ = read(&format!("return {{ \"{text}\" }}"));
            }
        }
    }
}
