//! Findings as commands to GitHub's runner, which shows each beside its line.

use crate::finding::Finding;

/// One command a finding.
pub(super) fn commands(findings: &[Finding]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Finding) -> String {
    let at = &finding.place;
    let level = if finding.severity == "note" { "notice" } else { finding.severity };
    let mut command = format!("::{level} file={},line={}", property(&at.file), at.line);
    // The runner takes columns only where they are of one line.
    command += &match at.line == at.end_line {
        true => format!(",col={},endColumn={}", at.column, at.end_column),
        false => format!(",endLine={}", at.end_line),
    };
    command += &format!(",title={}::{}\n", property(finding.code), data(&finding.words()));
    command
}

/// Text that must not end its command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text that must not end its property either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_its_command() {
        assert_eq!(data("50% of\r\n::error::a, b"), "50%25 of%0D%0A::error::a, b");
        assert_eq!(property("a:b,c\n"), "a%3Ab%2Cc%0A");
    }
}
