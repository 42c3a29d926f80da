//! Opens groups into their members.
