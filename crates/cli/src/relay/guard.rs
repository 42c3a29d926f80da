//! Who may ask the relay: the page that this host serves, and nobody else in the browser.

use hotplate_host::Request;

/// Whether a request may be answered; why not otherwise.
pub(super) fn check(request: &Request, port: u16) -> Result<(), &'static str> {
    let own = |host: &str| host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}");
    // Another name for this machine is how a page elsewhere would get at it (DNS rebinding).
    let Some(host) = request.header("host").filter(|host| own(host)) else {
        return Err("the relay answers to 127.0.0.1 and localhost only\n");
    };
    if request.header("origin").is_some_and(|origin| origin != format!("http://{host}")) {
        return Err("the relay answers its own page only\n");
    }
    if request.header("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return Err("the relay answers its own page only\n");
    }
    // What a testbed answers is read by the page, and never is a page, a script or a picture of it.
    if request.header("sec-fetch-dest").is_some_and(|dest| dest != "empty") {
        return Err("the relay answers what the page reads, and is no page\n");
    }
    if !matches!(request.method.as_str(), "GET" | "POST" | "PUT" | "PATCH" | "DELETE") {
        return Err("the relay carries GET, POST, PUT, PATCH and DELETE\n");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(headers: &[(&str, &str)], method: &str) -> bool {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        check(&Request { method: method.to_owned(), headers, ..Request::default() }, 8080).is_ok()
    }

    #[test]
    fn only_the_own_page_may_ask() {
        let own = ("Host", "127.0.0.1:8080");
        assert!(may(&[own], "GET"));
        assert!(may(&[("host", "localhost:8080"), ("origin", "http://localhost:8080")], "DELETE"));
        assert!(may(&[own, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "empty")], "POST"));
        let refused = [
            [("Host", "evil.example:8080"), ("X", "")],
            [("Host", "127.0.0.1"), ("X", "")],
            [own, ("Origin", "https://evil.example")],
            [own, ("Origin", "null")],
            [own, ("Origin", "http://localhost:8080")],
            [own, ("Sec-Fetch-Site", "cross-site")],
            [own, ("Sec-Fetch-Site", "none")],
            [own, ("Sec-Fetch-Dest", "document")],
        ];
        for headers in refused {
            assert!(!may(&headers, "GET"), "{headers:?}");
        }
        assert!(!may(&[], "GET"));
        assert!(!may(&[own], "OPTIONS") && !may(&[own], "CONNECT") && !may(&[own], "get"));
    }
}
