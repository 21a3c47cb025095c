//! Panics while the terminal is taken: give it back first, then say one clear thing.
//!
//! Only a panic of the thread that took the terminal ends the program. Another thread's is noted and told
//! when the terminal is given back; its owner sees to the rest.

use std::any::Any;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::tui::terminal::device::Device;

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// The hook while it is in place.
pub struct PanicHook {
    before: Arc<Hook>,
    elsewhere: Arc<Mutex<Vec<String>>>,
}

impl PanicHook {
    /// Puts the hook in place for this thread, which owns the terminal.
    pub fn install(device: Arc<Device>) -> Self {
        let owner = thread::current().id();
        let elsewhere = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&elsewhere);
        let before = Arc::new(panic::take_hook());
        panic::set_hook(Box::new(move |info| {
            let what = describe(
                info.payload(),
                &info.location().map_or_else(String::new, ToString::to_string),
            );
            if thread::current().id() == owner {
                device.restore();
                tell(&message(&what));
            } else {
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(what);
            }
        }));
        Self { before, elsewhere }
    }

    /// Tells on standard error what went wrong in other threads; the terminal must be given back by now.
    pub fn report(&self) {
        let mut noted = self.elsewhere.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(first) = noted.first() {
            let mut text = message(first);
            if noted.len() > 1 {
                let _ = writeln!(text, "This happened {} times.", noted.len());
            }
            tell(&text);
        }
        noted.clear();
    }
}

impl Drop for PanicHook {
    fn drop(&mut self) {
        // The hook cannot be changed while it runs.
        if !thread::panicking() {
            let before = Arc::clone(&self.before);
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}

impl std::fmt::Debug for PanicHook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PanicHook").finish_non_exhaustive()
    }
}

/// Standard error may be gone with the terminal, which must not become a second panic.
fn tell(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

fn describe(payload: &dyn Any, place: &str) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let printable: String = text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    format!("{printable} ({place})")
}

fn message(what: &str) -> String {
    let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let place = match env!("CARGO_PKG_REPOSITORY") {
        "" => "to its authors".to_owned(),
        repository => format!("at {repository}"),
    };
    format!(
        "{name} {version} met a defect of its own: {what}\n\
         What was saved is safe. Please report these lines {place}, with what you did before.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_two_clean_lines() {
        let what = describe(&"odd\u{1b}[2J\nthing", "src/x.rs:1:2");
        assert_eq!(what, "odd [2J thing (src/x.rs:1:2)");
        let text = message(&what);
        assert_eq!(text.lines().count(), 2);
        assert!(text.starts_with("sidelight ") && text.contains("report"));
    }

    #[test]
    fn any_payload_is_described() {
        assert_eq!(describe(&"plain".to_owned(), "here"), "plain (here)");
        assert_eq!(describe(&7, "here"), "no message (here)");
    }
}
