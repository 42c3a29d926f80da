//! `hotplate lsp`: a language server on standard input and output. An editor tells what is typed; it is told what is
//! wrong, and asks what may stand somewhere, what something is, and where it is named.
//!
//! ```text
//! session    messages of the protocol in and out, and the documents that are open
//! text       one document: read and planned, its positions turned into bytes and back
//! answers    what the core says of a text, in the protocol's types
//! ```

mod answers;
mod session;
mod text;

pub(crate) use session::lsp;
