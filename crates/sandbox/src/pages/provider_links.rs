//! The ways to the providers' pages.

use crate::provider::id::ProviderId;
use maud::{Markup, html};

/// The address of the provider's page.
pub(super) fn address(id: ProviderId) -> String {
    format!("/nha-cung-cap/{}", id.segment())
}

/// Links to the pages of all providers, for a sentence.
pub(super) fn links(separator: &str) -> Markup {
    html! {
        @for (place, id) in ProviderId::ALL.iter().enumerate() {
            @if place > 0 { (separator) }
            a href=(address(*id)) { (id.short_title()) }
        }
    }
}
