//! What became of deployments, instance by instance; those of whom the same is to be said are told together.

use hotplate_agent::{Run, Text};
use hotplate_exchange::{Deployment, DeploymentState, Exchange};
use hotplate_telling::words::count;
use hotplate_telling::{Standing, changed_files, standing, trouble};

use super::lines::{write_file, write_unknowns};
use super::write_more;
use crate::html::{capital, put, put_message};

/// Courses that are told one by one, and names, files and commands in each; the others are counted.
const MOST: usize = 12;
const MOST_NAMED: usize = 3;
const MOST_INSIDE: usize = 6;

/// Writes a list of them, with or without what became of files and would be done outside them.
pub(super) fn write_courses(html: &mut String, exchange: &Exchange, all: &[&Deployment], files: bool) {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    let mut more = 0;
    for deployment in all {
        let course = course(deployment, files);
        let instance = deployment.instance.and_then(|at| exchange.instances.get(at));
        let name = instance.map_or(deployment.name.as_str(), |instance| &instance.name);
        match told.iter().position(|(known, _)| *known == course) {
            Some(at) => told[at].1.push(name),
            None if told.len() == MOST => more += 1,
            None => told.push((course, vec![name])),
        }
    }
    html.push_str("<ul>\n");
    for (course, names) in &told {
        html.push_str("<li><b>");
        write_names(html, names, all.len());
        html.push_str("</b> ");
        html.push_str(course);
        html.push_str("</li>\n");
    }
    write_more(html, more, "instance", "li");
    html.push_str("</ul>\n");
}

fn write_names(html: &mut String, names: &[&str], all: usize) {
    if names.len() == all && all > MOST_NAMED {
        put(html, "all ", &all.to_string(), " instances");
        return;
    }
    put(html, "", &names[..names.len().min(MOST_NAMED)].join(", "), "");
    if let Some(more @ 1..) = names.len().checked_sub(MOST_NAMED) {
        put(html, " and ", &more.to_string(), " more");
    }
}

/// All that is said of one, but its name.
fn course(deployment: &Deployment, files: bool) -> String {
    let mut html = String::new();
    let (class, sign, words) = match standing(deployment) {
        Standing::Done(words) => ("good", "✓ ", words),
        Standing::Failed(words) => ("bad", "✕ ", words),
        Standing::Unplayed(words) => ("unplayed", "? ", words),
        Standing::Waiting(words) | Standing::Busy(words) => ("doubtful", "… ", words),
    };
    put(&mut html, "<span class=\"hot-plate-", class, "\"><span aria-hidden=\"true\">");
    put(&mut html, "", sign, "</span>");
    put(&mut html, "", &words, "</span>\n");
    if let Some(why) = trouble(deployment) {
        html.push_str("<p>");
        put_message(&mut html, &capital(&why));
        // Heat's own words stay as they are.
        let ended = why.ends_with('.') || matches!(deployment.state, DeploymentState::Failed(_));
        html.push_str(if ended { "</p>\n" } else { ".</p>\n" });
    }
    if let Some(run) = &deployment.run {
        for (name, value) in run.outputs.iter().take(MOST_INSIDE) {
            write_output(&mut html, name, value);
        }
        write_more(&mut html, run.outputs.len().saturating_sub(MOST_INSIDE), "output", "p");
        if files {
            write_files(&mut html, deployment, run);
            write_effects(&mut html, run);
        }
    }
    html
}

fn write_output(html: &mut String, name: &str, value: &Text) {
    put(html, "<p class=\"hot-plate-output\"><code>", name, " = ");
    put(html, "", value.as_str().trim_end(), "</code></p>\n");
    write_unknowns(html, value);
}

/// The files that a run changed, as it found them and as it left them.
fn write_files(html: &mut String, deployment: &Deployment, run: &Run) {
    let Some(job) = &deployment.job else { return };
    let before = &job.instance.files;
    let mut after: Vec<(&str, &Text)> = Vec::new();
    for (path, text) in before {
        if !run.removed.contains(path) && !run.files.contains_key(path) {
            after.push((path, text));
        }
    }
    for (path, text) in &run.files {
        after.push((path, text));
    }
    let changed = changed_files(before, &after);
    for file in changed.iter().take(MOST_INSIDE) {
        let after = run.files.get(&file.path);
        write_file(html, file, after.is_some());
        after.iter().for_each(|text| write_unknowns(html, text));
    }
    write_more(html, changed.len().saturating_sub(MOST_INSIDE), "file", "p");
}

/// What a script would do outside its files.
fn write_effects(html: &mut String, run: &Run) {
    let mut commands: Vec<String> = Vec::new();
    let mut more = 0;
    for effect in &run.effects {
        let command = effect.argv.join(" ");
        match commands.len() {
            _ if commands.contains(&command) => {}
            MOST_INSIDE => more += 1,
            _ => commands.push(command),
        }
    }
    if commands.is_empty() {
        return;
    }
    html.push_str("<p>Outside its files it would run ");
    for (at, command) in commands.iter().enumerate() {
        put(html, if at > 0 { ", <code>" } else { "<code>" }, command, "</code>");
    }
    if more > 0 {
        put(html, " and ", &count(more, "more command"), "");
    }
    html.push_str(".</p>\n");
}
