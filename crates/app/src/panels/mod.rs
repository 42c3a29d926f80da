//! What the panels say: plain functions to words, rows and choices. No browser here. What is told of a plan and an
//! exchange wherever they are shown, stands in the crate `telling`.

mod account;
mod command;
mod control;
mod free;
mod launching;
mod pythons;
mod sharing;
mod verdict;

pub use account::{clock_words, order, paper, place_in, time_left};
pub use command::{create_command, missing, quote};
pub use control::{Control, Field, Steps, control, fields, value_text};
pub use free::{HIGH, WIDE, outline, stretch};
pub use launching::{
    addresses_needed, declares, existing, heats_name, hosts_needed, how, launch, lease_name, reserved,
    reserving, root_scripts, status_sign, strange_network, ways,
};
pub use pythons::ended;
pub use sharing::{inside_lines, inside_words, length_words, pointer_words, sentence};
pub use verdict::{Verdict, refusal_words};

pub use hotplate_telling::{
    Change, ChangedFile, END, Fate, FileLine, Moment, Mood, Piece, Section, Standing, Stretch, added,
    awaited, barrier_words, changed_files, changed_lines, clock, fate, files_at, has_run, is_open,
    lack_words, moments, origin_words, sections, show, show_known, standing, standing_at, trouble, words,
};
