//! Buttons do something; links go somewhere, also when they look like buttons.

use leptos::prelude::*;

/// How much weight a button has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Secondary,
    /// Looks like a link; for the way around, never for the main thing.
    Quiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Secondary => "button button--secondary",
            Self::Quiet => "button button--quiet",
        }
    }
}

/// A submit button. `name` and `value` tell the server which of several was pressed; `busy` while the answer is on its way.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// An element id of a form elsewhere on the page.
    #[prop(optional, into)]
    form: Option<String>,
    #[prop(optional, into)] busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    // Not `disabled`: a disabled button loses the focus, and a screen reader does not announce it.
    view! {
        <button type="submit" class=kind.class() name=name value=value form=form
            aria-disabled=move || busy.get().then_some("true")
            on:click=move |event| if busy.get_untracked() { event.prevent_default() }>
            {children()}
        </button>
    }
}

/// A button that does something in the browser alone: nothing is sent, and without scripts it must not be needed.
#[component]
pub fn PressButton<F>(
    #[prop(optional)] kind: ButtonKind,
    press: F,
    #[prop(optional, into)] busy: Signal<bool>,
    children: Children,
) -> impl IntoView
where
    F: Fn() + 'static,
{
    view! {
        <button type="button" class=kind.class() aria-disabled=move || busy.get().then_some("true")
            on:click=move |_| if !busy.get_untracked() { press() }>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(#[prop(into)] href: String, #[prop(optional)] kind: ButtonKind, children: Children) -> impl IntoView {
    view! { <a class=kind.class() href=href>{children()}</a> }
}
