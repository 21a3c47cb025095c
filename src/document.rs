//! The document: one immutable text with blocks and inline spans as ranges over it.
//!
//! Every importer makes a [`Document`] through a [`DocumentBuilder`]; layout, extraction and the faces
//! only read it. Nothing here knows files, stores or screens.

pub mod block;
pub mod builder;
pub mod diagnostic;
pub mod id;
pub mod metadata;
pub mod span;
pub mod unit;
// The type that gives the module its name has its own file.
#[allow(clippy::module_inception)]
mod document;

pub use block::{Alignment, Block, BlockIndex, BlockKind, Marker, Table, TableRow};
pub use builder::DocumentBuilder;
pub use diagnostic::{Diagnostic, Loss};
pub use document::{Document, InvalidDocument};
pub use id::{DocumentId, Id, RevisionId};
pub use metadata::{Dateline, Metadata, Title, TitleOrigin};
pub use span::{Span, SpanStyle};
