//! The integration tests, as one program.

mod layers;
