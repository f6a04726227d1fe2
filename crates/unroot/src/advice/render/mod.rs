//! The advice, ready to copy, each flag with its explanation.

mod compose;
mod docker;
mod kubernetes;
mod names;
mod page;
mod quote;
mod rendered;
mod words;

pub use rendered::{Flag, Form, Rendered};

use super::RunAdvice;

/// Writes `advice` down. The image's name stands as `IMAGE`; what the reader has to state stands in
/// angle brackets: `<UID>`.
pub fn render(advice: &RunAdvice, form: Form) -> Rendered {
    let page = match form {
        Form::Docker | Form::Podman => docker::write(advice, form),
        Form::Compose => compose::write(advice),
        Form::Kubernetes => kubernetes::write(advice),
    };
    page.finish(advice)
}
