//! A value with the source that vouches for it, and since when.

use super::kind_texts;
use crate::{
    i18n::{
        Language, Text, fill, language, t,
        texts::{account, common, synchronisation, vouching},
    },
    ui::{SummaryList, SummaryRow},
};
use congdan_domain::{ProviderKind, Sex};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A value as a page shows it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    pub text: String,
    pub source: Source,
    /// `14:05, 23/11/2026`.
    pub at: String,
    /// The register or VNeID vouches for it.
    pub verified: bool,
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Value").field("source", &self.source).finish_non_exhaustive()
    }
}

/// The source of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Source {
    Register,
    /// An account of this kind.
    Account(ProviderKind),
    /// An account at a provider that configuration has dropped since, by the provider's id.
    Dropped(String),
    Declared,
}

/// What is known of the person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Values {
    pub full_name: Option<Value>,
    pub birth_date: Option<Value>,
    /// The value's own text is empty: the word follows the language.
    pub sex: Option<(Sex, Value)>,
    /// Masked.
    pub number: Option<Value>,
    pub address: Option<Value>,
    /// When the register last confirmed number, name and birth date together.
    pub matched_on: Option<String>,
}

impl Source {
    /// Its name; a dropped provider's is its id.
    pub fn name(&self, language: Language) -> String {
        match self {
            Self::Register => account::SOURCE_REGISTER.in_language(language).to_owned(),
            Self::Account(kind) => kind_texts::source(*kind).in_language(language).to_owned(),
            Self::Dropped(id) => id.clone(),
            Self::Declared => account::SOURCE_DECLARED.in_language(language).to_owned(),
        }
    }

    /// The provider with this id as a source.
    #[cfg(feature = "ssr")]
    pub(crate) fn of_provider(portal: &congdan_flows::Portal, id: &str) -> Self {
        portal.provider(id).map_or_else(|| Self::Dropped(id.to_owned()), |provider| Self::Account(provider.kind()))
    }
}

#[cfg(feature = "ssr")]
impl Value {
    /// A value from a source, since a time.
    pub(crate) fn of(
        portal: &congdan_flows::Portal,
        text: String,
        source: &congdan_flows::ports::accounts::Source,
        at: time::OffsetDateTime,
    ) -> Self {
        use congdan_flows::ports::accounts;
        let source = match source {
            accounts::Source::Register => Source::Register,
            accounts::Source::Declared => Source::Declared,
            accounts::Source::Provider(id) => Source::of_provider(portal, id),
        };
        let verified = match &source {
            Source::Register => true,
            Source::Account(kind) => kind.vouches_for_numbers(),
            Source::Dropped(_) | Source::Declared => false,
        };
        Self { text, source, at: crate::when::moment(at), verified }
    }
}

#[cfg(feature = "ssr")]
impl Values {
    /// What is known of a person, as pages show it.
    pub(crate) fn of(portal: &congdan_flows::Portal, person: &congdan_flows::ports::accounts::Person) -> Self {
        use crate::when;
        let value = |text: String, source, at| Value::of(portal, text, source, at);
        let number = person.number.as_ref().map(|field| {
            let number = value(field.value.masked(), &field.source, field.at);
            // The register has confirmed a number that a provider was the first to name.
            Value { verified: number.verified || person.matched_at.is_some(), ..number }
        });
        let name = person.full_name.as_ref();
        Self {
            full_name: name.map(|field| value(field.value.as_str().to_owned(), &field.source, field.at)),
            birth_date: person.birth_date.as_ref().map(|field| value(field.value.display(), &field.source, field.at)),
            sex: person.sex.as_ref().map(|field| (field.value, value(String::new(), &field.source, field.at))),
            number,
            address: person.address.as_ref().map(|field| value(field.value.clone(), &field.source, field.at)),
            matched_on: person.matched_at.map(when::date),
        }
    }
}

/// The five rows of a person.
#[component]
pub fn ValueRows(values: Values) -> impl IntoView {
    view! {
        <ValueRow label=common::FULL_NAME value=values.full_name />
        <ValueRow label=common::BIRTH_DATE value=values.birth_date />
        {values.sex.map(|sex| view! { <SexRow sex=sex /> })}
        <ValueRow label=common::NUMBER value=values.number masked=true />
        <ValueRow label=account::ADDRESS value=values.address />
    }
}

#[component]
fn SexRow(sex: (Sex, Value)) -> impl IntoView {
    let (sex, value) = sex;
    let word = match sex {
        Sex::Male => common::MALE,
        Sex::Female => common::FEMALE,
    };
    view! { <SummaryRow label=common::SEX text=t(word)><Vouched value=value /></SummaryRow> }
}

/// What no form asks for, where it is known.
#[component]
pub fn SexAndAddress(values: Values) -> impl IntoView {
    let Values { sex, address, .. } = values;
    let sex = sex.map(|sex| view! { <SexRow sex=sex /> });
    view! { <SummaryList>{sex} <ValueRow label=account::ADDRESS value=address /></SummaryList> }
}

#[component]
fn ValueRow(label: Text, value: Option<Value>, #[prop(optional)] masked: bool) -> impl IntoView {
    let text = value.as_ref().map(|value| value.text.clone()).unwrap_or_default();
    let vouched = value.map(|value| view! { <Vouched value=value /> });
    view! { <SummaryRow label=label value=text masked=masked>{vouched}</SummaryRow> }
}

/// The mark of a verified value in green, or of a value that only an account states, in words; and the source with the time.
#[component]
pub fn Vouched(value: Value) -> impl IntoView {
    let (class, words) = match (value.verified, &value.source) {
        (true, _) => ("tag tag--success", Some(account::VERIFIED)),
        (false, Source::Declared) => ("", None),
        (false, _) => ("tag", Some(vouching::UNVERIFIED)),
    };
    let mark = words.map(|words| view! { <span class=class>{t(words)}</span> " " });
    view! { <div class="secondary">{mark} <Provenance value=value /></div> }
}

/// "Nguồn: … lúc …".
#[component]
pub fn Provenance(value: Value) -> impl IntoView {
    let Value { source, at, .. } = value;
    move || {
        let language = language();
        let line = synchronisation::PROVENANCE.in_language(language);
        fill(line, &[("source", source.name(language)), ("time", at.clone())])
    }
}
