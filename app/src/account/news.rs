//! What happened to the account, told at the top of its pages until the person says that they know (journeys, rules 8, 9).

use super::security::event_text;
use crate::{
    i18n::{
        t, t_with,
        texts::{account, news as texts},
    },
    reply::{Failure, Reply},
    ui::{Button, ButtonKind},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct News {
    pub items: Vec<NewsItem>,
    /// The newest of them, in microseconds since 1970: "Đã hiểu" says so much and no more.
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewsItem {
    pub at: String,
    /// The public code of its kind.
    pub kind: String,
    /// The label of the account that it is about.
    pub about: Option<String>,
    pub reference: String,
}

/// The code of an event's words: what a number left for is told apart.
#[cfg(feature = "ssr")]
pub(super) fn event_code(event: &congdan_flows::ports::audit::AuditEvent) -> String {
    use congdan_flows::ports::audit::ReleaseReason;
    let with_identity = ReleaseReason::of(event) == Some(ReleaseReason::IdentityUnlinked);
    if with_identity { "number_unlinked" } else { event.kind.code() }.to_owned()
}

#[cfg(feature = "ssr")]
impl News {
    /// # Errors
    /// The database failed.
    pub(super) async fn of(visitor: &congdan_flows::session::Visitor) -> Result<Self, Failure> {
        use super::when;
        use crate::request;
        use congdan_flows::notifications;
        let portal = request::portal();
        let events = notifications::unread(&portal, visitor).await?;
        let until = events.first().map(|event| event.at.unix_timestamp_nanos() / 1000);
        let items = events.into_iter().map(|event| NewsItem {
            at: when::moment(event.at),
            kind: event_code(&event),
            about: portal.provider(&event.detail).map(|provider| provider.label().to_owned()),
            reference: event.support_id,
        });
        Ok(Self { items: items.collect(), until: until.map(|until| until.to_string()).unwrap_or_default() })
    }
}

/// "Đã hiểu": what was shown is known, what came meanwhile is not.
#[server(endpoint = "tai-khoan/da-hieu")]
pub async fn understand(#[server(default)] until: String, #[server(default)] page: String) -> Result<Reply, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_flows::notifications;
    use time::OffsetDateTime;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let page = if page == SECURITY { SECURITY } else { OVERVIEW };
    let until = until.parse::<i64>().ok().map(|until| i128::from(until) * 1000);
    let Some(until) = until.and_then(|nanos| OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()) else {
        return Err(request::fail(FailureKind::BadRequest));
    };
    notifications::acknowledge(&portal, &visitor, until).await?;
    request::answer("da-hieu", page, Reply::go(page)).await
}

/// The pages that tell it.
pub(super) const OVERVIEW: &str = "/tai-khoan";
pub(super) const SECURITY: &str = "/tai-khoan/bao-mat";

#[component]
pub(super) fn NewsPanel(news: News, page: &'static str, action: ServerAction<Understand>) -> impl IntoView {
    let News { items, until } = news;
    (!items.is_empty()).then(|| {
        let items = items.into_iter().map(|item| view! { <Item item=item /> }).collect_view();
        view! {
            <section class="panel panel--warning" aria-labelledby="news">
                <h2 id="news">{t(texts::HEADING)}</h2>
                <ul>{items}</ul>
                <details>
                    <summary>{t(texts::NOT_ME)}</summary>
                    <ul>
                        <li><a href=SECURITY>{t(texts::NOT_ME_SESSIONS)}</a></li>
                        <li>{t(texts::NOT_ME_PASSWORD)}</li>
                        <li>{t(texts::NOT_ME_CALL)}</li>
                    </ul>
                </details>
                <ActionForm action=action>
                    <input type="hidden" name="until" value=until />
                    <input type="hidden" name="page" value=page />
                    <Button kind=ButtonKind::Secondary busy=action.pending()>{t(texts::UNDERSTOOD)}</Button>
                </ActionForm>
            </section>
        }
    })
}

#[component]
fn Item(item: NewsItem) -> impl IntoView {
    let NewsItem { at, kind, about, reference } = item;
    let reference = t_with(account::EVENT_REFERENCE, vec![("code", reference)]);
    let about = about.map(|about| view! { ": " <span lang="vi">{about}</span> });
    let advice = (kind == "number_released").then(|| view! { <p>{t(texts::NUMBER_RELEASED)}</p> });
    view! {
        <li>
            {t(event_text(&kind))} {about} <div class="secondary">{at} " · " {reference}</div>
            {advice}
        </li>
    }
}
