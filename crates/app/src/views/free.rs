//! How many hosts are free over the week ahead, as a small drawing beside the words, with the lease that is wished for
//! laid over it.

use hotplate_desk::Course;

use crate::browser::{local_minute, local_seconds};
use crate::dom::{El, Node, el, list, svg};
use crate::panels::{HIGH, WIDE, outline, stretch};
use crate::workspace::Account;

/// A day, in seconds.
const DAY: i64 = 86_400;

/// One drawing for each node type; none where the testbed does not tell.
pub(super) fn free_view(account: Account) -> Node {
    account.choices().with(|choices| list(choices.free.iter().map(|course| course_view(account, course))))
}

fn course_view(account: Account, course: &Course) -> El {
    let from = course.steps.first().map_or(0, |(from, _)| *from);
    let until = course.until;
    let wish = move |edge: fn((i64, i64)) -> i64| {
        move || {
            let intent = account.intent();
            let ends = intent.with(|intent| (local_seconds(&intent.start), local_seconds(&intent.end)));
            edge(stretch(from, until, ends.0.unwrap_or(from), ends.1.unwrap_or(from))).to_string()
        }
    };
    let wished = svg("rect")
        .class("wished")
        .attr("y", "0")
        .attr("height", HIGH.to_string())
        .live("x", wish(|(start, _)| start))
        .live("width", wish(|(_, width)| width));
    let drawing = svg("svg")
        .attr("viewBox", format!("0 0 {WIDE} {HIGH}"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(svg("path").class("bars").attr("d", outline(course)))
        .child(wished);
    let mut days: Vec<El> = Vec::new();
    for number in 0..(until - from) / DAY {
        let day = local_minute(from + number * DAY);
        let words = if number == 0 { "now" } else { day.get(5..10).unwrap_or_default() };
        days.push(el("span").child(words.to_owned()));
    }
    el("figure")
        .class("free")
        .child(el("figcaption").class("muted").child(course.words.clone()))
        .child(drawing)
        .child(el("div").class("days").attr("aria-hidden", "true").children(days))
}
