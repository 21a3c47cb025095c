//! The program in a terminal of its own: keys in, screen out, as a user meets it.
//!
//! Waiting is for what the screen shows, never for a time; a test that waits in vain fails with the screen.

mod bytes;
mod copying;
mod feeds;
mod hostile;
mod keys;
mod manners;
mod network;
mod reading;
mod session;
mod taking;
mod terminal;
mod using;

use portable_pty::ExitStatus;

use terminal::Start;

#[test]
fn keys_reach_the_program_and_its_answer_the_screen() {
    let mut terminal = Start::program("sh", &["-c", "read line; echo got-$line; read more"]).run();
    terminal.keys("jj<enter>");
    terminal.wait_for("got-jj");
    terminal.keys("<enter>");
    assert_eq!(terminal.exit().exit_code(), 0);
}

#[test]
fn the_size_is_what_the_test_says() {
    let mut terminal =
        Start::program("sh", &["-c", "stty size; read x; stty size; read x"]).size(50, 7).run();
    terminal.wait_for("7 50");
    terminal.resize(44, 9);
    terminal.keys("<enter>");
    terminal.wait_for("9 44");
}

#[test]
fn signals_and_exit_codes_are_seen() {
    let script = "trap 'exit 7' TERM; echo ready; while :; do read x; done";
    let mut terminal = Start::program("sh", &["-c", script]).run();
    terminal.wait_for("ready");
    terminal.signal(rustix::process::Signal::TERM);
    terminal.keys("<enter>");
    assert_eq!(terminal.exit().exit_code(), 7);
}

#[test]
fn a_terminal_that_goes_away_hangs_up() {
    let script = "trap 'exit 9' HUP; echo ready; while :; do read x || :; done";
    let mut terminal = Start::program("sh", &["-c", script]).run();
    terminal.wait_for("ready");
    let status = terminal.hang_up();
    assert_eq!(status.exit_code(), 9);
}

#[test]
fn the_program_runs_in_a_home_of_its_own() {
    let script = "echo <$HOME> <$SIDELIGHT_LIBRARY> <$NO_COLOR> <$TERM>; read x";
    let script = script.replace('<', "\"[\"").replace('>', "\"]\"");
    let terminal = Start::program("sh", &["-c", &script]).size(300, 5).run();
    terminal.wait_for("] [] [xterm-256color]");
    let screen = terminal.screen();
    assert!(screen.contains(&format!("[{}]", terminal.home().display())), "{screen}");
    assert!(screen.contains("library.db]"), "{screen}");
}

#[test]
fn what_the_program_sends_is_all_its_own() {
    let mut terminal = Start::sidelight(&["--version"]).run();
    let status: ExitStatus = terminal.exit();
    assert!(status.success(), "{status:?}\n{}", terminal.screen());
    bytes::assert_own(&terminal.raw_output());
}
