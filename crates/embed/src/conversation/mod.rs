//! An exchange as a piece of HTML: what each instance reports, what Heat merges, what each receives and what becomes of
//! its files.
//!
//! It is the same wherever it stands: written into a page when documentation is built, or put into `<hot-plate>` when a
//! reader asks. So it needs no script, reads well without its style sheet, has neither ids nor addresses, and everything
//! in it is open, for readers of paper too.

mod course;
mod lines;
mod stage;

use hotplate_exchange::{Deployment, Exchange, Merge, Outcome};
use hotplate_plan::Plan;
use hotplate_telling::words::{count, names, reference};
use hotplate_telling::{END, Fate, Mood, Piece, Section, awaited, fate, sections, show_known};

use crate::html::{capital, put, put_message};

use self::course::write_courses;

pub(crate) use self::stage::stage;

/// The style sheet of conversations: all its colours are made of the page's own.
pub const CONVERSATION_STYLE: &str = include_str!("../exchange.css");

/// Parts of a conversation, and mistakes, that are written; the others are counted. So are lines of a merged value.
const MOST_PARTS: usize = 12;
const MOST_LINES: usize = 40;

/// Writes an exchange. `faults` are mistakes in the template, as sentences without their end.
pub fn conversation(plan: &Plan, exchange: &Exchange, faults: &[String]) -> String {
    let mut html = String::new();
    write_faults(&mut html, faults);
    if exchange.deployments.is_empty() {
        write_nothing(&mut html, plan);
        return html;
    }
    write_fate(&mut html, exchange, &fate(plan, exchange), faults.is_empty());
    let sections = sections(plan, exchange);
    for section in sections.iter().take(MOST_PARTS) {
        write_section(&mut html, plan, exchange, section, &sections);
    }
    write_more(&mut html, sections.len().saturating_sub(MOST_PARTS), "part", "p");
    write_knowledge(&mut html, exchange);
    html.push_str("</div>\n");
    html
}

/// Opens it with what is wrong with the template.
fn write_faults(html: &mut String, faults: &[String]) {
    html.push_str("<div class=\"hot-plate-exchange\">\n");
    for fault in faults.iter().take(MOST_PARTS) {
        html.push_str("<p class=\"hot-plate-bad\"><span aria-hidden=\"true\">✕ </span>");
        put_message(html, &capital(fault));
        html.push_str(".</p>\n");
    }
    write_more(html, faults.len().saturating_sub(MOST_PARTS), "mistake", "p");
}

/// Says that there is nothing to tell, and ends it.
fn write_nothing(html: &mut String, plan: &Plan) {
    let nothing = match plan.stack.iter().next() {
        None => "There is nothing to play: no resource can be read in this text.",
        Some(_) => "The instances tell each other nothing: there is no software deployment in this template.",
    };
    put(html, "<p>", nothing, "</p>\n</div>\n");
}

/// What becomes of the stack, or would become of it if its template were not at fault.
fn write_fate(html: &mut String, exchange: &Exchange, fate: &Fate, faultless: bool) {
    let (class, sign) = match fate.mood {
        Mood::Good => ("good", "✓ "),
        Mood::Bad => ("bad", "✕ "),
        Mood::Stuck => ("doubtful", "▲ "),
        Mood::Open => ("doubtful", "? "),
    };
    put(html, "<p class=\"hot-plate-fate hot-plate-", class, "\"><span aria-hidden=\"true\">");
    put(html, "", sign, if faultless { "</span>Played on " } else { "</span>Apart from that, played on " });
    put(html, "", &count(exchange.instances.len(), "simulated instance"), ": ");
    put_message(html, &fate.title);
    html.push_str(".</p>\n");
    for (whose, reason) in &fate.reasons {
        html.push_str("<p>");
        whose.iter().for_each(|whose| put(html, "", whose, ": "));
        put(html, "<code>", reason, "</code></p>\n");
    }
    if let Some(left) = &fate.left {
        put(html, "<p>", &capital(left), ".</p>\n");
    }
}

fn write_section(
    html: &mut String,
    plan: &Plan,
    exchange: &Exchange,
    section: &Section,
    sections: &[Section],
) {
    let of = |which: &[usize]| deployments(exchange, which);
    let Some(merge) = section.merge.and_then(|at| exchange.merges.get(at)) else {
        html.push_str(ALONE);
        write_who(html, plan, &of(&section.reports));
        write_courses(html, exchange, &of(&section.reports), true);
        return;
    };
    html.push_str(REPORTS);
    write_who(html, plan, &of(&section.reports));
    // What becomes of files is told where a deployment receives something, if it does.
    let receives = |at: &usize| sections.iter().any(|other| other.receives.contains(at));
    let told_here = !section.reports.iter().any(receives);
    write_courses(html, exchange, &of(&section.reports), told_here);
    put(html, MERGES, &reference(&merge.reference), "</code></p>\n");
    write_merge(html, exchange, merge, awaited(exchange, &section.reports, END));
    if section.receives.is_empty() {
        html.push_str(UNREAD);
    } else {
        html.push_str(RECEIVES);
        write_who(html, plan, &of(&section.receives));
        write_courses(html, exchange, &of(&section.receives), true);
    }
    html.push_str("</li>\n</ol>\n");
}

const ALONE: &str = "<p><strong>Scripts that exchange nothing</strong><br/>";
const REPORTS: &str = "<ol>\n<li><p><strong>Each instance reports</strong><br/>";
const MERGES: &str = "</li>\n<li><p><strong>Heat merges</strong><br/><code>";
const RECEIVES: &str = "</li>\n<li><p><strong>Each instance receives</strong><br/>";
const UNREAD: &str = "</li>\n<li><p><strong>No instance receives it</strong><br/><span>Only an output reads it: whoever reads the stack sees it.</span></p>\n";

fn deployments<'a>(exchange: &'a Exchange, which: &[usize]) -> Vec<&'a Deployment> {
    which.iter().filter_map(|at| exchange.deployments.get(*at)).collect()
}

/// Whose deployments these are, as the end of a paragraph.
fn write_who(html: &mut String, plan: &Plan, deployments: &[&Deployment]) {
    let mut configs = Vec::new();
    for deployment in deployments {
        if let Some(config) = deployment.config.filter(|config| !configs.contains(config)) {
            configs.push(config);
        }
    }
    html.push_str("<span>");
    if !configs.is_empty() {
        put(html, "<code>", &names(plan, configs), "</code> runs ");
    }
    put(html, "on ", &count(deployments.len(), "instance"), "</span></p>\n");
}

/// A merged value, or who is still missing.
fn write_merge(html: &mut String, exchange: &Exchange, merge: &Merge, awaited: Option<String>) {
    let value = match (&merge.value, awaited) {
        (Some(value), None) => value,
        _ if matches!(exchange.outcome, Outcome::Unknown(_)) => {
            html.push_str("<p>What it comes to is not known here.</p>\n");
            return;
        }
        (_, Some(missing)) => {
            html.push_str("<p class=\"hot-plate-doubtful\"><span aria-hidden=\"true\">▲ </span>Heat waits: ");
            put(html, "", &missing, ".</p>\n");
            return;
        }
        (None, None) => {
            html.push_str("<p>Not all have reported.</p>\n");
            return;
        }
    };
    let mut text = String::new();
    for piece in show_known(value) {
        let (Piece::Known(part) | Piece::Pending(part) | Piece::Unknown(part)) = piece;
        text.push_str(&part);
    }
    let kept = text.match_indices('\n').nth(MOST_LINES).map_or(text.len(), |(end, _)| end);
    put(html, "<pre><code>", &text[..kept], "</code></pre>\n");
    write_more(html, text[kept..].matches('\n').count(), "line", "p");
}

/// Who knows whom in the end.
fn write_knowledge(html: &mut String, exchange: &Exchange) {
    let (known, all) = exchange.knowledge.pairs();
    if exchange.instances.len() < 2 || known == 0 {
        return;
    }
    if known == all {
        html.push_str(
            "<p class=\"hot-plate-good\"><span aria-hidden=\"true\">✓ </span>In the end every instance knows every other.</p>\n",
        );
        return;
    }
    put(html, "<p>In the end ", &known.to_string(), " of ");
    put(html, "", &count(all, "pair"), " of instances know each other.</p>\n");
}

/// How many more there are that are not written, if any.
fn write_more(html: &mut String, more: usize, what: &str, tag: &str) {
    if more > 0 {
        put(html, "<", tag, ">… and ");
        put(html, "", &count(more, &["more ", what].concat()), "</");
        put(html, "", tag, ">\n");
    }
}
