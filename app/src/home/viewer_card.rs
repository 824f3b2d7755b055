//! The person who has just signed in (guide II.5: "hiển thị thông tin của công dân").

use super::here::here;
use crate::{
    address,
    i18n::{
        t,
        texts::{common, notices},
    },
    ui::{ButtonKind, ButtonLink, SummaryList, SummaryRow},
    viewer::{PersonInfo, ViewerResource},
};
use leptos::prelude::*;

/// The card; nothing while no person is signed in.
#[component]
pub fn ViewerCard() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    // No `<Transition>` of its own: it would take a number for its data while the message is drawn, before or after the page's
    // own data take theirs, depending on which is there first; server and browser must count alike. The one around the
    // message waits for this, too.
    move || {
        Suspend::new(async move {
            viewer.await.ok().and_then(|viewer| viewer.person).map(|person| view! { <Card person=person /> })
        })
    }
}

#[component]
fn Card(person: PersonInfo) -> impl IntoView {
    let here = untrack(here());
    let to_number = address::number_form(&here);
    // These pages have the same button.
    let page_asks = [address::ACCOUNT, address::IDENTITY, address::DOSSIERS].contains(&here.as_str());
    let number_missing = (person.masked_number.is_none() && !page_asks).then(|| {
        view! {
            <p class="secondary">{t(notices::NUMBER_MISSING_TEXT)}</p>
            <ButtonLink href=to_number kind=ButtonKind::Secondary>{t(notices::ADD_NUMBER)}</ButtonLink>
        }
    });
    view! {
        <section class="viewer-card" aria-label=t(notices::YOUR_DETAILS)>
            <div class="viewer-card__body">
                <SummaryList>
                    <SummaryRow label=common::FULL_NAME value=person.name.unwrap_or_default() />
                    <SummaryRow label=common::BIRTH_DATE value=person.birth_date.unwrap_or_default() />
                    <SummaryRow label=common::NUMBER value=person.masked_number.unwrap_or_default() masked=true missing=notices::NUMBER_MISSING />
                    <SummaryRow label=notices::ACCOUNT_USED value=person.provider />
                </SummaryList>
                {number_missing}
            </div>
        </section>
    }
}
