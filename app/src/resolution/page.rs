//! `/phieu/{id}`: the slip, to be shown or printed. On paper it is one A4 page, black on white (`style/main.css`).

use super::{
    load::{OwnSlip, load_slip},
    words::{look_at, office, reason_text},
};
use crate::{
    address, browser,
    i18n::{
        t,
        texts::{common, resolution},
    },
    ui::{Main, Panel, PanelKind, SummaryList, SummaryRow, loaded},
};
use congdan_domain::SlipReason;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;

/// The page.
#[derive(Debug)]
pub(crate) struct SlipRoute;

impl SlipRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
        let slip = Resource::new_blocking(move || id.get(), load_slip);
        loaded(slip, |slip| view! { <SlipPage slip=slip /> }).into_any()
    }
}

#[component]
fn SlipPage(slip: OwnSlip) -> impl IntoView {
    let OwnSlip { reason, reference, made, until, qr, is_passing } = slip;
    let stays = if reason == SlipReason::Contested { resolution::STAYS_CONTESTED } else { resolution::STAYS_ACCOUNT };
    view! {
        <Main heading=resolution::HEADING>
            <div class="resolution">
                <p>{t(resolution::FOR_WHOM)}</p>
                {is_passing.then(|| view! {
                    <div class="not-on-paper">
                        <Panel kind=PanelKind::Warning><p>{t(resolution::KEEP_NOW)}</p></Panel>
                    </div>
                })}
                <SummaryList>
                    <SummaryRow label=resolution::REASON text=TextProp::from(t(reason_text(reason))) />
                    <SummaryRow label=resolution::REASON_CODE value=reason.code() />
                    <SummaryRow label=common::REFERENCE value=reference />
                    <SummaryRow label=resolution::MADE value=made />
                    <SummaryRow label=resolution::UNTIL value=until />
                </SummaryList>
                <h2>{t(resolution::STAYS)}</h2>
                <p>{t(stays)}</p>
                <h2>{t(resolution::BRING)}</h2>
                <ul>
                    <li>{t(resolution::BRING_CARD)}</li>
                    <li>{t(resolution::BRING_OLD)}</li>
                    <li>{t(resolution::BRING_PHONE)}</li>
                    <li>{t(resolution::BRING_SLIP)}</li>
                </ul>
                <h2>{t(resolution::WHERE_TO_GO)}</h2>
                <p>{t(office(reason))} " " {t(resolution::HELP_LINE)}</p>
                <LookAt reason=reason />
                {match qr {
                    Some(qr) => Either::Left(view! {
                        <figure class="resolution__qr">
                            <img src=qr alt=t(resolution::QR_ALT) width="200" height="200" />
                            <figcaption>{t(resolution::QR)}</figcaption>
                        </figure>
                    }),
                    None => Either::Right(view! { <p>{t(resolution::NO_DESK)}</p> }),
                }}
                <PrintButton />
            </div>
        </Main>
    }
}

/// For the officer, on the citizen's page as on their own.
#[component]
pub(crate) fn LookAt(reason: SlipReason) -> impl IntoView {
    let points = look_at(reason).map(|text| view! { <li>{t(text)}</li> }).collect_view();
    view! {
        <h2>{t(resolution::OFFICER)}</h2>
        <ul>
            <li>{t(resolution::LOOK_IDENTITY)}</li>
            {points}
        </ul>
    }
}

/// The button is there once scripts are; before, and without them, the hint is.
#[component]
fn PrintButton() -> impl IntoView {
    view! {
        <div class="not-on-paper">
            <p class="with-scripts">
                <button type="button" class="button" on:click=move |_| browser::print()>{t(resolution::PRINT)}</button>
            </p>
            <p class="without-scripts secondary">{t(resolution::PRINT_HINT)}</p>
            <p><a href=address::HOME>{t(resolution::GO_ON)}</a></p>
        </div>
    }
}
