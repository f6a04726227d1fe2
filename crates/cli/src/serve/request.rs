//! Reads a request's head.

use super::answer::Answer;
use std::io::Read;

/// Bytes and headers that a head may have; browsers send less than a tenth.
const MOST: usize = 16 << 10;
const HEADERS: usize = 64;

/// What is asked for.
pub struct Request {
    /// GET, else HEAD.
    pub with_body: bool,
    /// As sent: `/a%20b?c`.
    pub target: String,
}

/// The request that `stream` brings, or the answer to one that can't be served; nothing where
/// nothing whole comes.
pub fn read(stream: &mut impl Read) -> Option<Result<Request, Answer>> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    loop {
        let length = stream.read(&mut part).ok()?;
        if length == 0 {
            return None;
        }
        head.extend_from_slice(&part[..length]);
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(&head) {
            Ok(httparse::Status::Complete(_)) => return Some(take(&request)),
            Ok(httparse::Status::Partial) if head.len() < MOST => {}
            Ok(httparse::Status::Partial) => {
                return Some(Err(Answer::refused(431, "Too Large", "")));
            }
            Err(_) => return Some(Err(Answer::refused(400, "Bad Request", ""))),
        }
    }
}

fn take(request: &httparse::Request) -> Result<Request, Answer> {
    let with_body = match request.method {
        Some("GET") => true,
        Some("HEAD") => false,
        _ => return Err(Answer::refused(405, "Method Not Allowed", "Allow: GET, HEAD\r\n")),
    };
    // A site whose name was made to lead here would otherwise read the folder through a browser.
    let mut hosts =
        request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
    if !hosts.all(|host| is_here(host.value)) {
        return Err(Answer::refused(421, "Misdirected Request", ""));
    }
    Ok(Request { with_body, target: request.path.unwrap_or_default().to_owned() })
}

/// Whether a Host header means this machine.
fn is_here(host: &[u8]) -> bool {
    let host = String::from_utf8_lossy(host).to_ascii_lowercase();
    let (name, port) = host.split_once(':').unwrap_or((&host, "0"));
    matches!(name, "127.0.0.1" | "localhost") && port.parse::<u16>().is_ok()
}
