//! The terminal face: what a key does, what the screen shows, and the loop between them.

pub mod action;
pub mod key;
pub mod keymap;
