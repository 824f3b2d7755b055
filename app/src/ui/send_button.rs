//! The button of a form that a server function answers, and what it says when no answer comes (K-04).

use super::{
    button::{Button, ButtonKind},
    form::has_no_answer,
};
use crate::{
    browser,
    i18n::{Text, fill, language, t, texts::common},
    reply::{Failure, Reply},
};
use leptos::{html, prelude::*, server_fn::ServerFn};

/// How a form's sending goes.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    busy: Signal<bool>,
    no_answer: Signal<bool>,
}

/// The sending of the form that this action answers.
pub fn sending<F>(action: ServerAction<F>) -> Sending
where
    F: ServerFn<Output = Reply, Error = Failure> + Clone + Send + Sync + 'static,
{
    let pending = action.pending();
    let no_answer = Signal::derive(move || {
        !pending.get() && action.value().with(|answer| answer.as_ref().is_some_and(has_no_answer))
    });
    Sending { busy: pending.into(), no_answer }
}

/// Sends the form. When the line is broken the form stays, and an alert above the button says so and has the focus.
#[component]
pub fn SendButton(
    sending: Sending,
    label: Text,
    #[prop(optional)] kind: ButtonKind,
    /// More of its name, for those who do not see what it stands beside.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Sending { busy, no_answer } = sending;
    let alert = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let (true, Some(alert)) = (no_answer.get(), alert.get()) {
            browser::show(&alert);
        }
    });
    let words = move || {
        let button = label.in_language(language()).to_owned();
        fill(common::NO_ANSWER.in_language(language()), &[("button", button)])
    };
    view! {
        {move || no_answer.get().then(|| view! {
            <p node_ref=alert role="alert" tabindex="-1" class="panel panel--warning alert">{words}</p>
        })}
        <Button kind=kind busy=busy>{t(label)} {children.map(|children| children())}</Button>
    }
}
