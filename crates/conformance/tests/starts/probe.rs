//! How to tell that an application works.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream, UdpSocket};
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

/// Everything that is given has to hold.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Probe {
    /// A port of the container to connect to.
    port: Option<u16>,
    /// Whether that is a port of UDP.
    udp: bool,
    /// A path to GET there.
    http: Option<String>,
    /// What is sent there otherwise, each character a byte; nothing where the server speaks first.
    send: Option<String>,
    /// What the answer contains, each character a byte; for HTTP, `200` where nothing is given.
    answer: Option<String>,
    /// The status with which the program ends.
    exit: Option<i32>,
    /// What the program prints.
    output: Option<String>,
    /// A file of the container.
    pub file: Option<String>,
    /// What the file contains.
    holds: Option<String>,
}

/// What came of a probe.
pub enum Answer {
    Works,
    /// It may come.
    NotYet(String),
    /// It will not come any more.
    Never(String),
}

impl Probe {
    /// Asks once. `inner` leads to a path of the container; `ended` is how its program ended, if it did; `printed` is what it
    /// printed so far.
    pub fn ask(
        &self,
        inner: impl Fn(&str) -> PathBuf,
        ended: Option<ExitStatus>,
        printed: &str,
    ) -> Answer {
        if let Some(exit) = self.exit {
            match ended.map(|status| status.code()) {
                None => return Answer::NotYet("the program has not ended".to_owned()),
                Some(code) if code == Some(exit) => {}
                Some(code) => {
                    return Answer::Never(format!("the program ended with {code:?}, not {exit}"));
                }
            }
        }
        let missing = [
            self.output
                .as_ref()
                .filter(|output| !printed.contains(output.as_str()))
                .map(|output| format!("`{output}` was not printed")),
            self.file.as_ref().and_then(|file| self.reads(file, &inner(file)).err()),
            self.port.and_then(|port| self.connects(port).err()),
        ];
        match missing.into_iter().flatten().next() {
            None => Answer::Works,
            Some(missing) if self.exit.is_some() => Answer::Never(missing),
            Some(missing) => Answer::NotYet(missing),
        }
    }

    fn reads(&self, file: &str, path: &std::path::Path) -> Result<(), String> {
        let bytes = std::fs::read(path).map_err(|error| format!("{file}: {error}"))?;
        let wanted = self.holds.as_deref().unwrap_or_default();
        match String::from_utf8_lossy(&bytes).contains(wanted) {
            true => Ok(()),
            false => Err(format!("{file} does not contain `{wanted}`")),
        }
    }

    fn connects(&self, port: u16) -> Result<(), String> {
        let said = |error: &dyn fmt::Display| format!("port {port}: {error}");
        let wanted = bytes(self.answer.as_deref().unwrap_or(match self.http {
            Some(_) => " 200 ",
            None => "",
        }));
        let question = match (&self.http, &self.send) {
            (Some(path), _) => {
                format!("GET {path} HTTP/1.0\r\nHost: localhost\r\nUser-Agent: probe\r\n\r\n")
                    .into_bytes()
            }
            (None, send) => bytes(send.as_deref().unwrap_or_default()),
        };
        let answer = match self.udp {
            true => by_udp(port, &question),
            false => by_tcp(port, &question, &wanted),
        };
        let answer = answer.map_err(|error| said(&error))?;
        match wanted.is_empty() || answer.windows(wanted.len()).any(|part| part == wanted) {
            true => Ok(()),
            false => Err(said(&format!("the answer is {:?}", String::from_utf8_lossy(&answer)))),
        }
    }
}

/// Each character as a byte.
fn bytes(text: &str) -> Vec<u8> {
    text.chars()
        .map(|char| u8::try_from(u32::from(char)).expect("characters up to U+00FF"))
        .collect()
}

const WAIT: Duration = Duration::from_secs(2);

/// Sends `question`, and reads until the answer has `wanted`, ends, or does not go on.
fn by_tcp(port: u16, question: &[u8], wanted: &[u8]) -> std::io::Result<Vec<u8>> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, WAIT)?;
    stream.set_read_timeout(Some(WAIT))?;
    stream.write_all(question)?;
    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    while wanted.is_empty() || !answer.windows(wanted.len()).any(|part| part == wanted) {
        match stream.read(&mut buffer) {
            Ok(count @ 1..) => answer.extend(&buffer[..count]),
            _ => break,
        }
    }
    Ok(answer)
}

fn by_udp(port: u16, question: &[u8]) -> std::io::Result<Vec<u8>> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_read_timeout(Some(WAIT))?;
    socket.connect((Ipv4Addr::LOCALHOST, port))?;
    socket.send(question)?;
    let mut answer = vec![0; 4096];
    let count = socket.recv(&mut answer)?;
    answer.truncate(count);
    Ok(answer)
}
