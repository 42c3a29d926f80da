//! Why something waits, and other facts of a plan, in words.

use hotplate_hot::{Path, Step};
use hotplate_plan::{Dependency, Plan, Reason, Reference, Resource, ResourceId};

/// `1 server`, `3 servers`.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// One reason in words, told of the one that waits: `reads its hosts in input_values.hosts`.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::GetResource { at } => format!("names it in {}", inside(at)),
        Reason::GetAttr { at, attribute } => format!("reads its {attribute} in {}", inside(at)),
        Reason::DependsOn { .. } => "depends_on names it".to_owned(),
        Reason::Implicit(words) => words.clone(),
    }
}

/// All reasons of a dependency, each once.
pub fn reasons(dependency: &Dependency) -> String {
    let mut words: Vec<String> = Vec::new();
    for reason in dependency.reasons.iter().map(reason) {
        if !words.contains(&reason) {
            words.push(reason);
        }
    }
    words.join("; ")
}

/// The part of a path that lies inside a resource's properties, without the names of functions.
fn inside(at: &Path) -> String {
    let steps = at.steps();
    let skip = match steps {
        [Step::Key(section), _, Step::Key(part), ..]
            if &**section == "resources" && &**part == "properties" =>
        {
            3
        }
        [Step::Key(section), _, ..] if &**section == "resources" => 2,
        _ => 0,
    };
    let is_function =
        |step: &Step| matches!(step, Step::Key(key) if matches!(&**key, "get_attr" | "get_resource"));
    let kept = steps.iter().skip(skip).take_while(|step| !is_function(step));
    let path = kept.fold(Path::root(), |path, step| path.step(step.clone())).to_string();
    if path.is_empty() { "its properties".to_owned() } else { path }
}

/// A reference as the template would write it: `server_group.refs_map`, or the bare name for an id.
pub fn reference(reference: &Reference) -> String {
    let attribute = reference.attribute.iter().map(|step| format!(".{}", step.python_str()));
    std::iter::once(reference.resource.to_string()).chain(attribute).collect()
}

/// The heading of a wave, counted from 0.
pub fn wave_title(plan: &Plan, index: usize) -> String {
    if index == 0 {
        return "Wave 1 · starts at once".to_owned();
    }
    format!(
        "Wave {} · after wave {index}, {}",
        index + 1,
        count(plan.waves[index - 1].resources.len(), "resource")
    )
}

/// A resource's type and size in a few words: `ResourceGroup ×3`.
pub fn kind(resource: &Resource) -> String {
    let short = resource.type_name.short();
    match &resource.group {
        Some(group) if group.closed.is_none() => format!("{short} ×{}", group.members.len()),
        Some(_) | None => short.to_owned(),
    }
}

/// The names of resources, joined.
pub fn names(plan: &Plan, ids: impl IntoIterator<Item = ResourceId>) -> String {
    ids.into_iter().map(|id| plan.stack[id].path.to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use hotplate_plan::ResourcePath;
    use hotplate_schema::Value;

    #[test]
    fn reasons_read_as_sentences() {
        let at = Path::keys(["resources", "b", "properties", "input_values", "hosts", "get_attr"]);
        let reads = Reason::GetAttr { at, attribute: "hosts".into() };
        assert_eq!(reason(&reads), "reads its hosts in input_values.hosts");
        let names = Reason::GetResource { at: Path::keys(["resources", "b", "metadata", "x"]).index(1) };
        assert_eq!(reason(&names), "names it in metadata.x[1]");
        assert_eq!(
            reason(&Reason::GetResource { at: Path::keys(["resources", "b", "properties"]) }),
            "names it in its properties"
        );
        assert_eq!(reason(&Reason::DependsOn { at: Path::root() }), "depends_on names it");
    }

    #[test]
    fn a_reference_reads_like_the_template() {
        let resource = ResourcePath::root("server_group");
        let id = Reference { resource: resource.clone(), attribute: Vec::new() };
        assert_eq!(reference(&id), "server_group");
    }

    #[test]
    fn counts_have_their_plural() {
        assert_eq!([count(0, "wave"), count(1, "wave"), count(2, "wave")], ["0 waves", "1 wave", "2 waves"]);
        let _ = Value::Null;
    }
}
