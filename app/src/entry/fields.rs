//! The fields of an entry, and the consent.

use super::{KnownEntry, TypedEntry, reading::NumberReading};
use crate::{
    consent,
    form_state::FormState,
    i18n::{
        Text, language, t, t_with,
        texts::{cccd, common, vouching},
    },
    provenance::{Value, Values, Vouched},
    scan::CardScan,
    ui::{BirthDateField, Checkbox, ReadOnlyField, TextField},
    when::Today,
};
use congdan_domain::Sex;
use leptos::prelude::*;

/// Number, name and birth date, filled with `typed`; what is `known` can be read and not changed.
#[component]
pub fn EntryFields(
    typed: TypedEntry,
    #[prop(optional)] known: KnownEntry,
    /// The sources of what is known.
    #[prop(optional)]
    vouched: Values,
    today: Today,
    sex: Option<Sex>,
    #[prop(into)] state: Signal<Option<FormState>>,
) -> impl IntoView {
    let number = RwSignal::new(typed.number.clone());
    let year = RwSignal::new(typed.year.clone());
    // A card fills in the number first: without that field there is nothing to scan for.
    let scan = known.number.is_none().then(|| view! { <CardScan today=today /> });
    let Values { number: number_by, full_name: name_by, birth_date: birth_by, .. } = vouched;
    let number_field = match known.number {
        Some(number) => view! {
            <ReadOnlyField name="number" label=common::NUMBER value=number.grouped() reason=reason(number_by.as_ref())>
                {number_by.map(|value| view! { <Vouched value=value /> })}
            </ReadOnlyField>
        }
        .into_any(),
        None => view! {
            <TextField name="number" label=common::NUMBER hint=cccd::NUMBER_HINT value=typed.number state=state
                numeric=true width=12 autocomplete="off" typed=Callback::new(move |text| number.set(text))>
                <NumberReading number=number year=year sex=sex today=today />
            </TextField>
        }
        .into_any(),
    };
    let name_field = match known.full_name {
        Some(name) => view! {
            <ReadOnlyField name="full_name" label=common::FULL_NAME value=name.as_str() reason=reason(name_by.as_ref())>
                {name_by.map(|value| view! { <Vouched value=value /> })}
            </ReadOnlyField>
        }
        .into_any(),
        None => view! {
            <TextField name="full_name" label=common::FULL_NAME hint=cccd::NAME_HINT value=typed.full_name state=state
                autocomplete="name" />
        }
        .into_any(),
    };
    let birth_field = match known.birth_date {
        Some(birth) => view! {
            <ReadOnlyField name="birth_date" label=common::BIRTH_DATE value=birth.display() reason=reason(birth_by.as_ref())>
                {birth_by.map(|value| view! { <Vouched value=value /> })}
            </ReadOnlyField>
        }
        .into_any(),
        None => {
            let part_typed = Callback::new(move |(name, text): (&'static str, String)| {
                if name == "year" {
                    year.set(text);
                }
            });
            view! {
                <BirthDateField legend=common::BIRTH_DATE hint=cccd::BIRTH_HINT day=typed.day month=typed.month year=typed.year
                    year_only={typed.year_only == "true"} state=state typed=part_typed />
            }
            .into_any()
        }
    };
    (scan, number_field, name_field, birth_field)
}

/// "Tôi đồng ý cho đối chiếu", ticked only by the person; beside it, since when an earlier consent is valid.
#[component]
pub fn ConsentField(
    /// The person ticked it before the form came back with errors.
    ticked: bool,
    since: Option<String>,
    #[prop(into)] state: Signal<Option<FormState>>,
) -> impl IntoView {
    let earlier =
        since.map(|date| view! { <p class="secondary">{t_with(cccd::CONSENT_STANDS, vec![("date", date)])}</p> });
    view! {
        <input type="hidden" name="consent_text" value=move || consent::mark(language()) />
        <Checkbox name="consent" label=common::CONSENT hint=consent::text_today() checked=ticked state=state />
        {earlier}
    }
}

/// Why a value cannot be changed here.
fn reason(value: Option<&Value>) -> Text {
    if value.is_some_and(|value| value.verified) { cccd::VERIFIED_REASON } else { vouching::UNVERIFIED_REASON }
}

/// Where data are corrected that cannot be changed here (rule 10).
#[component]
pub fn CorrectionHelp(
    /// The number with who vouches for it.
    number: Option<Value>,
) -> impl IntoView {
    number.map(|number| {
        let help = if number.verified { cccd::CORRECTION } else { vouching::UNVERIFIED_HELP };
        view! { <p class="secondary">{t(help)}</p> }
    })
}
