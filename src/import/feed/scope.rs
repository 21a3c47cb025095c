//! The namespaces in force at a place of a document.

use crate::import::feed::markup::Tag;
use crate::import::feed::reference::resolve;
use crate::import::feed::vocabulary::Space;

/// The most declarations at once; a document of more is read without the rest.
const DECLARATIONS: usize = 1_000;

/// Declarations of namespaces, the innermost last.
#[derive(Debug, Default)]
pub struct Scope<'t> {
    declared: Vec<(&'t str, Space)>,
}

impl<'t> Scope<'t> {
    /// Returns how many declarations are in force.
    pub const fn count(&self) -> usize {
        self.declared.len()
    }

    /// Leaves the elements of all later declarations.
    pub fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
    }

    /// Takes the declarations of a tag at a depth, and returns whose its element is.
    pub fn enter(&mut self, tag: &Tag<'t>, depth: usize) -> Space {
        self.declare(tag, depth);
        self.space(tag.name)
    }

    /// Returns whose an element is.
    pub fn space(&self, name: &str) -> Space {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let declared = self.declared.iter().rev().find(|(known, _)| *known == prefix);
        declared.map_or_else(|| Space::of_prefix(prefix), |(_, space)| *space)
    }

    fn declare(&mut self, tag: &Tag<'t>, depth: usize) {
        for (name, address) in tag.attributes() {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefixed) => match prefixed.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let space = match Space::of_address(&resolve(address)) {
                // A feed that declares a namespace of its own as a whole is still a feed.
                Space::Foreign if prefix.is_empty() && depth == 0 => Space::Core,
                space => space,
            };
            if self.declared.len() < DECLARATIONS {
                self.declared.push((prefix, space));
            }
        }
    }
}

/// Returns a name without its prefix.
pub fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
