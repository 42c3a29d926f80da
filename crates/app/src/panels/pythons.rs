//! What one Python makes of a script, in a line.

use hotplate_agent::{Completion, Run};

/// How a run ended: with its last error, or with the files that it changed.
pub fn ended(run: &Run) -> String {
    let status = match &run.completion {
        Completion::Exited(status) => format!("exit {status}"),
        Completion::Stopped(why) => format!("stopped: {why}"),
        Completion::NotRun(why) => format!("not run: {why}"),
    };
    let error = run.stderr.as_str().trim_end().rsplit('\n').next().unwrap_or_default();
    let files: Vec<&str> = run.files.keys().map(String::as_str).collect();
    match (error.is_empty(), files.is_empty()) {
        (false, _) => format!("{status}, {error}"),
        (true, false) => format!("{status}, changes {}", files.join(", ")),
        (true, true) => status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_told_in_a_line() {
        let mut run = Run::of(Completion::Exited(0));
        assert_eq!(ended(&run), "exit 0");
        run.files.insert("/etc/hosts".to_owned(), "x".into());
        assert_eq!(ended(&run), "exit 0, changes /etc/hosts");
        run.stderr = "Traceback\nKeyError: 'x'\n".into();
        run.completion = Completion::Exited(1);
        assert_eq!(ended(&run), "exit 1, KeyError: 'x'");
    }
}
