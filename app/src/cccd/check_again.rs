//! "Kiểm tra lại" (rule 6): a number that contradicts the person's own entries is shown to them before anything is asked, at
//! no cost. Going on is a second press.

use super::{contradiction::ContradictionInfo, functions::UpdateNumber};
use crate::{
    i18n::{
        t, t_with,
        texts::{cccd, common},
    },
    ui::{ButtonKind, ButtonLink, Main, SendButton, StampField, SummaryList, SummaryRow, sending},
};
use congdan_domain::{Sex, cccd::Disagreement};
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn CheckAgain(info: ContradictionInfo, update: ServerAction<UpdateNumber>) -> impl IntoView {
    let ContradictionInfo { wanted, edit, typed, number, birth_date, disagreements } = info;
    let (its_year, year) = (number.birth_year().to_string(), birth_date.year().to_string());
    let lines = disagreements
        .into_iter()
        .map(|disagreement| match (disagreement, number.sex()) {
            (Disagreement::BirthYear, _) => {
                let values = vec![("number", its_year.clone()), ("entered", year.clone())];
                view! { <li>{t_with(cccd::CHECK_YEAR, values)}</li> }.into_any()
            }
            (Disagreement::Sex, Sex::Male) => view! { <li>{t(cccd::CHECK_SEX_MALE)}</li> }.into_any(),
            (Disagreement::Sex, Sex::Female) => view! { <li>{t(cccd::CHECK_SEX_FEMALE)}</li> }.into_any(),
        })
        .collect_view();
    let name = typed.full_name.clone();
    let consent_text = typed.consent_text.clone();
    let fields = typed
        .entries()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <Main heading=cccd::CHECK_AGAIN back=edit.clone()>
            <p class="lead">{t(cccd::CHECK_AGAIN_WHAT)}</p>
            <ul data-contradictions>{lines}</ul>
            <SummaryList>
                <SummaryRow label=common::NUMBER value=number.grouped() />
                <SummaryRow label=common::FULL_NAME value=name />
                <SummaryRow label=common::BIRTH_DATE value=birth_date.display() />
            </SummaryList>
            <p><ButtonLink href=edit>{t(cccd::CHECK_EDIT)}</ButtonLink></p>
            <p>{t(cccd::CHECK_SEND_HINT)}</p>
            <ActionForm action=update>
                <StampField />
                <input type="hidden" name="tiep" value=wanted />
                <input type="hidden" name="confirmed" value="true" />
                <input type="hidden" name="consent_text" value=consent_text />
                {fields}
                <SendButton sending=sending(update) label=cccd::CHECK_SEND kind=ButtonKind::Secondary />
            </ActionForm>
        </Main>
    }
}
