//! Notifications of what happened to the account, at the top of its pages until the person presses "Đã hiểu" (rules 8
//! and 9).

use super::event::event_text;
use crate::{
    address,
    i18n::{
        t, t_with,
        texts::{account, news as texts},
    },
    reply::{Failure, Reply},
    ui::{ButtonKind, SendButton, StampField, sending},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the person has not acknowledged yet, newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notifications {
    pub items: Vec<Notification>,
    /// The time of the newest, in microseconds since 1970: "Đã hiểu" acknowledges the notifications up to it.
    pub until: String,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notification {
    pub at: String,
    /// The public code of its kind.
    pub kind: String,
    /// The label of the account that it is about, or how often it happened.
    pub about: Option<String>,
    pub reference: String,
}

#[cfg(feature = "ssr")]
impl Notifications {
    /// # Errors
    /// The database failed.
    pub(crate) async fn of(visitor: &congdan_flows::session::Visitor) -> Result<Self, Failure> {
        use super::event::{event_code, misses};
        use crate::{request, when};
        use congdan_flows::notifications;
        let portal = request::portal();
        let events = notifications::unread(&portal, visitor).await?;
        let until = events.first().map(|event| event.at.unix_timestamp_nanos() / 1000);
        let items = events.into_iter().map(|event| Notification {
            at: when::moment(event.at),
            kind: event_code(&event),
            about: misses(&event)
                .or_else(|| portal.provider(&event.detail).map(|provider| provider.label().to_owned())),
            reference: event.support_id,
        });
        Ok(Self { items: items.collect(), until: until.map(|until| until.to_string()).unwrap_or_default() })
    }
}

/// "Đã hiểu": acknowledges what was shown, and nothing that came meanwhile.
#[server(endpoint = "tai-khoan/da-hieu")]
pub async fn acknowledge(#[server(default)] until: String, #[server(default)] page: String) -> Result<Reply, Failure> {
    use crate::{
        reply::FailureKind,
        request::{self, OwnForm},
    };
    use congdan_flows::notifications;
    use time::OffsetDateTime;
    let portal = request::portal();
    let page = if page == address::SECURITY { address::SECURITY } else { address::ACCOUNT };
    let visitor = request::acting(OwnForm::button(page)).await?;
    let until = until.parse::<i64>().ok().map(|until| i128::from(until) * 1000);
    let Some(until) = until.and_then(|nanos| OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()) else {
        return Err(request::fail(FailureKind::BadRequest));
    };
    notifications::acknowledge(&portal, &visitor, until).await?;
    request::answer("da-hieu", page, Reply::go(page)).await
}

/// The notifications that the person has not acknowledged yet.
#[component]
pub fn NotificationPanel(
    notifications: Notifications,
    page: &'static str,
    action: ServerAction<Acknowledge>,
) -> impl IntoView {
    let Notifications { items, until } = notifications;
    (!items.is_empty()).then(|| {
        let items = items.into_iter().map(|item| view! { <Item item=item /> }).collect_view();
        view! {
            <section class="panel panel--warning" aria-labelledby="news">
                <h2 id="news">{t(texts::HEADING)}</h2>
                <ul>{items}</ul>
                <details>
                    <summary>{t(texts::NOT_ME)}</summary>
                    <ul>
                        <li><a href=address::SECURITY>{t(texts::NOT_ME_SESSIONS)}</a></li>
                        <li>{t(texts::NOT_ME_PASSWORD)}</li>
                        <li>{t(texts::NOT_ME_CALL)}</li>
                    </ul>
                </details>
                <ActionForm action=action>
                    <StampField />
                    <input type="hidden" name="until" value=until />
                    <input type="hidden" name="page" value=page />
                    <SendButton sending=sending(action) label=texts::UNDERSTOOD kind=ButtonKind::Secondary />
                </ActionForm>
            </section>
        }
    })
}

#[component]
fn Item(item: Notification) -> impl IntoView {
    let Notification { at, kind, about, reference } = item;
    let reference = t_with(account::EVENT_REFERENCE, vec![("code", reference)]);
    let about = about.map(|about| view! { ": " <span lang="vi">{about}</span> });
    let advice = match kind.as_str() {
        "number_released" => Some(texts::NUMBER_RELEASED),
        "number_received" => Some(texts::NUMBER_RECEIVED),
        "number_claimed" | "number_typed" => Some(texts::NUMBER_CLAIMED),
        "dossier_search_missed" => Some(texts::DOSSIER_SEARCH_MISSED),
        _ => None,
    };
    let advice = advice.map(|advice| view! { <p>{t(advice)}</p> });
    view! {
        <li>
            {t(event_text(&kind))} {about} <div class="secondary">{at} " · " {reference}</div>
            {advice}
        </li>
    }
}
