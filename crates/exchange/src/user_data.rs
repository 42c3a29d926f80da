//! What servers are started with: their `user_data` as it reaches cloud-init, part by part (clients/os/nova.py,
//! `build_userdata`; heat/multi_part.py; heat/cloud_config.py).

use hotplate_plan::{Plan, Resolved, ResourceId, read_json};
use hotplate_schema::Value;

use crate::config::{items, read_config, text};
use crate::dump::dump;
use crate::world::World;
use crate::{Action, Exchange};

/// What servers are started with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct UserData {
    /// The servers, as places in [`Exchange::instances`].
    pub instances: Vec<usize>,
    /// How Heat wraps it: `RAW`, `HEAT_CFNTOOLS` or `SOFTWARE_CONFIG`.
    pub format: String,
    /// The parts, in order. A single one without a kind is handed over as it is.
    pub parts: Vec<UserPart>,
}

/// A part of what a server is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct UserPart {
    /// What it is for cloud-init: `text/cloud-config`; empty if it goes by the text alone.
    pub kind: String,
    /// Its file name; empty for none.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Content {
    /// This text.
    Text(String),
    /// Something of Heat's own.
    Heat,
    /// It is not known: why.
    Unknown(String),
}

/// What a config resource gives to whoever is started with it.
enum Config {
    One(Content),
    Many(Vec<UserPart>),
}

/// What each server is started with that says so; servers that are started with the same stand together.
pub(crate) fn user_data(plan: &Plan, exchange: &Exchange, world: &World) -> Vec<UserData> {
    let mut all: Vec<UserData> = Vec::new();
    for (at, instance) in exchange.instances.iter().enumerate() {
        let server = &plan.stack[instance.resource];
        if server.properties.get("user_data").is_none() {
            continue;
        }
        let properties = plan.properties(server.id, world);
        let format = text(&properties, "user_data_format").unwrap_or_else(|| CFNTOOLS.to_owned());
        let parts = wrapped(&format, given(plan, world, &properties, &format));
        match all.iter_mut().find(|known| known.format == format && known.parts == parts) {
            Some(known) => known.instances.push(at),
            None => all.push(UserData { instances: vec![at], format, parts }),
        }
    }
    all
}

const RAW: &str = "RAW";
const CFNTOOLS: &str = "HEAT_CFNTOOLS";

/// How deep a message may hold messages.
const DEPTH: u32 = 8;

/// What the property itself comes to. With `HEAT_CFNTOOLS`, Heat does not look a config up, and its id stays.
fn given(plan: &Plan, world: &World, properties: &Resolved, format: &str) -> Config {
    let property = properties.get("user_data").unwrap_or(Resolved::Known(Value::Null));
    let config = world.named(&property).filter(|_| format != CFNTOOLS);
    config.map_or_else(|| Config::One(literal(&property)), |config| of_config(plan, world, config, DEPTH))
}

fn literal(value: &Resolved) -> Content {
    match value {
        Resolved::Known(Value::Null) => Content::Text(String::new()),
        Resolved::Known(value) => Content::Text(value.python_str()),
        Resolved::Unknown(why) => Content::Unknown(why.clone()),
        Resolved::Pending(_) | Resolved::List(_) | Resolved::Map(_) => {
            Content::Unknown("it depends on something that is not simulated".to_owned())
        }
    }
}

/// What Heat keeps under the id of a config resource.
fn of_config(plan: &Plan, world: &World, id: ResourceId, depth: u32) -> Config {
    let resource = &plan.stack[id];
    let properties = plan.properties(id, world);
    Config::One(match resource.type_name.as_str() {
        "OS::Heat::MultipartMime" if depth > 0 => {
            let mut parts = Vec::new();
            for item in items(&properties, "parts") {
                add_part(&mut parts, plan, world, &item, depth - 1);
            }
            return Config::Many(parts);
        }
        "OS::Heat::CloudConfig" => match properties.get("cloud_config") {
            None => Content::Text(HEAD.to_owned() + "null\n"),
            Some(Resolved::Known(value)) => match dump(&value) {
                Some(yaml) => Content::Text(HEAD.to_owned() + &yaml),
                None => Content::Unknown("one of its keys is too long".to_owned()),
            },
            Some(other) => literal(&other),
        },
        "OS::Heat::SoftwareConfig" => {
            match read_config(resource, &properties, Action::Create).map(|config| config.body) {
                Some(Ok(body)) => literal(&Resolved::Known(body)),
                Some(Err(why)) => Content::Unknown(why),
                None => Content::Text(String::new()),
            }
        }
        other => Content::Unknown(["what Heat makes of `", other, "` here is not known"].concat()),
    })
}

const HEAD: &str = "#cloud-config\n";

/// Adds what a part of a message comes to: one part, or those of another message (`_append_multiparts`).
fn add_part(parts: &mut Vec<UserPart>, plan: &Plan, world: &World, item: &Resolved, depth: u32) {
    let property = item.get("config").unwrap_or(Resolved::Known(Value::Null));
    let config = match world.named(&property) {
        Some(config) => of_config(plan, world, config, depth),
        None => Config::One(literal(&property)),
    };
    let multipart = text(item, "type").as_deref() == Some("multipart");
    match config {
        // A message within a message is written out, and what is not ASCII was packed for the way.
        Config::Many(inner) if multipart => parts.extend(inner.into_iter().map(repacked)),
        Config::Many(_) => parts.push(named(
            item,
            Content::Unknown(
                "it is a message in a part that is no message: `type: multipart` opens it".to_owned(),
            ),
        )),
        Config::One(Content::Text(text)) if multipart => {
            if text.contains("multipart/") {
                let why = "a message that is written out by hand is not taken apart here";
                parts.push(named(item, Content::Unknown(why.to_owned())));
            }
        }
        Config::One(content) => parts.push(named(item, content)),
    }
}

/// A part with its name and kind: without a kind of its own, what stands before the ending of its name.
fn named(item: &Resolved, content: Content) -> UserPart {
    let name = text(item, "filename").unwrap_or_default();
    let kind = text(item, "subtype").filter(|kind| !kind.is_empty());
    UserPart { kind: kind_of(&kind.unwrap_or_else(|| stem(&name).to_owned())), name, content }
}

fn kind_of(subtype: &str) -> String {
    ["text/", if subtype.is_empty() { "plain" } else { subtype }].concat()
}

/// A file name without its last ending.
fn stem(name: &str) -> &str {
    let start = name.rfind('/').map_or(0, |at| at + 1);
    match name[start..].trim_start_matches('.').rfind('.') {
        Some(_) => name.rfind('.').map_or(name, |at| &name[..at]),
        None => name,
    }
}

/// Heat takes a message apart without unpacking its parts: a text beyond ASCII then stays as it travelled, in base64.
fn repacked(part: UserPart) -> UserPart {
    let content = match part.content {
        Content::Text(text) if !text.is_ascii() => Content::Text(base64(text.as_bytes())),
        content => content,
    };
    UserPart { content, ..part }
}

/// Bytes in base64, in lines of 76 letters.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for line in bytes.chunks(57) {
        for three in line.chunks(3) {
            let number = three.iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
            let number = number << (8 * (3 - three.len()));
            for at in 0..4 {
                let letter = LETTERS[number >> (18 - 6 * at) & 63];
                out.push(if at <= three.len() { char::from(letter) } else { '=' });
            }
        }
        out.push('\n');
    }
    out
}

/// What Heat puts around it.
fn wrapped(format: &str, given: Config) -> Vec<UserPart> {
    let part =
        |kind: &str, name: &str, content| UserPart { kind: kind_of(kind), name: name.to_owned(), content };
    let own = |kind: &str, name: &str| part(kind, name, Content::Heat);
    let bare = |content| UserPart { kind: String::new(), name: String::new(), content };
    if format == RAW {
        return match given {
            Config::One(content) => vec![bare(content)],
            Config::Many(parts) => parts,
        };
    }
    if let (true, Config::One(Content::Text(text))) = (format != CFNTOOLS, &given)
        && is_ignition(text)
    {
        return vec![bare(Content::Unknown(
            "it is Ignition, into which Heat writes its metadata as files".to_owned(),
        ))];
    }
    let mut parts = vec![
        own("cloud-config", "cloud-config"),
        own("cloud-boothook", "boothook.sh"),
        own("part-handler", "part-handler.py"),
    ];
    match given {
        Config::One(content) if format == CFNTOOLS => {
            parts.push(part("x-cfninitdata", "cfn-userdata", content))
        }
        Config::One(content) => parts.push(part("", "", content)),
        Config::Many(many) => parts.extend(many.into_iter().map(repacked)),
    }
    if format == CFNTOOLS {
        let more = [
            ("x-shellscript", "loguserdata.py"),
            ("x-cfninitdata", "cfn-metadata-server"),
            ("x-cfninitdata", "cfn-boto-cfg"),
        ];
        parts.extend(more.map(|(kind, name)| own(kind, name)));
    } else {
        parts.push(own("x-cfninitdata", "cfn-init-data"));
    }
    parts
}

/// Whether a text is Ignition's (`is_ignition_format`).
fn is_ignition(text: &str) -> bool {
    let read = if text.trim_start().starts_with('{') { read_json(text).ok() } else { None };
    let get = |map: Value, key: &str| match map {
        Value::Map(mut map) => map.remove(key),
        _ => None,
    };
    let version = read.and_then(|json| get(json, "ignition")).and_then(|ignition| get(ignition, "version"));
    version.is_some_and(|version| !matches!(version, Value::Null) && version != Value::from(""))
}
