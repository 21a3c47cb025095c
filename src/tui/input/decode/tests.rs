use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, proptest};

use super::*;

fn show(event: &InputEvent) -> String {
    match event {
        InputEvent::Key(press) => press.to_string(),
        InputEvent::Paste(text) => format!("<{text}>"),
        InputEvent::Mouse(mouse) => format!("({:?} {} {})", mouse.kind, mouse.column, mouse.row),
        other => panic!("{other:?}"),
    }
}

fn drain(decoder: &mut Decoder) -> Vec<String> {
    std::iter::from_fn(|| decoder.next_event()).map(|event| show(&event)).collect()
}

/// Reads the bytes in pieces of `size`, and gives up on what is left.
fn read(bytes: &[u8], size: usize) -> String {
    let mut decoder = Decoder::default();
    let mut seen = Vec::new();
    for piece in bytes.chunks(size) {
        decoder.push(piece);
        seen.extend(drain(&mut decoder));
    }
    while decoder.is_waiting() {
        decoder.give_up();
        seen.extend(drain(&mut decoder));
    }
    seen.join(" ")
}

#[track_caller]
fn check(bytes: &str, expected: &str) {
    for size in [1, 2, 3, 4096] {
        assert_eq!(read(bytes.as_bytes(), size), expected, "{bytes:?} by {size}");
    }
}

#[test]
fn plain_keys() {
    check("aG é中👩", "a G Space é 中 👩");
    check("\r\n\t\u{7f}\u{8}", "Enter Enter Tab Backspace Backspace");
    check("\u{1}\u{17}\u{1a}\u{0}\u{1c}\u{1d}", "Ctrl-a Ctrl-w Ctrl-z Ctrl-Space Ctrl-\\ Ctrl-]");
}

#[test]
fn keys_with_alt() {
    check("\u{1b}1\u{1b}x\u{1b}é\u{1b}\u{17}", "Alt-1 Alt-x Alt-é Ctrl-Alt-w");
}

#[test]
fn an_escape_alone_is_a_key() {
    check("\u{1b}", "Esc");
    check("\u{1b}\u{1b}", "Esc Esc");
    check("\u{1b}\u{1b}[A", "Esc Up");
    for (bytes, expected) in [("\u{1b}[", "Alt-["), ("\u{1b}O", "Alt-O"), ("\u{1b}]", "Alt-]")] {
        check(bytes, expected);
    }
}

#[test]
fn keys_without_a_character() {
    check("\u{1b}[A\u{1b}OB\u{1b}[C\u{1b}[D", "Up Down Right Left");
    check("\u{1b}[H\u{1b}[1~\u{1b}OF\u{1b}[4~\u{1b}[7~", "Home Home End End Home");
    check("\u{1b}[2~\u{1b}[3~\u{1b}[5~\u{1b}[6~", "Insert Delete PgUp PgDn");
    check("\u{1b}OP\u{1b}[12~\u{1b}[[C\u{1b}[24~\u{1b}[15~", "F1 F2 F3 F12 F5");
    check("\u{1b}[Z\u{1b}[1;5A\u{1b}[1;2B\u{1b}[1;3C", "S-Tab Ctrl-Up S-Down Alt-Right");
    check("\u{1b}[3;5~\u{1b}[1;5P\u{1b}[1;2R", "Ctrl-Delete Ctrl-F1 S-F3");
}

#[test]
fn keys_in_longer_forms() {
    check("\u{1b}[97;5u\u{1b}[27;5;119~\u{1b}[32;2u", "Ctrl-a Ctrl-w S-Space");
    check("\u{1b}[105;5u\u{1b}[9u\u{1b}[27u", "Tab Tab Esc");
}

#[test]
fn what_is_no_key_is_swallowed_whole() {
    for answer in [
        "\u{1b}[12;40R",
        "\u{1b}[?62;4c",
        "\u{1b}[>0;276;0c",
        "\u{1b}]11;rgb:ffff/ffff/ffff\u{7}",
        "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\",
        "\u{1b}P>|term 1.2\u{1b}\\",
        "\u{1b}[I",
        "\u{1b}[O",
        "\u{1b}[?2026;2$y",
        "\u{1b}[201~",
        "\u{1b}[99~",
        "\u{1b}[M !!",
    ] {
        check(&format!("a{answer}b"), "a b");
    }
}

#[test]
fn a_paste_is_text() {
    check("\u{1b}[200~qdd\r\nZZ\rx\u{1b}[201~j", "<qdd\nZZ\nx> j");
    check("\u{1b}[200~\u{1b}[A\u{3}\u{1b}[201~", "<\u{1b}[A\u{3}>");
    check("\u{1b}[200~中\u{1b}[201~", "<中>");
    check("\u{1b}[200~no end", "");
}

#[test]
fn a_paste_has_a_limit() {
    let mut decoder = Decoder::default();
    decoder.push(b"\x1b[200~");
    let piece = vec![b'q'; 1 << 16];
    for _ in 0..(LONGEST_PASTE >> 16) + 3 {
        decoder.push(&piece);
        assert_eq!(decoder.next_event(), None);
    }
    decoder.push(PASTE_END);
    let Some(InputEvent::Paste(text)) = decoder.next_event() else { panic!("no paste") };
    assert_eq!(text.len(), LONGEST_PASTE);
    decoder.push(b"j");
    assert_eq!(drain(&mut decoder), ["j"]);
}

#[test]
fn the_mouse_is_read() {
    check("\u{1b}[<0;10;3M\u{1b}[<65;1;1M", "(Down(Left) 9 2) (ScrollDown 0 0)");
    check("\u{1b}[<0;10M\u{1b}[<3;1;1Ma", "a");
}

#[test]
fn a_broken_sequence_does_not_eat_what_follows() {
    check("\u{1b}[1;\ra", "Enter a");
    check("\u{1b}]0;x\u{1b}[Aa", "Up a");
    assert_eq!(read(b"a\xffb\xc3(c", 4096), "a b ( c");
}

proptest! {
    #[test]
    fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..64), size in 1usize..9) {
        let mut decoder = Decoder::default();
        for piece in bytes.chunks(size) {
            decoder.push(piece);
            drain(&mut decoder);
        }
        let mut rounds = 0;
        while decoder.is_waiting() {
            decoder.give_up();
            drain(&mut decoder);
            rounds += 1;
            prop_assert!(rounds <= bytes.len());
        }
    }

    #[test]
    fn typed_text_arrives_as_typed(text in "[^\\p{C}\\s]{0,20}", size in 1usize..9) {
        let keys = read(text.as_bytes(), size).replace(' ', "");
        prop_assert_eq!(keys, text);
    }
}
