//! The form that opens a citizen's slip by its reference.

use crate::{
    i18n::{t, texts::resolution},
    reply::{Failure, Reply},
    slip::Slip,
    ui::{Button, ButtonKind, TextField},
};
use leptos::prelude::*;

#[server(endpoint = "can-bo/phieu/tim")]
pub async fn find_slip(#[server(default)] code: String) -> Result<Reply, Failure> {
    use crate::{request, slip::Problem};
    use congdan_flows::resolution;
    const PAGE: &str = "/can-bo";
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let form = form_name(&visitor);
    let found = resolution::find(&portal, &visitor, &code).await.map_err(super::refused)?;
    let Some(slip) = found else {
        let mut slip = Slip { entries: [("code".to_owned(), code)].into(), ..Slip::default() };
        slip.push("code", Problem::SlipUnknown);
        return request::answer(&form, PAGE, Reply::Slip(slip)).await;
    };
    request::answer(&form, PAGE, Reply::go(format!("/can-bo/phieu/{}", slip.reference))).await
}

/// The name under which the form's slip is kept: of this official.
#[cfg(feature = "ssr")]
pub(super) fn form_name(visitor: &congdan_flows::session::Visitor) -> String {
    format!("can-bo-phieu:{}", visitor.account.id)
}

#[component]
pub fn FindSlipForm(find: ServerAction<FindSlip>, typed: String, slip: Signal<Option<Slip>>) -> impl IntoView {
    view! {
        <h2>{t(resolution::FIND)}</h2>
        <ActionForm action=find attr:class="form" attr:novalidate=true>
            <TextField name="code" label=resolution::FIND_FIELD hint=resolution::FIND_HINT value=typed slip=slip
                autocomplete="off" width=12 />
            <Button kind=ButtonKind::Secondary busy=find.pending()>{t(resolution::FIND_BUTTON)}</Button>
        </ActionForm>
    }
}
