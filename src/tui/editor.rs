//! The user's own editor: a text is written to a file that nobody else can read, edited there, and read again.
//!
//! `VISUAL`, else `EDITOR`, is split into words as a shell would by quotation marks and backslashes, and nothing else of a
//! shell happens to it. The terminal must have been given back before.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The largest text that is taken back, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// Which editors are tried where the user names none.
const USUAL: [&str; 3] = ["nano", "vim", "vi"];

/// Why a text could not be edited.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No editor is named, and none of the usual ones is there.
    #[error("no editor is here; set VISUAL or EDITOR to one")]
    NoEditor,
    /// What the variable says is no command.
    #[error("{variable} is no command: {value}; a quotation mark is open")]
    NoCommand {
        /// `VISUAL` or `EDITOR`.
        variable: &'static str,
        /// What it says.
        value: String,
    },
    /// The editor could not be started.
    #[error(
        "cannot start the editor {program}: {source}; set VISUAL or EDITOR to one that is there"
    )]
    NotStarted {
        /// Its name.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The editor says that it failed.
    #[error("the editor {program} failed ({status}); nothing was changed{}", left(kept.as_deref()))]
    Failed {
        /// Where what it left is, if that is other than what it was given.
        kept: Option<PathBuf>,
        /// Its name.
        program: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// The file could not be written or read.
    #[error("cannot hand the note to the editor in {}: {source}", path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What the editor left is no note.
    #[error("what the editor left is {what}; nothing was changed")]
    Unfit {
        /// What is the matter.
        what: &'static str,
    },
}

/// Returns a text as the user's editor leaves it, without the empty lines at its end.
///
/// # Errors
///
/// Fails if there is no editor, it fails, or it leaves no text.
pub fn edit(text: &str) -> Result<String, Error> {
    let (program, arguments) = command()?;
    let folder = std::env::temp_dir();
    let mut file = Draft::write(&folder, text)
        .map_err(|source| Error::File { path: folder.clone(), source })?;
    let status = Command::new(&program).args(arguments).arg(&file.path).status();
    let program = program.to_string_lossy().into_owned();
    let status = match status {
        Ok(status) => status,
        Err(source) => return Err(Error::NotStarted { program, source }),
    };
    if !status.success() {
        return Err(Error::Failed { kept: file.keep_changed(text), program, status });
    }
    let left = file.read().map_err(|source| Error::File { path: file.path.clone(), source })?;
    let Ok(left) = String::from_utf8(left) else {
        return Err(Error::Unfit { what: "not UTF-8" });
    };
    if left.len() as u64 > LARGEST {
        return Err(Error::Unfit { what: "longer than a megabyte" });
    }
    Ok(left.replace("\r\n", "\n").trim_end().to_owned())
}

fn left(kept: Option<&Path>) -> String {
    kept.map_or_else(String::new, |path| format!("; what it left is in {}", path.display()))
}

/// Returns the editor and its first arguments.
fn command() -> Result<(OsString, Vec<OsString>), Error> {
    for variable in ["VISUAL", "EDITOR"] {
        let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) else {
            continue;
        };
        // A name that is not UTF-8 is that of a program without arguments.
        let Some(words) = value.to_str() else { return Ok((value, Vec::new())) };
        let Some(words) = split(words) else {
            return Err(Error::NoCommand { variable, value: words.to_owned() });
        };
        let mut words = words.into_iter().map(OsString::from);
        if let Some(program) = words.next() {
            return Ok((program, words.collect()));
        }
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &&&str| std::env::split_paths(&path).any(|it| it.join(name).is_file());
    let found = USUAL.iter().find(is_there).ok_or(Error::NoEditor)?;
    Ok(((*found).into(), Vec::new()))
}

/// Splits a command into words; `None` if a quotation mark is open.
fn split(command: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = command.chars();
    while let Some(ch) = chars.next() {
        match (quote, ch) {
            (Some(open), ch) if ch == open => quote = None,
            (Some('\''), ch) => word.get_or_insert_default().push(ch),
            (_, '\\') => word.get_or_insert_default().push(chars.next()?),
            (None, '\'' | '"') => {
                quote = Some(ch);
                word.get_or_insert_default();
            }
            (None, ch) if ch.is_whitespace() => words.extend(word.take()),
            (_, ch) => word.get_or_insert_default().push(ch),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// A file of ours that goes when it is no longer needed.
struct Draft {
    path: PathBuf,
    /// Whether it stays.
    is_kept: bool,
}

impl Draft {
    fn write(folder: &Path, text: &str) -> io::Result<Self> {
        for _ in 0..16 {
            let path = folder.join(format!("sidelight-note-{}.md", name()?));
            let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            match made {
                Ok(mut file) => {
                    let draft = Self { path, is_kept: false };
                    file.write_all(text.as_bytes())?;
                    if !text.is_empty() && !text.ends_with('\n') {
                        file.write_all(b"\n")?;
                    }
                    return Ok(draft);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Leaves the file where it is if it is other than the text it was made of; returns where.
    fn keep_changed(&mut self, text: &str) -> Option<PathBuf> {
        let left = self.read().ok()?;
        self.is_kept = left.trim_ascii_end() != text.as_bytes().trim_ascii_end();
        self.is_kept.then(|| self.path.clone())
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        fs::File::open(&self.path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_kept {
            // One that is gone already is as good.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns a name that nobody can foresee.
fn name() -> io::Result<String> {
    let id = crate::bookmark::BookmarkId::random().map_err(io::Error::other)?;
    Ok(id.to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::{Draft, split};

    #[test]
    fn a_command_is_split_as_a_shell_would_and_not_run_by_one() {
        let cases: [(&str, Option<&[&str]>); 9] = [
            ("vim", Some(&["vim"])),
            ("code --wait", Some(&["code", "--wait"])),
            ("'/opt/my editor/ed' -x", Some(&["/opt/my editor/ed", "-x"])),
            (r#""a b"c\ d '' "#, Some(&["a bc d", ""])),
            ("ed; rm -rf $HOME", Some(&["ed;", "rm", "-rf", "$HOME"])),
            (r#"ed "a\"b""#, Some(&["ed", "a\"b"])),
            ("ed 'open", None),
            ("ed \\", None),
            ("  ", Some(&[])),
        ];
        for (command, expected) in cases {
            let words = split(command);
            let words: Option<Vec<_>> =
                words.as_ref().map(|words| words.iter().map(String::as_str).collect());
            assert_eq!(words.as_deref(), expected, "{command}");
        }
    }

    #[test]
    fn what_a_failed_editor_left_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = Draft::write(folder.path(), "a note").unwrap();
        assert_eq!(draft.keep_changed("a note"), None);
        fs::write(&draft.path, "a long note").unwrap();
        let path = draft.keep_changed("a note").unwrap();
        drop(draft);
        assert_eq!(fs::read_to_string(path).unwrap(), "a long note");
    }

    #[test]
    fn the_file_is_for_its_owner_alone_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::write(folder.path(), "a note").unwrap();
        let mode = fs::metadata(&draft.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(draft.read().unwrap(), b"a note\n");
        drop(draft);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
