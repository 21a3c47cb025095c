//! Asking: what only the terminal itself can tell, with an end to the waiting.
//!
//! The questions are followed by one that every terminal answers, so that most answers are complete at once; one that
//! answers nothing costs a third of a second.

use std::io::{Write as _, stdout};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

/// How long answers are waited for.
const PATIENCE: Duration = Duration::from_millis(300);

/// A wide character at the start of a line; where the cursor is; which keyboard protocol; what kind of terminal.
const QUESTIONS: &[u8] = "\r\u{4E2D}\u{1b}[6n\r\u{1b}[K\u{1b}[?u\u{1b}[c".as_bytes();

/// What a terminal answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Whether it answered at all.
    pub(crate) any: bool,
    /// How many columns a wide character takes.
    pub(crate) wide: Option<u16>,
    /// Whether it can tell every key from every other.
    pub(crate) keyboard: bool,
}

/// Asks the terminal that standard input and output are.
pub(crate) fn ask() -> Answers {
    let keys = rustix::stdio::stdin();
    let Ok(before) = tcgetattr(keys) else { return Answers::default() };
    let mut raw = before.clone();
    raw.make_raw();
    if tcsetattr(keys, OptionalActions::Now, &raw).is_err() {
        return Answers::default();
    }
    let answer = converse();
    // What comes late must not be taken for keys by whoever is next.
    let _ = tcsetattr(keys, OptionalActions::Flush, &before);
    read(&answer)
}

fn converse() -> Vec<u8> {
    let mut out = stdout().lock();
    let mut answer = Vec::new();
    if out.write_all(QUESTIONS).and_then(|()| out.flush()).is_err() {
        return answer;
    }
    let end = Instant::now() + PATIENCE;
    while !is_complete(&answer) && answer.len() < 1024 {
        let left = end.saturating_duration_since(Instant::now());
        let timeout = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let keys = rustix::stdio::stdin();
        let mut waiting = [PollFd::new(&keys, PollFlags::IN)];
        if !matches!(poll(&mut waiting, Some(&timeout)), Ok(count) if count > 0) {
            break;
        }
        let mut bytes = [0; 256];
        match rustix::io::read(keys, &mut bytes) {
            Ok(count) if count > 0 => answer.extend_from_slice(&bytes[..count]),
            _ => break,
        }
    }
    answer
}

/// Tells whether the last question was answered: `CSI ? … c`.
fn is_complete(answer: &[u8]) -> bool {
    answer.last() == Some(&b'c') && answer.contains(&0x1b)
}

fn read(answer: &[u8]) -> Answers {
    let mut answers = Answers::default();
    for part in answer.split(|byte| *byte == 0x1b).filter_map(|part| part.strip_prefix(b"[")) {
        answers.any = true;
        let Some((end, body)) = part.split_last() else { continue };
        let body = String::from_utf8_lossy(body);
        match end {
            b'R' => {
                let column = body.split(';').nth(1).and_then(|column| column.parse::<u16>().ok());
                answers.wide = column.map(|column| column.saturating_sub(1));
            }
            b'u' => answers.keyboard = body.starts_with('?'),
            _ => {}
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::{Answers, is_complete, read};

    #[test]
    fn answers_are_read() {
        let all = b"\x1b[5;3R\x1b[?0u\x1b[?62;22c";
        assert!(is_complete(all) && !is_complete(&all[..12]) && !is_complete(b"c"));
        assert_eq!(read(all), Answers { any: true, wide: Some(2), keyboard: true });
        assert_eq!(
            read(b"\x1b[5;2R\x1b[?1;2c"),
            Answers { any: true, wide: Some(1), keyboard: false }
        );
        assert_eq!(read(b""), Answers::default());
        assert_eq!(read(b"jjj\x1b[R\x1b["), Answers { any: true, wide: None, keyboard: false });
    }
}
