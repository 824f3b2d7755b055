//! Which dossiers the list shows, as its address says: `?trang-thai=…`.

use super::list::Desk;
use crate::{
    apply::status_text,
    i18n::{Text, t, texts::desk},
};
use leptos::prelude::*;

/// The dossiers that wait: the first filter, which the address does not name.
pub(super) const WAITING: &str = "";
const OVER: &str = "da-ket-thuc";
const ALL: &str = "tat-ca";

const STATUSES: [(&str, u8); 10] =
    [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6), ("7", 7), ("8", 8), ("9", 9), ("10", 10)];

/// The filter of an address. An unknown one shows what waits.
#[cfg(feature = "ssr")]
pub(super) fn parse(typed: &str) -> (&'static str, congdan_flows::ports::dossiers::QueueFilter) {
    use congdan_domain::DossierStatus;
    use congdan_flows::ports::dossiers::QueueFilter;
    let status = STATUSES.iter().find(|(value, _)| *value == typed);
    let status = status.and_then(|(value, number)| Some((*value, DossierStatus::new(*number)?)));
    match (typed, status) {
        (OVER, _) => (OVER, QueueFilter::Over),
        (ALL, _) => (ALL, QueueFilter::All),
        (_, Some((value, status))) => (value, QueueFilter::Status(status)),
        _ => (WAITING, QueueFilter::Waiting),
    }
}

/// The words above the list.
pub(super) fn name(filter: &str) -> Text {
    match filter {
        WAITING => desk::WAITING,
        OVER => desk::OVER,
        ALL => desk::ALL,
        _ => STATUSES.iter().find(|(value, _)| *value == filter).map_or(desk::ALL, |(_, number)| status_text(*number)),
    }
}

fn path(filter: &str, page: u64) -> String {
    let pairs = [("trang-thai", filter.to_owned()), ("trang", if page > 1 { page.to_string() } else { String::new() })];
    let query: Vec<_> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={value}")).collect();
    if query.is_empty() { "/can-bo".to_owned() } else { format!("/can-bo?{}", query.join("&")) }
}

/// Links, so that they work without scripts and the list has an address.
#[component]
pub(super) fn Filters(filter: String) -> impl IntoView {
    let link = |value: &str| {
        let current = (value == filter).then_some("page");
        view! { <li><a href=path(value, 1) aria-current=current>{t(name(value))}</a></li> }
    };
    let is_status = STATUSES.iter().any(|(value, _)| *value == filter);
    view! {
        <nav class="tabs" aria-label=t(desk::FILTER)><ul>{[WAITING, OVER, ALL].map(link).collect_view()}</ul></nav>
        <details open=is_status>
            <summary>{t(desk::BY_STATUS)}</summary>
            <ul>{STATUSES.map(|(value, _)| link(value)).collect_view()}</ul>
        </details>
    }
}

/// Which page of how many, and the ways to its neighbours.
#[component]
pub(super) fn Pages(desk: Desk) -> impl IntoView {
    use crate::i18n::t_with;
    let Desk { filter, page, pages, .. } = desk;
    (pages > 1).then(|| {
        let before = (page > 1).then(|| path(&filter, page - 1));
        let after = (page < pages).then(|| path(&filter, page + 1));
        let place = t_with(desk::PAGE, vec![("page", page.to_string()), ("pages", pages.to_string())]);
        view! {
            <nav aria-label=t(desk::PAGES)>
                <p class="buttons">
                    {before.map(|to| view! { <a href=to rel="prev">{t(desk::PAGE_BEFORE)}</a> })}
                    <span>{place}</span>
                    {after.map(|to| view! { <a href=to rel="next">{t(desk::PAGE_AFTER)}</a> })}
                </p>
            </nav>
        }
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_only_what_is_not_usual() {
        assert_eq!(path(WAITING, 1), "/can-bo");
        assert_eq!(path(WAITING, 2), "/can-bo?trang=2");
        assert_eq!(path("5", 1), "/can-bo?trang-thai=5");
        assert_eq!(path(OVER, 3), "/can-bo?trang-thai=da-ket-thuc&trang=3");
    }

    #[test]
    fn y02_whatever_is_no_filter_shows_what_waits() {
        for typed in ["", "0", "11", "x", "-1"] {
            assert_eq!(parse(typed).0, WAITING, "{typed}");
        }
        for filter in [OVER, ALL, "1", "10"] {
            assert_eq!(parse(filter).0, filter);
        }
    }
}
