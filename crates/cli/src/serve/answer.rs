//! Writes an answer.

use std::io::{self, Write};

/// A status, and a body of a type.
pub struct Answer {
    status: u16,
    reason: &'static str,
    /// Whole lines.
    headers: &'static str,
    media_type: &'static str,
    body: Vec<u8>,
    with_body: bool,
}

impl Answer {
    /// A file's contents; without them where only its head was asked for.
    pub fn file(media_type: &'static str, body: Vec<u8>, with_body: bool) -> Self {
        Answer { status: 200, reason: "OK", headers: "", media_type, body, with_body }
    }

    /// A refusal; `headers` are whole lines.
    pub fn refused(status: u16, reason: &'static str, headers: &'static str) -> Self {
        let body = format!("{reason}\n").into_bytes();
        let media_type = "text/plain; charset=utf-8";
        Answer { status, reason, headers, media_type, body, with_body: true }
    }

    /// The same without its body, where only the head was asked for.
    pub fn with_body(self, with_body: bool) -> Self {
        Answer { with_body, ..self }
    }

    /// Writes it as HTTP/1.1, and says that the connection ends.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let Answer { status, reason, headers, media_type, body, .. } = self;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n{headers}\r\n"
        );
        to.write_all(head.as_bytes())?;
        if self.with_body {
            to.write_all(body)?;
        }
        to.flush()
    }
}
