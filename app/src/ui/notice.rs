//! Panels: something a person should know beside what they are doing.

use leptos::prelude::*;

/// What a panel is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanelKind {
    #[default]
    Info,
    Success,
    Warning,
}

/// A panel.
#[component]
pub fn Panel(#[prop(optional)] kind: PanelKind, children: Children) -> impl IntoView {
    let class = match kind {
        PanelKind::Info => "panel panel--info",
        PanelKind::Success => "panel panel--success",
        PanelKind::Warning => "panel panel--warning",
    };
    view! { <div class=class>{children()}</div> }
}
