//! The user's key bindings as written, with their lines; what they mean, the terminal face knows.

/// The bindings of the config file, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawKeys {
    /// One entry a binding.
    pub bindings: Vec<RawBinding>,
}

/// One line such as `"gg" = "top"` under `[keys.reader]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawBinding {
    /// The table's name after `keys.`.
    pub context: String,
    /// The keys, in their notation.
    pub keys: String,
    /// The action, or several to do one after the other; `none` alone removes the binding.
    pub actions: Vec<String>,
    /// The line in the file, from 1.
    pub line: usize,
}
