//! Keys as a test writes them, and the bytes a terminal sends for them.

/// Returns the bytes for keys such as `jj<enter>`, `<c-w>l` and `<lt>`.
pub(crate) fn bytes(keys: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys;
    while let Some(ch) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|after| after.split_once('>'))
        {
            bytes.extend(named(name));
            rest = after;
        } else {
            bytes.extend(ch.to_string().bytes());
            rest = &rest[ch.len_utf8()..];
        }
    }
    bytes
}

fn named(name: &str) -> Vec<u8> {
    let sequence = match name {
        "enter" => "\r",
        "esc" => "\u{1b}",
        "tab" => "\t",
        "s-tab" => "\u{1b}[Z",
        "space" => " ",
        "backspace" => "\u{7f}",
        "delete" => "\u{1b}[3~",
        "up" => "\u{1b}[A",
        "down" => "\u{1b}[B",
        "right" => "\u{1b}[C",
        "left" => "\u{1b}[D",
        "home" => "\u{1b}[H",
        "end" => "\u{1b}[F",
        "pgup" => "\u{1b}[5~",
        "pgdn" => "\u{1b}[6~",
        "f1" => "\u{1b}OP",
        "lt" => "<",
        _ => return modified(name),
    };
    sequence.as_bytes().to_vec()
}

fn modified(name: &str) -> Vec<u8> {
    match name.as_bytes() {
        [b'c', b'-', letter] => vec![letter & 0x1f],
        [b'a', b'-', character] => vec![0x1b, *character],
        _ => panic!("there is no key <{name}>"),
    }
}

#[test]
fn keys_become_what_a_terminal_sends() {
    assert_eq!(bytes("jG<enter>é"), "jG\ré".as_bytes());
    assert_eq!(bytes("<c-w>l<a-1><lt>x"), b"\x17l\x1b1<x");
    assert_eq!(bytes("<pgdn><s-tab>"), b"\x1b[6~\x1b[Z");
}
