//! The custom constraints that need no service (Heat: `constraint/common_constraints.py`).

mod cron;
mod network;
mod time;

use hotplate_schema::Value;

use super::json::read_json;

/// Why a text is not one.
type Fault = String;

/// What a constraint says of a text.
type Rule = fn(&str) -> Result<(), Fault>;

/// A constraint, whether it takes what is empty, and what it says of a text.
const ROWS: [(&str, bool, Rule); 12] = [
    ("ip_addr", false, network::address),
    ("ip_or_cidr", false, network::address_or_subnet),
    ("net_cidr", false, network::subnet),
    ("mac_addr", false, network::mac),
    ("dns_name", true, network::name),
    ("rel_dns_name", true, network::relative_name),
    ("dns_domain", true, network::domain),
    ("cron_expression", true, cron::expression),
    ("timezone", true, time::zone),
    ("iso_8601", false, time::moment),
    ("expiration", true, time::expiration),
    ("json_string", true, |text| read_json(text).map(drop).map_err(|why| format!("it is not JSON: {why}"))),
];

/// What a constraint says of a value; `None` if only a service can tell.
pub(crate) fn judge(name: &str, value: &Value) -> Option<Result<(), Fault>> {
    let (_, takes_empty, rule) = ROWS.iter().find(|row| row.0 == name)?;
    let empty = match value {
        Value::String(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(map) => map.is_empty(),
        Value::Float(value) => *value == 0.0,
        Value::Null | Value::Bool(false) | Value::Int(0) => true,
        Value::Bool(_) | Value::Int(_) => false,
    };
    match value {
        _ if *takes_empty && empty => Some(Ok(())),
        Value::String(text) => Some(rule(text)),
        _ => Some(Err("it is not text".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The texts that the engine takes, and those that it refuses.
    const TEXTS: [(&str, &[&str], &[&str]); 12] = [
        (
            "ip_addr",
            &[
                "10.0.0.1",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "::ffff:1.2.3.4",
                "2001:DB8::A",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:1.2.3.4",
                "::",
                "1::8",
            ],
            &[
                "",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1/24",
                " 10.0.0.1",
                "fe80::1%eth0",
                "1:2",
                "a.b.c.d",
                "::1/64",
                "1:2:3:4:5:6:7",
                "1::2::3",
                ":1",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:8::",
                ":::",
            ],
        ),
        (
            "ip_or_cidr",
            &["10.0.0.1", "10.0.0.0/8", "fe80::/64"],
            &["", "10.0.0.0/33", "10/8", "x", "fe80::/129"],
        ),
        (
            "net_cidr",
            &["10.0.0.0/24", "10.0.0.1/24", "0.0.0.0/0", "fe80::/64", "::/0", "10.0.0.0/32"],
            &[
                "",
                "10.0.0.0",
                "10.0.0.0/33",
                "10/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/024",
                "10.0.0.0 /24",
                "fe80::/129",
                "fe80::",
            ],
        ),
        (
            "mac_addr",
            &[
                "fa:16:3e:00:00:01",
                "FA-16-3E-00-00-01",
                "fa16.3e00.0001",
                "fa163e000001",
                "0:1:2:3:4:5",
                "fa163:e0000",
            ],
            &["", "fa:16:3e:00:00", "fa:16:3e:00:00:0g", "fa:16:3e:00:00:001", "x", "fa 16 3e 00 00 01"],
        ),
        (
            "dns_name",
            &["", "host", "host.example.org", "host.example.org.", "a-b.c", "1.2"],
            &["Host", "-a.b", "a-.b", "a..b", ".", "a_b", "example.123.", "ü"],
        ),
        ("rel_dns_name", &["", "host", "host.sub"], &["host.", "HOST"]),
        ("dns_domain", &["", "example.org.", "a."], &["example.org", "-.", "1.2."]),
        (
            "cron_expression",
            &[
                "",
                "* * * * *",
                "*/5 1,2 1-10/2 jan-mar mon",
                "0 0 L * *",
                "@daily",
                "* * ? * 7",
                "5-1 * * * *",
                "0 0 * * 5#2",
                "* * * * * 30",
            ],
            &[
                "60 * * * *",
                "* * * *",
                "* * 0 * *",
                "a * * * *",
                "*/0 * * * *",
                "1-70 * * * *",
                "? * * * *",
                "1,,2 * * * *",
                "* * * * 8",
                "* * * 13 *",
                "-1 * * * *",
                "1.5 * * * *",
                "x",
            ],
        ),
        (
            "timezone",
            &[
                "",
                "UTC",
                "Europe/Berlin",
                "America/Argentina/Salta",
                "Etc/GMT+5",
                "EST5EDT",
                "posix/Asia/Tokyo",
            ],
            &[
                "Nowhere",
                "Berlin",
                "Mars/Phobos",
                "../etc",
                "Europe/Nowhere",
                "europe/berlin",
                "-/UTC",
                "Europe/",
            ],
        ),
        (
            "iso_8601",
            &[
                "2026-01-02T03:04:05Z",
                "2026-01-02",
                "2026",
                "20260102",
                "2026-01-02 03:04",
                "2026-01-02T03:04:05.123+02:00",
                "2026-1-2",
                "2026-01",
            ],
            &[
                "",
                "202601",
                "2026-13-01",
                "2026-02-30",
                "2026-01-02T24:00",
                "yesterday",
                "2026-01-02T03:04:05 Z",
                "26-01-02",
            ],
        ),
        ("expiration", &["", "2099-01-01T00:00:00Z", " 2099-01-01 "], &["2015-01-01", "soon", "2099-13-01"]),
        ("json_string", &["", "{}", "[1, \"a\"]", "5"], &["{a: 1}", "{", "nope"]),
    ];

    #[test]
    fn texts_are_taken_and_refused() {
        let mut wrong = Vec::new();
        for (name, good, bad) in TEXTS {
            for (texts, expected) in [(good, true), (bad, false)] {
                for &text in texts {
                    let verdict = judge(name, &text.into()).unwrap();
                    if verdict.is_ok() != expected {
                        wrong.push(format!("{name}: `{text}` {verdict:?}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(judge("nova.flavor", &"m1".into()), None);
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in r"[ -~üé\n]{0,24}", which in 0..12usize) {
            prop_assert!(judge(ROWS[which].0, &text.as_str().into()).is_some());
        }
    }
}
