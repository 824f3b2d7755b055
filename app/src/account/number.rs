//! Whether the account has a number that the register has confirmed, as several pages show it.

use crate::{
    address,
    i18n::{t, t_with, texts::account},
    ui::{ButtonLink, Panel, PanelKind},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;

/// When the register last confirmed number, name and birth date.
#[component]
pub fn MatchedOn(on: Option<String>) -> impl IntoView {
    on.map(|on| view! { <p class="secondary">{t_with(account::MATCHED_ON, vec![("date", on)])}</p> })
}

/// "Bỏ qua" postpones: what stays closed without a number, with the button that opens it (journeys, rule 11).
#[component]
pub fn NumberReminder(wanted: &'static str) -> impl IntoView {
    let href = address::number_form(&WantedPath::parse_or_home(wanted));
    view! {
        <Panel kind=PanelKind::Warning>
            <p>{t(account::NO_NUMBER)}</p>
            <p><ButtonLink href=href>{t(account::ADD_NUMBER)}</ButtonLink></p>
        </Panel>
    }
}
