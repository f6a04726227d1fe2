//! Parts of the page that are fetched when somebody asks for them: WebAssembly modules of their own
//! (scripts/finish/split.js), which share memory with the page.

use super::words::later as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::pin::Pin;

/// Makes a part's view. It is only to be had once the part is there.
pub type Part = fn() -> AnyView;

/// What came of asking for one.
type Loaded = Result<Part, Missing>;

/// One on its way; boxed, so that all the rest is there once for all of them.
type Load = Pin<Box<dyn Future<Output = Loaded>>>;

/// A part could not be fetched.
#[derive(Clone)]
pub struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Missing
    }
}

/// What `load` brings, once it is there; a word that it's on its way until then, or that it can't be had.
pub fn later<Loading>(load: fn() -> Loading) -> AnyView
where
    Loading: Future<Output = Loaded> + 'static,
{
    shown(Box::pin(load()))
}

/// Somebody is about to ask for what `load` brings: it is fetched already, unless it was before.
pub fn come_near<Loading>(load: fn() -> Loading)
where
    Loading: Future<Output = Loaded> + 'static,
{
    fetch(Box::pin(load()), |_| {});
}

fn shown(load: Load) -> AnyView {
    let part = RwSignal::new(None);
    fetch(load, move |loaded| {
        // Whoever asked may have gone elsewhere meanwhile.
        let _ = part.try_set(Some(loaded));
    });
    let shown = move || match part.get() {
        Some(Ok(part)) => part(),
        Some(Err(Missing)) => view! { <p class="nothing">{words::MISSING}</p> }.into_any(),
        None => view! { <p class="nothing" aria-busy="true">{words::COMING}</p> }.into_any(),
    };
    shown.into_any()
}

fn fetch(load: Load, then: impl Fn(Loaded) + 'static) {
    spawn_local(async move { then(load.await) });
}
