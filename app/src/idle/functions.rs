//! How long the session lasts, and that it goes on.

use crate::reply::Failure;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is left of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLeft {
    /// None: it is over.
    pub seconds: u32,
    /// Using it puts the end off. Not so when it has lasted as long as a session may.
    pub can_go_on: bool,
}

#[cfg(feature = "ssr")]
impl SessionLeft {
    /// Of the session of this person.
    pub fn of(visitor: &congdan_flows::session::Visitor) -> Self {
        use congdan_flows::session;
        let left = session::left(&crate::request::portal(), visitor);
        Self {
            seconds: u32::try_from(left.until_the_end.whole_seconds()).unwrap_or_default(),
            can_go_on: left.can_go_on,
        }
    }
}

/// How long the session of the person still lasts for whom the page was drawn. To ask is no use of the session
/// (`server/src/http/who.rs`).
#[server(endpoint = "phien/con-lai")]
pub async fn load_session_left(#[server(default)] cua: String) -> Result<SessionLeft, Failure> {
    use crate::request;
    use congdan_flows::form_stamp;
    let own = request::visitor()?.filter(|visitor| form_stamp::is_own(&request::portal(), visitor, &cua));
    Ok(own.map(|visitor| SessionLeft::of(&visitor)).unwrap_or_default())
}

/// "Tiếp tục phiên": the request itself is the use of the session. `cua` is read by the one door of functions that act.
#[server(endpoint = "phien/tiep-tuc")]
pub async fn continue_session(#[server(default)] cua: String) -> Result<SessionLeft, Failure> {
    use crate::{
        address::HOME,
        request::{self, OwnForm},
    };
    drop(cua);
    let visitor = request::acting(OwnForm::button(HOME)).await?;
    Ok(SessionLeft::of(&visitor))
}
