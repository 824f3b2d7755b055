//! `/tai-khoan/bao-mat`: where the account is open, and what happened with it lately.

use super::{
    arrivals,
    frame::{AccountFrame, AccountPage},
    news::{News, NewsPanel, SECURITY, Understand},
};
use crate::{
    i18n::{Text, t, t_with, texts::account},
    reply::{Failure, Reply},
    ui::{Button, ButtonKind, follow, loaded},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecurityInfo {
    pub sessions: Vec<SessionInfo>,
    pub events: Vec<EventInfo>,
    pub news: News,
}

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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventInfo {
    pub at: String,
    /// The public code of its kind.
    pub kind: String,
    /// The dossier that it is about, and the unit: no value of a person.
    pub about: Option<String>,
    pub reference: String,
}

/// Reads the open sessions and the latest events of the account.
#[server(endpoint = "bao-mat")]
pub async fn load_security() -> Result<SecurityInfo, Failure> {
    use super::{named::NamedAccount, news::event_code, when};
    use crate::request;
    use congdan_flows::desk::DossierMention;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let account = visitor.account.id;
    let sessions = portal.store.sessions_of(account, portal.world.now()).await?;
    let events = portal.store.events_of(account, 30).await?;
    let named = NamedAccount::of(&portal, &visitor, &visitor.account.identities);
    let opened_by = |identity| NamedAccount::pick(&named, [identity]).first().map(NamedAccount::name);
    let sessions = sessions.into_iter().map(|session| SessionInfo {
        is_this: session.id == visitor.session.id,
        id: session.id.to_string(),
        device: known_device(&session.device),
        method: opened_by(session.identity).unwrap_or_else(|| portal.provider_label(&session.provider)),
        since: when::moment(session.created_at),
        seen: when::moment(session.seen_at),
    });
    let events = events.into_iter().map(|event| EventInfo {
        at: when::moment(event.at),
        kind: event_code(&event),
        about: DossierMention::read(&event.detail)
            .map(|mention| format!("{} · {}", mention.code, portal.desk.name(mention.unit))),
        reference: event.support_id,
    });
    Ok(SecurityInfo { sessions: sessions.collect(), events: events.collect(), news: News::of(&visitor).await? })
}

/// "Chrome · Android" without what could not be told.
#[cfg(feature = "ssr")]
fn known_device(device: &str) -> Option<String> {
    let known: Vec<_> = device.split(" · ").filter(|part| *part != "?").collect();
    (!known.is_empty()).then(|| known.join(" · "))
}

/// Signs another device of the same account out. The current one has its own button, "Đăng xuất".
#[server(endpoint = "bao-mat/ket-thuc-phien")]
pub async fn end_session(#[server(default)] session: String) -> Result<Reply, Failure> {
    use crate::{
        proof,
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_flows::session::{self, SensitiveOutcome};
    const PAGE: &str = "/tai-khoan/bao-mat";
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let Some(other) = session.parse().ok().filter(|id| *id != visitor.session.id) else {
        return Err(request::fail(FailureKind::BadRequest));
    };
    let reply = match session::end_other(&portal, &visitor, other).await? {
        SensitiveOutcome::Done => Reply::go_with(PAGE, Notice::SessionEnded),
        SensitiveOutcome::ProofNeeded => proof::first(PAGE),
    };
    request::answer("bao-mat", PAGE, reply).await
}

#[derive(Debug)]
pub(crate) struct SecurityRoute;

#[lazy_route]
impl LazyRoute for SecurityRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let end = ServerAction::new();
        let ended = arrivals(end, "/tai-khoan/bao-mat");
        let understood = ServerAction::new();
        let told = arrivals(understood, SECURITY);
        let page = Resource::new_blocking(move || (ended.get(), told.get()), |_| load_security());
        follow(end);
        follow(understood);
        loaded(page, move |info| view! { <Security info=info end=end understood=understood /> }).into_any()
    }
}

#[component]
fn Security(info: SecurityInfo, end: ServerAction<EndSession>, understood: ServerAction<Understand>) -> impl IntoView {
    let sessions =
        info.sessions.into_iter().map(|session| view! { <SessionCard session=session end=end /> }).collect_view();
    let events = info
        .events
        .into_iter()
        .map(|event| {
            let reference = t_with(account::EVENT_REFERENCE, vec![("code", event.reference)]);
            view! {
                <li>{t(event_text(&event.kind))} {event.about.map(|about| format!(": {about}"))} <div class="secondary">{event.at} " · " {reference}</div></li>
            }
        })
        .collect_view();
    view! {
        <AccountFrame page=AccountPage::Security>
            <NewsPanel news=info.news page=SECURITY action=understood />
            <h2 id="sessions">{t(account::SESSIONS)}</h2>
            <p>{t(account::SESSIONS_MEANS)}</p>
            <ul class="cards" aria-labelledby="sessions">{sessions}</ul>
            <h2 id="activity">{t(account::ACTIVITY)}</h2>
            <ul aria-labelledby="activity">{events}</ul>
        </AccountFrame>
    }
}

#[component]
fn SessionCard(session: SessionInfo, end: ServerAction<EndSession>) -> impl IntoView {
    let SessionInfo { id, device, method, since, seen, is_this } = session;
    let unknown = t(account::DEVICE_UNKNOWN);
    let device = move || device.clone().unwrap_or_else(|| unknown().to_owned());
    let action = if is_this {
        view! { <p><span class="tag tag--success">{t(account::THIS_SESSION)}</span></p> }.into_any()
    } else {
        let of_device = device.clone();
        view! {
            <ActionForm action=end>
                <input type="hidden" name="session" value=id />
                <Button kind=ButtonKind::Secondary busy=end.pending()>
                    {t(account::END_SESSION)} <span class="visually-hidden">": " {of_device}</span>
                </Button>
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

/// What happened, in words; a kind that is newer than this page has general ones.
pub(super) fn event_text(kind: &str) -> Text {
    match kind {
        "signed_in" => account::EVENT_SIGNED_IN,
        "sign_in_refused" => account::EVENT_SIGN_IN_REFUSED,
        "signed_out" => account::EVENT_SIGNED_OUT,
        "session_ended" => account::EVENT_SESSION_ENDED,
        "account_created" => account::EVENT_ACCOUNT_CREATED,
        "identity_linked" => account::EVENT_IDENTITY_LINKED,
        "identity_proved" => account::EVENT_IDENTITY_PROVED,
        "identity_unlinked" => account::EVENT_IDENTITY_UNLINKED,
        "identity_renewed" => account::EVENT_IDENTITY_RENEWED,
        "accounts_merged" => account::EVENT_ACCOUNTS_MERGED,
        "merge_undone" => account::EVENT_MERGE_UNDONE,
        "number_matched" => account::EVENT_NUMBER_MATCHED,
        "number_not_matched" => account::EVENT_NUMBER_NOT_MATCHED,
        "number_skipped" => account::EVENT_NUMBER_SKIPPED,
        "number_released" => account::EVENT_NUMBER_RELEASED,
        "number_unlinked" => account::EVENT_NUMBER_UNLINKED,
        "profile_changed" => account::EVENT_PROFILE_CHANGED,
        "profile_synchronised" => account::EVENT_PROFILE_SYNCHRONISED,
        "dossier_submitted" => account::EVENT_DOSSIER_SUBMITTED,
        "dossier_status_changed" => account::EVENT_DOSSIER_STATUS_CHANGED,
        "dossier_decided" => account::EVENT_DOSSIER_DECIDED,
        "dossier_opened" => account::EVENT_DOSSIER_OPENED,
        "dossier_shown" => account::EVENT_DOSSIER_SHOWN,
        "queue_shown" => account::EVENT_QUEUE_SHOWN,
        "role_granted" => account::EVENT_ROLE_GRANTED,
        "role_revoked" => account::EVENT_ROLE_REVOKED,
        "slip_made" => account::EVENT_SLIP_MADE,
        "slip_opened" => account::EVENT_SLIP_OPENED,
        "slip_shown" => account::EVENT_SLIP_SHOWN,
        "access_refused" => account::EVENT_ACCESS_REFUSED,
        "account_suspended" => account::EVENT_ACCOUNT_SUSPENDED,
        "account_restored" => account::EVENT_ACCOUNT_RESTORED,
        "account_deleted" => account::EVENT_ACCOUNT_DELETED,
        "entry_unreadable" => account::EVENT_ENTRY_UNREADABLE,
        _ => account::EVENT_OTHER,
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

    #[test]
    fn every_kind_of_event_has_its_own_words() {
        for kind in congdan_flows::ports::audit::AuditKind::ALL {
            assert_ne!(event_text(kind.code()), account::EVENT_OTHER, "{}", kind.code());
        }
    }
}
