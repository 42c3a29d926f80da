//! `hotplate answer`: request lines in, answer lines out, in the form of the oracle in `tests/oracle`, which asks the
//! real Heat engine. So both can be asked the same thing and compared line by line.

mod attributes;
mod evaluate;
mod graph;
mod nested;
mod parts;
mod phase;
mod request;
mod template;
mod world;

use serde_json::{Value as Json, json};

use request::Request;

/// Answers one line: a request as a JSON object, or the path of a template. A line that cannot be understood is
/// answered with an error, as is a file that cannot be read.
pub fn answer(line: &str) -> String {
    let line = line.trim();
    let request = if line.starts_with('{') {
        serde_json::from_str(line).map_err(|error| (id(line), format!("not a request: {error}")))
    } else {
        Ok(Request { template: Some(line.to_owned()), ..Request::default() })
    };
    let answer = request.and_then(|request| {
        let answered =
            if request.eval.is_some() { evaluate::answer(&request) } else { template::answer(&request) };
        answered.map_err(|error| (request.id(), error))
    });
    answer.unwrap_or_else(|(id, message)| refusal(&id, &message)).to_string()
}

fn refusal(id: &Json, message: &str) -> Json {
    json!({
        "id": id,
        "ok": false,
        "validate_ok": false,
        "phase": "request",
        "errors": [{ "type": "BadRequest", "message": message, "phase": "request" }],
    })
}

/// The id of a line that is JSON but not a request.
fn id(line: &str) -> Json {
    serde_json::from_str::<Json>(line).ok().and_then(|json| json.get("id").cloned()).unwrap_or_default()
}
