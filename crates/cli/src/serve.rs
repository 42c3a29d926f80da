//! `hotplate serve`: the page and the relay, for this machine only.

use std::io::Write;

use crate::arguments::Serve;
use crate::load::Fault;
use crate::relay::{PREFIX, Relay, Site, TESTBEDS};

/// Serves until the process is ended.
pub(crate) fn serve(asked: &Serve) -> Result<(), Fault> {
    if !asked.page.join("index.html").is_file() {
        return Err(Fault(format!(
            "{} has no index.html: build the page with `cargo xtask build`",
            asked.page.display()
        )));
    }
    let sites = match &asked.cloud {
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| Fault::of(file, &error))?;
            Site::read(&text).map_err(|why| Fault(format!("{}: {why}", file.display())))?
        }
        None => Vec::new(),
    };
    let listener = hotplate_host::listen(asked.port)
        .map_err(|error| Fault(format!("port {} of 127.0.0.1 cannot be had: {error}", asked.port)))?;
    let port = listener.local_addr().map_err(|error| Fault(error.to_string()))?.port();
    let mut out = anstream::stdout();
    let mut say = |line: String| writeln!(out, "{line}").map_err(|error| Fault(error.to_string()));
    say(format!("Hotplate is on http://127.0.0.1:{port}/  (Ctrl-C ends it)"))?;
    for site in &sites {
        say(format!("It relays to {}", site.auth_url))?;
    }
    let relay = Relay::new(port, sites);
    hotplate_host::serve(&listener, |request| {
        let file = || hotplate_host::file(request, &asked.page);
        match request.target.as_str() {
            TESTBEDS => relay.list(request, file()),
            target if target.starts_with(PREFIX) => relay.answer(request),
            _ => file(),
        }
    });
    Ok(())
}
