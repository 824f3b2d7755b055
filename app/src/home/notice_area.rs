//! The message at the top of a page, shown once.

use super::viewer_card::ViewerCard;
use crate::{
    i18n::{Language, Text, language, t, texts::notices},
    reply::Notice,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

impl Notice {
    fn text(&self) -> Text {
        match self {
            Self::SignedIn => notices::SIGNED_IN,
            Self::SignedInMatched => notices::SIGNED_IN_MATCHED,
            Self::SignedOut => notices::SIGNED_OUT,
            Self::SessionOver => notices::SESSION_OVER,
            Self::SessionOverKept => notices::SESSION_OVER_KEPT,
            Self::Cancelled => notices::CANCELLED,
            Self::Linked => notices::LINKED,
            Self::NumberReceived => notices::NUMBER_RECEIVED,
            Self::Merged => notices::MERGED,
            Self::Unlinked => notices::UNLINKED,
            Self::Synchronised => notices::SYNCHRONISED,
            Self::Saved => notices::SAVED,
            Self::Matched => notices::MATCHED,
            Self::ConsentWithdrawn => notices::CONSENT_WITHDRAWN,
            Self::OtherSessionsEnded => notices::OTHER_SESSIONS_ENDED,
            Self::SessionEnded => notices::SESSION_ENDED,
            Self::Proven => notices::PROVEN,
            Self::ProviderUnavailable => notices::PROVIDER_UNAVAILABLE,
            Self::NothingToSend => notices::NOTHING_TO_SEND,
            Self::ChangedElsewhere => notices::CHANGED_ELSEWHERE,
            Self::StatusChanged => notices::STATUS_CHANGED,
            Self::DossierUpdated => notices::DOSSIER_UPDATED,
            Self::SlipStands => notices::SLIP_STANDS,
            Self::Answered => notices::ANSWERED,
            Self::Onward(notice, _) | Self::Detailed(notice, _) => notice.text(),
        }
    }

    fn in_language(&self, language: Language) -> String {
        let text = self.text().in_language(language);
        let Self::Detailed(_, words) = self else { return text.to_owned() };
        let words = match language {
            Language::Vi => &words.vi,
            Language::En => &words.en,
        };
        format!("{}. {words}", text.trim_end_matches('.'))
    }

    /// A sign-in has just succeeded: the person sees whom the portal knows them as.
    pub(crate) fn shows_person(&self) -> bool {
        match self {
            Self::Detailed(notice, _) => notice.shows_person(),
            _ => matches!(
                self,
                Self::SignedIn | Self::SignedInMatched | Self::Linked | Self::NumberReceived | Self::Merged
            ),
        }
    }

    /// Nothing succeeded: a plain message instead of the green one.
    const fn is_plain(&self) -> bool {
        matches!(
            self,
            Self::Cancelled
                | Self::SessionOver
                | Self::SessionOverKept
                | Self::ProviderUnavailable
                | Self::NothingToSend
                | Self::ChangedElsewhere
                | Self::SlipStands
                | Self::DossierUpdated
        )
    }

    fn onward(&self) -> Option<String> {
        if let Self::Onward(_, to) = self { Some(to.clone()) } else { None }
    }
}

/// `arrived` came with the page, `notice` with an answer since. The live region is always there, so that a screen reader
/// hears what appears in it; the person's card stands outside of it, so that it is not read out unasked.
#[component]
pub fn NoticeArea(arrived: Option<Notice>, notice: RwSignal<Option<Notice>>) -> impl IntoView {
    if arrived.is_some() {
        notice.set(arrived);
    }
    // A message belongs to the page it came with: going on leaves it behind, unless a new one came with the new page.
    let path = use_location().pathname;
    Effect::new(move |before: Option<(String, Option<Notice>)>| {
        let now = (path.get(), notice.get());
        if before.is_some_and(|before| before.0 != now.0 && before.1 == now.1) && now.1.is_some() {
            notice.set(None);
        }
        now
    });
    view! {
        <div class="notice-area" role="status">
            {move || notice.get().map(|notice| view! {
                <p class="notice" class=("notice--plain", notice.is_plain())>
                    {notice.in_language(language())}
                    {notice.onward().map(|to| view! { " " <a href=to>{t(notices::GO_ON)}</a> })}
                </p>
            })}
        </div>
        {move || notice.get().is_some_and(|notice| notice.shows_person()).then(|| view! { <ViewerCard /> })}
    }
}
