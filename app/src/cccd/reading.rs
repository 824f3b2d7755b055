//! What the number says, while it is typed (journeys, N2): advice, never a refusal.

use super::Today;
use crate::i18n::{
    fill, language,
    texts::{cccd, common},
};
use congdan_domain::{Cccd, Sex, cccd::Place};
use leptos::prelude::*;

/// Under the number's field: the number in groups, what it stands for, and where it disagrees with the entered year.
#[component]
pub fn NumberReading(number: RwSignal<String>, year: RwSignal<String>, today: Today) -> impl IntoView {
    let meaning = move || {
        let number = number.with(|number| Cccd::parse(number, i32::from(today.year))).ok()?;
        let language = language();
        let sex = match number.sex() {
            Sex::Male => common::MALE,
            Sex::Female => common::FEMALE,
        };
        let place = match number.place() {
            Place::Province { name, .. } | Place::Country { name } => name,
            Place::UnknownProvince | Place::UnknownCountry => cccd::PLACE_UNKNOWN.in_language(language),
        };
        let its_year = number.birth_year().to_string();
        let disagrees = year.with(|year| {
            let year = year.trim();
            year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && year != its_year
        });
        let values =
            [("place", place.to_owned()), ("sex", sex.in_language(language).to_owned()), ("year", its_year.clone())];
        let says = fill(cccd::NUMBER_SAYS.in_language(language), &values);
        let advice = disagrees.then(|| fill(cccd::YEAR_DISAGREES.in_language(language), &[("year", its_year)]));
        Some(view! {
            <p class="code" translate="no">{number.grouped()}</p>
            <p>{says}</p>
            {advice.map(|advice| view! { <p class="panel panel--warning">{advice}</p> })}
        })
    };
    view! { <div class="field__check" aria-live="polite">{meaning}</div> }
}
