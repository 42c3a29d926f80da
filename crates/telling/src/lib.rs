//! A plan and its exchange in words, rows and lines: what any view of them says, and how it is divided.
//!
//! It reads what others have found out and decides nothing about Heat, so the page may call it, as may whoever writes
//! for a documentation page.

mod conversation;
mod fate;
mod lines;
mod moment;
mod shown;
pub mod words;

pub use conversation::{Section, Standing, sections, standing, trouble};
pub use fate::{Fate, Mood, barrier_words, fate, lack_words};
pub use lines::{Change, ChangedFile, FileLine, Stretch, added, changed_files, changed_lines, origin_words};
pub use moment::{END, Moment, awaited, clock, files_at, has_run, moments, standing_at};
pub use shown::{Piece, is_open, show, show_known};
