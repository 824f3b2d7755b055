//! The only place that touches the browser's own interfaces. On the server each of these does nothing.

use crate::i18n::Language;

/// The language that the document was drawn in.
pub fn document_language() -> Language {
    leptos::prelude::document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .map_or(Language::Vi, |tag| Language::from_tag(&tag))
}

/// Moves the focus to the page's main part, as a browser does at a navigation: a screen reader starts there.
pub fn focus_main() {
    leptos::prelude::request_animation_frame(|| focus_id("noi-dung"));
}

/// Moves the focus to an element and scrolls it into view.
pub fn focus_id(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = leptos::prelude::document().get_element_by_id(id)
        && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
    {
        element.scroll_into_view();
        // A page without focus is a nuisance, not a failure.
        let _ = element.focus();
    }
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
