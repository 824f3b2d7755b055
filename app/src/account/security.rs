//! `/tai-khoan/bao-mat`: where the account is open, and what happened with it lately.

mod event;
mod leaving;
mod notifications;
mod sessions;

pub use notifications::{Acknowledge, NotificationPanel, Notifications};
pub use sessions::EndSession;

use self::{
    event::event_text,
    leaving::{EndOtherSessions, LeavingPart},
    sessions::{SessionCard, SessionInfo},
};
use super::frame::{AccountFrame, AccountPage};
use crate::{
    address::SECURITY,
    i18n::{t, t_with, texts::account},
    own::Own,
    reply::Failure,
    ui::{arrivals, follow, loaded},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The content of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecurityInfo {
    pub sessions: Vec<SessionInfo>,
    pub events: Vec<EventInfo>,
    pub notifications: Notifications,
}

/// Something that happened to the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventInfo {
    pub at: String,
    /// The public code of its kind.
    pub kind: String,
    /// The dossier that it is about, and the unit; or how often it happened: no value of a person.
    pub about: Option<String>,
    pub reference: String,
}

/// Reads the open sessions and the latest events of the account.
#[server(endpoint = "bao-mat")]
pub async fn load_security() -> Result<Own<SecurityInfo>, Failure> {
    use self::event::{event_code, misses};
    use crate::{request, when};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    use congdan_flows::desk::DossierMention;
    let account = visitor.account.id;
    let sessions = portal.store.sessions_of(account, portal.world.now()).await?;
    let events = portal.store.events_of(account, 30).await?;
    let events = events.into_iter().map(|event| EventInfo {
        at: when::moment(event.at),
        kind: event_code(&event),
        about: misses(&event).or_else(|| {
            DossierMention::read(&event.detail)
                .map(|mention| format!("{} · {}", mention.code, portal.desk.name(mention.unit)))
        }),
        reference: event.support_id,
    });
    let info = SecurityInfo {
        sessions: SessionInfo::all(&portal, &visitor, sessions),
        events: events.collect(),
        notifications: Notifications::of(&visitor).await?,
    };
    Ok(Own::of(&visitor, info))
}

/// The page.
#[derive(Debug)]
pub(crate) struct SecurityRoute;

impl SecurityRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let end = ServerAction::new();
        let ended = arrivals(end, SECURITY);
        let others = ServerAction::new();
        let others_ended = arrivals(others, SECURITY);
        let acknowledge = ServerAction::new();
        let acknowledged = arrivals(acknowledge, SECURITY);
        let page =
            Resource::new_blocking(move || (ended.get(), others_ended.get(), acknowledged.get()), |_| load_security());
        follow(end);
        follow(others);
        follow(acknowledge);
        loaded(page, move |own| view! { <Security info=own.open() end=end others=others acknowledge=acknowledge /> })
            .into_any()
    }
}

#[component]
fn Security(
    info: SecurityInfo,
    end: ServerAction<EndSession>,
    others: ServerAction<EndOtherSessions>,
    acknowledge: ServerAction<Acknowledge>,
) -> impl IntoView {
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
            <NotificationPanel notifications=info.notifications page=SECURITY action=acknowledge />
            <h2 id="sessions">{t(account::SESSIONS)}</h2>
            <p>{t(account::SESSIONS_MEANS)}</p>
            <ul class="cards" aria-labelledby="sessions">{sessions}</ul>
            <LeavingPart others=others />
            <h2 id="activity">{t(account::ACTIVITY)}</h2>
            <ul aria-labelledby="activity">{events}</ul>
        </AccountFrame>
    }
}
