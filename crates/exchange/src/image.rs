//! Whether the images of a template's servers have what its deployments need, as far as is known: `images.txt` says what
//! is, of which images, since when, and who says so.

use hotplate_hot::{Diagnostic, Part, Place, codes};
use hotplate_plan::Plan;
use hotplate_schema::Value;

use crate::{Content, Exchange, UserData};

/// What is known of images. Behind the day until which it is right, a row each: the images it speaks of (`*` stands for
/// any letters) | what it is about | since when | what is so | who says so. What concerns the build of images concerns
/// those built since. Rows are about `image` (whether it is still built), `heat-agents`, `facter`, `python` (the command
/// of that name), or `system` (what it says it is: name/version/code name).
const TABLE: &str = include_str!("../images.txt");

/// What a server needs of its image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Need {
    /// To be built at all.
    Image,
    /// The agents that run deployments.
    Agents,
    /// The command `facter`, which a script calls.
    Facter,
    /// The command `python`, which a script asks for in its first line.
    Python,
}

/// Something that an image lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Lack {
    /// What is needed.
    pub need: Need,
    /// What is so, and what follows: a sentence without its end.
    pub message: String,
    /// Since when: a date.
    pub since: String,
    /// Who says so.
    pub source: String,
}

/// An image, and what of it is needed in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct ImageCheck {
    /// The image's name; `None` if it is not known.
    pub image: Option<String>,
    /// The instances that are made of it and on which something is deployed: places in [`Exchange::instances`].
    pub instances: Vec<usize>,
    /// What it lacks.
    pub lacks: Vec<Lack>,
    /// Whether the table says anything of it.
    pub known: bool,
    /// The day until which the table is known to be right.
    pub as_of: String,
}

/// One row of the table.
struct Row<'a> {
    pattern: &'a str,
    what: &'a str,
    since: &'a str,
    words: &'a str,
    source: &'a str,
}

fn rows() -> impl Iterator<Item = Row<'static>> {
    TABLE.lines().filter_map(|line| {
        let mut cells = line.split(" | ");
        Some(Row {
            pattern: cells.next()?,
            what: cells.next()?,
            since: cells.next()?,
            words: cells.next()?,
            source: cells.next()?,
        })
    })
}

fn as_of() -> &'static str {
    TABLE.lines().find_map(|line| line.strip_prefix("as of ")).unwrap_or_default()
}

/// What an image says it is, as facts by facter's names; nothing if that is not known.
pub(crate) fn system(image: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let row = rows().find(|row| row.what == "system" && fits(row.pattern, image));
    let words = row.map_or("", |row| row.words).split('/').filter(|word| !word.is_empty());
    ["operatingsystem", "operatingsystemrelease", "lsbdistcodename"].into_iter().zip(words)
}

/// Checks the images of all servers on which something is deployed.
pub(crate) fn check_images(plan: &Plan, exchange: &Exchange) -> Vec<ImageCheck> {
    let mut checks: Vec<ImageCheck> = Vec::new();
    for (at, needs) in needs(plan, exchange).into_iter().enumerate() {
        if needs.is_empty() {
            continue;
        }
        let image = image_of(plan, exchange, at);
        let place = checks.iter().position(|check| check.image == image).unwrap_or_else(|| {
            let instances = Vec::new();
            let known = image.as_deref().is_some_and(|image| rows().any(|row| fits(row.pattern, image)));
            let as_of = as_of().to_owned();
            checks.push(ImageCheck { image, instances, lacks: Vec::new(), known, as_of });
            checks.len() - 1
        });
        let check = &mut checks[place];
        check.instances.push(at);
        for need in needs {
            let Some(image) = check.image.as_deref() else { continue };
            if !check.lacks.iter().any(|lack| lack.need == need) {
                check.lacks.extend(row_of(need, image).map(|row| lack_of(need, &row)));
            }
        }
    }
    checks
}

/// What images lack, as findings at the server that is to be made of each.
pub fn image_findings(plan: &Plan, exchange: &Exchange) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in &exchange.images {
        let Some(first) = check.instances.first().and_then(|&at| exchange.instances.get(at)) else {
            continue;
        };
        let server = &plan.stack[first.resource];
        let place = Place::Path(server.definition.key("properties").key("image"), Part::Value);
        for lack in &check.lacks {
            let mut finding = Diagnostic::warning(codes::UNFIT_IMAGE, place.clone(), lack.message.as_str());
            finding.labels[0].source.clone_from(&server.source);
            found.push(finding.help(remedy(lack.need)));
        }
    }
    found
}

/// What to do about something that an image lacks.
fn remedy(need: Need) -> &'static str {
    match need {
        Need::Image => "name an image that the testbed still has",
        Need::Agents => {
            "name an image that has the agents, or have them installed at boot: the exchange offers a script for that, \
             and a playbook that does the same without agents"
        }
        Need::Facter => "install it before it is called, or ask the system itself: `hostname -I`, `hostname`",
        Need::Python => "write `#!/usr/bin/env python3` in the script's first line",
    }
}

/// What each instance needs of its image; nothing if nothing is deployed on it. What it installs for itself when it starts
/// need not be in the image.
fn needs(plan: &Plan, exchange: &Exchange) -> Vec<Vec<Need>> {
    let mut needs = deployments_need(plan, exchange);
    for data in &exchange.user_data {
        let brought = [Need::Agents, Need::Facter].into_iter().filter(|need| brings(data, *need));
        let brought: Vec<Need> = brought.collect();
        for &at in &data.instances {
            needs.get_mut(at).into_iter().for_each(|needs| needs.retain(|need| !brought.contains(need)));
        }
    }
    needs
}

/// Whether a script calls `facter` that the image lacks, whatever else the server is started with: a boot script that is
/// made anew must hold what the one before it held.
pub(crate) fn lacks_facter(plan: &Plan, exchange: &Exchange) -> bool {
    let lacks = |image: String| row_of(Need::Facter, &image).is_some();
    let needs = deployments_need(plan, exchange).into_iter().enumerate();
    let mut callers = needs.filter(|(_, needs)| needs.contains(&Need::Facter));
    callers.any(|(at, _)| image_of(plan, exchange, at).is_some_and(lacks))
}

/// The name of the image that an instance is to be made of, if it is known.
fn image_of(plan: &Plan, exchange: &Exchange, instance: usize) -> Option<String> {
    let image = plan.stack[exchange.instances[instance].resource].properties.get("image")?;
    image.known()?.as_str().map(str::to_owned)
}

/// What the table says of an image about something that is needed.
fn row_of(need: Need, image: &str) -> Option<Row<'static>> {
    rows().find(|row| row.what == word(need) && fits(row.pattern, image))
}

/// Whether what an instance is started with names what brings something that is needed.
fn brings(data: &UserData, need: Need) -> bool {
    let word = if need == Need::Agents { "os-collect-config" } else { "facter" };
    data.parts.iter().any(|part| match &part.content {
        Content::Text(text) => calls(text, word),
        Content::Heat | Content::Unknown(_) => false,
    })
}

/// What the deployments on each instance need; nothing if there are none.
fn deployments_need(plan: &Plan, exchange: &Exchange) -> Vec<Vec<Need>> {
    let mut all = vec![Vec::new(); exchange.instances.len()];
    for deployment in &exchange.deployments {
        let Some(needs) = deployment.instance.and_then(|at| all.get_mut(at)) else { continue };
        let config = deployment.config.and_then(|config| plan.stack[config].properties.get("config"));
        let script = match (&deployment.job, &config) {
            (Some(job), _) => job.config.config.as_str(),
            (None, Some(config)) => config.known().and_then(Value::as_str).unwrap_or_default(),
            (None, None) => "",
        };
        for (need, wanted) in [
            (Need::Image, true),
            (Need::Agents, true),
            (Need::Facter, calls_in_vain(script, "facter")),
            (Need::Python, asks_for_python(script)),
        ] {
            if wanted && !needs.contains(&need) {
                needs.push(need);
            }
        }
    }
    all
}

/// Whether a script calls a command that it does not install.
fn calls_in_vain(script: &str, command: &str) -> bool {
    calls(script, command) && !script.lines().any(|line| line.contains(" install ") && calls(line, command))
}

/// Whether a script has a word.
fn calls(script: &str, word: &str) -> bool {
    let word_letter = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    script.split(|c| !word_letter(c)).any(|each| each == word)
}

/// Whether a script's first line names Python without its version.
fn asks_for_python(script: &str) -> bool {
    let first = script.lines().next().and_then(|line| line.strip_prefix("#!"));
    first.is_some_and(|line| line.split([' ', '\t', '/']).any(|word| word == "python"))
}

/// Whether a name fits a pattern, in which `*` at the end stands for any letters.
fn fits(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn word(need: Need) -> &'static str {
    match need {
        Need::Image => "image",
        Need::Agents => "heat-agents",
        Need::Facter => "facter",
        Need::Python => "python",
    }
}

fn lack_of(need: Need, row: &Row<'_>) -> Lack {
    let follows = match need {
        Need::Image => "a stack that names one may not find it",
        Need::Agents => "nobody there picks a deployment up, and the stack waits until it times out",
        Need::Facter => "a script that calls it gets nothing",
        Need::Python => "a script that asks for `python` does not start",
    };
    let since = match need {
        Need::Image | Need::Agents | Need::Facter => ["since ", row.since, ", "].concat(),
        Need::Python => String::new(),
    };
    Lack {
        need,
        message: [&since, "`", row.pattern, "` images ", row.words, ": ", follows].concat(),
        since: row.since.to_owned(),
        source: row.source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_dated_and_sourced() {
        let lines = TABLE.lines().filter(|line| line.contains('|')).count();
        assert_eq!(rows().count(), lines);
        let is_date = |text: &str| text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        assert!(is_date(as_of()), "{}", as_of());
        let words = [Need::Image, Need::Agents, Need::Facter, Need::Python].map(word);
        for row in rows() {
            assert!(is_date(row.since) && row.since <= as_of(), "{}", row.since);
            assert!(words.contains(&row.what) || row.what == "system", "{}", row.what);
            assert!(!row.source.is_empty(), "{}", row.pattern);
        }
    }

    #[test]
    fn an_image_says_what_it_is() {
        let told = |image| system(image).map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(told("CC-Ubuntu24.04"), ["Ubuntu", "24.04", "noble"]);
        assert_eq!(told("CC-CentOS9-Stream"), ["CentOS Stream", "9"]);
        assert!(told("mine").is_empty());
    }

    #[test]
    fn a_script_tells_what_it_needs() {
        assert!(calls("echo $(facter ipaddress)", "facter"));
        assert!(!calls("apt-get install puppet-facter-ng", "facter"));
        assert!(calls_in_vain("apt-get install jq\nfacter\n", "facter"));
        assert!(!calls_in_vain("apt-get install -y facter\nfacter\n", "facter"));
        assert!(asks_for_python("#!/usr/bin/env python\n") && asks_for_python("#!/usr/bin/python -u\n"));
        assert!(!asks_for_python("#!/usr/bin/env python3\n") && !asks_for_python("python\n"));
        assert!(fits("CC-*", "CC-Ubuntu22.04") && !fits("CC-*", "Debian") && fits("a", "a"));
    }
}
