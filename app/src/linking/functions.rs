//! The two answers. Their forms are posted by the browser itself: a session begins with a fresh page.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// "Liên kết": both accounts open the same one from now on.
#[server(endpoint = "lien-ket/dong-y")]
pub async fn confirm_link() -> Result<Reply, Failure> {
    use crate::{reply::Notice, request};
    use congdan_flows::linking;
    let answered = linking::confirm(&request::portal(), &request::info().browser).await;
    go_on(answered.map_err(request::unavailable)?, Notice::Linked).await
}

/// "Không phải tôi".
#[server(endpoint = "lien-ket/khong-phai-toi")]
pub async fn disown_number() -> Result<Reply, Failure> {
    use crate::{reply::Notice, request};
    use congdan_flows::linking;
    let answered = linking::disown(&request::portal(), &request::info().browser).await;
    go_on(answered.map_err(request::unavailable)?, Notice::SignedIn).await
}

/// Signs the person in and leads to the wanted page; where that is not possible, back to the page that says why.
#[cfg(feature = "ssr")]
async fn go_on(answered: congdan_flows::linking::Answered, notice: crate::reply::Notice) -> Result<Reply, Failure> {
    use super::load::CONTESTED;
    use crate::{
        cccd::form_path,
        request::{self, CookieKind},
    };
    use congdan_flows::{linking::Answered, session, sign_in::Next};
    let reply = match answered {
        Answered::In { token, next } => {
            request::append_cookie(&request::cookie(CookieKind::Session, Some(session::cookie_value(&token))));
            let to = match next {
                Next::Wanted(wanted) => wanted.as_str().to_owned(),
                Next::AskNumber(wanted) => form_path(&wanted),
            };
            Reply::go_with(to, notice)
        }
        Answered::Gone => Reply::go("/lien-ket"),
        Answered::Contested { support_id } => {
            request::keep(CONTESTED, &support_id).await?;
            Reply::go("/lien-ket")
        }
    };
    request::answer("lien-ket", "/lien-ket", reply).await
}
