//! Requests as they are read, and replies as they are written: HTTP/1.1, one of each for a connection.

use std::io::{self, BufRead, BufReader, Read, Write};

/// More than any browser sends to a host that sets no cookies.
const LONGEST_HEAD: u64 = 32 * 1024;

/// A template with all its files is far from this.
const LARGEST_BODY: u64 = 10 * 1024 * 1024;

/// What somebody asks.
#[derive(Clone, Default)]
pub struct Request {
    /// As `GET`.
    pub method: String,
    /// The path with its query.
    pub target: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// What came with it.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Reads one; the status to refuse it with, if it is none that is understood in just one way.
    pub(crate) fn read(stream: impl Read) -> io::Result<Result<Self, u16>> {
        let mut stream = BufReader::new(stream.take(LONGEST_HEAD));
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let mut words = line.trim_end().split(' ').map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Self { method, target, ..Self::default() };
        loop {
            line.clear();
            if stream.read_line(&mut line)? == 0 {
                return Ok(Err(400));
            }
            if line.trim_end().is_empty() {
                break;
            }
            match line.split_once(':') {
                Some((name, value)) if !name.is_empty() && !name.contains(char::is_whitespace) => {
                    request.headers.push((name.to_owned(), value.trim().to_owned()));
                }
                _ => return Ok(Err(400)),
            }
        }
        let length = match request.length() {
            Ok(length) if length <= LARGEST_BODY => length,
            Ok(_) => return Ok(Err(413)),
            Err(status) => return Ok(Err(status)),
        };
        // What was read ahead belongs to the body already.
        let ahead = u64::try_from(stream.buffer().len()).unwrap_or(u64::MAX);
        stream.get_mut().set_limit(length.saturating_sub(ahead));
        let read = stream.take(length).read_to_end(&mut request.body)?;
        if u64::try_from(read) != Ok(length) {
            return Ok(Err(400));
        }
        Ok(Ok(request))
    }

    /// How long the body is, which must be said in just one way.
    fn length(&self) -> Result<u64, u16> {
        if self.header("transfer-encoding").is_some() {
            return Err(411);
        }
        let mut said = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        match (said.next(), said.next()) {
            (None, _) => Ok(0),
            (Some((_, length)), None) if length.bytes().all(|byte| byte.is_ascii_digit()) => {
                length.parse().map_err(|_| 400)
            }
            (Some(_), _) => Err(400),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// HTTP's number for how it went.
    pub status: u16,
    /// Names and values, beside those that every reply has.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub body: Vec<u8>,
}

impl Reply {
    /// A content of a type.
    pub fn new(status: u16, mime: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("Content-Type".to_owned(), mime.to_owned())], body }
    }

    /// A few words.
    pub fn text(status: u16, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", words.as_bytes().to_vec())
    }

    pub(crate) fn write(&self, stream: &mut impl Write, with_body: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            // A line end in a value would begin a header of its own.
            if !value.contains(['\r', '\n']) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str(&format!(
            "Content-Length: {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.body.len()
        ));
        stream.write_all(head.as_bytes())?;
        if with_body {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

/// HTTP's words for a number; they mean nothing to a program.
fn reason(status: u16) -> &'static str {
    match status {
        200..300 => "OK",
        404 => "Not Found",
        405 => "Method Not Allowed",
        400..500 => "Refused",
        500.. => "Failed",
        _ => "See Elsewhere",
    }
}
