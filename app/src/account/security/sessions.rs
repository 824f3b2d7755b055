//! The open sessions of the account, a card each, and the end of one.

use crate::{
    i18n::{t, t_with, texts::account},
    reply::{Failure, Reply},
    ui::{ButtonKind, SendButton, StampField, sending},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// An open session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// The row, not the cookie.
    pub id: String,
    /// What is known of it: browser, system.
    pub device: Option<String>,
    /// The account it was opened with.
    pub method: String,
    pub since: String,
    pub seen: String,
    pub is_this: bool,
}

#[cfg(feature = "ssr")]
impl SessionInfo {
    /// The open sessions as the page shows them.
    pub(super) fn all(
        portal: &congdan_flows::Portal,
        visitor: &congdan_flows::session::Visitor,
        sessions: Vec<congdan_flows::ports::sessions::Session>,
    ) -> Vec<Self> {
        use crate::{provenance::NamedAccount, when};
        let named = NamedAccount::of(portal, visitor, &visitor.account.identities);
        let opened_by = |identity| NamedAccount::pick(&named, [identity]).first().map(NamedAccount::name);
        let info = |session: congdan_flows::ports::sessions::Session| Self {
            is_this: session.id == visitor.session.id,
            id: session.id.to_string(),
            device: known_device(&session.device),
            method: opened_by(session.identity).unwrap_or_else(|| portal.provider_label(&session.provider)),
            since: when::moment(session.created_at),
            seen: when::moment(session.seen_at),
        };
        sessions.into_iter().map(info).collect()
    }
}

/// "Chrome · Android" without the part that could not be recognised.
#[cfg(feature = "ssr")]
fn known_device(device: &str) -> Option<String> {
    let known: Vec<_> = device.split(" · ").filter(|part| *part != "?").collect();
    (!known.is_empty()).then(|| known.join(" · "))
}

/// Signs another device of the same account out. The current one has its own button, "Đăng xuất".
#[server(endpoint = "bao-mat/ket-thuc-phien")]
pub async fn end_session(#[server(default)] session: String) -> Result<Reply, Failure> {
    use crate::{
        address, proof,
        reply::{FailureKind, Notice},
        request::{self, OwnForm},
    };
    use congdan_flows::session::{self, SensitiveOutcome};
    const PAGE: &str = address::SECURITY;
    let portal = request::portal();
    let visitor = request::acting(OwnForm::button(PAGE)).await?;
    let Some(other) = session.parse().ok().filter(|id| *id != visitor.session.id) else {
        return Err(request::fail(FailureKind::BadRequest));
    };
    let reply = match session::end_other(&portal, &visitor, other).await? {
        SensitiveOutcome::Done => Reply::go_with(PAGE, Notice::SessionEnded),
        SensitiveOutcome::ProofNeeded => proof::ask_first(PAGE),
    };
    request::answer("bao-mat", PAGE, reply).await
}

/// One session, with the button that ends it.
#[component]
pub(super) fn SessionCard(session: SessionInfo, end: ServerAction<EndSession>) -> impl IntoView {
    let SessionInfo { id, device, method, since, seen, is_this } = session;
    let unknown = t(account::DEVICE_UNKNOWN);
    let device = move || device.clone().unwrap_or_else(|| unknown().to_owned());
    let action = if is_this {
        view! { <p><span class="tag tag--success">{t(account::THIS_SESSION)}</span></p> }.into_any()
    } else {
        let of_device = device.clone();
        view! {
            <ActionForm action=end>
                <StampField />
                <input type="hidden" name="session" value=id />
                <SendButton sending=sending(end) label=account::END_SESSION kind=ButtonKind::Secondary>
                    <span class="visually-hidden">": " {of_device}</span>
                </SendButton>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <li class="card">
            <h3>{device}</h3>
            <p lang="vi">{method}</p>
            <p class="secondary">{t_with(account::SESSION_TIMES, vec![("since", since), ("seen", seen)])}</p>
            {action}
        </li>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_by_what_is_known_of_it() {
        assert_eq!(known_device("Chrome · Android").as_deref(), Some("Chrome · Android"));
        assert_eq!(known_device("? · Android").as_deref(), Some("Android"));
        assert_eq!(known_device("? · ?"), None);
    }
}
