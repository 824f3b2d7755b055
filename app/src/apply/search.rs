//! `/tra-cuu`: anybody may search with a dossier's code and its owner's number together. The number is personal, so the form is
//! posted and nothing of it is in an address; the answer has the status and dates, and no names.

use super::status_text;
use crate::{
    address, browser,
    form_state::FormState,
    i18n::{t, texts::dossiers},
    reply::{Failure, Reply},
    ui::{
        ErrorSummary, Main, SendButton, SummaryList, SummaryRow, TextField, follow, form_state_signal, has_errors,
        loaded_anew, sending,
    },
};
use leptos::{either::EitherOf3, prelude::*};
use serde::{Deserialize, Serialize};

/// The content of the page: a form, and the answer to the search before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchInfo {
    pub state: Option<FormState>,
    pub answer: Option<SearchAnswer>,
}

/// The answer to one search.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchAnswer {
    /// As typed, where nothing was found, so that it can be mended; otherwise empty.
    pub code: String,
    pub number: String,
    pub found: Option<Found>,
    /// Nothing was looked for, after too many misses.
    #[serde(default)]
    pub is_held: bool,
}

impl std::fmt::Debug for SearchAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchAnswer").field("found", &self.found).finish_non_exhaustive()
    }
}

/// What anyone with code and number may see of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub code: String,
    pub submitted: String,
    /// 1 to 10, and since when.
    pub status: u8,
    pub since: String,
}

/// The name of the form in the browser's memory.
#[cfg(feature = "ssr")]
const FORM: &str = "tra-cuu";

/// The answer in the browser's memory.
#[cfg(feature = "ssr")]
const ANSWER: crate::request::MemoryKey<SearchAnswer> = crate::request::MemoryKey::new("tra-cuu");

/// The answer to the last search of this browser, shown once: the next person at it starts anew.
#[server(endpoint = "tra-cuu/ket-qua")]
pub async fn load_search() -> Result<SearchInfo, Failure> {
    use crate::request;
    let state = request::form_state(FORM).await?;
    Ok(SearchInfo { state, answer: request::take(&ANSWER).await? })
}

/// Searches, and leaves the answer in the browser's memory for the page.
#[server(endpoint = "tra-cuu")]
pub async fn search_dossier(
    #[server(default)] code: String,
    #[server(default)] number: String,
) -> Result<Reply, Failure> {
    use crate::{address::DOSSIER_SEARCH, request, when};
    use congdan_flows::dossiers::{self, Searched};
    let (parsed_code, parsed_number) = match parse(&code, &number) {
        Ok(parsed) => parsed,
        Err(state) => return request::answer(FORM, DOSSIER_SEARCH, Reply::Invalid(state)).await,
    };
    let portal = request::portal();
    let visitor = request::visitor()?;
    let (dossier, is_held) = match dossiers::search(&portal, visitor.as_deref(), &parsed_code, &parsed_number).await? {
        Searched::Found(dossier) => (Some(dossier), false),
        Searched::NotFound => (None, false),
        Searched::Held => (None, true),
    };
    let found = dossier.map(|dossier| Found {
        submitted: when::date(dossier.submitted_at),
        status: dossier.status.number(),
        since: when::date(dossier.events.last().map_or(dossier.submitted_at, |event| event.at)),
        code: dossier.code,
    });
    let (code, number) = if found.is_some() { Default::default() } else { (code, number) };
    request::remember(&ANSWER, &SearchAnswer { code, number, found, is_held }).await?;
    request::answer(FORM, DOSSIER_SEARCH, Reply::go(DOSSIER_SEARCH)).await
}

/// Only whether both are of the right form: everything else has one answer.
#[cfg(feature = "ssr")]
fn parse(code: &str, number: &str) -> Result<(congdan_domain::DossierCode, congdan_domain::Cccd), FormState> {
    use crate::form_state::Problem;
    use congdan_domain::{Cccd, CccdError, DossierCode};
    let parsed_code = DossierCode::parse(code);
    let parsed_number = Cccd::from_trusted(number);
    let mut state = FormState::default();
    if parsed_code.is_err() {
        state.push("code", Problem::CodeFormat);
    }
    if let Err(error) = &parsed_number {
        state.push(
            "number",
            match error {
                CccdError::Empty => Problem::NumberEmpty,
                CccdError::NotDigits => Problem::NumberNotDigits,
                CccdError::OldCmnd => Problem::NumberOldCmnd,
                CccdError::Length | CccdError::Placeholder | CccdError::UnknownProvince | CccdError::FutureYear => {
                    Problem::NumberLength
                }
            },
        );
    }
    match (parsed_code, parsed_number) {
        (Ok(code), Ok(number)) => Ok((code, number)),
        _ => {
            state.entries = [("code", code), ("number", number)].map(|(name, text)| (name.into(), text.into())).into();
            Err(state)
        }
    }
}

/// The page.
#[derive(Debug)]
pub struct SearchRoute;

impl SearchRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let ask = ServerAction::<SearchDossier>::new();
        let search = Resource::new_blocking(move || ask.version().get(), |_| load_search());
        let answered = follow(ask);
        loaded_anew(search, move |search| view! { <SearchPage search=search ask=ask answered=answered /> }).into_any()
    }
}

#[component]
fn SearchPage(
    search: SearchInfo,
    ask: ServerAction<SearchDossier>,
    answered: Signal<Option<FormState>>,
) -> impl IntoView {
    let SearchInfo { state: drawn, answer } = search;
    let typed = |name: &str| drawn.as_ref().and_then(|state| state.entry(name)).map(str::to_owned);
    let code = typed("code").or_else(|| answer.as_ref().map(|answer| answer.code.clone())).unwrap_or_default();
    let number = typed("number").or_else(|| answer.as_ref().map(|answer| answer.number.clone())).unwrap_or_default();
    let state = form_state_signal(answered, drawn);
    let has_errors = has_errors(state);
    let is_answered = answer.is_some();
    Effect::new(move |_| {
        // Asked here, without a new page: a screen reader goes on at the answer.
        if is_answered && ask.version().get_untracked() > 0 {
            request_animation_frame(|| browser::focus_id("ket-qua"));
        }
    });
    view! {
        <Main heading=dossiers::LOOKUP_HEADING has_errors=has_errors>
            <ErrorSummary state=state />
            {answer.map(|answer| view! { <Answer found=answer.found is_held=answer.is_held /> })}
            <p>{t(dossiers::LOOKUP_LEAD)}</p>
            <ActionForm action=ask attr:class="form" attr:novalidate=true attr:autocomplete="off">
                <TextField name="code" label=dossiers::CODE hint=dossiers::LOOKUP_CODE_HINT value=code state=state />
                <TextField name="number" label=dossiers::LOOKUP_NUMBER hint=dossiers::LOOKUP_NUMBER_HINT value=number
                    state=state numeric=true width=12 autocomplete="off" />
                <SendButton sending=sending(ask) label=dossiers::LOOKUP_BUTTON />
            </ActionForm>
        </Main>
    }
}

#[component]
fn Answer(found: Option<Found>, is_held: bool) -> impl IntoView {
    let text = match found {
        Some(found) => EitherOf3::A(view! {
            <SummaryList>
                <SummaryRow label=dossiers::CODE value=found.code />
                <SummaryRow label=dossiers::SUBMITTED value=found.submitted />
                <SummaryRow label=dossiers::STATUS text=t(status_text(found.status)) />
                <SummaryRow label=dossiers::SINCE value=found.since />
            </SummaryList>
        }),
        None if is_held => EitherOf3::B(view! {
            <p><strong>{t(dossiers::LOOKUP_HELD)}</strong></p>
            <p>{t(dossiers::LOOKUP_HELD_WHY)}</p>
            <p><a href=address::DOSSIERS>{t(dossiers::LOOKUP_HELD_SIGN_IN)}</a></p>
        }),
        None => EitherOf3::C(view! {
            <p><strong>{t(dossiers::LOOKUP_NONE)}</strong></p>
            <p>{t(dossiers::LOOKUP_NONE_HINT)}</p>
        }),
    };
    view! {
        <section class="panel panel--info" id="ket-qua" tabindex="-1" aria-labelledby="ket-qua-heading">
            <h2 id="ket-qua-heading">{t(dossiers::LOOKUP_ANSWER)}</h2>
            {text}
        </section>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::form_state::Problem;

    #[test]
    fn a_code_and_a_number_are_taken_as_people_write_them() {
        let (code, number) = parse(" h44.12 – 260615 – 0001 ", "025 085 999 001").unwrap();
        assert_eq!(code.as_str(), "H44.12-260615-0001");
        assert_eq!(number.as_str(), "025085999001");
    }

    #[test]
    fn what_is_of_the_wrong_form_is_said_beside_its_field_and_nothing_is_lost() {
        let state = parse("0001", "025085999").unwrap_err();
        assert_eq!(state.problem("code"), Some(Problem::CodeFormat));
        assert_eq!(state.problem("number"), Some(Problem::NumberOldCmnd));
        assert_eq!((state.entry("code"), state.entry("number")), (Some("0001"), Some("025085999")));
    }

    #[test]
    fn a_number_of_an_unknown_province_is_no_error_but_simply_not_found() {
        assert!(parse("H44.12-260615-0001", "099085999001").is_ok());
    }
}
