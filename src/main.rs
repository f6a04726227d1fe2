//! Mounts the page.

mod app;
mod browser;

fn main() {
    browser::crash::install();
    app::start();
}
