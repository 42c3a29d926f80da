//! A plain static server for one folder on this machine: what any static host does, and nothing more.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::failure::{Doing, Failure, Outcome};

/// More than any browser sends to a host that sets no cookies.
const LONGEST_HEAD: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Takes the port; port 0 takes any that is free.
pub(crate) fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let what = format!("port {port} of 127.0.0.1 cannot be had: {error}");
        Failure::new(what, "end what holds it, or take another: `cargo xtask serve --port 8081`")
    })
}

pub(crate) fn address(listener: &TcpListener) -> Outcome<SocketAddr> {
    listener.local_addr().doing("ask for the server's address")
}

/// Answers until the process ends. Requests are answered side by side; one that breaks off hurts no other.
pub(crate) fn serve(listener: &TcpListener, folder: &Path) {
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            scope.spawn(move || answer(stream, folder));
        }
    });
}

fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = read_request(&stream)?;
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return reply(&mut stream, "405 Method Not Allowed", "text/plain", b"only GET and HEAD\n", true);
    }
    let with_body = method == "GET";
    match file_of(target, folder).and_then(|file| Some((fs::read(&file).ok()?, mime(&file)))) {
        Some((body, mime)) => reply(&mut stream, "200 OK", mime, &body, with_body),
        None => reply(&mut stream, "404 Not Found", "text/plain", b"not found\n", with_body),
    }
}

/// The request's first line; the other header lines are read and dropped, so that closing does not cut the reply off.
fn read_request(stream: &TcpStream) -> io::Result<String> {
    let mut head = BufReader::new(stream.take(LONGEST_HEAD));
    let mut request = String::new();
    head.read_line(&mut request)?;
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    Ok(request)
}

fn reply(stream: &mut TcpStream, status: &str, mime: &str, body: &[u8], with_body: bool) -> io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The file that a request's target names: never outside the folder, never a hidden one.
fn file_of(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    let inside =
        path.bytes().all(plain) && path.split('/').all(|step| !step.is_empty() && !step.starts_with('.'));
    inside.then(|| folder.join(path)).filter(|file| file.is_file())
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" | "md" | "yaml" | "yml" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{file_of, listen, mime, serve};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;

    #[test]
    fn a_target_names_a_file_inside_the_folder_or_nothing() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = |target| file_of(target, folder).map(|file| mime(&file));
        assert_eq!(found("/Cargo.toml?v=1"), Some("application/octet-stream"));
        assert_eq!(found("/src/main.rs"), Some("application/octet-stream"));
        for target in
            ["/", "Cargo.toml", "/../cli/Cargo.toml", "/src//main.rs", "/%2e%2e/x", "/.hidden", "/src", "*"]
        {
            assert_eq!(found(target), None, "{target}");
        }
    }

    #[test]
    fn requests_are_answered_as_by_a_careful_host() {
        let listener = listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || serve(&listener, Path::new(env!("CARGO_MANIFEST_DIR"))));
        let answer = |request: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            (head.to_owned(), body.to_owned())
        };

        let (head, body) = answer("GET /page/seal.mjs HTTP/1.1\r\nHost: here\r\n\r\n");
        assert!(
            head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/javascript; charset=utf-8"),
            "{head}"
        );
        assert!(head.contains("\r\nCache-Control: no-store\r\n"), "{head}");
        assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", body.len())), "{head}");
        let (same, nothing) = answer("HEAD /page/seal.mjs HTTP/1.1\r\n\r\n");
        assert_eq!((same, nothing.as_str()), (head, ""));
        assert!(answer("GET /nowhere HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 404"));
        assert!(answer("POST / HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 405"));
    }
}
