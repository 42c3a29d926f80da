//! What stands in one place of the page.

use std::borrow::Cow;

use super::El;
use crate::signals::Memo;

/// A piece of a view.
pub(crate) enum Node {
    /// Nothing.
    Nothing,
    /// A text.
    Text(Cow<'static, str>),
    /// An element.
    Element(El),
    /// Several pieces, one after the other.
    List(Vec<Node>),
    /// A region that is made anew, and patched, when a signal that its making read has changed.
    Live(Box<dyn Fn() -> Node>),
    /// A list that follows signals, and whose rows stay as long as their keys do.
    Keyed(Box<dyn Fn() -> Vec<Row>>),
}

/// A row of a list with keys.
pub(crate) struct Row {
    pub(super) key: String,
    pub(super) make: Box<dyn FnOnce() -> Node>,
}

/// A region that follows the signals that `make` reads.
pub(crate) fn live<N: Into<Node>>(make: impl Fn() -> N + 'static) -> Node {
    Node::Live(Box::new(move || make().into()))
}

/// What `make` makes while `on` holds. It is made anew only when that turns.
pub(crate) fn when<N: Into<Node>>(
    on: impl Fn() -> bool + Send + Sync + 'static,
    make: impl Fn() -> N + 'static,
) -> Node {
    let on = Memo::new(move |_| on());
    live(move || on.get().then(&make))
}

/// A list whose rows stay, element and all, as long as their keys are among those that `rows` gives.
pub(crate) fn keyed(rows: impl Fn() -> Vec<Row> + 'static) -> Node {
    Node::Keyed(Box::new(rows))
}

/// A row, which is made only if none with its key is there.
pub(crate) fn row(key: String, make: impl FnOnce() -> Node + 'static) -> Row {
    Row { key, make: Box::new(make) }
}

/// Several pieces, one after the other.
pub(crate) fn list<N: Into<Node>>(pieces: impl IntoIterator<Item = N>) -> Node {
    let mut all = Vec::new();
    for piece in pieces {
        all.push(piece.into());
    }
    Node::List(all)
}

impl From<El> for Node {
    fn from(element: El) -> Self {
        Self::Element(element)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<usize> for Node {
    fn from(number: usize) -> Self {
        number.to_string().into()
    }
}

impl<N: Into<Self>> From<Option<N>> for Node {
    fn from(piece: Option<N>) -> Self {
        piece.map_or(Self::Nothing, Into::into)
    }
}

impl From<Vec<Self>> for Node {
    fn from(pieces: Vec<Self>) -> Self {
        Self::List(pieces)
    }
}

impl<const N: usize> From<[Self; N]> for Node {
    fn from(pieces: [Self; N]) -> Self {
        Self::List(pieces.into())
    }
}
