//! The time, for telling how long the analysis took.

/// Milliseconds since the page was opened, as finely as the browser tells.
pub fn now() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |clock| clock.now())
}
