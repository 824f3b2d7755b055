//! "Xóa tài khoản": the part of `/tai-khoan/du-lieu` where the person ends their account.

use crate::{
    form_state::FormState,
    i18n::{t, texts::delete},
    reply::{Failure, Reply},
    ui::{Button, ButtonKind, Checkbox, StampField},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The name of its form in the browser's memory.
#[cfg(feature = "ssr")]
pub(super) const FORM: &str = "xoa-tai-khoan";

/// Ends the account, and the session at the provider with it, as a sign-out does.
#[server(endpoint = "du-lieu/xoa-tai-khoan")]
pub async fn delete_account(#[server(default)] understood: String) -> Result<Reply, Failure> {
    use crate::{
        address,
        form_state::Problem,
        i18n::texts::notices,
        proof,
        reply::{Notice, Words},
        request::{self, OwnForm},
    };
    use congdan_flows::deletion::{self, DeletionOutcome};
    const PAGE: &str = address::DATA;
    let portal = request::portal();
    let visitor = request::acting(OwnForm::filled_in(FORM, PAGE, &["understood"])).await?;
    let form = request::form_of(FORM, &visitor);
    if understood != "true" {
        let mut state = FormState::default();
        state.push("understood", Problem::UnderstoodMissing);
        return request::answer(&form, PAGE, Reply::Invalid(state)).await;
    }
    let at_provider = match deletion::delete(&portal, &visitor, &request::info().browser).await? {
        DeletionOutcome::ProofNeeded => return request::answer(&form, PAGE, proof::ask_first(PAGE)).await,
        DeletionOutcome::AccountClosed => return request::answer(&form, PAGE, Reply::go(PAGE)).await,
        DeletionOutcome::Done { at_provider } => at_provider,
    };
    request::renew_browser();
    request::close_session();
    let words = Words { vi: notices::ACCOUNT_DELETED.vi.to_owned(), en: notices::ACCOUNT_DELETED.en.to_owned() };
    let notice = Notice::SignedOut.with_details(Some(words));
    let reply = request::answer(&form, PAGE, Reply::go_with(address::HOME, notice)).await?;
    Ok(at_provider.map_or(reply, |url| request::leave_for(url.as_str())))
}

/// Posted by the browser itself, like a sign-out: the answer may lead to another origin.
#[component]
pub(super) fn DeletionPart(#[prop(into)] state: Signal<Option<FormState>>) -> impl IntoView {
    // Ticked before the session was over.
    let ticked =
        state.with_untracked(|state| state.as_ref().and_then(|state| state.entry("understood")) == Some("true"));
    view! {
        <h2 id="delete">{t(delete::HEADING)}</h2>
        <p>{t(delete::MEANS)}</p>
        <ul>
            <li>{t(delete::GOES)}</li>
            <li>{t(delete::STAYS)}</li>
            <li>{t(delete::AGAIN)}</li>
        </ul>
        <p>{t(delete::PROOF)}</p>
        <form method="post" action=DeleteAccount::url() novalidate=true>
            <StampField />
            <Checkbox name="understood" label=delete::UNDERSTOOD checked=ticked state=state />
            <div class="buttons"><Button kind=ButtonKind::Secondary>{t(delete::BUTTON)}</Button></div>
        </form>
    }
}
