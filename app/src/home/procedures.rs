//! `/thu-tuc`: the procedures, all of them or those that a search finds.

use super::search::Search;
use crate::{
    address,
    i18n::{
        Text, t, t_with,
        texts::{home, procedures},
    },
    query::query_value,
    reply::Failure,
    ui::{Main, loaded},
};
use congdan_domain::procedure::Procedure;
use leptos::{either::Either, prelude::*};

/// The codes of the procedures that have every word of the query. On the server: the browser need not carry the tables
/// that take diacritics off.
#[server(endpoint = "tim-thu-tuc")]
pub async fn search_procedures(query: String) -> Result<Vec<String>, Failure> {
    let query: String = query.chars().take(100).collect();
    Ok(Procedure::search(&query).map(|procedure| procedure.code.to_owned()).collect())
}

/// The name of a procedure.
pub(super) const fn name(procedure: &Procedure) -> Text {
    Text { vi: procedure.name_vi, en: procedure.name_en }
}

/// The agency that decides.
pub(super) const fn agency(procedure: &Procedure) -> Text {
    Text { vi: procedure.agency_vi, en: procedure.agency_en }
}

/// The field that the procedure belongs to.
pub(super) const fn field(procedure: &Procedure) -> Text {
    Text { vi: procedure.field_vi, en: procedure.field_en }
}

/// Procedures as cards, each one link.
#[component]
pub fn ProcedureCards(procedures: Vec<&'static Procedure>) -> impl IntoView {
    let cards = procedures
        .into_iter()
        .map(|procedure| {
            view! {
                <li class="card card--link">
                    <h3><a href=address::procedure(procedure.code)>{t(name(procedure))}</a></h3>
                    <p class="card__meta">{t(field(procedure))} " · " {t(agency(procedure))}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="cards">{cards}</ul> }
}

/// The page.
#[derive(Debug)]
pub struct ProceduresRoute;

impl ProceduresRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let typed = query_value("q");
        let query = Memo::new(move |_| typed.with(|typed| typed.trim().to_owned()));
        let found = Resource::new_blocking(move || query.get(), search_procedures);
        view! {
            <Main heading=home::PROCEDURES wide=true>
                {move || view! { <Search query=query.get() /> }}
                {loaded(found, move |codes| found_list(query.get_untracked(), codes))}
            </Main>
        }
        .into_any()
    }
}

fn found_list(query: String, codes: Vec<String>) -> impl IntoView {
    let found: Vec<_> = codes.iter().filter_map(|code| Procedure::find(code)).collect();
    let all = view! { <p><a href=address::PROCEDURES>{t(procedures::SHOW_ALL)}</a></p> };
    if query.is_empty() {
        return Either::Left(view! {
            <h2>{t(home::ALL)}</h2>
            <ProcedureCards procedures=found />
        });
    }
    let (heading, hint) = match found.len() {
        0 => (procedures::NONE_FOUND, Some(view! { <p>{t(procedures::NONE_FOUND_HINT)}</p> })),
        _ => (procedures::FOUND, None),
    };
    Either::Right(view! {
        <div role="status"><h2>{t_with(heading, vec![("count", found.len().to_string()), ("query", query)])}</h2></div>
        {hint}
        <ProcedureCards procedures=found />
        {all}
    })
}
