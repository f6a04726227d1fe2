//! A case of the judge that starts images: it answers with the state of a lock.

use std::io::Write;
use std::net::TcpListener;

fn main() -> std::io::Result<()> {
    let port = std::env::var("LOCK_PORT").unwrap_or_default();
    for client in TcpListener::bind(format!("0.0.0.0:{port}"))?.incoming() {
        client?.write_all(b"lock 3 is filling\n")?;
    }
    Ok(())
}
