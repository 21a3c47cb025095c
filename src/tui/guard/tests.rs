use std::io::Write;

use proptest::prelude::{
    Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use ratatui::backend::{Backend, ClearType, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

#[track_caller]
fn check(sent: &str, expected: &str) {
    assert_eq!(str::from_utf8(&allowed(sent.as_bytes())).unwrap(), expected, "{sent:?}");
}

#[test]
fn what_a_frame_is_made_of_passes() {
    for own in [
        "plain text, ünïcödé 中文 👩‍👩‍👧 e\u{301}",
        "\u{1b}[12;1H",
        "\u{1b}[0m\u{1b}[1;38;5;9m\u{1b}[38;2;1;2;3;48;5;0m\u{1b}[4:3m\u{1b}[58:5:1m",
        "\u{1b}[2J\u{1b}[J\u{1b}[K",
        "\u{1b}[?25l\u{1b}[?25h\u{1b}[?2026hx\u{1b}[?2026l",
    ] {
        check(own, own);
        assert!(matches!(allowed(own.as_bytes()), Cow::Borrowed(_)));
    }
}

#[test]
fn foreign_sequences_are_dropped() {
    for (sent, expected) in [
        ("a\u{1b}]0;title\u{7}b", "ab"),
        ("a\u{1b}]52;c;Zm9v\u{1b}\\b", "ab"),
        ("a\u{1b}]8;;http://x\u{1b}[1mb", "a\u{1b}[1mb"),
        ("a\u{1b}Pq#0\u{1b}\\b", "ab"),
        ("a\u{1b}[6nb", "ab"),
        ("a\u{1b}[?1049hb", "ab"),
        ("a\u{1b}[?1000hb", "ab"),
        ("a\u{1b}[?25;1049hb", "ab"),
        ("a\u{1b}[4ib", "ab"),
        ("a\u{1b}[>4;2mb", "ab"),
        ("a\u{1b}[?5mb", "ab"),
        ("a\u{1b}[8;1;1tb", "ab"),
        ("a\u{1b}[2 qb", "ab"),
        ("a\u{1b}cb", "ab"),
        ("a\u{1b}\u{1b}[1mb", "a\u{1b}[1mb"),
        ("a\u{1b}", "a"),
        ("a\u{1b}[", "a"),
        ("a\u{1b}[12", "a"),
        ("a\u{1b}[\u{1b}[1mb", "a\u{1b}[1mb"),
        ("a\u{9b}31mb\u{9d}0;t\u{9c}", "a31mb0;t"),
        ("a\u{85}b\u{80}", "ab"),
        ("a\tb\r\nc\u{8}\u{7}\u{0}\u{7f}", "abc"),
        ("a\u{e}b\u{f}", "ab"),
    ] {
        check(sent, expected);
    }
}

#[test]
fn bytes_that_are_no_characters_are_dropped() {
    for (sent, expected) in [
        (&b"a\x9b31mb"[..], "a31mb"),
        (b"a\xc2", "a"),
        (b"a\xc0\x9bb", "ab"),
        (b"a\xe0\x82\x9bb", "ab"),
        (b"a\xe4\xb8b", "ab"),
        (b"\xff\xfeb", "b"),
        (b"a\xed\xa0\x80b", "ab"),
        (b"a\xc2\x1b[1mb", "a\x1b[1mb"),
    ] {
        assert_eq!(str::from_utf8(&allowed(sent)).unwrap(), expected, "{sent:?}");
    }
}

#[test]
fn a_frame_goes_out_on_flush_and_drops_are_counted() {
    let mut guard = Guard::new(Vec::new());
    guard.write_all(b"a\x1b[").unwrap();
    assert!(guard.inner.is_empty());
    guard.write_all(b"1mb").unwrap();
    guard.flush().unwrap();
    assert_eq!(guard.dropped(), 0);
    guard.write_all(b"\x1b]0;t\x07c").unwrap();
    guard.flush().unwrap();
    assert_eq!(guard.inner, b"a\x1b[1mbc");
    assert_eq!(guard.dropped(), 6);
}

/// Reads the output in a way of its own: what stands between sequences holds no control at all, and the
/// sequences are of the few forms.
fn is_ours(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else { return false };
    let mut parts = text.split('\u{1b}');
    let clean = |text: &str| !text.chars().any(char::is_control);
    parts.next().is_some_and(clean)
        && parts.all(|part| {
            let Some(body) = part.strip_prefix('[') else { return false };
            let Some(end) = body.find(|ch: char| ch.is_ascii_alphabetic()) else { return false };
            let (parameters, rest) = body.split_at(end);
            let plain = parameters.chars().all(|ch| ch.is_ascii_digit() || ";:".contains(ch));
            let mode = ["?25", "?2026"].contains(&parameters);
            clean(rest)
                && match rest.chars().next() {
                    Some('m' | 'H' | 'J' | 'K') => plain,
                    Some('h' | 'l') => mode,
                    _ => false,
                }
        })
}

/// Pieces from which terminal sequences, whole and broken, are likely to arise.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(b"\x1b".to_vec()),
        Just(b"\x1b[".to_vec()),
        Just(b"\x1b]52;c;".to_vec()),
        Just(b"\x1b[?1049h".to_vec()),
        Just(b"\xc2\x9b".to_vec()),
        Just(b"\xc2".to_vec()),
        Just(b"\x9b".to_vec()),
        Just(b"?25h".to_vec()),
        prop::sample::select(b"mHJKhl?;:0123 >\x07\\".to_vec()).prop_map(|byte| vec![byte]),
        prop::collection::vec(any::<u8>(), 0..4),
        any::<char>().prop_map(|ch| ch.to_string().into_bytes()),
    ]
}

fn color() -> impl Strategy<Value = Color> {
    prop_oneof![
        Just(Color::Reset),
        Just(Color::LightBlue),
        any::<u8>().prop_map(Color::Indexed),
        any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    (color(), color(), color(), any::<u16>()).prop_map(|(text, ground, line, bits)| {
        let style = Style::new().fg(text).bg(ground).underline_color(line);
        style.add_modifier(Modifier::from_bits_truncate(bits))
    })
}

fn drawn(cells: &[(u16, u16, String, Style)]) -> Vec<u8> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 12));
    for (x, y, text, style) in cells {
        buffer.set_string(*x, *y, text, *style);
    }
    let blank = Buffer::empty(buffer.area);
    let mut frame = Vec::new();
    let mut backend = CrosstermBackend::new(&mut frame);
    backend.hide_cursor().unwrap();
    for kind in [ClearType::All, ClearType::AfterCursor, ClearType::UntilNewLine] {
        backend.clear_region(kind).unwrap();
    }
    backend.draw(blank.diff(&buffer).into_iter()).unwrap();
    backend.set_cursor_position((3, 4)).unwrap();
    backend.show_cursor().unwrap();
    frame
}

proptest! {
    #[test]
    fn nothing_foreign_passes(pieces in prop::collection::vec(piece(), 0..24)) {
        let sent = pieces.concat();
        let passed = allowed(&sent);
        prop_assert!(is_ours(&passed), "{:?}", passed.escape_ascii().to_string());
        let again = allowed(&passed);
        prop_assert_eq!(&again, &passed);
    }

    #[test]
    fn what_ratatui_draws_passes_unchanged(
        cells in prop::collection::vec((0u16..40, 0u16..12, "\\PC{0,12}", style()), 0..12),
    ) {
        let frame = drawn(&cells);
        let passed = allowed(&frame);
        prop_assert!(is_ours(&frame));
        prop_assert_eq!(&passed[..], &frame[..]);
    }
}
