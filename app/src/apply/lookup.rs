//! `/tra-cuu`: anybody may ask with a dossier's code and its owner's number together. The number is personal, so the form is
//! posted and nothing of it is in an address; the answer has the status and dates, and no names.

use super::status_text;
use crate::{
    browser,
    i18n::{t, texts::dossiers},
    reply::{Failure, Reply},
    slip::Slip,
    ui::{Button, ErrorSummary, Main, SummaryList, SummaryRow, TextField, follow, loaded_anew, slip_signal},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lookup {
    pub slip: Option<Slip>,
    pub answer: Option<LookupAnswer>,
}

/// The answer to one look-up.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LookupAnswer {
    /// As typed: kept only where nothing was found, so that it can be mended.
    pub code: String,
    pub number: String,
    pub found: Option<Found>,
}

impl std::fmt::Debug for LookupAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LookupAnswer").field("found", &self.found).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub code: String,
    pub submitted: String,
    /// 1 to 10, and since when.
    pub status: u8,
    pub since: String,
}

/// The name of the form and of the answer in the browser's memory.
#[cfg(feature = "ssr")]
const FORM: &str = "tra-cuu";

/// The answer to the last look-up of this browser, shown once: the next person at it starts anew.
#[server(endpoint = "tra-cuu/ket-qua")]
pub async fn load_lookup() -> Result<Lookup, Failure> {
    use crate::request;
    let slip = request::slip(FORM).await?;
    let kept = request::recall(FORM).await?;
    request::forget(FORM).await?;
    Ok(Lookup { slip, answer: kept.and_then(|kept| serde_json::from_str(&kept).ok()) })
}

#[server(endpoint = "tra-cuu")]
pub async fn look_up(#[server(default)] code: String, #[server(default)] number: String) -> Result<Reply, Failure> {
    use crate::{account::when, request};
    use congdan_flows::dossiers;
    let page = "/tra-cuu";
    let (parsed_code, parsed_number) = match parse(&code, &number) {
        Ok(parsed) => parsed,
        Err(slip) => return request::answer(FORM, page, Reply::Slip(slip)).await,
    };
    let portal = request::portal();
    let dossier = dossiers::search(&portal, &parsed_code, &parsed_number).await?;
    let found = dossier.map(|dossier| Found {
        submitted: when::date(dossier.submitted_at),
        status: dossier.status.number(),
        since: when::date(dossier.events.last().map_or(dossier.submitted_at, |event| event.at)),
        code: dossier.code,
    });
    let typed = if found.is_some() { (String::new(), String::new()) } else { (code, number) };
    let answer = LookupAnswer { code: typed.0, number: typed.1, found };
    request::keep(FORM, &serde_json::to_string(&answer).unwrap_or_default()).await?;
    request::answer(FORM, page, Reply::go(page)).await
}

/// Only whether both are of the right form: everything else has one answer.
#[cfg(feature = "ssr")]
fn parse(code: &str, number: &str) -> Result<(congdan_domain::DossierCode, congdan_domain::Cccd), Slip> {
    use crate::slip::Problem;
    use congdan_domain::{Cccd, CccdError, DossierCode};
    let (parsed_code, parsed_number) = (DossierCode::parse(code), Cccd::from_trusted(number));
    let mut slip = Slip::default();
    if parsed_code.is_err() {
        slip.push("code", Problem::CodeFormat);
    }
    if let Err(error) = &parsed_number {
        slip.push(
            "number",
            match error {
                CccdError::Empty => Problem::NumberEmpty,
                CccdError::NotDigits => Problem::NumberNotDigits,
                CccdError::OldCmnd => Problem::NumberOldCmnd,
                CccdError::Length | CccdError::UnknownProvince | CccdError::FutureYear => Problem::NumberLength,
            },
        );
    }
    match (parsed_code, parsed_number) {
        (Ok(code), Ok(number)) => Ok((code, number)),
        _ => {
            slip.entries = [("code", code), ("number", number)].map(|(name, text)| (name.into(), text.into())).into();
            Err(slip)
        }
    }
}

#[derive(Debug)]
pub struct LookupRoute;

#[lazy_route]
impl LazyRoute for LookupRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let ask = ServerAction::<LookUp>::new();
        let lookup = Resource::new_blocking(move || ask.version().get(), |_| load_lookup());
        let answered = follow(ask);
        loaded_anew(lookup, move |lookup| view! { <LookupPage lookup=lookup ask=ask answered=answered /> }).into_any()
    }
}

#[component]
fn LookupPage(lookup: Lookup, ask: ServerAction<LookUp>, answered: Signal<Option<Slip>>) -> impl IntoView {
    let Lookup { slip: drawn, answer } = lookup;
    let typed = |name: &str| drawn.as_ref().and_then(|slip| slip.entry(name)).map(str::to_owned);
    let code = typed("code").or_else(|| answer.as_ref().map(|answer| answer.code.clone())).unwrap_or_default();
    let number = typed("number").or_else(|| answer.as_ref().map(|answer| answer.number.clone())).unwrap_or_default();
    let slip = slip_signal(answered, drawn);
    let has_errors =
        Signal::derive(move || slip.with(|slip| slip.as_ref().is_some_and(|slip| !slip.errors.is_empty())));
    let is_answered = answer.is_some();
    Effect::new(move |_| {
        // Asked here, without a new page: a screen reader goes on at the answer.
        if is_answered && ask.version().get_untracked() > 0 {
            request_animation_frame(|| browser::focus_id("ket-qua"));
        }
    });
    view! {
        <Main heading=dossiers::LOOKUP_HEADING has_errors=has_errors>
            <ErrorSummary slip=slip />
            {answer.map(|answer| view! { <Answer found=answer.found /> })}
            <p>{t(dossiers::LOOKUP_LEAD)}</p>
            <ActionForm action=ask attr:class="form" attr:novalidate=true attr:autocomplete="off">
                <TextField name="code" label=dossiers::CODE hint=dossiers::LOOKUP_CODE_HINT value=code slip=slip />
                <TextField name="number" label=dossiers::LOOKUP_NUMBER hint=dossiers::LOOKUP_NUMBER_HINT value=number
                    slip=slip numeric=true width=12 autocomplete="off" />
                <Button busy=ask.pending()>{t(dossiers::LOOKUP_BUTTON)}</Button>
            </ActionForm>
        </Main>
    }
}

#[component]
fn Answer(found: Option<Found>) -> impl IntoView {
    let text = match found {
        Some(found) => Either::Left(view! {
            <SummaryList>
                <SummaryRow label=dossiers::CODE value=found.code />
                <SummaryRow label=dossiers::SUBMITTED value=found.submitted />
                <SummaryRow label=dossiers::STATUS text=t(status_text(found.status)) />
                <SummaryRow label=dossiers::SINCE value=found.since />
            </SummaryList>
        }),
        None => Either::Right(view! {
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
    use crate::slip::Problem;

    #[test]
    fn a_code_and_a_number_are_taken_as_people_write_them() {
        let (code, number) = parse(" h44.12 – 260615 – 0001 ", "025 085 999 001").unwrap();
        assert_eq!(code.as_str(), "H44.12-260615-0001");
        assert_eq!(number.as_str(), "025085999001");
    }

    #[test]
    fn what_is_of_the_wrong_form_is_said_beside_its_field_and_nothing_is_lost() {
        let slip = parse("0001", "025085999").unwrap_err();
        assert_eq!(slip.problem("code"), Some(Problem::CodeFormat));
        assert_eq!(slip.problem("number"), Some(Problem::NumberOldCmnd));
        assert_eq!((slip.entry("code"), slip.entry("number")), (Some("0001"), Some("025085999")));
    }

    #[test]
    fn a_number_of_an_unknown_province_is_no_slip_but_simply_not_found() {
        assert!(parse("H44.12-260615-0001", "099085999001").is_ok());
    }
}
