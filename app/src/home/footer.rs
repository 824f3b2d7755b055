//! The footer: where help is, and links that need no sign-in.

use crate::{
    address,
    i18n::{t, texts::footer},
};
use leptos::prelude::*;

/// The footer of every page.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <p>{t(footer::HELP)}</p>
                <nav aria-label=t(footer::NAVIGATION)>
                    <a href=address::PROCEDURES>{t(footer::PROCEDURES)}</a>
                    <a href=address::DOSSIER_SEARCH>{t(footer::LOOKUP)}</a>
                </nav>
            </div>
        </footer>
    }
}
