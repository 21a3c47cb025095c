//! The terminal taken and given back, under a program of a few lines: this test program itself, started once
//! more with one test of its own.

use std::sync::mpsc;

use ratatui::widgets::Paragraph;
use rustix::process::Signal;
use sidelight::tui::input::{Input, InputEvent};
use sidelight::tui::terminal::{Mouse, Session};

use crate::pty::bytes;
use crate::pty::terminal::{Start, Terminal};

const ENTER: &str = "\u{1b}[?1049h\u{1b}[?2004h\u{1b}[?25l";
const LEAVE: &str = "\u{1b}[?1049l\u{1b}[?25h";

/// Shows the last event. `q` ends it, `p` panics, `s` smuggles, `h` hangs, `w` panics elsewhere.
#[test]
#[ignore = "the program that the other tests run"]
fn program() {
    let mut session = match Session::enter(Mouse::Terminal) {
        Ok(session) => session,
        Err(error) => {
            println!("{error}");
            std::process::exit(2);
        }
    };
    let (sender, inbox) = mpsc::channel();
    let input = Input::start(session.device(), move |event| {
        let _ = sender.send(event);
    });
    let input = input.unwrap();
    let code = run(&mut session, &input, &inbox);
    drop(input);
    drop(session);
    std::process::exit(i32::from(code));
}

fn run(session: &mut Session, input: &Input, inbox: &mpsc::Receiver<InputEvent>) -> u8 {
    let mut shown = "ready".to_owned();
    let mut smuggled = "";
    while session
        .screen()
        .draw(|frame| {
            frame.render_widget(Paragraph::new(shown.as_str()), frame.area());
            frame.buffer_mut()[(0, 1)].set_symbol(smuggled);
        })
        .is_ok()
    {
        let event = inbox.recv().unwrap();
        shown = format!("seen {event:?}");
        match event {
            InputEvent::Key(key) => match key.to_string().as_str() {
                "q" => return 0,
                "p" => panic!("this is\na test"),
                "s" => smuggled = "\u{1b}]0;title\u{7}\u{9b}2J",
                "h" => std::thread::park(),
                "w" => drop(std::thread::spawn(|| panic!("elsewhere")).join()),
                "Ctrl-z" => {
                    input.pause();
                    session.suspend().unwrap();
                    input.resume();
                    "back".clone_into(&mut shown);
                }
                _ => {}
            },
            // What fails here fails because the terminal is gone.
            InputEvent::Resize(size) if session.resize(size).is_err() => return 129,
            InputEvent::Continued if session.retake().is_err() => return 129,
            InputEvent::Quit(quit) => return quit.exit_code(),
            _ => {}
        }
    }
    129
}

fn start() -> Start {
    let program = std::env::current_exe().unwrap();
    let name = "pty::session::program";
    Start::program(program, &[name, "--exact", "--ignored", "--nocapture", "--quiet"])
}

fn ready() -> Terminal {
    let terminal = start().run();
    terminal.wait_for("ready");
    terminal
}

/// What was sent before the screen was taken, while it was ours, and after it was given back.
fn parts(terminal: &Terminal) -> (String, String, String) {
    let sent = String::from_utf8(terminal.raw_output()).unwrap();
    let (before, rest) = sent.split_once(ENTER).unwrap();
    let (during, after) = rest.rsplit_once(LEAVE).unwrap();
    (before.to_owned(), during.to_owned(), after.to_owned())
}

#[test]
fn the_terminal_is_taken_and_given_back() {
    let mut terminal = ready();
    terminal.keys("é<c-w>");
    terminal.wait_for("'w'");
    terminal.keys("q");
    assert_eq!(terminal.exit().exit_code(), 0);
    let (before, _, after) = parts(&terminal);
    assert!(!before.contains('\u{1b}'), "{before:?}");
    assert_eq!(after, "");
    bytes::assert_own(&terminal.raw_output());
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_refused_before_anything_is_sent() {
    for term in ["dumb", ""] {
        let mut terminal = start().variable("TERM", term).run();
        assert_eq!(terminal.exit().exit_code(), 2);
        assert!(terminal.screen().contains("cannot place text"), "{}", terminal.screen());
        assert!(!terminal.raw_output().contains(&0x1b));
    }
}

#[test]
fn signals_end_the_program_and_give_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = ready();
        terminal.signal(signal);
        assert_eq!(terminal.exit().exit_code(), code);
        assert_eq!(parts(&terminal).2, "");
    }
}

#[test]
fn a_program_that_hangs_is_ended_all_the_same() {
    let mut terminal = ready();
    terminal.keys("h");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.exit().exit_code(), 143);
    assert_eq!(parts(&terminal).2, "");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    assert_eq!(ready().hang_up().exit_code(), 129);
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_one_thing() {
    let mut terminal = ready();
    terminal.keys("p");
    assert_ne!(terminal.exit().exit_code(), 0);
    let after = parts(&terminal).2;
    assert!(after.contains("defect of its own: this is a test ("), "{after}");
    assert_eq!(after.matches("defect").count(), 1, "{after}");
}

#[test]
fn a_panic_elsewhere_is_told_at_the_end() {
    let mut terminal = ready();
    terminal.keys("w");
    terminal.wait_for("'w'");
    terminal.keys("q");
    assert_eq!(terminal.exit().exit_code(), 0);
    let (_, during, after) = parts(&terminal);
    assert!(!during.contains("elsewhere"), "{during}");
    assert!(after.contains("defect of its own: elsewhere ("), "{after}");
}

#[test]
fn a_suspended_program_gives_the_terminal_back_and_takes_it_again() {
    let mut terminal = ready();
    // Without a shell to continue it, the system lets the program go on at once.
    terminal.keys("<c-z>");
    terminal.wait_for("back");
    let (_, during, _) = {
        terminal.keys("q");
        terminal.exit();
        parts(&terminal)
    };
    let (left, taken) = (during.find(LEAVE), during.find(ENTER));
    assert!(left.is_some() && left < taken, "{during:?}");
}

#[test]
fn a_continued_program_sets_the_modes_again_but_stays_on_its_screen() {
    let mut terminal = ready();
    terminal.signal(Signal::CONT);
    terminal.wait_for("Continued");
    terminal.keys("q");
    terminal.exit();
    let during = parts(&terminal).1;
    assert!(during.contains("\u{1b}[?2004h\u{1b}[?25l") && !during.contains(ENTER), "{during:?}");
}

#[test]
fn pasted_keys_are_no_keys() {
    let mut terminal = ready();
    terminal.paste("qqq");
    terminal.wait_for("Paste(\"qqq\")");
    terminal.keys("q");
    assert_eq!(terminal.exit().exit_code(), 0);
}

#[test]
fn a_new_size_is_drawn() {
    let mut terminal = ready();
    terminal.resize(61, 9);
    terminal.wait_for("width: 61");
    terminal.keys("q");
    terminal.exit();
    bytes::assert_own(&terminal.raw_output());
}

#[test]
fn what_is_smuggled_into_a_cell_does_not_arrive() {
    let mut terminal = ready();
    terminal.keys("s");
    terminal.wait_for("'s'");
    terminal.keys("q");
    terminal.exit();
    bytes::assert_own(&terminal.raw_output());
}
