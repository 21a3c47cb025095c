//! The integration tests, as one program.
// The helpers here run only in tests, where stopping at the first surprise is right.
#![allow(clippy::unwrap_used, clippy::panic)]

mod articles;
mod book_archive;
mod books;
mod cli;
mod commonmark;
mod durability;
mod encodings;
mod exchange_hostile;
mod exchange_linked;
mod exchange_scale;
mod fact_keys;
mod facts;
mod feed_keys;
mod feeds;
mod fetching;
mod finder_keys;
mod hostile_import;
mod keeping_keys;
mod kept_model;
mod keys;
mod layers;
mod page_metadata;
mod parser_properties;
mod pty;
mod refreshing;
mod revision_keys;
mod script;
mod selection_keys;
mod server;
mod stories;
mod story_keys;
mod story_views;
mod view;
