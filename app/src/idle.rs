//! The session's end is announced before it comes (WCAG 2.2.1): two minutes before, a dialog asks whether the person is still there.
//! The server counts, so that what another tab does counts as well.

mod functions;
mod limit;
mod watch;

pub use functions::SessionLeft;
pub use limit::TimeLimit;

use crate::{
    address, browser,
    i18n::{t, texts::idle},
    sign_in::SignOut,
    ui::{Button, ButtonKind, ButtonLink, Dialog, PressButton, StampField},
    viewer::ViewerResource,
};
use congdan_domain::WantedPath;
use leptos::{prelude::*, server_fn::ServerFn};
use watch::{Watch, Word};

/// Watches over the session of the person who is signed in. Without scripts nothing of it is shown: the pages with long forms say
/// beforehand how long a session lasts ([`TimeLimit`]).
#[component]
pub fn IdleWarning() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    let watch = Watch::new();
    Effect::new(move |_| {
        let person = viewer.get().and_then(Result::ok).and_then(|viewer| viewer.person);
        watch.over(person.map(|person| (person.stamp, person.session_left)));
    });
    view! {
        <Dialog open=watch.open heading=idle::HEADING id="con-o-do" alert=true>
            {move || watch.word.get().map(|word| match word {
                Word::Ending => view! { <Ending watch=watch can_go_on=true /> }.into_any(),
                Word::EndingForGood => view! { <Ending watch=watch can_go_on=false /> }.into_any(),
                Word::Over => view! { <Over watch=watch /> }.into_any(),
            })}
        </Dialog>
    }
}

/// Two minutes before the end.
#[component]
fn Ending(watch: Watch, can_go_on: bool) -> impl IntoView {
    let text = if can_go_on { idle::ENDING } else { idle::ENDING_FOR_GOOD };
    view! {
        <p id="con-o-do-text">{t(text)}</p>
        <div class="buttons">
            {can_go_on.then(|| view! { <PressButton press=move || watch.go_on()>{t(idle::GO_ON)}</PressButton> })}
            <form method="post" action=SignOut::url()>
                <StampField stamp=watch.stamp() />
                <Button kind=ButtonKind::Secondary>{t(idle::SIGN_OUT)}</Button>
            </form>
        </div>
    }
}

/// The session is over: what was typed is still on the page, and what becomes of it.
#[component]
fn Over(watch: Watch) -> impl IntoView {
    let sign_in = address::sign_in(&WantedPath::parse_or_home(&browser::here()));
    view! {
        <p id="con-o-do-text">{t(idle::OVER)}</p>
        <div class="buttons">
            <PressButton press=move || watch.open.set(false)>{t(idle::STAY)}</PressButton>
            <ButtonLink href=sign_in kind=ButtonKind::Secondary>{t(idle::SIGN_IN)}</ButtonLink>
        </div>
    }
}
