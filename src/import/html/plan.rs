//! Plans: which nodes of a tree become blocks, and which have another role than their element says.

use crate::import::html::tree::{NodeIndex, Tree};

/// What is to be made of each node of a tree.
#[derive(Debug)]
pub struct Plan {
    roles: Vec<Role>,
}

/// What is made of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// What its element says.
    #[default]
    Told,
    /// Nothing.
    Out,
    /// What stands below a picture.
    Caption,
    /// Who made the text or a picture.
    Credit,
    /// A remark outside the running text.
    Note,
}

impl Plan {
    /// Makes a plan by which everything is what its element says.
    pub fn whole(tree: &Tree) -> Self {
        Self { roles: vec![Role::Told; tree.size()] }
    }

    /// Returns what is made of a node.
    pub fn role(&self, index: NodeIndex) -> Role {
        self.roles.get(index).copied().unwrap_or_default()
    }

    /// Says what is made of a node.
    pub fn set(&mut self, index: NodeIndex, role: Role) {
        if let Some(place) = self.roles.get_mut(index) {
            *place = role;
        }
    }
}
