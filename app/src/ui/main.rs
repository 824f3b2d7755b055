//! The frame of a page's own part.

use crate::i18n::{Text, t, texts::common};
use leptos::prelude::*;
use leptos_meta::Title;

/// The `<main>` of a page with its one heading, which is also its title.
#[component]
pub fn Main(
    /// The heading: one thing a page.
    heading: Text,
    /// The outcome's code, for `data-outcome`.
    #[prop(optional, into)]
    outcome: Option<String>,
    /// "Lỗi:" in front of the title while the form has a slip.
    #[prop(optional, into)]
    has_errors: Signal<bool>,
    /// A wide page (lists, tables) instead of a reading column.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let heading = t(heading);
    let title = move || {
        let error = if has_errors.get() { t(common::TITLE_ERROR)() } else { "" };
        format!("{error}{} – Cổng Dân", heading())
    };
    view! {
        <Title text=title />
        <main id="noi-dung" class="main" class:main--wide=wide tabindex="-1" data-outcome=outcome>
            <h1>{heading}</h1>
            {children()}
        </main>
    }
}

/// The first thing a keyboard reaches.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href="#noi-dung" rel="external">{t(common::SKIP_TO_CONTENT)}</a> }
}

/// The way back, above the heading.
#[component]
pub fn BackLink(#[prop(into)] href: String) -> impl IntoView {
    view! { <a class="back-link" href=href>{t(common::BACK)}</a> }
}
