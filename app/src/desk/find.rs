//! The form that opens a citizen's slip by its reference.

use crate::{
    form_state::FormState,
    i18n::{t, texts::resolution},
    reply::{Failure, Reply},
    ui::{Button, ButtonKind, TextField},
};
use leptos::prelude::*;

#[server(endpoint = "can-bo/phieu/tim")]
pub async fn find_slip(#[server(default)] code: String) -> Result<Reply, Failure> {
    use crate::{form_state::Problem, request};
    use congdan_flows::resolution;
    const PAGE: &str = crate::address::DESK;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let form = form_name(&visitor);
    let found = resolution::find(&portal, &visitor, &code).await.map_err(super::refused)?;
    let Some(slip) = found else {
        let mut state = FormState { entries: [("code".to_owned(), code)].into(), ..FormState::default() };
        state.push("code", Problem::SlipUnknown);
        return request::answer(&form, PAGE, Reply::Invalid(state)).await;
    };
    request::answer(&form, PAGE, Reply::go(crate::address::desk_slip(&slip.reference))).await
}

/// The name under which the form's state is remembered: of this official.
#[cfg(feature = "ssr")]
pub(super) fn form_name(visitor: &congdan_flows::session::Visitor) -> String {
    format!("can-bo-phieu:{}", visitor.account.id)
}

#[component]
pub fn FindSlipForm(find: ServerAction<FindSlip>, typed: String, state: Signal<Option<FormState>>) -> impl IntoView {
    view! {
        <h2>{t(resolution::FIND)}</h2>
        <ActionForm action=find attr:class="form" attr:novalidate=true>
            <TextField name="code" label=resolution::FIND_FIELD hint=resolution::FIND_HINT value=typed state=state
                autocomplete="off" width=12 />
            <Button kind=ButtonKind::Secondary busy=find.pending()>{t(resolution::FIND_BUTTON)}</Button>
        </ActionForm>
    }
}
