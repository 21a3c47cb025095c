//! Sidelight: a terminal reader for articles that shows beside the text what the text says.
//!
//! The modules stand in reading order, which is also the order of imports: a module uses only modules
//! above it. ARCHITECTURE.md draws the map and the way of a key and of an article.

pub mod text;

pub mod document;
pub mod source;

pub mod fact;

pub mod anchor;
pub mod bookmark;
pub mod verdict;

pub mod exchange;

pub mod layout;

pub mod import;

pub mod fetch;

pub mod extract;

pub mod story;

pub mod search;

pub mod store;

pub mod config;

pub mod library;

pub mod cli;
pub mod tui;
