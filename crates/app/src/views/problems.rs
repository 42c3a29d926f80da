//! The list of everything that is wrong.

use hotplate_hot::Severity;
use hotplate_schema::Release;

use super::bridge::Bridge;
use super::pieces::{fold_head, message_view};
use crate::dom::{CHANGE, CLICK, El, button, el, list, live, target_value};
use crate::panels::{Verdict, refusal_words};
use crate::signals::{RwSignal, expect_context};
use crate::workspace::{Finding, Tab, Tally, Workspace};

/// Problems that are listed; more are counted.
const MOST: usize = 200;

/// The problems.
pub(crate) fn problems() -> El {
    let workspace = expect_context::<Workspace>();
    let bridge = expect_context::<Bridge>();
    let closed = RwSignal::new(false);
    let findings = workspace.findings();
    let rows = move || {
        let findings = findings.get();
        if closed.get() || findings.is_empty() {
            return None;
        }
        let left = findings.len().saturating_sub(MOST);
        let more = (left > 0).then(|| el("li").class("more").child("and ").child(left).child(" more"));
        let rows = findings.iter().take(MOST).map(|finding| problem(workspace, bridge, finding));
        Some(el("ul").class("problem-list").child(list(rows)).child(more))
    };
    let verdict = move || {
        workspace.is_read().then(|| {
            findings.with(|findings| Verdict::of(findings.iter().map(|finding| &finding.diagnostic)).words())
        })
    };
    let go = |name: &'static str, title: &'static str, sign: &'static str, go: fn(Bridge)| {
        button("btn quiet small")
            .live("disabled", move || findings.with(|findings| findings.is_empty()))
            .attr("aria-label", name)
            .attr("title", title)
            .on(CLICK, move |_| go(bridge))
            .child(sign)
    };
    let head = el("h2")
        .class("problems-head")
        .child(
            fold_head(closed)
                .child("Problems ")
                .child(el("b").child(live(move || findings.with(|findings| findings.len())))),
        )
        .child(el("span").class("tally").child(live(move || {
            workspace.is_read().then(|| findings.with(|findings| Tally::of(findings).words()))
        })))
        .child(el("span").class("grow"))
        .child(go("Previous problem", "Previous problem (Shift+F8)", "↑", Bridge::previous_finding))
        .child(go("Next problem", "Next problem (F8)", "↓", Bridge::next_finding));
    el("section")
        .class("problems")
        .attr("aria-label", "Problems")
        .toggle("closed", move || closed.get())
        .child(head)
        .child(
            el("div")
                .class("verdict-line")
                .child(el("p").child(live(verdict)))
                .child(release_choice(workspace)),
        )
        .child(live(rows))
}

fn problem(workspace: Workspace, bridge: Bridge, finding: &Finding) -> El {
    let (sign, name, class) = match finding.diagnostic.severity {
        Severity::Error => ("✕", "error", "sign bad"),
        Severity::Warning => ("▲", "warning", "sign warn"),
        Severity::Note => ("ℹ", "note", "sign note"),
    };
    let (line, column) = finding.line_column;
    let place = if finding.tab == Tab::TEMPLATE {
        format!("{line}:{column}")
    } else {
        let name = workspace.project().with_untracked(|project| project.file(finding.tab).name.clone());
        format!("{name} {line}:{column}")
    };
    let code = finding.diagnostic.code.0;
    let fix = finding.diagnostic.fix.as_ref().map(|fix| {
        let (title, finding) = (fix.title.clone(), finding.clone());
        button("link fix").on(CLICK, move |_| bridge.mend(&finding)).child("Fix: ").child(title)
    });
    let (tab, span) = (finding.tab, finding.span);
    let jump = button("problem-jump")
        .on(CLICK, move |_| bridge.jump(tab, span))
        .child(el("span").class("place").child(place))
        .child(el("span").class("message").child(message_view(&finding.diagnostic.message)));
    let help = finding.diagnostic.help.as_deref();
    let help = help.map(|help| el("p").class("help").child(message_view(help)));
    let page = el("a")
        .attr("href", format!("./checks/{code}.html"))
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .child(code);
    let refused = refusal_words(finding.diagnostic.refusal).map(|words| el("span").child(words));
    let about = el("p").class("more-about").child(fix).child(page).child(refused);
    el("li")
        .class("problem")
        .child(el("span").class(class).attr("aria-hidden", "true").child(sign))
        .child(el("span").class("unseen").child(name))
        .child(el("div").class("problem-text").child(jump).child(help).child(about))
}

/// Which release of Heat the testbed has.
fn release_choice(workspace: Workspace) -> El {
    let options = Release::ALL.map(|release| {
        el("option")
            .attr("value", release.name())
            .prop("selected", move || workspace.release().get() == release)
            .child(release.name())
    });
    let chosen = move |event: web_sys::Event| {
        Release::find(&target_value(&event)).into_iter().for_each(|release| workspace.suit(release));
    };
    el("label")
        .class("release")
        .attr("title", "The testbed's release of Heat; 2023.1 is nearest to Chameleon's")
        .child("Heat ")
        .child(el("select").on(CHANGE, chosen).children(options))
}
