//! The reference of a failure's page.

use crate::i18n::{t, texts::common};
use leptos::prelude::*;

/// "Mã tham chiếu", with the help line that asks for it.
#[component]
pub fn Reference(support_id: String) -> impl IntoView {
    view! { <p>{t(common::REFERENCE)} ": " <strong>{support_id}</strong> ". " {t(common::HELP_LINE)}</p> }
}
