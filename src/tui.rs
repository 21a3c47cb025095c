//! The terminal face: panes, keys, and the loop between them.
//!
//! A key goes from [`event`] through [`keymap`] to an [`action`], through [`update`] into the [`state`], and
//! from there through [`view`] to the screen; what is to be done outside comes out as
//! [`effect`]s. It must not know the headless face.

pub mod abilities;
pub mod action;
pub mod clicks;
pub mod clipboard;
pub mod draft;
pub mod editor;
pub mod effect;
pub mod event;
mod expected;
pub mod guard;
mod home;
pub mod input;
pub mod key;
pub mod keymap;
pub mod panes;
pub mod run;
pub mod start;
pub mod state;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod wording;

pub use abilities::abilities;
pub use run::{Launch, run};
