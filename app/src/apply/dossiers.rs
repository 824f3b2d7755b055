//! `/ho-so`: the person's dossiers, and what is still being filled in.

use super::{StatusTag, fields::procedure_name};
use crate::{
    address,
    i18n::{t, t_with, texts::dossiers},
    own::Own,
    reply::Failure,
    ui::{ButtonLink, Main, Panel, PanelKind, loaded},
    vouching::{Barrier, ClosedPanel, Gated, Need},
};
use congdan_domain::WantedPath;
use leptos::{either::Either, prelude::*};
use serde::{Deserialize, Serialize};

/// The content of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyDossiers {
    pub dossiers: Gated<Vec<DossierRow>>,
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

/// An application that is still being filled in.
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
            submitted: crate::when::date(dossier.submitted_at),
            status: dossier.status.number(),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<congdan_flows::ports::dossiers::Draft> for DraftRow {
    fn from(draft: congdan_flows::ports::dossiers::Draft) -> Self {
        Self { procedure: draft.procedure, saved: crate::when::moment(draft.updated_at) }
    }
}

/// Reads the person's dossiers and drafts.
#[server(endpoint = "ho-so/danh-sach")]
pub async fn load_dossiers() -> Result<Own<MyDossiers>, Failure> {
    use crate::request;
    use congdan_flows::dossiers::{self, OwnDossiers};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let drafts = dossiers::drafts(&portal, &visitor).await?;
    let own = match dossiers::own(&portal, &visitor).await? {
        OwnDossiers::Open(own) => Gated::Open(own.into_iter().map(DossierRow::from).collect()),
        OwnDossiers::Closed(missing) => Gated::Closed(Barrier::of(&portal, missing)),
    };
    let mine = MyDossiers { dossiers: own, drafts: drafts.into_iter().map(DraftRow::from).collect() };
    Ok(Own::of(&visitor, mine))
}

/// The page.
#[derive(Debug)]
pub struct DossiersRoute;

impl DossiersRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let mine = Resource::new_blocking(|| (), |()| load_dossiers());
        loaded(mine, |own| {
            let mine = own.open();
            let list = match mine.dossiers {
                Gated::Open(rows) => Either::Left(view! { <Sent rows=rows /> }),
                Gated::Closed(barrier) => Either::Right(view! { <Closed barrier=barrier /> }),
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
                    <a href=address::application(&row.procedure)>
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
            <p><ButtonLink href=address::PROCEDURES>{t(dossiers::FIND_PROCEDURE)}</ButtonLink></p>
        })
    } else {
        Either::Right(view! { <DossierTable rows=rows base=address::DOSSIERS /> })
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
pub fn Closed(barrier: Barrier) -> impl IntoView {
    let why = match barrier.need {
        Need::SignIn | Need::Number => Either::Left(view! { <NumberMissing /> }),
        Need::Match | Need::Vneid => {
            Either::Right(view! { <ClosedPanel barrier=barrier wanted=address::DOSSIERS.to_owned() /> })
        }
    };
    view! {
        <h2>{t(dossiers::CLOSED)}</h2>
        {why}
    }
}

#[component]
fn NumberMissing() -> impl IntoView {
    view! {
        <Panel kind=PanelKind::Warning>
            <p>{t(dossiers::CLOSED_TEXT)}</p>
            <p><ButtonLink href=address::number_form(&WantedPath::parse_or_home(address::DOSSIERS))>{t(dossiers::CLOSED_BUTTON)}</ButtonLink></p>
        </Panel>
    }
}
