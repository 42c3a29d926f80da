//! The lines with which a testbed's operators let a page in. The guide has the same, for people.

use crate::Service;

/// What needs no operator.
pub(crate) const RELAY: &str = "hotplate serve --cloud clouds.yaml";

/// OpenStack's own way.
const CORS: &str = "[cors]
allowed_origin = https://the.page
";

/// What answers in Blazar's place, which has no way of its own.
const HAPROXY: &str = r#"acl cors_origin req.hdr(origin) -m str https://the.page
acl cors_preflight method OPTIONS
acl cors_asked req.hdr(access-control-request-method) -m found
http-request set-var(txn.cors) req.hdr(origin) if cors_origin
http-request return status 204 hdr Access-Control-Allow-Methods "GET, POST, PUT, PATCH, DELETE" hdr Access-Control-Allow-Headers "Content-Type, X-Auth-Token" hdr Access-Control-Max-Age 3600 if cors_origin cors_preflight cors_asked
http-after-response add-header Vary Origin
http-after-response set-header Access-Control-Allow-Origin %[var(txn.cors)] if { var(txn.cors) -m found }
http-after-response set-header Access-Control-Expose-Headers "X-OpenStack-Request-Id" if { var(txn.cors) -m found }
"#;

/// The same.
const NGINX: &str = r#"map $http_origin $cors_origin { default ""; "https://the.page" $http_origin; }
location / {
  add_header Vary Origin always;
  add_header Access-Control-Allow-Origin $cors_origin always;
  add_header Access-Control-Expose-Headers "X-OpenStack-Request-Id" always;
  if ($request_method = OPTIONS) {
    add_header Vary Origin always;
    add_header Access-Control-Allow-Origin $cors_origin always;
    add_header Access-Control-Allow-Methods "GET, POST, PUT, PATCH, DELETE" always;
    add_header Access-Control-Allow-Headers "Content-Type, X-Auth-Token" always;
    add_header Access-Control-Max-Age 3600 always;
    return 204;
  }
  proxy_pass http://127.0.0.1:1234;
  proxy_set_header Host $http_host;
}
"#;

/// The page that stands in the lines above.
const PAGE: &str = "https://the.page";

/// The lines that let a page call these services, each with where they go.
pub(crate) fn lines(closed: &[Service], page: &str) -> Vec<(String, String)> {
    let file = |service: &Service| match service {
        Service::Identity => Some("keystone.conf"),
        Service::Orchestration => Some("heat.conf"),
        Service::Compute => Some("nova.conf"),
        Service::Image => Some("glance-api.conf"),
        Service::Network => Some("neutron.conf"),
        Service::Reservation => None,
    };
    let files: Vec<&str> = closed.iter().filter_map(file).collect();
    let mut lines = Vec::new();
    if !files.is_empty() {
        lines.push((files.join(", "), CORS.replace(PAGE, page)));
    }
    if closed.contains(&Service::Reservation) {
        lines.push(("HAProxy, before Blazar".to_owned(), HAPROXY.replace(PAGE, page)));
        lines.push(("nginx, before Blazar".to_owned(), NGINX.replace(PAGE, page)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_these_lines() {
        let guide = include_str!("../../../site/guide/connect.md");
        let all = lines(&Service::ALL, PAGE);
        assert_eq!(all.len(), 3);
        for (title, text) in &all {
            assert!(guide.contains(text), "{title}");
        }
        assert!(guide.contains(RELAY));
    }

    #[test]
    fn they_name_the_page_that_asks() {
        for (_, text) in lines(&Service::ALL, "https://other.example") {
            assert!(text.contains("https://other.example") && !text.contains(PAGE), "{text}");
        }
        assert!(lines(&[], PAGE).is_empty());
    }
}
