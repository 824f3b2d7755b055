//! What is missing before an act is open, in words and with the ways that solve it (ADR 14). The answer is the server's gate.

use crate::{
    address,
    i18n::{
        Text, t,
        texts::{header, vouching},
    },
    sign_in::StartSignIn,
    ui::{ButtonLink, Panel, PanelKind},
};
use congdan_domain::WantedPath;
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

/// What is missing before an act is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    SignIn,
    Number,
    Match,
    Vneid,
}

/// What keeps a person from an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barrier {
    pub need: Need,
    /// VNeID's id, where it is configured.
    pub vneid: Option<String>,
}

/// What an act shows where it is open, or what keeps it closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gated<T> {
    Open(T),
    Closed(Barrier),
}

#[cfg(feature = "ssr")]
impl Barrier {
    /// The gate's answer as pages show it.
    pub(crate) fn of(portal: &congdan_flows::Portal, missing: congdan_flows::gate::Missing) -> Self {
        use congdan_flows::gate::Missing;
        let need = match missing {
            Missing::SignIn => Need::SignIn,
            Missing::Number => Need::Number,
            Missing::Match => Need::Match,
            Missing::Vneid => Need::Vneid,
        };
        Self { need, vneid: portal.vneid().map(|provider| provider.id().to_owned()) }
    }
}

/// Why the act is closed to a number that is there, with the ways that open it. `wanted` is where they lead back to.
#[component]
pub fn ClosedPanel(barrier: Barrier, wanted: String) -> impl IntoView {
    let (heading, why) = words(barrier.need);
    view! {
        <Panel kind=PanelKind::Warning>
            <p><strong>{t(heading)}</strong></p>
            <p>{t(why)}</p>
            <Ways barrier=barrier wanted=wanted />
        </Panel>
    }
}

const fn words(need: Need) -> (Text, Text) {
    match need {
        Need::Match => (vouching::MATCH_HEADING, vouching::MATCH_WHY),
        Need::SignIn | Need::Number | Need::Vneid => (vouching::VNEID_HEADING, vouching::VNEID_WHY),
    }
}

/// "Đối chiếu số căn cước" where a match opens the act, and "Đăng nhập bằng VNeID".
#[component]
pub fn Ways(barrier: Barrier, wanted: String) -> impl IntoView {
    let Barrier { need, vneid } = barrier;
    let compare = (need == Need::Match).then(|| {
        let href = address::number_form(&WantedPath::parse_or_home(&wanted));
        view! { <p><ButtonLink href=href>{t(vouching::MATCH)}</ButtonLink></p> }
    });
    view! {
        {compare}
        <VneidButton provider=vneid wanted=wanted />
    }
}

/// "Đăng nhập bằng VNeID", which comes back to the wanted page. The browser itself posts it: the answer leads to another origin.
#[component]
pub fn VneidButton(provider: Option<String>, wanted: String) -> impl IntoView {
    match provider {
        Some(provider) => Either::Left(view! {
            <form method="post" action=StartSignIn::url()>
                <input type="hidden" name="tiep" value=wanted />
                <button class="button button--secondary" type="submit" name="provider" value=provider>
                    {t(header::VNEID_OFFER_BUTTON)}
                </button>
            </form>
        }),
        None => {
            let choice = address::sign_in(&WantedPath::parse_or_home(&wanted));
            Either::Right(view! { <p><ButtonLink href=choice>{t(header::VNEID_OFFER_BUTTON)}</ButtonLink></p> })
        }
    }
}
