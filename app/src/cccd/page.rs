//! `/can-cuoc`: the form, "Kiểm tra lại", or the outcome of the match.

use super::{CccdPage, check_again::CheckAgain, form::NumberForm, load::load_cccd, outcome::OutcomePage};
use crate::{
    address::NUMBER,
    query::query_value,
    ui::{arrivals, follow, loaded},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// The page.
#[derive(Debug)]
pub(crate) struct CccdRoute;

impl CccdRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let update = ServerAction::new();
        let skip = ServerAction::new();
        let retry = ServerAction::new();
        let make = ServerAction::new();
        let updated = arrivals(update, NUMBER);
        let retried = arrivals(retry, NUMBER);
        let location = use_location();
        let tiep = query_value("tiep");
        // What the address asks this page for. During a navigation the address is another page's already: then the last values
        // stay, so that the page that is left does not load anew.
        let asked = Memo::new(move |last: Option<&(String, bool, bool)>| match last {
            Some(last) if location.pathname.get() != NUMBER => last.clone(),
            _ => {
                let has = |name: &str| location.query.with(|query| query.get(name).is_some());
                (tiep.get(), has("ket-qua"), has("kiem-tra"))
            }
        });
        let page = Resource::new_blocking(
            move || (asked.get(), updated.get(), retried.get()),
            |((wanted, outcome, check), ..)| load_cccd(wanted, outcome, check),
        );
        let answered = follow(update);
        follow(skip);
        follow(retry);
        follow(make);
        loaded(page, move |own| match own.open() {
            CccdPage::Form(form) => {
                view! { <NumberForm form=form update=update skip=skip make=make answered=answered /> }.into_any()
            }
            CccdPage::Check(info) => view! { <CheckAgain info=info update=update /> }.into_any(),
            CccdPage::Outcome(info) => view! { <OutcomePage info=info retry=retry skip=skip make=make /> }.into_any(),
            CccdPage::GoOn(to) => view! { <GoOn to=to /> }.into_any(),
        })
        .into_any()
    }
}

/// In the browser: on to the wanted page. (On the server the answer is a redirect already.)
#[component]
fn GoOn(to: String) -> impl IntoView {
    let navigate = use_navigate();
    let location = use_location();
    Effect::new(move |_| {
        if location.pathname.get_untracked() == NUMBER {
            navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}
