//! Paths: where the library and the config file lie.
//!
//! What the command line says wins, then `SIDELIGHT_LIBRARY` and `SIDELIGHT_CONFIG`, then each platform's own
//! folders (XDG on Linux). Nothing is created here.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

const NAME: &str = "sidelight";

/// The files of one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The config file; it need not exist.
    pub config: PathBuf,
    /// The library; it need not exist.
    pub library: PathBuf,
}

/// The files the command line names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedPaths {
    /// The config file.
    pub config: Option<PathBuf>,
    /// The library.
    pub library: Option<PathBuf>,
}

/// The user has no folders to put files in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot find the home folder; set HOME, or name the {0} with {1}")]
pub struct Error(&'static str, &'static str);

impl Paths {
    /// Finds the files, with those the command line names.
    ///
    /// # Errors
    ///
    /// When a file is named nowhere and the user has no home folder.
    pub fn find(named: NamedPaths) -> Result<Self, Error> {
        Self::choose(named, |name| env::var_os(name), ProjectDirs::from("", "", NAME).as_ref())
    }

    fn choose(
        named: NamedPaths,
        variable: impl Fn(&str) -> Option<OsString>,
        folders: Option<&ProjectDirs>,
    ) -> Result<Self, Error> {
        let from = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let config = named
            .config
            .or_else(|| from("SIDELIGHT_CONFIG"))
            .or_else(|| {
                folders.map(|folders| config_folder(folders.config_dir()).join("config.toml"))
            })
            .ok_or(Error("config file", "SIDELIGHT_CONFIG"))?;
        let library = named
            .library
            .or_else(|| from("SIDELIGHT_LIBRARY"))
            .or_else(|| folders.map(|folders| folders.data_dir().join("library.db")))
            .ok_or(Error("library", "SIDELIGHT_LIBRARY"))?;
        Ok(Self { config, library })
    }
}

/// On macOS many keep the config of terminal programs in `~/.config`; where that is so it wins.
fn config_folder(usual: &Path) -> PathBuf {
    let home = cfg!(target_os = "macos").then(BaseDirs::new).flatten();
    let hidden = home.map(|home| home.home_dir().join(".config").join(NAME));
    hidden.filter(|folder| folder.is_dir()).unwrap_or_else(|| usual.to_owned())
}

/// Returns a path with a leading `~` as the home folder, as a shell would have it.
pub fn expand_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> ProjectDirs {
        ProjectDirs::from_path(PathBuf::from(NAME)).unwrap()
    }

    #[test]
    fn the_command_line_wins_over_the_environment() {
        let named =
            NamedPaths { config: Some("a.toml".into()), library: Some(PathBuf::from("a.db")) };
        let found = Paths::choose(named, |_| Some("b".into()), Some(&folders())).unwrap();
        assert_eq!(found, Paths { config: "a.toml".into(), library: "a.db".into() });
    }

    #[test]
    fn the_environment_wins_over_the_platform() {
        let found = Paths::choose(
            NamedPaths::default(),
            |name| Some(format!("/from/{name}").into()),
            Some(&folders()),
        );
        let expected = Paths {
            config: "/from/SIDELIGHT_CONFIG".into(),
            library: "/from/SIDELIGHT_LIBRARY".into(),
        };
        assert_eq!(found, Ok(expected));
    }

    #[test]
    fn an_empty_variable_names_nothing() {
        let folders = folders();
        let found = Paths::choose(NamedPaths::default(), |_| Some(OsString::new()), Some(&folders))
            .unwrap();
        assert_eq!(found.library, folders.data_dir().join("library.db"));
        assert_eq!(found.config, folders.config_dir().join("config.toml"));
    }

    #[test]
    fn without_a_home_the_user_is_told_what_to_set() {
        let error = Paths::choose(NamedPaths::default(), |_| None, None).unwrap_err();
        assert!(error.to_string().contains("SIDELIGHT_CONFIG"));
        let named = NamedPaths { config: Some("a.toml".into()), library: None };
        let error = Paths::choose(named, |_| None, None).unwrap_err();
        assert!(error.to_string().contains("SIDELIGHT_LIBRARY"));
    }
}
