//! The button above the fields, and the panel that it opens.

use super::{
    filling::Filling,
    session::{PHOTO, Session, Stage, VIDEO, camera_off},
};
use crate::{
    browser,
    i18n::{Text, fill, language, t, texts::scan},
    ui::{ButtonKind, Dialog, Panel, PanelKind, PressButton},
    when::Today,
};
use leptos::prelude::*;

/// "Quét mã QR trên thẻ căn cước", for a form with [`crate::entry::EntryFields`]. It is seen once scripts run (style sheet),
/// and in the same markup before and without them.
#[component]
pub fn CardScan(today: Today) -> impl IntoView {
    let session = Session::new(today);
    end_out_of_sight(session);
    view! {
        <div class="scan">
            <p>{t(scan::OFFER)}</p>
            <PressButton kind=ButtonKind::Secondary press=move || session.show()>{t(scan::HEADING)}</PressButton>
            <div role="status">{move || session.filled.get().map(|filling| view! { <Filled filling=filling /> })}</div>
            <Dialog open=session.open heading=scan::HEADING id="quet-the">
                <Inside session=session />
            </Dialog>
        </div>
    }
}

/// The camera is off as soon as the panel is closed, the page is left or out of sight.
fn end_out_of_sight(session: Session) {
    Effect::new(move |_| {
        if !session.open.get() {
            session.stop();
        }
    });
    Effect::new(move |_| {
        let left = window_event_listener_untyped("pagehide", move |_| session.stop());
        let hidden = window_event_listener_untyped("visibilitychange", move |_| {
            if !browser::is_visible() && untrack(|| session.is_filming()) {
                session.stop();
                session.message.set(None);
            }
        });
        on_cleanup(move || {
            left.remove();
            hidden.remove();
            camera_off();
        });
    });
}

#[component]
fn Inside(session: Session) -> impl IntoView {
    let is_filming = move || session.is_filming();
    let message = move || {
        session
            .message
            .get()
            .map(|(kind, text)| view! { <Panel kind=kind><p>{text.in_language(language())}</p></Panel> })
    };
    view! {
        <div hidden=is_filming>
            <p>{t(scan::WHERE)}</p>
            <p>{t(scan::PRIVATE)}</p>
        </div>
        // Seeing one's own hand helps to aim; the words beside it serve people who do not see the picture.
        <div class="scan__view" hidden=move || !is_filming() aria-hidden="true">
            <video id=VIDEO class="scan__video" playsinline="" muted="" tabindex="-1"></video>
        </div>
        <div role="status" class="scan__said">{message}</div>
        <input id=PHOTO type="file" accept="image/*" capture="environment" hidden=true
            on:change=move |_| session.photo_chosen() />
        <div class="buttons">
            // One button for on and off: the focus stays where it is.
            <PressButton press=move || session.press_camera()>
                {move || if is_filming() { scan::CAMERA_STOP } else { scan::CAMERA }.in_language(language())}
            </PressButton>
            {move || session.light.get().map(|on| view! {
                <PressButton kind=ButtonKind::Secondary press=move || session.press_light()>
                    {t(if on { scan::LIGHT_OFF } else { scan::LIGHT_ON })}
                </PressButton>
            })}
            <PressButton kind=ButtonKind::Secondary press=|| browser::press(PHOTO)
                busy=Signal::derive(move || session.stage.get() == Stage::Reading)>
                {t(scan::PHOTO)}
            </PressButton>
            <PressButton kind=ButtonKind::Quiet press=move || session.open.set(false)>{t(scan::CLOSE)}</PressButton>
        </div>
    }
}

/// What a card has filled in, and what is left to do.
#[component]
fn Filled(filling: Filling) -> impl IntoView {
    let named = |text: Text, fields: Vec<Text>| {
        (!fields.is_empty()).then(|| {
            let line = move || {
                let names: Vec<String> =
                    fields.iter().map(|field| field.in_language(language()).to_lowercase()).collect();
                fill(text.in_language(language()), &[("fields", names.join(", "))])
            };
            view! { <p>{line}</p> }
        })
    };
    let left = named(scan::LEFT_FIELDS, filling.left());
    let child = filling.is_child.then(|| view! { <p>{t(scan::CHILD)}</p> });
    let kind = if left.is_some() || child.is_some() { PanelKind::Warning } else { PanelKind::Success };
    view! {
        <Panel kind=kind>
            <p><strong>{t(scan::FILLED)}</strong></p>
            {named(scan::FILLED_FIELDS, filling.filled())}
            {left}
            {child}
        </Panel>
    }
}
