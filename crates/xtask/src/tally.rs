//! Runs a test runner, its output passed on as it comes, and counts the tests that it says passed.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};

use crate::failure::{Doing, Outcome, failed};

/// The number of tests that passed; a failure when any did not.
pub(crate) fn tally(command: &mut Command) -> Outcome<usize> {
    let colour = if io::stderr().is_terminal() { "always" } else { "never" };
    command.env("CARGO_TERM_COLOR", colour).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().doing("start the tests")?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let passed = std::thread::scope(|scope| {
        let errors = scope.spawn(|| stderr.map_or(0, |stderr| pass_on(stderr, io::stderr())));
        stdout.map_or(0, |stdout| pass_on(stdout, io::stdout())) + errors.join().unwrap_or(0)
    });
    let status = child.wait().doing("wait for the tests")?;
    if status.success() { Ok(passed) } else { Err(failed(command)) }
}

/// Copies line by line; gives the number of passed tests that the lines speak of.
fn pass_on(from: impl Read, mut to: impl Write) -> usize {
    let mut passed = 0;
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        passed += passed_in(&String::from_utf8_lossy(&line)).unwrap_or(0);
        // When nobody reads any more, the tests still run to their end.
        let _ = to.write_all(&line).and_then(|()| to.write_all(b"\n"));
    }
    passed
}

/// Reads the closing lines of cargo test, nextest and node's runner.
fn passed_in(line: &str) -> Option<usize> {
    let plain = without_colour(line);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let number_before = |word: &str| {
        let at = words.iter().position(|other| other.trim_end_matches([',', ';']) == word)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    match words.as_slice() {
        ["test", "result:", ..] => number_before("passed"),
        ["Summary", .., "skipped"] => number_before("passed"),
        ["ℹ" | "#", "pass", count] => count.parse().ok(),
        _ => None,
    }
}

fn without_colour(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::passed_in;

    #[test]
    fn the_closing_lines_of_each_runner_are_read() {
        let rows = [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
                Some(12),
            ),
            ("     Summary [   0.512s] 85 tests run: 85 passed, 0 skipped", Some(85)),
            ("     Summary [   0.512s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped", Some(8)),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [   0.5s] 3 tests run: \u{1b}[1m3\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped",
                Some(3),
            ),
            ("ℹ pass 5", Some(5)),
            ("# pass 7", Some(7)),
            ("test tests::two_passed ... ok", None),
        ];
        for (line, passed) in rows {
            assert_eq!(passed_in(line), passed, "{line}");
        }
    }
}
