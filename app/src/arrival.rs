//! The message at the top of a page: what the answer before it left, or what has happened to the account meanwhile.

use crate::{
    home::NoticeArea,
    reply::{Failure, Notice},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The message that is shown now.
#[derive(Clone, Copy, Debug)]
pub struct PageNotice(pub RwSignal<Option<Notice>>);

/// Reads the message for this page, once. Pages on the way to the wanted one leave it for that one.
#[server(endpoint = "thong-bao")]
pub async fn load_notice(path: String) -> Result<Option<Notice>, Failure> {
    use crate::{
        address, match_report,
        request::{self, NOTICE},
    };
    const ON_THE_WAY: [&str; 5] =
        [address::NUMBER, address::LINK, address::MERGE, address::SIGN_IN_FAILED, address::LEVEL_TOO_LOW];
    // "Đã lưu" is about the form that was just left, so the next page says it, whichever that is.
    if ON_THE_WAY.iter().any(|page| path.starts_with(page)) && request::recall(&NOTICE).await? != Some(Notice::Saved) {
        return Ok(None);
    }
    // The slip's page is on the way as well, but has a message of its own.
    if path.starts_with(address::SLIPS) && request::recall(&NOTICE).await?.is_some_and(|notice| notice.shows_person()) {
        return Ok(None);
    }
    match request::take_notice().await? {
        Some(notice) => Ok(Some(notice)),
        None => match_report::deferred_notice(&path).await,
    }
}

/// The message, read once with the first page.
#[component]
pub fn Arrival() -> impl IntoView {
    let location = use_location();
    let PageNotice(notice) = expect_context();
    let first = Resource::new_blocking(|| (), {
        let path = location.pathname.get_untracked();
        move |()| load_notice(path.clone())
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let arrived = first.await.ok().flatten();
                view! { <NoticeArea arrived=arrived notice=notice /> }
            })}
        </Transition>
    }
}
