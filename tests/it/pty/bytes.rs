//! What the program may send: the few sequences it is known to need, text, and nothing else.

/// The private modes: cursor, synchronised update, alternate screen, bracketed paste, mouse.
const MODES: [&str; 7] = ["?25", "?2026", "?1049", "?2004", "?1000", "?1002", "?1006"];

/// Fails when something was sent that is not the program's own.
#[track_caller]
pub(crate) fn assert_own(raw: &[u8]) {
    let foreign = foreign(raw);
    assert!(foreign.is_empty(), "sent: {foreign:?}");
}

/// Returns every foreign sequence and control character; ends of lines are the terminal's, after the screen
/// has been given back.
fn foreign(raw: &[u8]) -> Vec<String> {
    let Ok(text) = str::from_utf8(raw) else {
        return vec!["bytes that are no text".to_owned()];
    };
    let mut parts = text.split('\u{1b}');
    let mut foreign = controls(parts.next().unwrap_or_default());
    for part in parts {
        let Some(length) = own_sequence(part) else {
            foreign.push(part.chars().take(12).collect());
            continue;
        };
        foreign.extend(controls(&part[length..]));
    }
    foreign
}

fn controls(text: &str) -> Vec<String> {
    let bad = text.chars().filter(|ch| ch.is_control() && !matches!(ch, '\r' | '\n'));
    bad.map(|ch| ch.escape_unicode().to_string()).collect()
}

fn own_sequence(part: &str) -> Option<usize> {
    let body = part.strip_prefix('[')?;
    let end = body.find(|ch: char| ch.is_ascii_alphabetic())?;
    let parameters = &body[..end];
    let is_plain = parameters.chars().all(|ch| ch.is_ascii_digit() || ";:".contains(ch));
    let is_own = match body.as_bytes()[end] {
        b'm' | b'H' | b'J' | b'K' => is_plain,
        b'h' | b'l' => MODES.contains(&parameters),
        _ => false,
    };
    is_own.then_some(end + 2)
}

#[test]
fn foreign_bytes_are_found() {
    for (raw, count) in [
        (&b"text \x1b[1;2H\x1b[38;5;1mred\x1b[?1049h\x1b[?25l\r\n"[..], 0),
        (b"\x1b]0;title\x07", 1),
        (b"a\x07b", 1),
        (b"\x1b[6n", 1),
        (b"\x1b[?1003h", 1),
        (b"\xc2\x9b31m", 1),
        (b"\x9b31m", 1),
        (b"\x1b", 1),
    ] {
        assert_eq!(foreign(raw).len(), count, "{raw:?}");
    }
}
