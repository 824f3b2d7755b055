//! The page that is open, for coming back to it.

use crate::address;
use congdan_domain::WantedPath;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The open page with its query; in a reactive place it is followed. The pages of a sign-in are not places to come back
/// to: the home page stands for them.
pub fn here() -> impl Fn() -> WantedPath + Clone + Send + Sync {
    let location = use_location();
    move || {
        let (path, search) = (location.pathname.get(), location.search.get());
        if [address::SIGN_IN, address::LINK, address::TROUBLE].iter().any(|passing| path.starts_with(passing)) {
            return WantedPath::home();
        }
        let search = search.trim_start_matches('?');
        WantedPath::parse_or_home(&if search.is_empty() { path } else { format!("{path}?{search}") })
    }
}
