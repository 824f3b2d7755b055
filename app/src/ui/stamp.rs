//! The stamp in a form: for whom its page was drawn (ADR 16).

use leptos::prelude::*;

/// The name of the hidden field.
pub const STAMP_FIELD: &str = "cua";

/// Its header, where WebAssembly calls the function (`shell/boot.js`): leptos sends the arguments of the function alone.
#[cfg(feature = "ssr")]
pub const STAMP_HEADER: &str = "x-cua";

/// The stamp of the page, for the forms on it.
#[derive(Clone)]
pub struct Stamp(pub String);

/// The hidden field, in every form that does something for the person who is signed in. The page of a visitor who is not signed
/// in has none.
#[component]
pub fn StampField(
    /// Of another part than the page's own, e.g. the banner.
    #[prop(optional, into)]
    stamp: Option<String>,
) -> impl IntoView {
    let stamp = stamp.or_else(|| use_context::<Stamp>().map(|stamp| stamp.0));
    stamp.map(|stamp| view! { <input type="hidden" name=STAMP_FIELD value=stamp /> })
}
