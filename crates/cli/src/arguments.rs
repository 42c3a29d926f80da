//! What may be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use hotplate_agent::Python;
use hotplate_exchange::Action;
use hotplate_schema::Release;

/// Reads Heat Orchestration Templates: finds mistakes, shows what a testbed will create and in which order, and plays
/// what the instances will tell each other.
///
/// Exit status: 0 nothing wrong, 1 errors found, 2 wrong usage or a file that cannot be read or written.
#[derive(Clone, Debug, Parser)]
#[command(name = "hotplate", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Find mistakes.
    Check(Check),
    /// Show what will be created, in which order and why.
    Plan(Asked),
    /// Draw the plan.
    Draw(Draw),
    /// Play what the instances will tell each other.
    Exchange(Played),
    /// Make a link that opens this preview in a page.
    Link(Link),
    /// Unpack a link into files.
    Open(Open),
    /// Serve the page, and a relay to testbeds that do not answer pages themselves.
    Serve(Serve),
    /// Tell an editor what is wrong while it is typed: a language server on standard input and output.
    Lsp(Lsp),
    /// Answer requests, one JSON object a line, with what Heat would say.
    Answer,
}

/// Templates, what is given with each of them, and how to say what is wrong.
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// What is given.
    #[command(flatten)]
    pub given: Given,
    /// More templates, with the same inputs.
    #[arg(value_name = "FILE")]
    pub more: Vec<PathBuf>,
    /// For whom to write.
    #[arg(long, value_enum, default_value_t)]
    pub format: Report,
    /// The same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// The address of Hotplate's page, with a `/` at its end: SARIF then names a page about each kind of mistake.
    #[arg(long, value_name = "URL", default_value = "")]
    pub base: String,
}

/// A template and what is given with it.
#[derive(Clone, Debug, Args)]
pub struct Asked {
    /// What is given.
    #[command(flatten)]
    pub given: Given,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}

/// A template, and what is supposed about its instances. An INSTANCE is named by its number, from 0 in the order of the
/// plan, or by its path: `server_group[1]`. Where a deployment can be meant, its path does: `export_hosts_sdg[1]`.
#[derive(Clone, Debug, Args)]
pub struct Played {
    /// What is given.
    #[command(flatten)]
    pub given: Given,
    /// What is supposed.
    #[command(flatten)]
    pub supposed: Supposed,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
    /// Write the same exchange as an Ansible playbook into this folder, with the output that makes its inventory.
    #[arg(long, value_name = "FOLDER")]
    pub ansible: Option<PathBuf>,
    /// Write a boot script that installs Heat's agents into this file.
    #[arg(long, value_name = "FILE")]
    pub boot_script: Option<PathBuf>,
}

/// Suppositions about the instances.
#[derive(Clone, Debug, Default, Args)]
pub struct Supposed {
    /// So many members in every group of servers, or in one group.
    #[arg(long, value_name = "[GROUP=]NUMBER")]
    pub count: Vec<String>,
    /// A fact of an instance: its hostname, ipaddress, or any other.
    #[arg(long, value_name = "INSTANCE.FACT=VALUE")]
    pub set: Vec<String>,
    /// The scripts of an instance, or the script of a deployment, end with this status, or with 1.
    #[arg(long, value_name = "INSTANCE[=STATUS]")]
    pub fail: Vec<String>,
    /// The agent of an instance never polls.
    #[arg(long, value_name = "INSTANCE")]
    pub dead: Vec<String>,
    /// The signals of an instance, or the signal of a deployment, never reach Heat.
    #[arg(long, value_name = "INSTANCE")]
    pub lose: Vec<String>,
    /// An instance boots later, or a deployment's script takes longer: by seconds, or 5m, 1h.
    #[arg(long, value_name = "INSTANCE=TIME")]
    pub delay: Vec<String>,
    /// Commands that fail on every instance, or on one: `yum,apt-get`.
    #[arg(long, value_name = "[INSTANCE=]COMMANDS")]
    pub failing: Vec<String>,
    /// Minutes after which Heat gives up on the stack; 60 unless given.
    #[arg(long, value_name = "MINUTES")]
    pub timeout: Option<u32>,
    /// What is done with the stack once it is there: UPDATE, SUSPEND, RESUME or DELETE.
    #[arg(long, value_name = "ACTION", value_parser = parse_action)]
    pub action: Option<Action>,
    /// The Python whose run counts where only Python 2 runs a script to a good end.
    #[arg(long, value_name = "2|3", value_parser = parse_python, default_value = "3")]
    pub python: Python,
}

/// How to draw.
#[derive(Clone, Debug, Args)]
pub struct Draw {
    /// What is given.
    #[command(flatten)]
    pub given: Given,
    /// Write here instead of to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The colours of an SVG picture.
    #[arg(long, value_enum, default_value_t)]
    pub theme: Theme,
    /// A picture, a page, or a graph in a language that other programs draw.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Write for a documentation page instead: an HTML fragment that needs no script, FOLDER/NAME.html, the picture that
    /// it shows, light or dark as the page is, and a style sheet. NAME is the template's; of its exchange,
    /// NAME.exchange.html and a style sheet.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "theme", "format"])]
    pub html: Option<PathBuf>,
    /// What stands before the pictures' names in that HTML: where the page finds FOLDER.
    #[arg(long, value_name = "PREFIX", requires = "html", default_value = "")]
    pub at: String,
    /// What that HTML shows: what is deployed, or what the instances tell each other.
    #[arg(long, value_enum, requires = "html", default_value_t)]
    pub view: View,
}

/// What goes into a link.
#[derive(Clone, Debug, Args)]
pub struct Link {
    /// What is given.
    #[command(flatten)]
    pub given: Given,
    /// What is supposed, as for `hotplate exchange`.
    #[command(flatten)]
    pub supposed: Supposed,
    /// The address of the page that is to open it. Without one, only the fragment is written, which fits any page.
    #[arg(long, value_name = "URL", default_value = "")]
    pub base: String,
    /// Put in what looks like a secret too. The values of hidden parameters stay out all the same.
    #[arg(long)]
    pub all: bool,
    /// Name where the template lies (`https://…` or `trovi:ID@VERSION/FILE`) instead of putting it in: the link then says
    /// the template's SHA-256, and nothing else that is given.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "all")]
    pub from: Option<String>,
}

/// Where a link is unpacked.
#[derive(Clone, Debug, Args)]
pub struct Open {
    /// The link, or its fragment; `-` reads standard input.
    #[arg(value_name = "LINK")]
    pub link: String,
    /// The folder that the files go to; it is made if it is not there.
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub output: PathBuf,
    /// Write over files that are there.
    #[arg(long)]
    pub force: bool,
}

/// What to serve, and where.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The folder of the built page.
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    pub page: PathBuf,
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// A clouds.yaml or an openrc file: its testbeds are relayed to. Nothing but their names and addresses is used.
    #[arg(long, value_name = "FILE")]
    pub cloud: Option<PathBuf>,
}

/// What a language server reads every template with.
#[derive(Clone, Debug, Args)]
pub struct Lsp {
    /// An environment file. May be given several times; a later one wins.
    #[arg(long = "environment", short = 'e', value_name = "FILE")]
    pub environments: Vec<PathBuf>,
    /// The testbed's Heat, whose resource types count: `27`, or `2023.1` for OpenStack's release of that name.
    #[arg(long = "heat", value_name = "RELEASE", value_parser = parse_release, default_value = "27")]
    pub release: Release,
    /// The address of Hotplate's page, with a `/` at its end: findings then lead to a page about each.
    #[arg(long, value_name = "URL", default_value = "")]
    pub base: String,
    /// Standard input and output are the only way there is; some editors say so all the same.
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// A template and its inputs, as they would be sent to Heat.
#[derive(Clone, Debug, Default, Args)]
pub struct Given {
    /// The template; `-` reads standard input. Files it names are read relative to it.
    #[arg(value_name = "FILE")]
    pub template: PathBuf,
    /// The value of a parameter. An environment's value for the same parameter wins, as it does in Heat.
    #[arg(long = "param", short = 'P', value_name = "KEY=VALUE", value_parser = parse_parameter)]
    pub parameters: Vec<(String, String)>,
    /// An environment file. May be given several times; a later one wins.
    #[arg(long = "environment", short = 'e', value_name = "FILE")]
    pub environments: Vec<PathBuf>,
    /// The testbed's Heat, whose resource types count: `27`, or `2023.1` for OpenStack's release of that name.
    #[arg(long = "heat", value_name = "RELEASE", value_parser = parse_release, default_value = "27")]
    pub release: Release,
}

/// Who reads what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// People: excerpts with the place marked.
    #[default]
    Human,
    /// Programs: an object for one template, a list of them for several.
    Json,
    /// Programs that collect findings: SARIF 2.1.0.
    Sarif,
    /// GitHub's runner, which shows them beside the lines of a change.
    Github,
}

/// What a documentation page shows of a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// A drawing of what is deployed.
    #[default]
    Graph,
    /// What the instances tell each other: the scripts are played.
    Exchange,
}

/// How a plan is drawn.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    /// A picture.
    #[default]
    Svg,
    /// One HTML file with the picture and the files, which needs nothing else.
    Page,
    /// Mermaid's flowchart, which many pages draw themselves.
    Mermaid,
    /// Graphviz's DOT.
    Dot,
}

/// The colours of a drawing.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Whichever the reader's system asks for.
    #[default]
    Auto,
}

impl Check {
    /// Every template by itself, with all that is given with it.
    pub fn each(&self) -> impl Iterator<Item = Given> {
        let templates = std::iter::once(&self.given.template).chain(&self.more);
        templates.map(|template| Given { template: template.clone(), ..self.given.clone() })
    }

    /// For whom to write.
    pub fn report(&self) -> Report {
        if self.json { Report::Json } else { self.format }
    }
}

impl Arguments {
    /// Reads the words of a command line, without the command's own name. The error is what a person would see.
    pub fn read<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        Self::try_parse_from(std::iter::once("hotplate").chain(words)).map_err(|error| error.to_string())
    }
}

fn parse_release(text: &str) -> Result<Release, String> {
    Release::find(text).ok_or_else(|| format!("one of {}", Release::ALL.map(Release::name).join(", ")))
}

fn parse_python(text: &str) -> Result<Python, String> {
    Python::of(text).ok_or_else(|| "2 or 3".to_owned())
}

fn parse_action(text: &str) -> Result<Action, String> {
    Action::of(text).ok_or_else(|| format!("one of {}", Action::LATER.map(Action::word).join(", ")))
}

fn parse_parameter(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.to_owned(), value.to_owned()))
}
