//! Forms: what lines of a text are by how they look, before anybody asks what they say.

/// What lines are by their form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Running text.
    Text,
    /// A header field of a mail.
    Field,
    /// An item of a list so many levels deep.
    Item(u8),
    /// A heading with a number of several parts.
    Section,
    /// A heading by its place at the margin of a text that is indented.
    Outdented,
    /// A line outside the running text: the header of a page, a line of a signature.
    Remark,
    /// Running text set apart by indentation, or one line of a quoted mail.
    Quotation,
    /// Lines whose ends count.
    Code,
    /// A line across the page.
    Rule,
    /// A heading of this level by the line drawn under it.
    Underlined(u8),
}
