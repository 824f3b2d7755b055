//! What the person has agreed to, a card each: since when, the text as it was, and the way back.

use crate::{
    consent::text,
    i18n::{Language, t, t_with, texts::consent},
    reply::{Failure, Reply},
    ui::{ButtonKind, SendButton, StampField, sending},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsentInfo {
    /// The code of its purpose.
    pub purpose: String,
    pub version: u16,
    /// `None` where an earlier release did not record it.
    pub language: Option<Language>,
    pub since: String,
    /// When it was withdrawn.
    pub until: Option<String>,
}

#[cfg(feature = "ssr")]
impl ConsentInfo {
    /// A row as the page shows it.
    pub(super) fn of(stored: congdan_flows::ports::consents::StoredConsent) -> Self {
        Self {
            purpose: stored.purpose.code().to_owned(),
            version: stored.version,
            language: stored.language.map(|language| Language::from_tag(language.code())),
            since: crate::when::date(stored.given_at),
            until: stored.withdrawn_at.map(crate::when::date),
        }
    }
}

/// "Rút lại sự đồng ý": the card has said what stops and what stays.
#[server(endpoint = "du-lieu/rut-lai")]
pub async fn withdraw_consent(#[server(default)] purpose: String) -> Result<Reply, Failure> {
    use crate::{
        address, match_report,
        reply::{FailureKind, Notice},
        request::{self, OwnForm},
    };
    use congdan_flows::{
        consent,
        ports::{consents::Withdrawn, matching::Purpose},
    };
    const PAGE: &str = address::DATA;
    let portal = request::portal();
    let visitor = request::acting(OwnForm::button(PAGE)).await?;
    let Some(purpose) = Purpose::from_code(&purpose) else {
        return Err(request::fail(FailureKind::BadRequest));
    };
    let reply = match consent::withdraw(&portal, &visitor, purpose).await? {
        Withdrawn::Done => Reply::go_with(PAGE, Notice::ConsentWithdrawn),
        // Pressed twice; or the page leads to the sign-in, which explains why.
        Withdrawn::NotGiven | Withdrawn::AccountClosed => Reply::go(PAGE),
    };
    // A page that says that something waits would not be true any more.
    match_report::forget().await?;
    request::answer("rut-lai", PAGE, reply).await
}

/// The list, newest first.
#[component]
pub(super) fn Consents(consents: Vec<ConsentInfo>, withdraw: ServerAction<WithdrawConsent>) -> impl IntoView {
    if consents.is_empty() {
        return view! { <p>{t(consent::NONE)}</p> }.into_any();
    }
    // Of two texts that both stand for a purpose, one press withdraws both: the newest has the button.
    let mut with_button: Vec<String> = Vec::new();
    let cards = consents
        .into_iter()
        .map(|given| {
            let can_withdraw = given.until.is_none() && !with_button.contains(&given.purpose);
            if can_withdraw {
                with_button.push(given.purpose.clone());
            }
            view! { <ConsentCard given=given withdraw=can_withdraw.then_some(withdraw) /> }
        })
        .collect_view();
    view! { <ul class="cards" aria-labelledby="consents">{cards}</ul> }.into_any()
}

#[component]
fn ConsentCard(given: ConsentInfo, withdraw: Option<ServerAction<WithdrawConsent>>) -> impl IntoView {
    let ConsentInfo { purpose, version, language, since, until } = given;
    let is_match = purpose == "match";
    let name = if is_match { consent::MATCH } else { consent::SYNCHRONISE };
    let stops = if is_match { consent::STOPS_MATCH } else { consent::STOPS_SYNCHRONISE };
    let when = match until {
        Some(until) => t_with(consent::UNTIL, vec![("date", since), ("until", until)]),
        None => t_with(consent::SINCE, vec![("date", since), ("until", String::new())]),
    };
    let summary = match language {
        Some(Language::Vi) => consent::TEXT_SHOWN,
        Some(Language::En) => consent::TEXT_SHOWN_EN,
        None => consent::TEXT_SHOWN_UNKNOWN,
    };
    // As it was read, whatever the page's language is now.
    let read_in = language.unwrap_or_default();
    let words = match text(version) {
        Some(text) => view! { <p lang=read_in.tag()>{text.in_language(read_in)}</p> }.into_any(),
        None => view! { <p>{t(consent::TEXT_NEWER)}</p> }.into_any(),
    };
    let back = withdraw.map(|withdraw| {
        view! {
            <p>{t(stops)}</p>
            <p>{t(consent::STAYS)}</p>
            <ActionForm action=withdraw>
                <StampField />
                <input type="hidden" name="purpose" value=purpose />
                <SendButton sending=sending(withdraw) label=consent::WITHDRAW kind=ButtonKind::Secondary />
            </ActionForm>
        }
    });
    view! {
        <li class="card">
            <h3>{t(name)}</h3>
            <p>{when}</p>
            <details>
                <summary>{t_with(summary, vec![("version", version.to_string())])}</summary>
                {words}
            </details>
            {back}
        </li>
    }
}
