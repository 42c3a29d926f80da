//! jq's formats: `@csv` and its kin.

use super::functions::{error, shown};
use super::json::{Json, Layout};
use super::run::Fault;
use crate::Text;

/// A value as a format writes it.
pub(super) fn format(format: &str, value: &Json) -> Result<Text, Fault> {
    let row = |separator: &str, cell: &dyn Fn(&Json) -> Text| {
        let Json::Array(items) = value else {
            return error(format!("{} cannot be formatted, only an array can", shown(value)));
        };
        let cells: Vec<Text> = items.iter().map(cell).collect();
        Ok(Text::join(&cells, separator))
    };
    let quoted = |text: &Text, quote: char, twice: &str| {
        let mut out = Text::from(quote.encode_utf8(&mut [0; 4]) as &str);
        out.push(
            &text.map_chars(|char, new| if char == quote { new.push_str(twice) } else { new.push(char) }),
        );
        out.push_str(quote.encode_utf8(&mut [0; 4]));
        out
    };
    let shell_word = |value: &Json| match value {
        Json::String(text) => quoted(text, '\'', "'\\''"),
        other => other.text(),
    };
    Ok(match format {
        "@json" => value.write(&Layout::default()),
        "@base64" => {
            let text = value.text();
            text.compute(&super::super::base64::encode(text.as_str().as_bytes()))
        }
        "@base64d" => {
            let text = value.text();
            let (bytes, _) = super::super::base64::decode(text.as_str());
            text.compute(&String::from_utf8_lossy(&bytes))
        }
        "@uri" => value.text().map_chars(|char, new| {
            if char.is_ascii_alphanumeric() || "-_.~".contains(char) {
                return new.push(char);
            }
            for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                new.push_str(&format!("%{byte:02X}"));
            }
        }),
        "@tsv" => row("\t", &|cell| match cell {
            Json::Null => Text::default(),
            cell => cell.text().map_chars(|char, new| match char {
                '\t' => new.push_str("\\t"),
                '\n' => new.push_str("\\n"),
                '\r' => new.push_str("\\r"),
                '\\' => new.push_str("\\\\"),
                char => new.push(char),
            }),
        })?,
        "@csv" => row(",", &|cell| match cell {
            Json::Null => Text::default(),
            Json::String(text) => quoted(text, '"', "\"\""),
            cell => cell.text(),
        })?,
        "@sh" if matches!(value, Json::Array(_)) => row(" ", &shell_word)?,
        "@sh" => shell_word(value),
        _ => value.text(),
    })
}
