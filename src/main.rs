//! Mounts the page; where there is none, warms the analyser up.

mod app;
mod browser;
mod warm;

fn main() {
    if browser::page::is_there() {
        browser::crash::install();
        app::start();
    } else {
        warm::up();
    }
}
