//! The lease on the graph: how it is, and which boxes stand on it.

use hotplate_desk::SeenLease;
use hotplate_figure::Point;

use super::scene::tenths;
use crate::dom::{CLICK, El, Node, button, el, live, svg};
use crate::signals::Memo;
use crate::views::lease::times;
use crate::workspace::{Account, View, Workspace};

/// About how wide a letter on a tag is.
const LETTER: f64 = 6.6;

/// The lease that the drawn stack stands on, if one is followed.
pub(super) fn lease_of(account: Account) -> Memo<Option<SeenLease>> {
    Memo::new(move |_| {
        let lease = account.lease().get()?;
        (account.stack().with(Option::is_none) || account.belongs(&lease)).then_some(lease)
    })
}

/// The lease in a corner of the stage.
pub(super) fn lease_chip(workspace: Workspace, account: Account, lease: Memo<Option<SeenLease>>) -> Node {
    live(move || {
        let lease = lease.get()?;
        let name = format!("Lease {}: {}", lease.name, lease.status);
        let name = button("link").on(CLICK, move |_| workspace.show(View::Deploy)).child(name);
        Some(el("p").class("lease-chip").child(name).child(" ").child(times(account, &lease)))
    })
}

/// The tag on a box that stands on the lease; the box's name says the same.
pub(super) fn lease_tag(lease: &SeenLease, corner: Point) -> El {
    let words = format!("lease {}", lease.status);
    let width = words.len() as f64 * LETTER + 16.0;
    let tag = svg("rect")
        .attr("x", tenths(corner.x + 12.0))
        .attr("y", tenths(corner.y - 14.0))
        .attr("width", tenths(width))
        .attr("height", "18")
        .attr("rx", "9");
    let text = svg("text")
        .attr("x", tenths(corner.x + 12.0 + width / 2.0))
        .attr("y", tenths(corner.y - 1.0))
        .attr("text-anchor", "middle")
        .child(words);
    let class = if lease.status == "ACTIVE" { "lease-tag good" } else { "lease-tag" };
    svg("g").class(class).attr("aria-hidden", "true").child(tag).child(text)
}

/// What the tag says, for the name of the box.
pub(super) fn lease_words(lease: &SeenLease) -> String {
    format!(", on the lease {}, {}", lease.name, lease.status)
}
