//! Vietnamese first, English second. Every text a citizen sees is in `locales/`.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

/// The texts, a module a translation file.
pub(crate) mod texts {
    use super::Text;
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// The texts of the pages that the server writes without the application.
#[cfg(feature = "ssr")]
pub mod server_texts {
    pub use super::texts::{common, failure, footer};
}

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag, for `lang=` and cookies.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Vietnamese for everything that is not exactly `en`.
    pub fn from_tag(tag: &str) -> Self {
        if tag == "en" { Self::En } else { Self::Vi }
    }
}

impl Text {
    /// The text in one language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }
}

/// The language of the page, changed without leaving it.
#[derive(Clone, Copy, Debug)]
pub struct PageLanguage(pub RwSignal<Language>);

/// The page's language; in a reactive place it is followed.
pub fn language() -> Language {
    use_context::<PageLanguage>().map_or(Language::default(), |language| language.0.get())
}

/// A text in the page's language, for a view: `{t(sign_in::HEADING)}`.
pub fn t(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let language = use_context::<PageLanguage>();
    move || text.in_language(language.map_or(Language::default(), |language| language.0.get()))
}

/// A text with its `{name}` places filled.
pub fn t_with(text: Text, values: Vec<(&'static str, String)>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let text = t(text);
    move || fill(text(), &values)
}

/// Puts each value into its `{name}` place.
pub fn fill(text: &str, values: &[(&'static str, String)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
