//! The link map (N9): how accounts, number and register are joined, as a picture and in words.

use super::linked::LinkedInfo;
use crate::{
    i18n::{Language, Text, fill, language, t, t_with, texts::link_map},
    provenance::{Source, Value, Values, kind_texts},
};
use leptos::prelude::*;

/// In the picture's own units; it is as wide as a phone's column and grows no further than the style allows.
const WIDTH: u32 = 320;
const BOX: u32 = 46;
const STEP: u32 = 62;
/// Where the rail is: the vertical line at the left that joins the boxes.
const RAIL: u32 = 22;

/// The picture, and the same in words.
#[component]
pub(super) fn LinkMap(identities: Vec<LinkedInfo>, values: Values) -> impl IntoView {
    let Values { number, matched_on, .. } = values;
    let words = view! { <InWords identities=identities.clone() number=number.clone() matched_on=matched_on.clone() /> };
    let mut row = 0;
    let mut next = move || {
        row += 1;
        (row - 1) * STEP + 2
    };
    let first = BOX / 2 + 2;
    let opening = identities
        .into_iter()
        .map(|identity| {
            let LinkedInfo { source, named } = identity;
            let since = t_with(link_map::SINCE, vec![("date", named.linked_on.clone())]);
            view! { <Node top=next() title=move || named.placed(&short(&source, true, language())) note=since /> }
        })
        .collect_view();
    let (account, number_top, register) = (next(), next(), next());
    let is_matched = matched_on.is_some();
    let number_view = match number {
        Some(Value { text, source, at, .. }) => {
            let title = t_with(link_map::NUMBER, vec![("number", text)]);
            let note = move || {
                let language = language();
                let values = [("source", short(&source, false, language)), ("date", at.clone())];
                fill(link_map::VOUCHED.in_language(language), &values)
            };
            view! { <Node top=number_top title=title note=note /> }.into_any()
        }
        None => view! { <Node top=number_top title=t(link_map::NUMBER_NONE) note=|| "" missing=true /> }.into_any(),
    };
    let note = match matched_on {
        Some(on) => view! {
            <Node top=register title=t(link_map::REGISTER) note=t_with(link_map::MATCHED, vec![("date", on)]) off_rail=true />
        }
        .into_any(),
        None => view! {
            <Node top=register title=t(link_map::REGISTER) note=t(link_map::NOT_MATCHED) missing=true off_rail=true />
        }
        .into_any(),
    };
    let end = number_top + BOX / 2;
    view! {
        <h2 id="link-map">{t(link_map::HEADING)}</h2>
        <svg class="link-map" role="img" aria-labelledby="link-map" viewBox=format!("0 0 {WIDTH} {}", register + BOX + 2)>
            <path class="link-map__line" d=format!("M{RAIL} {first}V{end}") />
            {opening}
            <Node top=account title=t(link_map::ACCOUNT) note=|| "" root=true />
            {number_view}
            <path class="link-map__line" class=("link-map__line--missing", !is_matched)
                d=format!("M{} {}V{register}", WIDTH / 2, number_top + BOX) />
            {note}
        </svg>
        {words}
    }
}

/// A source by a name that fits into a box, where lines do not break; as an account, or as the source of a value.
fn short(source: &Source, as_account: bool, language: Language) -> String {
    let text = match source {
        Source::Account(kind) if as_account => kind_texts::short_account(*kind),
        Source::Account(kind) => kind_texts::short_source(*kind),
        Source::Register => link_map::REGISTER_SHORT,
        Source::Dropped(_) | Source::Declared => return source.name(language),
    };
    text.in_language(language).to_owned()
}

/// A box with its name and a line of text below. A short line joins it to the rail, the vertical line at the left. The `root` lies
/// across the rail, and an `off_rail` box is joined to the box above it instead: neither has a short line.
#[component]
fn Node<T, N>(
    top: u32,
    title: T,
    note: N,
    #[prop(optional)] root: bool,
    /// The box stands for something that does not exist yet: its edge is broken.
    #[prop(optional)]
    missing: bool,
    #[prop(optional)] off_rail: bool,
) -> impl IntoView
where
    T: IntoView + 'static,
    N: IntoView + 'static,
{
    let left = if root { 2 } else { 2 * RAIL };
    let stub = (!root && !off_rail).then(|| {
        let line = format!("M{RAIL} {}H{left}", top + BOX / 2);
        view! { <path class="link-map__line" d=line /> }
    });
    let text = (left + 12).to_string();
    let line = if root { top + 28 } else { top + 20 };
    view! {
        {stub}
        <rect class="link-map__box" class=("link-map__box--root", root) class=("link-map__box--missing", missing)
            x=left.to_string() y=top.to_string() width=(WIDTH - left - 2).to_string() height=BOX.to_string() rx="6" />
        <text class="link-map__title" x=text.clone() y=line.to_string() translate="no">{title}</text>
        <text class="link-map__note" x=text y=(top + 37).to_string()>{note}</text>
    }
}

/// The same in sentences, for people who do not see the picture or prefer to read.
#[component]
fn InWords(identities: Vec<LinkedInfo>, number: Option<Value>, matched_on: Option<String>) -> impl IntoView {
    let opening = identities
        .into_iter()
        .map(|LinkedInfo { named, .. }| {
            let values = vec![("account", named.name()), ("date", named.linked_on)];
            view! { <li>{t_with(link_map::OPENS, values)}</li> }
        })
        .collect_view();
    let number = move || {
        let language = language();
        let Some(number) = &number else { return link_map::NUMBER_NO.in_language(language).to_owned() };
        let text: Text = match number.source {
            Source::Account(kind) => kind_texts::number_asserted(kind),
            Source::Register => link_map::NUMBER_REGISTER,
            Source::Dropped(_) | Source::Declared => link_map::NUMBER_OTHER,
        };
        fill(text.in_language(language), &[("source", number.source.name(language)), ("date", number.at.clone())])
    };
    let register = match matched_on {
        Some(on) => view! { <li>{t_with(link_map::REGISTER_MATCHED, vec![("date", on)])}</li> }.into_any(),
        None => view! { <li>{t(link_map::REGISTER_NOT)}</li> }.into_any(),
    };
    view! {
        <details class="link-map__words">
            <summary>{t(link_map::IN_WORDS)}</summary>
            <ul>
                {opening}
                <li>{number}</li>
                {register}
            </ul>
        </details>
    }
}
