//! What the number means, while it is typed (journeys, N2): advice, never a refusal.

use super::old_card::OldCard;
use crate::{
    i18n::{
        fill, language, t_with,
        texts::{cccd, common},
    },
    when::Today,
};
use congdan_domain::{
    BirthDate, Cccd, CccdError, Sex,
    cccd::{Disagreement, Place},
};
use leptos::prelude::*;

/// Under the number's field: the number in groups, what it means, and where it disagrees with the entered year or the
/// account's sex; or what to do about an old card's number.
#[component]
pub fn NumberReading(
    number: RwSignal<String>,
    year: RwSignal<String>,
    sex: Option<Sex>,
    today: Today,
) -> impl IntoView {
    let parsed = move || number.with(|number| Cccd::parse(number, i32::from(today.year)));
    let meaning = move || match parsed() {
        Ok(number) => {
            let birth = year.with(|year| BirthDate::from_fields("", "", year, true).ok());
            Some(view! { <Meaning advice=number.disagreements(birth, sex) number=number /> }.into_any())
        }
        Err(CccdError::OldCmnd) => Some(view! { <OldCard /> }.into_any()),
        Err(_) => None,
    };
    view! { <div class="field__check" aria-live="polite">{meaning}</div> }
}

#[component]
fn Meaning(number: Cccd, advice: Vec<Disagreement>) -> impl IntoView {
    let sex = match number.sex() {
        Sex::Male => common::MALE,
        Sex::Female => common::FEMALE,
    };
    let place = number.place();
    let its_year = number.birth_year().to_string();
    let year = its_year.clone();
    let line = move || {
        let language = language();
        let place = match place {
            Place::Province { name, .. } | Place::Country { name } => name,
            Place::UnknownProvince | Place::UnknownCountry => cccd::PLACE_UNKNOWN.in_language(language),
        };
        let values =
            [("place", place.to_owned()), ("sex", sex.in_language(language).to_owned()), ("year", year.clone())];
        fill(cccd::NUMBER_SAYS.in_language(language), &values)
    };
    let advice = advice
        .into_iter()
        .map(|disagreement| {
            let text = match disagreement {
                Disagreement::BirthYear => cccd::YEAR_DISAGREES,
                Disagreement::Sex => cccd::SEX_DISAGREES,
            };
            view! { <p class="panel panel--warning">{t_with(text, vec![("year", its_year.clone())])}</p> }
        })
        .collect_view();
    view! {
        <p class="code" translate="no">{number.grouped()}</p>
        <p>{line}</p>
        {advice}
    }
}
