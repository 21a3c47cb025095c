//! Declared encodings: what a server, an XML declaration or a `meta` element says.
//!
//! The search through the front of a page is that of the HTML standard ("prescan a byte stream to
//! determine its encoding"). Whether a declaration is true is not judged here.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How many bytes at the front are searched. The standard asks for 1024; pages put more before it.
const FRONT: usize = 16 * 1024;

/// Returns the encoding in the parameters of a media type: `text/html; charset=koi8-r`.
pub fn by_media_type(media_type: &str) -> Option<&'static Encoding> {
    of_content(media_type.as_bytes()).and_then(Encoding::for_label)
}

/// Returns the encoding that the front of a page or an XML file declares.
pub fn by_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let front = bytes.get(..FRONT).unwrap_or(bytes);
    xml_declaration(front).or_else(|| Prescan { bytes: front, at: 0 }.run())
}

/// Returns the label that an XML declaration names and nobody knows.
pub fn unknown_label(bytes: &[u8]) -> Option<String> {
    let label = xml_label(bytes.get(..FRONT).unwrap_or(bytes))?;
    let known = Encoding::for_label(label).is_some();
    let plain = label.iter().all(u8::is_ascii_graphic) && label.len() <= 40;
    (plain && !known).then(|| String::from_utf8_lossy(label).into_owned())
}

fn xml_declaration(front: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(xml_label(front)?).map(honest)
}

fn xml_label(front: &[u8]) -> Option<&[u8]> {
    let inside = front.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', inside)?;
    let declaration = inside.get(..end)?;
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let rest = declaration.get(at + 8..)?.trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let quote = *rest.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let value = rest.get(1..)?;
    value.get(..memchr::memchr(quote, value)?).map(<[u8]>::trim_ascii)
}

/// What can be read to be declared in ASCII is not UTF-16, whatever it says.
fn honest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16BE || encoding == UTF_16LE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// The standard's "algorithm for extracting a character encoding from a meta element".
fn of_content(content: &[u8]) -> Option<&[u8]> {
    let mut rest = content;
    loop {
        let at = rest.windows(7).position(|window| window.eq_ignore_ascii_case(b"charset"))?;
        rest = rest.get(at + 7..)?.trim_ascii_start();
        if let Some(value) = rest.strip_prefix(b"=") {
            rest = value.trim_ascii_start();
            break;
        }
    }
    let first = *rest.first()?;
    if matches!(first, b'"' | b'\'') {
        let value = rest.get(1..)?;
        return value.get(..memchr::memchr(first, value)?);
    }
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b';');
    rest.get(..end.unwrap_or(rest.len()))
}

/// Steps through tags without a tree.
struct Prescan<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Prescan<'_> {
    fn run(mut self) -> Option<&'static Encoding> {
        while self.at < self.bytes.len() {
            let rest = self.bytes.get(self.at..)?;
            if rest.starts_with(b"<!--") {
                // The dashes that open a comment may close it too.
                let inside = rest.get(2..)?;
                self.at += memchr::memmem::find(inside, b"-->")? + 2 + 3;
            } else if is_meta(rest) {
                self.at += 5;
                if let Some(encoding) = self.meta() {
                    return Some(encoding);
                }
            } else if is_tag(rest) {
                self.skip_name();
                while self.attribute().is_some() {}
            } else if matches!(rest, [b'<', b'!' | b'/' | b'?', ..]) {
                self.at += memchr::memchr(b'>', rest)? + 1;
            } else {
                self.at += 1;
                self.at += memchr::memchr(b'<', self.bytes.get(self.at..)?)?;
            }
        }
        None
    }

    /// Reads the attributes of a `meta`; `None` if it declares nothing.
    fn meta(&mut self) -> Option<&'static Encoding> {
        let (mut pragma, mut need_pragma, mut found) = (false, None, None);
        let mut seen: Vec<Vec<u8>> = Vec::new();
        while let Some((name, value)) = self.attribute() {
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => pragma |= value == b"content-type",
                b"content" if found.is_none() => {
                    if let Some(encoding) = of_content(&value).and_then(Encoding::for_label) {
                        found = Some(encoding);
                        need_pragma = Some(true);
                    }
                }
                b"charset" => {
                    found = Encoding::for_label(&value);
                    need_pragma = Some(false);
                }
                _ => {}
            }
            seen.push(name);
        }
        // A tag that never ends declares nothing.
        let ended = self.bytes.get(self.at) == Some(&b'>');
        let declares = pragma || !need_pragma?;
        found.map(honest).filter(|_| ended && declares)
    }

    fn skip_name(&mut self) {
        while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b'>') {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// The standard's "get an attribute": name and value in lower case.
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b'/') {
            self.at += 1;
        }
        if self.peek()? == b'>' {
            return None;
        }
        let mut name = Vec::new();
        loop {
            match self.peek()? {
                b'=' if !name.is_empty() => break,
                byte if byte.is_ascii_whitespace() => {
                    self.skip_space();
                    if self.peek()? != b'=' {
                        return Some((name, Vec::new()));
                    }
                    break;
                }
                b'/' | b'>' => return Some((name, Vec::new())),
                byte => name.push(byte.to_ascii_lowercase()),
            }
            self.at += 1;
        }
        self.at += 1;
        self.skip_space();
        let value = self.value()?;
        Some((name, value))
    }

    fn value(&mut self) -> Option<Vec<u8>> {
        let mut value = Vec::new();
        let first = self.peek()?;
        if matches!(first, b'"' | b'\'') {
            self.at += 1;
            loop {
                let byte = self.peek()?;
                self.at += 1;
                if byte == first {
                    return Some(value);
                }
                value.push(byte.to_ascii_lowercase());
            }
        }
        loop {
            match self.peek()? {
                byte if byte.is_ascii_whitespace() || byte == b'>' => return Some(value),
                byte => value.push(byte.to_ascii_lowercase()),
            }
            self.at += 1;
        }
    }
}

fn is_meta(rest: &[u8]) -> bool {
    rest.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<meta"))
        && rest.get(5).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
}

fn is_tag(rest: &[u8]) -> bool {
    let name = rest.strip_prefix(b"</").or_else(|| rest.strip_prefix(b"<"));
    name.and_then(<[u8]>::first).is_some_and(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{by_markup, by_media_type, unknown_label};

    #[test]
    fn declarations_are_found_where_the_standard_finds_them() {
        let table: [(&str, Option<&str>); 14] = [
            ("<meta charset=koi8-r>", Some("KOI8-R")),
            ("<!doctype html><html><head><META CHARSET = 'big5' >", Some("Big5")),
            ("<meta http-equiv=content-type content='text/html; charset=gb2312'>", Some("GBK")),
            ("<meta content='text/html; charset=gb2312'>", None),
            ("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", Some("UTF-8")),
            ("<!--> <meta charset=koi8-r>", Some("KOI8-R")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta charset=nonsense><meta charset=big5>", Some("Big5")),
            ("<metacharset=big5>", None),
            ("<meta charset=big5", None),
            ("<a title='<meta charset=big5>'>", None),
            ("<?xml version=\"1.0\" encoding='windows-1251'?><rss/>", Some("windows-1251")),
            ("words without markup, charset=big5", None),
        ];
        for (page, expected) in table {
            assert_eq!(
                by_markup(page.as_bytes()).map(encoding_rs::Encoding::name),
                expected,
                "{page}"
            );
        }
    }

    #[test]
    fn servers_declare_in_parameters() {
        let name = |text| by_media_type(text).map(encoding_rs::Encoding::name);
        assert_eq!(name("text/html; charset=\"ISO-8859-1\""), Some("windows-1252"));
        assert_eq!(name("text/html;charset=Shift_JIS; x=y"), Some("Shift_JIS"));
        assert_eq!(name("text/html"), None);
        let declaration = "<?xml version='1.0' encoding='IBM855'?>";
        assert_eq!(unknown_label(declaration.as_bytes()).as_deref(), Some("IBM855"));
    }
}
