//! A template in a documentation page: text in, a drawing or a conversation out.
//!
//! It is what a reader gets without opening the whole of Hotplate, so it carries no page: the command `hotplate draw`
//! calls it when documentation is built, and the element `<hot-plate>` (`site/embed`) when a reader asks.

mod beside;
mod conversation;
mod fragment;
mod html;
mod play;
mod reading;
mod render;
mod stage;

pub use conversation::{CONVERSATION_STYLE, conversation};
pub use fragment::{Fragment, conversation_fragment, fragment};
pub use play::Playing;
pub use render::{Options, Theme, render, style_sheet};
pub use stage::stage;
