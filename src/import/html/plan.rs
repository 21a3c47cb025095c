//! Plans: which nodes of a tree become blocks, and which have another role than their element says.

use crate::import::html::tree::{NodeIndex, Tree};

/// What is to be made of each node of a tree.
#[derive(Debug)]
pub struct Plan {
    roles: Vec<Role>,
    descriptions: Descriptions,
}

/// Where the description of a picture stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Descriptions {
    /// In the picture, whose words it is.
    #[default]
    Inside,
    /// Below the picture, where it has no caption, unless it only says the title of the article again.
    Below {
        /// The title of the article.
        title: String,
    },
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
        Self { roles: vec![Role::Told; tree.size()], descriptions: Descriptions::Inside }
    }

    /// Returns what is made of a node.
    pub fn role(&self, index: NodeIndex) -> Role {
        self.roles.get(index).copied().unwrap_or_default()
    }

    /// Returns where descriptions of pictures stand.
    pub const fn descriptions(&self) -> &Descriptions {
        &self.descriptions
    }

    /// Puts descriptions of pictures elsewhere.
    pub fn describe(&mut self, descriptions: Descriptions) {
        self.descriptions = descriptions;
    }

    /// Says what is made of a node.
    pub fn set(&mut self, index: NodeIndex, role: Role) {
        if let Some(place) = self.roles.get_mut(index) {
            *place = role;
        }
    }
}
