//! A way for the page to testbeds that do not answer pages: requests to `/relay/` of the page's own address are carried to
//! the testbed and the answers back.
//!
//! It carries only what a signed-in page needs: to the addresses of the testbeds that it was started for and of the
//! services that their catalogs name, a few methods, a few headers, no cookies. It follows no redirection, keeps nothing
//! and writes nothing down. Only the page itself may ask: a request from another page, or by another name for this
//! machine, is refused.

mod address;
mod carry;
mod guard;
mod site;

use std::sync::{PoisonError, RwLock};

use hotplate_host::{Reply, Request};
use serde_json::{Value, json};
use ureq::Agent;

pub use address::PREFIX;
pub use site::Site;

use address::{Table, Target};

/// Where the page looks for the testbeds to choose from.
pub const TESTBEDS: &str = "/testbeds.json";

/// The relay of one page.
pub struct Relay {
    port: u16,
    sites: Vec<Site>,
    table: RwLock<Table>,
    agent: Agent,
}

impl Relay {
    /// For a page on that port of this machine, to these testbeds.
    pub fn new(port: u16, sites: Vec<Site>) -> Self {
        let table = RwLock::new(Table::of(sites.iter().map(|site| site.auth_url.clone())));
        Self { port, sites, table, agent: carry::agent() }
    }

    /// Carries a request, or says why not.
    pub fn answer(&self, request: &Request) -> Reply {
        if let Err(why) = guard::check(request, self.port) {
            return Reply::text(403, why);
        }
        let found = self.table.read().unwrap_or_else(PoisonError::into_inner).find(&request.target);
        let Some(target) = found else {
            return Reply::text(403, "the relay was not started for this address\n");
        };
        self.carry(request, &target)
    }

    fn carry(&self, request: &Request, target: &Target) -> Reply {
        let carried = match carry::carry(&self.agent, request, &target.url) {
            Ok(carried) => carried,
            Err(reply) => return reply,
        };
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        if target.is_keystone {
            table.learn(&carried.body);
        }
        carried.reply(|location| table.relayed(location))
    }

    /// The page's list of testbeds with those that the relay was started for before it, so that the page offers them. They
    /// are told to nobody else.
    pub fn list(&self, request: &Request, page: Reply) -> Reply {
        if guard::check(request, self.port).is_err() {
            return page;
        }
        let sites = self.sites.iter();
        let mut all: Vec<Value> =
            sites.map(|site| json!({"name": site.name, "auth_url": site.auth_url, "relay": true})).collect();
        if page.status == 200 {
            all.extend(serde_json::from_slice::<Vec<Value>>(&page.body).unwrap_or_default());
        }
        Reply::new(200, "application/json", json!(all).to_string().into_bytes())
    }
}
