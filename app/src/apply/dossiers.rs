//! `/ho-so`: the person's dossiers, and what is still being filled in.

use super::{
    StatusTag,
    address::{form_path, number_path},
    fields::procedure_name,
};
use crate::{
    i18n::{t, t_with, texts::dossiers},
    reply::Failure,
    ui::{ButtonLink, Main, Panel, PanelKind, loaded},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyDossiers {
    /// `None` while earlier dossiers are closed.
    pub dossiers: Option<Vec<DossierRow>>,
    pub drafts: Vec<DraftRow>,
}

/// A dossier in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierRow {
    pub code: String,
    pub procedure: String,
    /// `23/11/2026`.
    pub submitted: String,
    /// 1 to 10.
    pub status: u8,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftRow {
    pub procedure: String,
    /// `14:05, 23/11/2026`.
    pub saved: String,
}

#[cfg(feature = "ssr")]
impl From<congdan_flows::ports::dossiers::Dossier> for DossierRow {
    fn from(dossier: congdan_flows::ports::dossiers::Dossier) -> Self {
        Self {
            code: dossier.code,
            procedure: dossier.procedure,
            submitted: crate::account::when::date(dossier.submitted_at),
            status: dossier.status.number(),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<congdan_flows::ports::dossiers::Draft> for DraftRow {
    fn from(draft: congdan_flows::ports::dossiers::Draft) -> Self {
        Self { procedure: draft.procedure, saved: crate::account::when::moment(draft.updated_at) }
    }
}

#[server(endpoint = "ho-so/danh-sach")]
pub async fn load_dossiers() -> Result<MyDossiers, Failure> {
    use crate::request;
    use congdan_flows::dossiers::{self, OwnDossiers};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let drafts = dossiers::drafts(&portal, &visitor).await?;
    let own = match dossiers::own(&portal, &visitor).await? {
        OwnDossiers::Open(own) => Some(own),
        OwnDossiers::Closed(_) => None,
    };
    Ok(MyDossiers {
        dossiers: own.map(|own| own.into_iter().map(DossierRow::from).collect()),
        drafts: drafts.into_iter().map(DraftRow::from).collect(),
    })
}

#[derive(Debug)]
pub struct DossiersRoute;

#[lazy_route]
impl LazyRoute for DossiersRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let mine = Resource::new_blocking(|| (), |()| load_dossiers());
        loaded(mine, |mine| {
            let list = match mine.dossiers {
                Some(rows) => Either::Left(view! { <Sent rows=rows /> }),
                None => Either::Right(view! { <Closed /> }),
            };
            view! {
                <Main heading=dossiers::HEADING wide=true>
                    {(!mine.drafts.is_empty()).then(|| view! { <Drafts rows=mine.drafts /> })}
                    {list}
                </Main>
            }
        })
        .into_any()
    }
}

#[component]
fn Drafts(rows: Vec<DraftRow>) -> impl IntoView {
    let items = rows
        .into_iter()
        .map(|row| {
            let name = procedure_name(&row.procedure);
            view! {
                <li class="card">
                    <h3>{t(name)}</h3>
                    <p class="card__meta">{t_with(dossiers::DRAFT_SAVED, vec![("at", row.saved)])}</p>
                    <a href=form_path(&row.procedure)>
                        {t(dossiers::DRAFT_GO_ON)}<span class="visually-hidden">": "{t(name)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{t(dossiers::DRAFTS)}</h2>
        <ul class="cards">{items}</ul>
    }
}

#[component]
fn Sent(rows: Vec<DossierRow>) -> impl IntoView {
    let list = if rows.is_empty() {
        Either::Left(view! {
            <p>{t(dossiers::NONE)}</p>
            <p><ButtonLink href="/thu-tuc">{t(dossiers::FIND_PROCEDURE)}</ButtonLink></p>
        })
    } else {
        Either::Right(view! { <DossierTable rows=rows base="/ho-so" /> })
    };
    view! {
        <h2>{t(dossiers::SENT)}</h2>
        {list}
    }
}

/// Dossiers as a table, on a narrow screen as cards; each code leads to `{base}/{code}`.
#[component]
pub fn DossierTable(rows: Vec<DossierRow>, base: &'static str) -> impl IntoView {
    let heads = [dossiers::CODE, dossiers::PROCEDURE, dossiers::SUBMITTED, dossiers::STATUS];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("{base}/{}", row.code);
            view! {
                <tr>
                    <td data-label=t(dossiers::CODE)><a href=href translate="no">{row.code}</a></td>
                    <td data-label=t(dossiers::PROCEDURE)>{t(procedure_name(&row.procedure))}</td>
                    <td data-label=t(dossiers::SUBMITTED)>{row.submitted}</td>
                    <td data-label=t(dossiers::STATUS)><StatusTag status=row.status /></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table table--stack">
            <thead><tr>{heads.map(|head| view! { <th scope="col">{t(head)}</th> }).collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Why earlier dossiers are closed, with the button that solves it.
#[component]
pub fn Closed() -> impl IntoView {
    view! {
        <h2>{t(dossiers::CLOSED)}</h2>
        <Panel kind=PanelKind::Warning>
            <p>{t(dossiers::CLOSED_TEXT)}</p>
            <p><ButtonLink href=number_path("/ho-so")>{t(dossiers::CLOSED_BUTTON)}</ButtonLink></p>
        </Panel>
    }
}
