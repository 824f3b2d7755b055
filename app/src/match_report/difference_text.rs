//! The words for the kinds of differences between what was typed and what is known (journeys, N1).

use crate::i18n::{Language, Text, texts::differences};
#[cfg(feature = "ssr")]
use crate::{i18n::fill, reply::Words};
#[cfg(feature = "ssr")]
use congdan_domain::difference::{Compared, Fields};
use congdan_domain::difference::{DateDifference, NameDifference, NumberDifference};

/// Several kinds in one line.
pub fn listed(kinds: &[Text], language: Language) -> String {
    kinds.iter().map(|kind| kind.in_language(language)).collect::<Vec<_>>().join(", ")
}

/// The sentences about accepted differences, for the message of the match.
#[cfg(feature = "ssr")]
pub(super) fn accepted_differences(fields: &Fields) -> Option<Words> {
    let mut sentences = Vec::new();
    if let Compared::Differs(kinds) = &fields.full_name {
        sentences.push((differences::NAME_WRITTEN_DIFFERENTLY, kinds.iter().copied().map(name_text).collect()));
    }
    if let Compared::Differs(kind) = &fields.birth_date {
        sentences.push((differences::BIRTH_KNOWN_DIFFERENTLY, vec![date_text(*kind)]));
    }
    let words = |language| {
        let sentence =
            |(text, kinds): &(Text, Vec<Text>)| fill(text.in_language(language), &[("kinds", listed(kinds, language))]);
        sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
    };
    (!sentences.is_empty()).then(|| Words { vi: words(Language::Vi), en: words(Language::En) })
}

/// How two names differ.
pub const fn name_text(kind: NameDifference) -> Text {
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

/// How two numbers differ.
pub const fn number_text(kind: NumberDifference) -> Text {
    match kind {
        NumberDifference::OneDigit => differences::ONE_DIGIT,
        NumberDifference::SwappedDigits => differences::SWAPPED_DIGITS,
        NumberDifference::Other => differences::NUMBER_OTHER,
    }
}

/// How two birth dates differ.
pub const fn date_text(kind: DateDifference) -> Text {
    match kind {
        DateDifference::DayMonthSwapped => differences::DAY_MONTH_SWAPPED,
        DateDifference::Precision => differences::PRECISION,
        DateDifference::Year => differences::YEAR,
        DateDifference::Other => differences::DATE_OTHER,
    }
}
