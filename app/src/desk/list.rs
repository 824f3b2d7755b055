//! `/can-bo`: the queue of the official's units, a page at a time, and the way to a citizen's slip.

use super::{
    DeskRow, Door,
    door::ClosedDoor,
    filter::{Filters, Pages, name},
    find::{FindSlip, FindSlipForm},
    table::DeskTable,
};
use crate::{
    form_state::FormState,
    i18n::{t, t_with, texts::desk},
    own::Own,
    query::query_value,
    reply::Failure,
    ui::{ErrorSummary, Main, follow, form_state_signal, has_errors, loaded},
};
use leptos::{either::Either, prelude::*};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// By their names.
    pub units: Vec<String>,
    /// As in the address: empty is what waits.
    pub filter: String,
    pub rows: Vec<DeskRow>,
    /// From 1.
    pub page: u64,
    pub pages: u64,
    /// Of all pages.
    pub total: u64,
    /// Of the form that opens a citizen's slip.
    pub state: Option<FormState>,
}

/// A page of the queue. Names are masked; that it was shown is recorded for the official.
#[server(endpoint = "can-bo/danh-sach")]
pub async fn load_desk(
    #[server(default)] filter: String,
    #[server(default)] page: String,
) -> Result<Own<Desk>, Failure> {
    use crate::request;
    use congdan_flows::desk;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let (filter, which) = super::filter::parse(&filter);
    let page = page.parse().unwrap_or(1);
    let queue = desk::queue(&portal, &visitor, which, page).await.map_err(super::refused)?;
    let desk = Desk {
        units: queue.units.iter().map(|unit| portal.desk.name(unit)).collect(),
        filter: filter.to_owned(),
        rows: queue.rows.into_iter().map(DeskRow::from).collect(),
        page: queue.page,
        pages: queue.pages,
        total: queue.total,
        state: request::form_state(&request::form_of(super::find::FORM, &visitor)).await?,
    };
    Ok(Own::of(&visitor, desk))
}

#[derive(Debug)]
pub struct DeskRoute;

impl DeskRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let find = ServerAction::new();
        let answered = follow(find);
        let (filter, page) = (query_value("trang-thai"), query_value("trang"));
        let desk = Resource::new_blocking(
            move || (filter.get(), page.get()),
            |(filter, page)| async move { Door::of(load_desk(filter, page).await) },
        );
        loaded(desk, move |door| match door {
            Door::Open(own) => Either::Left(view! { <DeskList desk=own.open() find=find answered=answered /> }),
            Door::Closed(failure) => Either::Right(view! { <ClosedDoor failure=failure /> }),
        })
        .into_any()
    }
}

#[component]
fn DeskList(desk: Desk, find: ServerAction<FindSlip>, answered: Signal<Option<FormState>>) -> impl IntoView {
    let drawn = desk.state.clone();
    let typed = drawn.as_ref().and_then(|state| state.entry("code")).unwrap_or_default().to_owned();
    let state = form_state_signal(answered, drawn);
    let has_errors = has_errors(state);
    let list = if desk.rows.is_empty() {
        Either::Left(view! { <p>{t(desk::NONE)}</p> })
    } else {
        Either::Right(view! { <DeskTable rows=desk.rows.clone() /> })
    };
    let total = desk.total.to_string();
    view! {
        <Main heading=desk::HEADING wide=true has_errors=has_errors>
            <ErrorSummary state=state />
            <p>{t_with(desk::UNIT, vec![("unit", desk.units.join(", "))])}</p>
            <Filters filter=desk.filter.clone() />
            <h2>{t(name(&desk.filter))} ": " {total}</h2>
            {list}
            <Pages desk=desk />
            <FindSlipForm find=find typed=typed state=state />
        </Main>
    }
}
