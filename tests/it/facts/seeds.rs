//! The seed articles, and a twin of each in which people, bodies, places, days and numbers are others:
//! what must be found in them, and how much of their annotation is.

mod annotation;
pub(crate) mod edition;
mod measure;
mod told;
mod traps;
mod twin;
