//! The functions of CloudFormation's format, some of which the oldest HOT version shares (Heat:
//! `heat/engine/cfn/functions.py`).

use hotplate_hot::Expression;
use hotplate_schema::{Key, Map, Value};

use super::call::known;
use super::str_replace::replace_texts;
use super::{Answer, Call, Scope, Stop};
use crate::Resolved;
use crate::parameters::kind_of;

/// `Fn::FindInMap: [mapping, key, key]`
pub(super) fn find_in_map(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let form = "`[MAPPING, KEY, KEY]`";
    let Some([_, _, _]) = call.items() else { return call.form(form) };
    let steps = call.value(scope)?;
    let [Value::String(mapping), steps @ ..] = steps.as_list().unwrap_or_default() else {
        return call.failed("takes the name of a mapping");
    };
    let mapping = scope.context.mappings.get(mapping.as_str());
    match mapping.and_then(|mapping| super::select(mapping, steps, false)) {
        Some(value) => Ok(Resolved::Known(value)),
        None => call.failed("finds no such entry in the mappings"),
    }
}

/// `Fn::GetAZs: region`: the testbed's zones, which only it knows.
pub(super) fn get_azs(call: &Call<'_>, _: &mut Scope<'_>) -> Answer {
    Err(Stop::Obstacle(Resolved::Unknown(format!("what `{}` gives only the testbed knows", call.name))))
}

/// `Fn::Split: [delimiter, text]`
pub(super) fn split(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let Some([delimiter, text]) = call.items() else { return call.form("`[DELIMITER, TEXT]`") };
    let text = known(call.item(1, text, scope))?;
    match (delimiter, &text) {
        (Expression::Scalar(Value::String(delimiter)), Value::String(text)) if !delimiter.is_empty() => {
            scope.pay(text.len())?;
            Ok(Resolved::Known(Value::List(text.split(delimiter.as_str()).map(Value::from).collect())))
        }
        (Expression::Scalar(Value::String(delimiter)), _) if !delimiter.is_empty() => {
            call.failed(format_args!("splits text, not {}", kind_of(&text)))
        }
        _ => call.failed("needs a delimiter that is written out and not empty"),
    }
}

/// `Fn::Replace: [{placeholder: text}, text]`
pub(super) fn replace(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let form = "`[{PLACEHOLDER: TEXT}, TEXT]`";
    let Some([params, template]) = call.items() else { return call.form(form) };
    if !matches!(params, Expression::Map(_) | Expression::Call { .. }) {
        return call.form(form);
    }
    let (params, template) = (call.item(0, params, scope), call.item(1, template, scope));
    replace_texts(call, template, params, scope)
}

/// `Fn::Base64: text`: Heat leaves the text as it is.
pub(super) fn base64(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    match call.value(scope)? {
        text @ Value::String(_) => Ok(Resolved::Known(text)),
        other => call.failed(format_args!("takes text, not {}", kind_of(&other))),
    }
}

/// `Fn::MemberListToMap: [key name, value name, [".member.0.NAME=TEXT", ...]]`
pub(super) fn member_list_to_map(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let form = "`[KEY NAME, VALUE NAME, LIST]`";
    let Some([Expression::Scalar(Value::String(key)), Expression::Scalar(Value::String(value)), list]) =
        call.items()
    else {
        return call.form(form);
    };
    let list = known(call.item(2, list, scope))?;
    let Some(items) = list.as_list() else { return call.failed("takes a list") };
    // By number: what the member is called, and what it is worth.
    let mut members: Vec<(usize, Option<&str>, Option<&str>)> = Vec::new();
    for item in items {
        let Some((name, worth)) = item.as_str().and_then(|item| item.split_once('=')) else {
            return call.failed("takes a list of `.member.NUMBER.NAME=TEXT`");
        };
        let member = name.strip_prefix(".member.").and_then(|rest| rest.split_once('.'));
        let Some((number, name)) = member.and_then(|(at, name)| Some((at.parse().ok()?, name))) else {
            continue;
        };
        let at = members.iter().position(|(other, ..)| *other >= number).unwrap_or(members.len());
        if members.get(at).is_none_or(|(other, ..)| *other != number) {
            members.insert(at, (number, None, None));
        }
        scope.pay(members.len())?;
        if name == key {
            members[at].1 = Some(worth);
        }
        if name == value {
            members[at].2 = Some(worth);
        }
    }
    let entry =
        |(_, key, value): (usize, Option<&str>, Option<&str>)| Some((Key::from(key?), Value::from(value?)));
    Ok(Resolved::Known(Value::Map(members.into_iter().filter_map(entry).collect::<Map>())))
}
