//! A dialog in front of the page. It is the browser's own `<dialog>`, which handles focus, Escape and the backdrop.

use crate::i18n::{Text, t};
use leptos::{html, prelude::*};

/// Opens while `open` is true; closing it by Escape or its button sets `open` to false. Nothing may depend on it: without
/// scripts it is never shown.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    heading: Text,
    id: &'static str,
    /// Something that must not be missed: the element `{id}-text` says it.
    #[prop(optional)]
    alert: bool,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            if open.get() && !dialog.open() {
                // It fails only where the dialog is open already.
                let _ = dialog.show_modal();
            } else if !open.get() {
                dialog.close();
            }
        }
    });
    let title = StoredValue::new(format!("{id}-title"));
    view! {
        <dialog node_ref=dialog id=id class="dialog" aria-labelledby=title.get_value()
            role=alert.then_some("alertdialog") aria-describedby=alert.then(|| format!("{id}-text")) on:close=move |_| open.set(false)>
            <h2 id=title.get_value()>{t(heading)}</h2>
            {children()}
        </dialog>
    }
}
