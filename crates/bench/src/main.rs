//! Times the phases natively and prints a line of JSON for each; with a folder as argument, also writes the templates
//! there, so that others can be timed on the same files.

#![allow(clippy::print_stdout, reason = "a command speaks on the terminal")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use hotplate_bench::{Phase, Subject, templates, text};
use mimalloc::MiMalloc;

/// What the `hotplate` command has: measured is what people run.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// As long as this, and at least as often as that.
const LONG: Duration = Duration::from_millis(400);
const OFTEN: usize = 5;

fn main() -> std::io::Result<()> {
    if let Some(folder) = std::env::args().nth(1) {
        for name in templates() {
            std::fs::write(Path::new(&folder).join(format!("{name}.yaml")), text(name).as_ref())?;
        }
    }
    for name in templates() {
        let subject = Subject::new(name);
        for &phase in Phase::of(name) {
            let (milliseconds, resources) = (least(&subject, phase), subject.resources());
            let phase = phase.name();
            println!(
                r#"{{"template":"{name}","phase":"{phase}","ms":{milliseconds:.4},"resources":{resources}}}"#
            );
        }
    }
    Ok(())
}

/// The milliseconds of the fastest run: whatever else the machine does can only add to it.
fn least(subject: &Subject, phase: Phase) -> f64 {
    let start = Instant::now();
    let (mut runs, mut least) = (0, Duration::MAX);
    while runs < OFTEN || start.elapsed() < LONG {
        let begin = Instant::now();
        black_box(subject.run(phase));
        least = least.min(begin.elapsed());
        runs += 1;
    }
    least.as_secs_f64() * 1000.0
}
