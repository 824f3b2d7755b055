//! What the person may learn about a match: clues in their own entry, and kinds of differences (journeys, N1 and rule 7).

use crate::{
    i18n::{
        Text, fill, language, t,
        texts::{cccd, common, differences},
    },
    match_report::{date_text, listed, name_text, number_text},
};
use congdan_domain::difference::{Against, Clue, Compared, Explanation, Fields};
use leptos::prelude::*;

/// After a "not found": what the entry itself shows, how it differs from what VNeID asserts, and the usual causes.
#[component]
pub fn ExplanationPart(explanation: Explanation) -> impl IntoView {
    let Explanation { clues, fields } = explanation;
    let seen: Vec<Text> = clues.iter().filter_map(|clue| clue_text(*clue)).collect();
    let seen = (!seen.is_empty()).then(|| {
        let items = seen.into_iter().map(|text| view! { <li>{t(text)}</li> }).collect_view();
        view! { <h2>{t(differences::CLUES)}</h2> <ul>{items}</ul> }
    });
    let date = if clues.contains(&Clue::Swappable) { cccd::CAUSE_SWAPPED } else { cccd::CAUSE_YEAR_ONLY };
    view! {
        {seen}
        {fields.map(|fields| view! { <FieldByField fields=fields /> })}
        <h2>{t(cccd::CAUSES)}</h2>
        <ul>
            <li>{t(cccd::CAUSE_MARKS)}</li>
            <li>{t(cccd::CAUSE_MIDDLE_NAME)}</li>
            <li>{t(date)}</li>
            <li>{t(cccd::CAUSE_OLD_NUMBER)}</li>
        </ul>
    }
}

#[component]
fn FieldByField(fields: Fields) -> impl IntoView {
    let same_as_vneid = fields.against == Against::Vneid && fields.all_same();
    let against = match fields.against {
        Against::Vneid => differences::AGAINST_VNEID,
        Against::Register => differences::AGAINST_REGISTER,
    };
    let rows = [
        (common::NUMBER, compared(&fields.number, |kind| vec![number_text(*kind)])),
        (common::FULL_NAME, compared(&fields.full_name, |kinds| kinds.iter().copied().map(name_text).collect())),
        (common::BIRTH_DATE, compared(&fields.birth_date, |kind| vec![date_text(*kind)])),
    ];
    let rows = rows
        .into_iter()
        .map(|(label, (text, kinds))| {
            let line = move || fill(text.in_language(language()), &[("kinds", listed(&kinds, language()))]);
            view! { <li>{t(label)} ": " {line}</li> }
        })
        .collect_view();
    view! {
        <h2>{t(differences::FIELDS)}</h2>
        <p>{t(against)}</p>
        <ul data-compared>{rows}</ul>
        {same_as_vneid.then(|| view! { <p>{t(differences::ALL_SAME)}</p> })}
    }
}

fn compared<K>(field: &Compared<K>, texts: impl Fn(&K) -> Vec<Text>) -> (Text, Vec<Text>) {
    match field {
        Compared::Same => (differences::SAME, Vec::new()),
        Compared::Unknown => (differences::UNKNOWN, Vec::new()),
        Compared::Differs(kind) => (differences::DIFFERS, texts(kind)),
    }
}

const fn clue_text(clue: Clue) -> Option<Text> {
    Some(match clue {
        Clue::NumberYear => differences::CLUE_NUMBER_YEAR,
        Clue::NumberSex => differences::CLUE_NUMBER_SEX,
        Clue::NoMarks => differences::CLUE_NO_MARKS,
        Clue::OneWord => differences::CLUE_ONE_WORD,
        Clue::YearOnly => differences::CLUE_YEAR_ONLY,
        // No oddity by itself: it is among the usual causes.
        Clue::Swappable => return None,
    })
}
