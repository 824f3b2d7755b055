//! The only place that touches the browser's own interfaces. On the server each of these does nothing.

use crate::i18n::Language;

/// The language that the document was drawn in.
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
pub fn set_title(title: &str) {
    leptos::prelude::document().set_title(title);
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
pub fn mark_hydrated() {
    if let Some(html) = leptos::prelude::document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
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
