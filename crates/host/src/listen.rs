//! Taking a port of this machine and answering who calls there.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use crate::http::{Reply, Request};

/// How long a caller may take for each piece of a request, and for taking each piece of the reply.
const PATIENCE: Duration = Duration::from_secs(10);

/// Takes a port that only this machine can reach; port 0 takes any that is free.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Answers until the process ends. Requests are answered side by side; one that breaks off hurts no other.
pub fn serve(listener: &TcpListener, answer: impl Fn(&Request) -> Reply + Sync) {
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            scope.spawn(|| converse(stream, &answer));
        }
    });
}

fn converse(mut stream: TcpStream, answer: impl Fn(&Request) -> Reply) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    match Request::read(&stream)? {
        Ok(request) => answer(&request).write(&mut stream, request.method != "HEAD"),
        Err(status) => Reply::text(status, "this request is not answered\n").write(&mut stream, true),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Shutdown, TcpStream};
    use std::path::Path;

    use super::{listen, serve};
    use crate::{Reply, file};

    /// Sends bytes to a host of this crate's folder and gives back the head and the body of its reply.
    fn answer(request: &str) -> (String, String) {
        let listener = listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            serve(&listener, |request| match request.method.as_str() {
                "POST" => Reply::text(200, &String::from_utf8_lossy(&request.body)),
                _ => file(request, Path::new(env!("CARGO_MANIFEST_DIR"))),
            });
        });
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    #[test]
    fn requests_are_answered_as_by_a_careful_host() {
        let (head, body) = answer("GET /src/lib.rs HTTP/1.1\r\nHost: here\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream"), "{head}");
        assert!(head.contains("\r\nCache-Control: no-store\r\n"), "{head}");
        assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", body.len())), "{head}");
        let (same, nothing) = answer("HEAD /src/lib.rs HTTP/1.1\r\n\r\n");
        assert_eq!((same, nothing.as_str()), (head, ""));
        assert!(answer("GET /nowhere HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 404"));
        assert!(answer("PUT / HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn bodies_have_a_length_that_is_said_once() {
        assert_eq!(answer("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcd").1, "abc");
        assert_eq!(answer("POST / HTTP/1.1\r\n\r\n").1, "");
        let refused = [
            ("Content-Length: 99999999", 413),
            ("Content-Length: +3", 400),
            ("Content-Length: 30", 400),
            ("Content-Length: 3\r\nContent-Length: 3", 400),
            ("Transfer-Encoding: chunked", 411),
            ("no colon", 400),
            ("Name : value", 400),
        ];
        for (header, status) in refused {
            let head = answer(&format!("POST / HTTP/1.1\r\n{header}\r\n\r\nabc")).0;
            assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{header}: {head}");
        }
    }
}
