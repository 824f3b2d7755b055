//! The fields that the CCCD screen and the profile share.

use super::{Known, Today, Typed, reading::NumberReading};
use crate::{
    account::{Value, Values, Vouched},
    i18n::{
        Text, t, t_with,
        texts::{cccd, common, vouching},
    },
    scan::CardScan,
    slip::Slip,
    ui::{BirthDateField, Checkbox, ReadOnlyField, TextField},
};
use congdan_domain::Sex;
use leptos::prelude::*;

/// Number, name and birth date, filled with `typed`; what is `known` can be read and not changed.
#[component]
pub fn IdentityFields(
    typed: Typed,
    #[prop(optional)] known: Known,
    /// Who vouches for what is known.
    #[prop(optional)]
    vouched: Values,
    today: Today,
    sex: Option<Sex>,
    #[prop(into)] slip: Signal<Option<Slip>>,
) -> impl IntoView {
    let (number, year) = (RwSignal::new(typed.number.clone()), RwSignal::new(typed.year.clone()));
    // Only who may enter a number may enter the rest.
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
            <TextField name="number" label=common::NUMBER hint=cccd::NUMBER_HINT value=typed.number slip=slip
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
            <TextField name="full_name" label=common::FULL_NAME hint=cccd::NAME_HINT value=typed.full_name slip=slip
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
                    year_only={typed.year_only == "true"} slip=slip typed=part_typed />
            }
            .into_any()
        }
    };
    (scan, number_field, name_field, birth_field)
}

/// "Tôi đồng ý cho đối chiếu", ticked only by the person; beside it, since when an earlier consent stands.
#[component]
pub fn ConsentField(
    /// The person ticked it before the form came back with a slip.
    ticked: bool,
    since: Option<String>,
    #[prop(into)] slip: Signal<Option<Slip>>,
) -> impl IntoView {
    let standing =
        since.map(|date| view! { <p class="secondary">{t_with(cccd::CONSENT_STANDS, vec![("date", date)])}</p> });
    view! {
        <Checkbox name="consent" label=common::CONSENT hint=cccd::CONSENT_HINT checked=ticked slip=slip />
        {standing}
    }
}

/// Why a value cannot be changed here.
fn reason(value: Option<&Value>) -> Text {
    if value.is_some_and(|value| value.verified) { cccd::VERIFIED_REASON } else { vouching::UNVERIFIED_REASON }
}

/// Where data are corrected that cannot be changed here (journeys, rule 10).
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
