//! What the program may send: the few sequences it is known to need, text, and nothing else.

/// The private modes: cursor, synchronised update, alternate screen, bracketed paste, mouse.
const MODES: [&str; 7] = ["?25", "?2026", "?1049", "?2004", "?1000", "?1002", "?1006"];

/// Fails when something was sent that is not the program's own.
#[track_caller]
pub(crate) fn assert_own(raw: &[u8]) {
    let foreign = foreign(raw);
    assert!(foreign.is_empty(), "sent: {foreign:?}");
}

/// Fails unless the last that was sent of each mode leaves the terminal as it was: its own screen, the cursor
/// shown, mouse and paste its own.
#[track_caller]
pub(crate) fn assert_given_back(raw: &[u8]) {
    let text = String::from_utf8_lossy(raw);
    for mode in MODES {
        let (set, reset) =
            (text.rfind(&format!("\u{1b}[{mode}h")), text.rfind(&format!("\u{1b}[{mode}l")));
        let is_given_back = if mode == "?25" { set >= reset } else { set <= reset };
        assert!(is_given_back, "mode {mode}: set at {set:?}, reset at {reset:?}");
    }
    let (style, reset) = (text.rfind('m'), text.rfind("\u{1b}[0m"));
    assert!(text.rfind("\u{1b}[?1049l") > reset && style >= reset, "the style is not reset");
}

/// Returns the colours that were asked for, as the parameters of their sequences.
pub(crate) fn colors(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let styles = text.split('\u{1b}').filter_map(|part| {
        let (parameters, _) = part.strip_prefix('[')?.split_once('m')?;
        parameters.chars().all(|ch| ch.is_ascii_digit() || ";:".contains(ch)).then_some(parameters)
    });
    let is_color = |parameters: &&str| {
        let mut codes = parameters.split([';', ':']).filter_map(|code| code.parse::<u8>().ok());
        codes.any(|code| matches!(code, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107))
    };
    styles.filter(is_color).map(str::to_owned).collect()
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

#[test]
fn colours_are_found() {
    assert_eq!(colors(b"\x1b[1mb\x1b[0;7mr\x1b[39m\x1b[49m\x1b[mend"), [""; 0]);
    assert_eq!(
        colors(b"\x1b[31mr\x1b[1;38;5;9mm\x1b[97m\x1b[48;2;1;2;3m"),
        ["31", "1;38;5;9", "97", "48;2;1;2;3"]
    );
}

#[test]
#[should_panic(expected = "mode ?1000")]
fn a_mode_that_is_left_set_is_found() {
    assert_given_back(b"\x1b[?1049h\x1b[?1000htext\x1b[?1049l\x1b[?25h");
}
