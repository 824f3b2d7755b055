//! "Đăng xuất mọi thiết bị khác" and "Đăng xuất tất cả".

use crate::{
    i18n::{t, texts::account},
    reply::{Failure, Reply},
    ui::{Button, ButtonKind, SendButton, StampField, sending},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Signs every other device out.
#[server(endpoint = "bao-mat/dang-xuat-may-khac")]
pub async fn end_other_sessions() -> Result<Reply, Failure> {
    use crate::{
        address, proof,
        reply::Notice,
        request::{self, OwnForm},
    };
    use congdan_flows::{leaving, session::SensitiveOutcome};
    const PAGE: &str = address::SECURITY;
    let portal = request::portal();
    let visitor = request::acting(OwnForm::button(PAGE)).await?;
    let reply = match leaving::leave_others(&portal, &visitor).await? {
        SensitiveOutcome::Done => Reply::go_with(PAGE, Notice::OtherSessionsEnded),
        SensitiveOutcome::ProofNeeded => proof::ask_first(PAGE),
    };
    request::answer("bao-mat", PAGE, reply).await
}

/// Signs every device out, and ends the session at the provider, as "Đăng xuất" does.
#[server(endpoint = "bao-mat/dang-xuat-tat-ca")]
pub async fn end_all_sessions() -> Result<Reply, Failure> {
    use crate::{
        address::{HOME, SECURITY},
        reply::Notice,
        request::{self, OwnForm},
    };
    use congdan_flows::leaving;
    let portal = request::portal();
    let visitor = request::acting(OwnForm::button(SECURITY)).await?;
    let at_provider = leaving::leave_all(&portal, &visitor, &request::info().browser).await?;
    request::renew_browser();
    request::close_session();
    let reply = request::answer("dang-xuat", HOME, Reply::go_with(HOME, Notice::SignedOut)).await?;
    Ok(at_provider.map_or(reply, |url| request::leave_for(url.as_str())))
}

/// Both buttons. The second is posted by the browser itself, like a sign-out: the answer may lead to another origin.
#[component]
pub(super) fn LeavingPart(others: ServerAction<EndOtherSessions>) -> impl IntoView {
    view! {
        <p>{t(account::END_MANY_MEANS)}</p>
        <div class="buttons">
            <ActionForm action=others>
                <StampField />
                <SendButton sending=sending(others) label=account::END_OTHERS kind=ButtonKind::Secondary />
            </ActionForm>
            <form method="post" action=EndAllSessions::url()>
                <StampField />
                <Button kind=ButtonKind::Secondary>{t(account::END_ALL)}</Button>
            </form>
        </div>
    }
}
