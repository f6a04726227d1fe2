//! `unroot serve`: the page's static files for the browsers of this machine, and nobody else's.

mod answer;
mod request;
mod site;

use super::args::Serve;
use super::outcome::{Failure, Outcome};
use super::output::{print, tell};
use site::Site;
use std::io::{self, Read};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long a browser may think about its request, or about taking the answer.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn run(args: &Serve) -> Result<Outcome, Failure> {
    let folder = args.folder.display();
    let site = Site::open(&args.folder).map_err(|why| {
        Failure(format!("can't serve {folder}: {why}; `make build` puts the page into dist"))
    })?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).map_err(|why| {
        Failure(format!("can't listen on port {}: {why}; --port takes another one", args.port))
    })?;
    let port = listener.local_addr().map_or(args.port, |address| address.port());
    print(&format!("http://127.0.0.1:{port}/\n"))?;
    tell(&format!("unroot: serving {folder} to this machine; Ctrl-C ends it"));
    let site = Arc::new(site);
    for stream in listener.incoming() {
        // A connection that broke before it was taken concerns nobody else.
        let Ok(stream) = stream else { continue };
        let site = Arc::clone(&site);
        thread::spawn(move || talk(stream, &site));
    }
    Ok(Outcome::Clean)
}

/// One request, one answer. A browser that goes away meanwhile is no failure.
fn talk(mut stream: TcpStream, site: &Site) -> Option<()> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let answer = match request::read(&mut stream)? {
        Ok(request) => site.answer(&request),
        Err(refused) => refused,
    };
    answer.write(&mut stream).ok()?;
    // Closing on bytes that nobody read would take the answer back.
    stream.shutdown(Shutdown::Write).ok()?;
    io::copy(&mut stream.take(1 << 20), &mut io::sink()).ok()?;
    Some(())
}
