//! An exchange before any script was run: who is going to tell whom what.

use hotplate_exchange::Exchange;
use hotplate_plan::Plan;
use hotplate_telling::sections;
use hotplate_telling::words::{count, reference};

use super::{
    ALONE, MERGES, MOST_PARTS, RECEIVES, REPORTS, UNREAD, deployments, write_faults, write_more,
    write_nothing, write_who,
};
use crate::html::put;

/// Writes what is [staged](hotplate_exchange::staged). `faults` are as those of a conversation.
pub(crate) fn stage(plan: &Plan, staged: &Exchange, faults: &[String]) -> String {
    let mut html = String::new();
    write_faults(&mut html, faults);
    let is_file = |name: &str| name.ends_with(".yaml") || name.ends_with(".template");
    let closed = plan.stack.iter().any(|resource| is_file(resource.type_name.as_str()));
    if staged.deployments.is_empty() && !closed {
        write_nothing(&mut html, plan);
        return html;
    }
    let sections = sections(plan, staged);
    let rounds = sections.iter().filter(|section| section.merge.is_some()).count();
    let scripts = count(staged.deployments.len(), "script");
    put(&mut html, "<p class=\"hot-plate-fate\">Planned: ", &scripts, "");
    if !staged.instances.is_empty() {
        put(&mut html, " on ", &count(staged.instances.len(), "simulated instance"), "");
    }
    match rounds {
        0 => html.push_str(", no exchange"),
        _ => put(&mut html, ", ", &count(rounds, "round"), " of exchange"),
    }
    html.push_str(".</p>\n<p>None of them has been run yet.</p>\n");
    if closed {
        html.push_str(
            "<p>The templates that it names are opened when its scripts are run: more may be in them.</p>\n",
        );
    }
    for section in sections.iter().take(MOST_PARTS) {
        let merge = section.merge.and_then(|at| staged.merges.get(at));
        html.push_str(if merge.is_some() { REPORTS } else { ALONE });
        write_who(&mut html, plan, &deployments(staged, &section.reports));
        let Some(merge) = merge else { continue };
        put(&mut html, MERGES, &reference(&merge.reference), "</code></p>\n");
        if section.receives.is_empty() {
            html.push_str(UNREAD);
        } else {
            html.push_str(RECEIVES);
            write_who(&mut html, plan, &deployments(staged, &section.receives));
        }
        html.push_str("</li>\n</ol>\n");
    }
    write_more(&mut html, sections.len().saturating_sub(MOST_PARTS), "part", "p");
    html.push_str("</div>\n");
    html
}
