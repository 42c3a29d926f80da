//! Findings as SARIF 2.1.0, which programs that collect findings read.

use hotplate_hot::Code;
use hotplate_hot::codes::CODES;
use serde_json::{Value, json};

use super::page_of;
use crate::finding::{Finding, Spot, severity};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run with every finding. `faults` say why it is not about every file; `base` is where the pages about checks are.
pub(super) fn sarif(findings: &[Finding], faults: &[String], base: &str) -> String {
    let found = |code: &Code| findings.iter().any(|finding| finding.code == code.0);
    let entries: Vec<_> = CODES.iter().filter(|entry| found(&entry.code)).collect();
    let rules = entries.iter().map(|entry| {
        let mut rule = json!({
            "id": entry.code.0,
            "shortDescription": { "text": entry.summary },
            "defaultConfiguration": { "level": severity(entry.severity) },
        });
        // SARIF takes no relative address here.
        if !base.is_empty() {
            rule["helpUri"] = json!(page_of(entry.code, base));
        }
        rule
    });
    let index = |code: &str| entries.iter().position(|entry| entry.code.0 == code);
    let results = findings.iter().map(|finding| result(finding, index(finding.code)));
    let notices = faults.iter().map(|fault| json!({ "level": "error", "message": { "text": fault } }));
    crate::json::pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Hotplate",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": faults.is_empty(),
                "toolExecutionNotifications": notices.collect::<Vec<_>>(),
            }],
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    }))
}

fn result(finding: &Finding, rule: Option<usize>) -> Value {
    let related = finding.related.iter().map(|related| {
        let mut location = location(&related.place);
        if !related.message.is_empty() {
            location["message"] = json!({ "text": related.message });
        }
        location
    });
    json!({
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": { "text": finding.words() },
        "locations": [location(&finding.place)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(place: &Spot) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&place.file) },
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    } })
}

/// A path as a reference: relative to where the command ran, or whole.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("./a b/c.yaml"), "a%20b/c.yaml");
        assert_eq!(uri("/stacks/ü.yaml"), "file:///stacks/%C3%BC.yaml");
        assert_eq!(uri("x:y.yaml"), "x%3Ay.yaml");
    }
}
