//! The comparison sheet (journeys, N4): a row a fact, with the value of the account, of VNeID and of the register, each with
//! source and time.

use crate::{
    i18n::{
        Text, language, t,
        texts::{account, common, synchronisation as texts},
    },
    provenance::{Provenance, Value},
    ui::{SummaryList, SummaryRow},
};
use congdan_domain::{
    comparison::{Difference, Fact, Row, Side},
    difference::DateDifference,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A row that differs.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetRow {
    pub row: Row,
    pub profile: Option<Value>,
    pub vneid: Option<Value>,
    pub register: Option<Value>,
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for SheetRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetRow").field("row", &self.row).finish_non_exhaustive()
    }
}

#[cfg(feature = "ssr")]
impl SheetRow {
    /// A row as the page shows it.
    pub(super) fn of(
        portal: &congdan_flows::Portal,
        compared: congdan_flows::ports::synchronisation::Compared,
    ) -> Self {
        use congdan_flows::ports::accounts::Field;
        let value = |field: Option<Field<String>>| {
            field.map(|Field { value, source, at }| Value::of(portal, value, &source, at))
        };
        Self {
            row: compared.row,
            profile: value(compared.profile),
            vneid: value(compared.vneid),
            register: value(compared.register),
        }
    }
}

/// The name of a fact, as a field has it.
pub const fn name(fact: Fact) -> Text {
    match fact {
        Fact::FullName => common::FULL_NAME,
        Fact::BirthDate => common::BIRTH_DATE,
        Fact::Sex => common::SEX,
        Fact::Number => common::NUMBER,
        Fact::Address => account::ADDRESS,
    }
}

/// The names of some facts, in one line.
pub fn names(facts: &[Fact]) -> String {
    let language = language();
    facts.iter().map(|fact| name(*fact).in_language(language)).collect::<Vec<_>>().join(", ")
}

/// With `settled` the rows are those of a receipt; without it nothing has been changed yet.
#[component]
pub fn Sheet(rows: Vec<SheetRow>, #[prop(optional)] settled: bool) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <SheetCard row=row settled=settled /> }).collect_view();
    view! { <ul class="cards" data-sheet>{rows}</ul> }
}

#[component]
fn SheetCard(row: SheetRow, settled: bool) -> impl IntoView {
    let SheetRow { row, profile, vneid, register } = row;
    let Row { fact, kept, changes, difference } = row;
    let own = if settled && changes { texts::SIDE_BEFORE } else { texts::SIDE_PROFILE };
    let verdict = match (kept, changes) {
        (Side::Register, true) => texts::KEPT_REGISTER,
        (Side::Register, false) => texts::STILL_REGISTER,
        (Side::Vneid, _) if settled => texts::KEPT_VNEID,
        _ => texts::KEPT_PROFILE,
    };
    let precision = matches!(difference, Difference::Date(DateDifference::Precision))
        .then(|| view! { <p>{t(texts::PRECISION)}</p> });
    // Two numbers can look the same once they are masked.
    let masked = (fact == Fact::Number).then(|| view! { <p>{t(texts::MASKED)}</p> });
    view! {
        <li class="card">
            <h3>{t(name(fact))}</h3>
            <SummaryList>
                <SideRow fact=fact label=own value=profile />
                <SideRow fact=fact label=texts::SIDE_VNEID value=vneid />
                <SideRow fact=fact label=texts::SIDE_REGISTER value=register />
            </SummaryList>
            {precision}
            {masked}
            <p>{t(verdict)}</p>
        </li>
    }
}

/// A side without a value has no row, except the account's own.
#[component]
fn SideRow(fact: Fact, label: Text, value: Option<Value>) -> impl IntoView {
    let is_own = label == texts::SIDE_BEFORE || label == texts::SIDE_PROFILE;
    let Some(value) = value else {
        return is_own.then(|| view! { <SummaryRow label=label /> }.into_any());
    };
    let text = value.text.clone();
    let provenance = view! { <div class="secondary"><Provenance value=value /></div> };
    Some(match (fact, text.as_str()) {
        (Fact::Sex, "male") => {
            view! { <SummaryRow label=label text=t(common::MALE)>{provenance}</SummaryRow> }.into_any()
        }
        (Fact::Sex, _) => view! { <SummaryRow label=label text=t(common::FEMALE)>{provenance}</SummaryRow> }.into_any(),
        (Fact::Number, _) => {
            view! { <SummaryRow label=label value=text masked=true>{provenance}</SummaryRow> }.into_any()
        }
        _ => view! { <SummaryRow label=label value=text>{provenance}</SummaryRow> }.into_any(),
    })
}
