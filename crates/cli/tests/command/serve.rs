//! `serve`: files of one folder, to this machine alone.

use super::support::{command, folder, run};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// A running server; it ends with the test.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let value = |line: &'_ str| line.strip_prefix(name)?.strip_prefix(": ").map(str::len);
        let line = self.head.lines().find(|line| value(line).is_some());
        line.map_or("", |line| &line[name.len() + 2..])
    }
}

impl Server {
    fn of(folder: &Path) -> Self {
        let mut command = command(["serve", "--port", "0"]);
        let pipes = command.arg(folder).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = pipes.spawn().expect("the command starts");
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let port =
            address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix("/\n"));
        let port = port.and_then(|port| port.parse().ok()).expect(&address);
        Server { child, port }
    }

    /// Sends `request` as it is.
    fn send(&self, request: &[u8]) -> Answer {
        let mut stream =
            TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("a connection");
        stream.write_all(request).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut whole = Vec::new();
        stream.read_to_end(&mut whole).unwrap();
        let end = whole.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
        let head = String::from_utf8(whole[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect(&head);
        Answer { status, head, body: whole[end + 4..].to_vec() }
    }

    fn ask(&self, method: &str, target: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
    }
}

/// A site, and beside it what is none of it.
fn site(test: &str) -> PathBuf {
    let folder = folder(test);
    let site = folder.join("site");
    fs::create_dir_all(site.join("rules")).unwrap();
    fs::create_dir_all(folder.join("site-of-others")).unwrap();
    for (name, text) in [
        ("site/index.html", "<h1>page</h1>"),
        ("site/app_bg.wasm", "\0asm"),
        ("site/app.js", "js"),
        ("site/a b.css", "css"),
        ("site/course.json", "{}"),
        ("site/manifest.webmanifest", "{}"),
        ("site/icon.svg", "<svg/>"),
        ("site/icon.png", "png"),
        ("site/rules/runs-as-root.md", "# md"),
        ("site/rules/index.html", "rules"),
        ("site/strange.xyz", "?"),
        ("site/.hidden", "hidden"),
        ("secret", "secret"),
        ("site-of-others/index.html", "secret"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    site
}

#[test]
fn files_come_with_their_types() {
    let server = Server::of(&site("serve-types"));
    for (target, media_type, body) in [
        ("/", "text/html; charset=utf-8", "<h1>page</h1>"),
        ("/index.html", "text/html; charset=utf-8", "<h1>page</h1>"),
        ("/?lesson=1", "text/html; charset=utf-8", "<h1>page</h1>"),
        ("/rules/", "text/html; charset=utf-8", "rules"),
        ("/app_bg.wasm", "application/wasm", "\0asm"),
        ("/app.js", "text/javascript; charset=utf-8", "js"),
        ("/a%20b.css", "text/css; charset=utf-8", "css"),
        ("/course.json", "application/json", "{}"),
        ("/manifest.webmanifest", "application/manifest+json", "{}"),
        ("/icon.svg", "image/svg+xml", "<svg/>"),
        ("/icon.png", "image/png", "png"),
        ("/rules/runs-as-root.md", "text/markdown; charset=utf-8", "# md"),
        ("/strange.xyz", "application/octet-stream", "?"),
    ] {
        let answer = server.ask("GET", target);
        assert_eq!((answer.status, answer.header("Content-Type")), (200, media_type), "{target}");
        assert_eq!(answer.body, body.as_bytes(), "{target}");
        assert_eq!(answer.header("Content-Length"), body.len().to_string(), "{target}");
        assert_eq!(answer.header("Cache-Control"), "no-cache", "{target}");
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff", "{target}");
    }
}

#[test]
fn head_is_the_head_alone() {
    let server = Server::of(&site("serve-head"));
    for (target, status, length) in [("/", 200, "13"), ("/nothing", 404, "10")] {
        let answer = server.ask("HEAD", target);
        assert_eq!((answer.status, answer.header("Content-Length")), (status, length));
        assert_eq!(answer.body, b"");
    }
}

#[test]
fn nothing_else_can_be_done() {
    let server = Server::of(&site("serve-methods"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"] {
        let answer = server.ask(method, "/");
        assert_eq!((answer.status, answer.header("Allow")), (405, "GET, HEAD"), "{method}");
    }
    let body = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";
    assert_eq!(server.send(body).status, 405);
    for bad in [
        &b"nonsense\r\n\r\n"[..],
        b"GET / HTTP/1.1\r\nno header\r\n\r\n",
        b"\x16\x03\x01\x02\x00\r\n\r\n",
    ] {
        assert_eq!(server.send(bad).status, 400);
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(40_000));
    assert_eq!(server.send(long.as_bytes()).status, 431);
    // It still serves.
    assert_eq!(server.ask("GET", "/").status, 200);
}

#[test]
fn nothing_outside_of_the_folder_is_served() {
    let site = site("serve-outside");
    #[cfg(unix)]
    for (link, to) in [("link", "../secret"), ("folder", "..")] {
        std::os::unix::fs::symlink(to, site.join(link)).unwrap();
    }
    let server = Server::of(&site);
    let absolute = format!("/{}", site.parent().unwrap().join("secret").display());
    for target in [
        "/nothing",
        "/rules",
        "/../secret",
        "/..%2fsecret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/rules/../../secret",
        "/rules/..%2f..%2fsecret",
        "/..\\secret",
        "/..%5csecret",
        "/%252e%252e/secret",
        "/../site-of-others/index.html",
        "/site-of-others/index.html",
        "/.hidden",
        "/./index.html",
        "//index.html",
        "/rules//index.html",
        "/index.html/",
        "/index.html%00.png",
        "/index.html%0a",
        "/%ff",
        "/C:/secret",
        "/link",
        "/folder/secret",
        &absolute,
        "http://127.0.0.1/index.html",
        "index.html",
        "*",
    ] {
        let answer = server.ask("GET", target);
        assert_eq!(answer.status, 404, "{target}");
        assert_eq!(answer.body, b"Not Found\n", "{target}");
    }
}

/// A name that somebody made to lead to 127.0.0.1 must not open the folder to their page.
#[test]
fn only_this_machine_is_answered() {
    let server = Server::of(&site("serve-host"));
    let with = |host: &str| server.send(format!("GET / HTTP/1.1\r\n{host}\r\n").as_bytes()).status;
    for host in ["", "Host: localhost\r\n", "host: LOCALHOST:8080\r\n", "Host: 127.0.0.1:1\r\n"] {
        assert_eq!(with(host), 200, "{host}");
    }
    for host in [
        "Host: example.org\r\n",
        "Host: example.org:8080\r\n",
        "Host: localhost.example.org\r\n",
        "Host: localhost:x\r\n",
        "Host: 127.0.0.1@example.org\r\n",
        "Host: localhost\r\nHost: example.org\r\n",
    ] {
        assert_eq!(with(host), 421, "{host}");
    }
    assert!(TcpStream::connect(("127.0.0.2", server.port)).is_err(), "one address only");
}

#[test]
fn many_are_served_at_once_and_one_who_says_nothing_holds_nobody_up() {
    let server = Server::of(&site("serve-many"));
    let silent: Vec<TcpStream> = (0..8)
        .map(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).expect("a connection"))
        .collect();
    std::thread::scope(|scope| {
        let asking: Vec<_> =
            (0..16).map(|_| scope.spawn(|| server.ask("GET", "/").status)).collect();
        assert!(asking.into_iter().all(|asked| asked.join().unwrap() == 200));
    });
    drop(silent);
}

#[test]
fn what_can_not_be_served_is_told() {
    let empty = folder("serve-empty");
    for folder in [empty.clone(), empty.join("missing")] {
        let ran = run(&["serve", "--port", "0", folder.to_str().unwrap()], "");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.starts_with("unroot: can't serve "), "{}", ran.err);
        assert!(ran.err.contains("make build"), "{}", ran.err);
    }
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = run(&["serve", "--port", &port, site("serve-taken").to_str().unwrap()], "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains(&format!("can't listen on port {port}: ")), "{}", ran.err);
}
