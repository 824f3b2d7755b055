//! The only place that touches the browser's own interfaces. On the server each of these does nothing.

mod camera;
mod contained;
mod detector;
mod js;
mod picture;

pub use camera::{Camera, CameraTrouble};
pub use contained::contained;
pub use detector::Detector;
pub use picture::{Grey, Part, Picture};

use crate::i18n::Language;
use js::Js;

/// The language that the document was drawn in.
#[cfg(not(feature = "ssr"))]
pub fn document_language() -> Language {
    leptos::prelude::document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .map_or(Language::Vi, |tag| Language::from_tag(&tag))
}

/// Moves the focus to an element as soon as it is drawn. Nothing scrolls: the message above it stays in sight.
pub fn focus(element: &web_sys::HtmlElement) {
    let element = element.clone();
    leptos::prelude::request_animation_frame(move || {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A page without focus is a nuisance, not a failure.
        let _ = element.focus_with_options(&options);
    });
}

/// The document's title.
#[cfg(not(feature = "ssr"))]
pub fn set_title(title: &str) {
    leptos::prelude::document().set_title(title);
}

/// Leaves this document for another address of the portal.
pub fn load(address: &str) {
    // Where the browser refuses, the page stays.
    let _ = leptos::prelude::window().location().assign(address);
}

/// The path and query of the page: where the person is, or is on the way to ([`going_to`]). During a navigation the browser's own
/// address is still the last page's.
pub fn here() -> String {
    let html = leptos::prelude::document().document_element();
    if let Some(going) = html.and_then(|html| html.get_attribute("data-going")) {
        return going;
    }
    let location = leptos::prelude::window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Leaves this document for the same address, drawn anew. Not a reload: a browser may put what was typed back into a page that it
/// reloads.
pub fn load_again() {
    load(&here());
}

/// Moves the focus to an element that has just been drawn, and scrolls it into view.
pub fn show(element: &web_sys::HtmlElement) {
    let element = element.clone();
    leptos::prelude::request_animation_frame(move || {
        // As above.
        let _ = element.focus();
    });
}

/// Moves the focus to an element and scrolls it into view.
pub fn focus_id(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
        // As above.
        let _ = element.focus();
    }
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    leptos::prelude::document().get_element_by_id(id)?.dyn_into().ok()
}

/// Opens the browser's print dialogue.
pub fn print() {
    // A browser that cannot print says so itself.
    let _ = leptos::prelude::window().print();
}

/// Says that handlers are attached: `data-hydrated` on the document.
#[cfg(feature = "hydrate")]
pub fn mark_hydrated() {
    if let Some(html) = leptos::prelude::document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
    }
}

/// Says which page the person is on the way to, for the boot script: where its part of the program cannot be loaded, the browser
/// opens that address itself.
pub fn going_to(address: &str) {
    if let Some(html) = leptos::prelude::document().document_element() {
        // Without it the person stays on this page.
        let _ = html.set_attribute("data-going", address);
    }
}

/// Keeps the language for a year, in the cookie whose name the document carries (`data-language-cookie`).
pub fn remember_language(language: Language) {
    use wasm_bindgen::JsCast;
    let document = leptos::prelude::document();
    let name = document.document_element().and_then(|html| html.get_attribute("data-language-cookie"));
    if let (Some(name), Ok(document)) = (name, document.dyn_into::<web_sys::HtmlDocument>()) {
        let secure = if name.starts_with("__Host-") { "; Secure" } else { "" };
        // A refused cookie means that the choice lasts as long as the page.
        let _ =
            document.set_cookie(&format!("{name}={}; Path=/; SameSite=Lax; Max-Age=31536000{secure}", language.tag()));
    }
}

/// Puts a text into a field as if it were typed: listeners of the field are called.
pub fn type_into(id: &str, text: &str) {
    change(id, "value", text.into(), "input");
}

/// Ticks a box, or takes the tick away, as if the person did.
pub fn tick(id: &str, ticked: bool) {
    change(id, "checked", ticked.into(), "change");
}

fn change(id: &str, property: &str, value: wasm_bindgen::JsValue, event: &str) {
    let Some(field) = Js::element(id) else { return };
    field.set(property, value);
    let bubbles = Js::object(&[("bubbles", true.into())]);
    let event = Js::window().get("Event").and_then(|class| class.construct(&[event.into(), bubbles]).ok());
    if let Some(event) = event {
        // Without a listener the text is in the field all the same.
        let _ = field.call("dispatchEvent", &[event.value()]);
    }
}

/// Presses what has this id, e.g. the file field behind a button.
pub fn press(id: &str) {
    if let Some(element) = element(id) {
        element.click();
    }
}

/// Waits, so that the browser can draw and handle input before work goes on.
pub async fn pause(milliseconds: u32) {
    use wasm_bindgen_futures::JsFuture;
    let wait = web_sys::js_sys::Promise::new(&mut |resolve, _| {
        // Without a timer the wait would be for ever.
        if let Err(_none) = Js::window().call("setTimeout", &[resolve.clone().into(), milliseconds.into()]) {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(wait).await;
}

/// Milliseconds since the page was opened, for measuring how long something took.
pub fn now() -> f64 {
    let clock = Js::window().get("performance");
    let time = clock.and_then(|clock| clock.call("now", &[]).ok());
    time.and_then(|time| time.value().as_f64()).unwrap_or_default()
}

/// Whether the page is in sight.
pub fn is_visible() -> bool {
    let document = Js::window().get("document");
    document.and_then(|document| document.text("visibilityState")).is_none_or(|state| state == "visible")
}
