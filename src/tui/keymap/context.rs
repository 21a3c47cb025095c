//! Contexts: the places a key can mean something, each a table of the key file.

use std::fmt;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere but in a prompt and the palette.
    Global,
    /// The text.
    Reader,
    /// The text with a caret in it.
    Caret,
    /// The text with something selected in it.
    Visual,
    /// The list of sources.
    Sources,
    /// The facts beside the text.
    Facts,
    /// The bookmarks.
    Bookmarks,
    /// The jump list, the contents and other lists that pop up.
    List,
    /// The matrix of statements and sources.
    Matrix,
    /// The timeline of a story.
    Timeline,
    /// What the search of the library found.
    Results,
    /// The help pane.
    Help,
    /// A line of input: search, command, note.
    Prompt,
    /// The command palette.
    Palette,
    /// The note editor.
    Note,
}

impl Context {
    /// All contexts, in the order of the key file.
    pub const ALL: [Self; 15] = [
        Self::Global,
        Self::Reader,
        Self::Caret,
        Self::Visual,
        Self::Sources,
        Self::Facts,
        Self::Bookmarks,
        Self::List,
        Self::Matrix,
        Self::Timeline,
        Self::Results,
        Self::Help,
        Self::Prompt,
        Self::Palette,
        Self::Note,
    ];

    /// Returns the name of its table: `reader`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Reader => "reader",
            Self::Caret => "caret",
            Self::Visual => "visual",
            Self::Sources => "sources",
            Self::Facts => "facts",
            Self::Bookmarks => "bookmarks",
            Self::List => "list",
            Self::Matrix => "matrix",
            Self::Timeline => "timeline",
            Self::Results => "results",
            Self::Help => "help",
            Self::Prompt => "prompt",
            Self::Palette => "palette",
            Self::Note => "note",
        }
    }

    /// Returns the context called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }

    /// Tells whether keys not bound here mean what they mean everywhere.
    ///
    /// Where text is typed they do not: there a plain character is itself.
    pub fn inherits_global(self) -> bool {
        !matches!(self, Self::Global | Self::Prompt | Self::Palette | Self::Note)
    }

    /// Returns the contexts whose keys count here, the nearest first: with a caret or a selection the keys of the text
    /// that are not bound to something else still do what they do there.
    pub fn layers(self) -> impl Iterator<Item = Self> {
        let own: &[Self] = match self {
            Self::Visual => &[Self::Visual, Self::Caret, Self::Reader],
            Self::Caret => &[Self::Caret, Self::Reader],
            _ => &[],
        };
        let alone = own.is_empty().then_some(self);
        let global = self.inherits_global().then_some(Self::Global);
        own.iter().copied().chain(alone).chain(global)
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_context() {
        for (index, context) in Context::ALL.into_iter().enumerate() {
            assert_eq!(Context::from_name(context.name()), Some(context));
            assert_eq!(context as usize, index);
        }
        assert_eq!(Context::from_name("cellar"), None);
    }
}
