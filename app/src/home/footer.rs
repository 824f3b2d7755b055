//! Who answers for this, and where help is.

use crate::{
    address,
    i18n::{t, texts::footer},
};
use leptos::prelude::*;

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
