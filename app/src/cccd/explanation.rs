//! What may be told of a comparison: clues in the person's own entries, and kinds of differences (N1 and rule 7).

use crate::i18n::{
    Language, Text, fill, language, t,
    texts::{cccd, common, differences},
};
use congdan_domain::difference::{
    Against, Clue, Compared, DateDifference, Explanation, Fields, NameDifference, NumberDifference,
};
use leptos::prelude::*;

/// After a "not found": what the entries themselves show, what VNeID's word adds, and what usually is the matter.
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
            let says = move || fill(text.in_language(language()), &[("kinds", listed(&kinds, language()))]);
            view! { <li>{t(label)} ": " {says}</li> }
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

fn listed(kinds: &[Text], language: Language) -> String {
    kinds.iter().map(|kind| kind.in_language(language)).collect::<Vec<_>>().join(", ")
}

/// The sentences that a match with differences adds to its message.
#[cfg(feature = "ssr")]
pub(super) fn accepted(fields: &Fields) -> Option<crate::reply::Words> {
    let mut sentences = Vec::new();
    if let Compared::Differs(kinds) = &fields.full_name {
        sentences.push((differences::NAME_WRITTEN_DIFFERENTLY, kinds.iter().copied().map(name_text).collect()));
    }
    if let Compared::Differs(kind) = &fields.birth_date {
        sentences.push((differences::BIRTH_KNOWN_DIFFERENTLY, vec![date_text(*kind)]));
    }
    let words = |language| {
        let said =
            |(text, kinds): &(Text, Vec<Text>)| fill(text.in_language(language), &[("kinds", listed(kinds, language))]);
        sentences.iter().map(said).collect::<Vec<_>>().join(" ")
    };
    (!sentences.is_empty()).then(|| crate::reply::Words { vi: words(Language::Vi), en: words(Language::En) })
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

const fn name_text(kind: NameDifference) -> Text {
    match kind {
        NameDifference::Encoding => differences::ENCODING,
        NameDifference::TonePlacement => differences::TONE_PLACEMENT,
        NameDifference::DStroke => differences::D_STROKE,
        NameDifference::IOrY => differences::I_OR_Y,
        NameDifference::MissingMarks => differences::MISSING_MARKS,
        NameDifference::OtherMarks => differences::OTHER_MARKS,
        NameDifference::Spacing => differences::SPACING,
        NameDifference::WordOrder => differences::WORD_ORDER,
        NameDifference::MiddleName => differences::MIDDLE_NAME,
        NameDifference::OneLetter => differences::ONE_LETTER,
        NameDifference::Other => differences::NAME_OTHER,
    }
}

const fn number_text(kind: NumberDifference) -> Text {
    match kind {
        NumberDifference::OneDigit => differences::ONE_DIGIT,
        NumberDifference::SwappedDigits => differences::SWAPPED_DIGITS,
        NumberDifference::Other => differences::NUMBER_OTHER,
    }
}

const fn date_text(kind: DateDifference) -> Text {
    match kind {
        DateDifference::DayMonthSwapped => differences::DAY_MONTH_SWAPPED,
        DateDifference::Precision => differences::PRECISION,
        DateDifference::Year => differences::YEAR,
        DateDifference::Other => differences::DATE_OTHER,
    }
}
