//! The document: the static shell that is there before us, and the few things that stand outside
//! of what Leptos draws.

use gloo::utils::document;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// What somebody did in the static shell before the page took over.
#[derive(Default)]
pub struct Shell {
    /// The text, if there is any.
    pub text: Option<String>,
    /// Whether the cursor stood in it.
    pub focused: bool,
}

/// What somebody did in the static shell.
pub fn shell() -> Shell {
    let area = document().get_element_by_id("shell-text");
    area.map_or_else(Shell::default, |area| {
        let area: HtmlTextAreaElement = area.unchecked_into();
        let text = Some(area.value()).filter(|text| !text.trim().is_empty());
        Shell { text, focused: document().active_element().as_ref() == Some(&area) }
    })
}

/// Takes over from the static shell: its element, now empty.
pub fn take_over() -> HtmlElement {
    let root = document().get_element_by_id("page");
    let root: HtmlElement = root.expect("index.html has #page").unchecked_into();
    root.set_inner_html("");
    root
}

/// Says that the page works: tests and the style sheet look at it.
pub fn ready() {
    set_root("data-ready", Some(""));
}

/// Whether the page is shown inside another one (web/early.js): with what it is about, and nothing around it.
pub fn is_embedded() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-embed"))
}

/// Sets or removes an attribute of the root element.
pub fn set_root(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Where the source is, for a page that GitHub Pages serves: `https://OWNER.github.io/NAME/` is
/// made from the repository `OWNER/NAME`. `None` elsewhere.
pub fn repository() -> Option<String> {
    let location = document().location()?;
    let host = location.hostname().ok()?;
    let owner = host.strip_suffix(".github.io")?.to_owned();
    let path = location.pathname().ok()?;
    let name = path.split('/').find(|part| !part.is_empty()).map_or(host, str::to_owned);
    Some(format!("https://github.com/{owner}/{name}"))
}

/// Gives the focus to the element `id` once what changes now is drawn.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || focus(&id));
}

fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// Presses the button `id`.
pub fn press(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.unchecked_into::<HtmlElement>().click();
    }
}

/// Closes the popover `id`.
pub fn close(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().hide_popover();
    }
}

/// Brings the element `id` into view once what changes now is drawn.
pub fn reveal_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let how = web_sys::ScrollIntoViewOptions::new();
            how.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
}

/// Scrolls the element `id` back to where it begins.
pub fn scroll_back(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_scroll_top(0);
    }
}

/// Scrolls the row that the element `id` stands in, and nothing else, so that the element is in view
/// once what changes now is drawn.
pub fn scroll_row_to(id: String) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        let row = element.as_ref().and_then(|element| element.closest("ol").ok()?);
        if let (Some(element), Some(row)) = (element, row) {
            let (element, seen) =
                (element.get_bounding_client_rect(), row.get_bounding_client_rect());
            let beyond = (element.right() - seen.right()).max(0.0);
            let before = (element.left() - seen.left()).min(0.0);
            let by = if before < 0.0 { before } else { beyond };
            row.set_scroll_left(row.scroll_left() + by as i32);
        }
    });
}

/// Whether the popover `id` is open.
pub fn is_open(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element.is_some_and(|element| element.matches(":popover-open").unwrap_or(false))
}

/// Whether the panel stands beside the text, not below it.
pub fn is_side_by_side() -> bool {
    let bounds = |which| Some(document().query_selector(which).ok()??.get_bounding_client_rect());
    let (text, panel) = (bounds(".code"), bounds("#tab-page"));
    text.zip(panel).is_some_and(|(text, panel)| panel.left() >= text.right())
}
