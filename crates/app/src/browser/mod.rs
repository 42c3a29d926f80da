//! The edges to the browser: storage, the page itself, panics, the workers.

mod address;
mod desk;
mod engine;
mod files;
mod from;
mod page;
mod png;
mod port;
mod python;
mod runs;
mod sample;
mod storage;
mod time;

pub(crate) use address::{adopt, arriving, bare, linked, put, sampled};
pub(crate) use desk::drive_desk;
pub(crate) use engine::drive_engine;
pub(crate) use files::{choose_files, listen_for_files};
pub(crate) use from::{Brought, ask_for};
pub(crate) use page::{
    Pause, announce, copy, document, download, download_bytes, focus, is_framed, is_lost, listen, wear,
};
pub(crate) use png::save_png;
pub(crate) use runs::run_wanted_jobs;
pub(crate) use sample::fetch_sample;
pub(crate) use storage::{
    Recent, forget_all, keep, keep_shelved, keep_theme, own_address, recall, recent, shelve, started,
    starting,
};
pub(crate) use time::{
    breathe, local_minute, local_seconds, request_animation_frame, set_timeout, utc_minute,
};
