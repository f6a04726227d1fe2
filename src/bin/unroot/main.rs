//! The command: `unroot check Dockerfile` guards a repository with what the page teaches.

// A browser has no command line; the page's build passes by here all the same.
#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
