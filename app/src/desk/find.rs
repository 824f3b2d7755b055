//! The form that opens a citizen's slip by its reference.

use crate::{
    form_state::FormState,
    i18n::{t, texts::resolution},
    reply::{Failure, Reply},
    ui::{ButtonKind, SendButton, StampField, TextField, sending},
};
use leptos::prelude::*;

/// The name of the form in the browser's memory.
#[cfg(feature = "ssr")]
pub(super) const FORM: &str = "can-bo-phieu";

#[server(endpoint = "can-bo/phieu/tim")]
pub async fn find_slip(#[server(default)] code: String) -> Result<Reply, Failure> {
    use crate::{
        form_state::Problem,
        request::{self, OwnForm},
    };
    use congdan_flows::resolution;
    const PAGE: &str = crate::address::DESK;
    let portal = request::portal();
    let visitor = request::acting(OwnForm::filled_in(FORM, PAGE, &["code"])).await?;
    let form = request::form_of(FORM, &visitor);
    let found = resolution::find(&portal, &visitor, &code).await.map_err(super::refused)?;
    let Some(slip) = found else {
        let mut state = FormState { entries: [("code".to_owned(), code)].into(), ..FormState::default() };
        state.push("code", Problem::SlipUnknown);
        return request::answer(&form, PAGE, Reply::Invalid(state)).await;
    };
    request::answer(&form, PAGE, Reply::go(crate::address::desk_slip(&slip.reference))).await
}

#[component]
pub fn FindSlipForm(find: ServerAction<FindSlip>, typed: String, state: Signal<Option<FormState>>) -> impl IntoView {
    view! {
        <h2>{t(resolution::FIND)}</h2>
        <ActionForm action=find attr:class="form" attr:novalidate=true>
            <StampField />
            <TextField name="code" label=resolution::FIND_FIELD hint=resolution::FIND_HINT value=typed state=state
                autocomplete="off" width=12 />
            <SendButton sending=sending(find) label=resolution::FIND_BUTTON kind=ButtonKind::Secondary />
        </ActionForm>
    }
}
