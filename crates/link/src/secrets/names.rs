//! Names under which secrets stand, and values that are none.

/// How such a name ends, its signs left out.
const ENDS: [&str; 11] = [
    "password",
    "passwd",
    "passphrase",
    "adminpass",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "credential",
];

/// Values that stand for a secret in examples.
const STAND_INS: [&str; 10] =
    ["changeme", "password", "secret", "example", "none", "null", "true", "false", "xxx", "left-out"];

/// Whether what stands under a name is probably a secret.
pub(super) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    ENDS.iter().any(|end| bare.ends_with(end)) || bare == "pass" || name.ends_with("_pass")
}

/// Whether a value says something itself, and is not there for another.
pub(super) fn is_literal(value: &str) -> bool {
    let value = value.trim();
    let stands_for_another = value.starts_with(['$', '<', '{', '%', '(']);
    // As `str_replace` has them: `token=TOKEN`.
    let is_named = value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') && is_secret(value);
    !value.is_empty()
        && !stands_for_another
        && !is_named
        && !STAND_INS.contains(&value.to_ascii_lowercase().as_str())
}
