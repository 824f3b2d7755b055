//! The button of a form that a server function answers, and what it says when no answer comes (K-04), or when something of ours is
//! down.

use super::{
    button::{Button, ButtonKind},
    form::is_passing,
};
use crate::{
    browser,
    i18n::{Text, fill, language, t, texts::common},
    reply::{Failure, FailureKind, Reply},
};
use leptos::{html, prelude::*, server_fn::ServerFn};

/// How a form's sending goes.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    busy: Signal<bool>,
    trouble: Signal<Option<Failure>>,
}

/// The sending of the form that this action answers.
pub fn sending<F>(action: ServerAction<F>) -> Sending
where
    F: ServerFn<Output = Reply, Error = Failure> + Clone + Send + Sync + 'static,
{
    let pending = action.pending();
    let trouble = Signal::derive(move || {
        let answer = action.value().get().filter(|_| !pending.get());
        answer.and_then(Result::err).filter(is_passing)
    });
    Sending { busy: pending.into(), trouble }
}

/// Sends the form. When the line is broken, or something of ours is down, the form stays with what is typed, and an alert above the
/// button says so and has the focus.
#[component]
pub fn SendButton(
    sending: Sending,
    label: Text,
    #[prop(optional)] kind: ButtonKind,
    /// More of its name, for those who do not see what it stands beside.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Sending { busy, trouble } = sending;
    let alert = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let (Some(_), Some(alert)) = (trouble.get(), alert.get()) {
            browser::show(&alert);
        }
    });
    let words = move |failure: &Failure| {
        let text = if failure.kind == FailureKind::NoAnswer { common::NO_ANSWER } else { common::NOT_NOW };
        let button = label.in_language(language()).to_owned();
        fill(text.in_language(language()), &[("button", button), ("code", failure.support_id.clone())])
    };
    view! {
        {move || trouble.get().map(|failure| view! {
            <p node_ref=alert role="alert" tabindex="-1" class="panel panel--warning alert">{words(&failure)}</p>
        })}
        <Button kind=kind busy=busy>{t(label)} {children.map(|children| children())}</Button>
    }
}
