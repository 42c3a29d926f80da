//! What the panels say: plain functions from the plan and the exchange to words, rows and choices. No browser here.

mod account;
mod command;
mod control;
mod conversation;
mod fate;
mod free;
mod launching;
mod lines;
mod moment;
mod pythons;
mod sharing;
mod shown;
mod verdict;
pub mod words;

pub use account::{clock_words, order, paper, place_in, time_left};
pub use command::{create_command, missing, quote};
pub use control::{Control, Field, Steps, control, fields, value_text};
pub use conversation::{Section, Standing, sections, standing, trouble};
pub use fate::{Fate, Mood, barrier_words, fate, lack_words};
pub use free::{HIGH, WIDE, outline, stretch};
pub use launching::{
    addresses_needed, declares, existing, heats_name, hosts_needed, how, launch, lease_name, reserving,
    root_scripts, status_sign, ways,
};
pub use lines::{Change, ChangedFile, FileLine, Stretch, added, changed_files, changed_lines, origin_words};
pub use moment::{END, Moment, awaited, clock, files_at, has_run, moments, standing_at};
pub use pythons::ended;
pub use sharing::{inside_lines, inside_words, length_words, pointer_words, sentence};
pub use shown::{Piece, is_open, show, show_known};
pub use verdict::{Verdict, refusal_words};
