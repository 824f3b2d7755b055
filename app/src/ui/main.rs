//! The frame of a page's own part.

use crate::{
    browser,
    i18n::{Text, t, texts::common},
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

/// The page that had the focus last: its address and heading. A page drawn anew (another language, fresh data) does not take
/// the focus away from what the person is doing.
#[derive(Clone, Copy, Debug)]
pub struct LastPage(StoredValue<Option<(String, &'static str)>>);

impl LastPage {
    /// Before the first page.
    pub fn none_yet() -> Self {
        Self(StoredValue::new(None))
    }

    /// Whether this document has shown a page of another address before.
    pub(super) fn is_elsewhere(self, address: &str) -> bool {
        self.0.with_value(|last| last.as_ref().is_some_and(|(last, _)| last != address))
    }
}

/// The `<main>` of a page with its one heading, which is also its title.
#[component]
pub fn Main(
    /// The heading: one thing a page.
    heading: Text,
    /// Where "Quay lại" leads, above the heading.
    #[prop(optional, into)]
    back: Option<String>,
    /// The outcome's code, for `data-outcome`.
    #[prop(optional, into)]
    outcome: Option<String>,
    /// "Lỗi:" in front of the title while the form has errors.
    #[prop(optional, into)]
    has_errors: Signal<bool>,
    /// A wide page (lists, tables) instead of a reading column.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    let location = use_location();
    let last = expect_context::<LastPage>().0;
    // As a browser does at a navigation: the focus, and with it a screen reader, starts at the new page's main part.
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            let address = location.pathname.get_untracked() + &location.search.get_untracked();
            let page = Some((address, heading.vi));
            let before = last.try_update_value(|last| std::mem::replace(last, page.clone())).flatten();
            if before.is_some() && before != page {
                browser::focus(&main);
            }
        }
    });
    let heading = t(heading);
    let title = move || {
        let error = if has_errors.get() { t(common::TITLE_ERROR)() } else { "" };
        format!("{error}{} – Cổng Dân", heading())
    };
    show_title(title);
    view! {
        <main node_ref=main id="noi-dung" class="main" class:main--wide=wide tabindex="-1" data-outcome=outcome>
            {back.map(|href| view! { <p><BackLink href=href /></p> })}
            <h1>{heading}</h1>
            {children()}
        </main>
    }
}

/// Written into the head of the page that is sent. As text: the head is put in front when the page is drawn, and what a closure
/// would read then may already be gone with the page.
#[cfg(feature = "ssr")]
fn show_title(title: impl Fn() -> String + Send + Sync + 'static) {
    let _ = view! { <leptos_meta::Title text=untrack(title) /> };
}

/// In the browser by an effect, which ends with its page. (leptos_meta's component keeps the signals of a page that is gone, and
/// for a moment between two pages there is no title.)
#[cfg(not(feature = "ssr"))]
fn show_title(title: impl Fn() -> String + Send + Sync + 'static) {
    Effect::new(move |_| browser::set_title(&title()));
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
