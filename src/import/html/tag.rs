//! Tags: the elements that matter to a text, and what each does to it.
//!
//! An element that is not known here is treated as browsers treat it: as a stretch of a line. It must
//! not know trees or documents.

/// What a node of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Words.
    Text,
    /// A link.
    A,
    /// An element that stands apart and says nothing else: `div` and its like.
    Block,
    /// A part of a page with a meaning of its own: `section`.
    Section,
    /// A self-contained text: `article`.
    Article,
    /// What a page is about: `main`.
    Main,
    /// What stands beside the text: `aside`.
    Aside,
    /// Links through the site: `nav`.
    Nav,
    /// What stands at the head of a text or page.
    Header,
    /// What stands at the foot of a text or page.
    Footer,
    /// The body of the page.
    Body,
    /// A paragraph.
    P,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A quotation set apart.
    Blockquote,
    /// A list with bullets.
    Ul,
    /// A list with numbers.
    Ol,
    /// An item of a list.
    Li,
    /// A list of terms.
    Dl,
    /// A term.
    Dt,
    /// What a term means.
    Dd,
    /// Text whose line ends count.
    Pre,
    /// A picture with its caption.
    Figure,
    /// A caption.
    Figcaption,
    /// A picture.
    Img,
    /// A table.
    Table,
    /// What a table is called.
    Caption,
    /// A group of rows: `thead`, `tbody`, `tfoot`.
    RowGroup,
    /// A row.
    Tr,
    /// A cell.
    Td,
    /// A cell that names.
    Th,
    /// A form.
    Form,
    /// The line above what can be opened.
    Summary,
    /// A line across the page.
    Hr,
    /// The end of a line.
    Br,
    /// Emphasis.
    Em,
    /// Strong words.
    Strong,
    /// Struck words.
    Strike,
    /// Code within a line.
    Code,
    /// A quotation within a line.
    Q,
    /// Raised words.
    Sup,
    /// How characters are read, beside them.
    Rt,
    /// A time.
    Time,
    /// A formula.
    Math,
    /// A button.
    Button,
    /// What is shown where scripts do not run.
    Noscript,
    /// A stretch of a line.
    Inline,
}

impl Tag {
    /// Returns what the element of a name in lower case is; `None` if nothing of it is text.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "a" => Self::A,
            "address" | "center" | "details" | "dialog" | "dir" | "div" | "fieldset" | "hgroup"
            | "html" | "legend" | "menu" | "search" | "picture" | "optgroup" => Self::Block,
            "section" => Self::Section,
            "article" => Self::Article,
            "main" => Self::Main,
            "aside" => Self::Aside,
            "nav" => Self::Nav,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "body" => Self::Body,
            "p" => Self::P,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "blockquote" => Self::Blockquote,
            "ul" => Self::Ul,
            "ol" => Self::Ol,
            "li" => Self::Li,
            "dl" => Self::Dl,
            "dt" => Self::Dt,
            "dd" => Self::Dd,
            "pre" | "listing" | "plaintext" | "xmp" => Self::Pre,
            "figure" => Self::Figure,
            "figcaption" => Self::Figcaption,
            "img" | "image" => Self::Img,
            "table" => Self::Table,
            "caption" => Self::Caption,
            "thead" | "tbody" | "tfoot" => Self::RowGroup,
            "tr" => Self::Tr,
            "td" => Self::Td,
            "th" => Self::Th,
            "form" => Self::Form,
            "summary" => Self::Summary,
            "hr" => Self::Hr,
            "br" => Self::Br,
            "em" | "i" | "cite" | "dfn" | "var" => Self::Em,
            "b" | "strong" => Self::Strong,
            "s" | "strike" | "del" => Self::Strike,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "q" => Self::Q,
            "sup" => Self::Sup,
            "rt" | "rtc" => Self::Rt,
            "time" => Self::Time,
            "math" => Self::Math,
            "button" => Self::Button,
            "noscript" => Self::Noscript,
            "head" | "script" | "style" | "template" | "title" | "meta" | "link" | "base"
            | "iframe" | "frame" | "frameset" | "noframes" | "object" | "embed" | "param"
            | "applet" | "audio" | "video" | "source" | "track" | "canvas" | "map" | "area"
            | "input" | "select" | "datalist" | "textarea" | "option" | "progress" | "meter"
            | "rp" | "wbr" | "text" | "annotation" | "annotation-xml" | "desc" | "defs"
            | "metadata" | "colgroup" | "col" => return None,
            _ => Self::Inline,
        })
    }

    /// Tells whether the element stands apart from what is before and after it.
    pub const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Text
                | Self::A
                | Self::Br
                | Self::Em
                | Self::Strong
                | Self::Strike
                | Self::Code
                | Self::Q
                | Self::Sup
                | Self::Rt
                | Self::Time
                | Self::Math
                | Self::Img
                | Self::Button
                | Self::Noscript
                | Self::Inline
        )
    }
}
