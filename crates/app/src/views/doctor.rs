//! How a testbed's services answer this page, and what would let it in.

use hotplate_desk::{Ask, Found};

use super::connect::press;
use super::follow::table;
use super::pieces::{message_view, muted};
use super::submit::forms_view;
use crate::dom::{El, Node, el};
use crate::workspace::Account;

/// Has it found out; `site` says for which address.
pub(super) fn examine_button(account: Account, site: impl Fn() -> String + 'static) -> El {
    let examine = move || account.ask(Ask::Examine(site()), "asking each service");
    press(account, "btn", examine).child("Check the connection")
}

/// What was found, one row for each service.
pub(super) fn examined_view(account: Account) -> Option<El> {
    let examined = account.examined().get()?;
    let row = |found: Found| {
        let (class, sign) = match found.works {
            Some(true) => ("status good", "✓\u{a0}"),
            Some(false) => ("status bad", "▲\u{a0}"),
            None => ("status", "–\u{a0}"),
        };
        let name = el("th").attr("scope", "row").class(class).child(sign).child(found.service);
        let found_out = el("td").child(message_view(&found.found));
        el("tr").child(name).child(found_out).child(el("td").child(message_view(&found.help))).into()
    };
    let rows: Vec<Node> = examined.found.into_iter().map(row).collect();
    let lines = (!examined.lines.is_empty()).then(|| {
        let words = "These lines let this page in. All but the last are for the testbed's operators:";
        el("div").child(muted(words)).child(forms_view(examined.lines))
    });
    let head = ["Service", "How it answers", "What to do"];
    Some(el("div").class("examined").child(table("How the services answer", head, rows)).child(lines))
}
