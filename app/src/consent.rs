//! The texts of the consent box, and which of them a form showed.

use crate::i18n::{Language, Text, texts::consent};
#[cfg(feature = "ssr")]
use congdan_flows::ports::consents::{ConsentText, TextLanguage};

/// The version that forms show today.
const TODAY: u16 = 2;

/// The text of a version; `None` where only a newer release has it.
pub(crate) const fn text(version: u16) -> Option<Text> {
    match version {
        1 => Some(consent::TEXT_1),
        2 => Some(consent::TEXT_2),
        _ => None,
    }
}

/// The text that forms show today.
pub(crate) const fn text_today() -> Text {
    consent::TEXT_2
}

/// What a form says of the text beside its box: `2.vi`.
pub(crate) fn mark(language: Language) -> String {
    format!("{TODAY}.{}", language.tag())
}

/// The text that a form showed, by its mark. A form without a mark is the release before's, which had the first text only;
/// `None` for a text that this release does not have: then the box is not ticked beside a known text, and is shown again.
#[cfg(feature = "ssr")]
pub(crate) fn read_mark(mark: &str, page: Language) -> Option<ConsentText> {
    let Some((version, language)) = mark.split_once('.') else {
        let language = if page == Language::En { TextLanguage::En } else { TextLanguage::Vi };
        return mark.is_empty().then_some(ConsentText { version: 1, language });
    };
    let version = version.parse().ok().filter(|version| text(*version).is_some())?;
    Some(ConsentText { version, language: TextLanguage::from_code(language)? })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::i18n::texts::common;

    /// FNV-1a: enough to notice an edit.
    fn sum(text: Text) -> u64 {
        let words = [common::CONSENT.vi, common::CONSENT.en, text.vi, text.en].join("\n");
        words.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// If this fails, a published text was edited: give the new words the next version instead.
    #[test]
    fn y03_a_published_text_of_the_consent_is_never_edited() {
        let published = [0xa203_c16d_dedc_e43c, 0xde81_7c2a_27af_7a6a];
        let texts: Vec<_> = (1..).map_while(text).collect();
        assert_eq!(texts.iter().map(|text| sum(*text)).collect::<Vec<_>>(), published);
        assert_eq!(texts.last().copied(), Some(text_today()));
        assert_eq!(usize::from(TODAY), texts.len());
    }

    #[test]
    fn y03_a_form_says_which_text_it_showed() {
        let shown = |version, language| Some(ConsentText { version, language });
        assert_eq!(read_mark(&mark(Language::En), Language::Vi), shown(TODAY, TextLanguage::En));
        assert_eq!(read_mark("1.vi", Language::En), shown(1, TextLanguage::Vi));
        assert_eq!(read_mark("", Language::En), shown(1, TextLanguage::En), "a page of the release before");
        for unknown in ["3.vi", "0.vi", "2.fr", "2", "x.vi", "2.vi.vi", "."] {
            assert_eq!(read_mark(unknown, Language::Vi), None, "{unknown}");
        }
    }
}
