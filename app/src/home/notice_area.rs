//! The message at the top of a page, shown once.

use crate::{
    i18n::{Text, language, texts::notices},
    reply::Notice,
};
use leptos::prelude::*;

impl Notice {
    pub const fn text(self) -> Text {
        match self {
            Self::SignedIn => notices::SIGNED_IN,
            Self::SignedInMatched => notices::SIGNED_IN_MATCHED,
            Self::SignedOut => notices::SIGNED_OUT,
            Self::Cancelled => notices::CANCELLED,
            Self::Linked => notices::LINKED,
            Self::Synchronised => notices::SYNCHRONISED,
            Self::Saved => notices::SAVED,
            Self::Matched => notices::MATCHED,
            Self::SessionEnded => notices::SESSION_ENDED,
            Self::ProviderUnavailable => notices::PROVIDER_UNAVAILABLE,
            Self::NothingToSend => notices::NOTHING_TO_SEND,
            Self::StatusChanged => notices::STATUS_CHANGED,
        }
    }
}

/// `arrived` came with the page, `notice` with an answer since. The live region is always there, so that a screen reader
/// hears what appears in it.
#[component]
pub fn NoticeArea(arrived: Option<Notice>, notice: RwSignal<Option<Notice>>) -> impl IntoView {
    if arrived.is_some() {
        notice.set(arrived);
    }
    view! {
        <div class="notice-area" role="status">
            {move || notice.get().map(|notice| view! {
                <p class="notice">{notice.text().in_language(language())}</p>
            })}
        </div>
    }
}
