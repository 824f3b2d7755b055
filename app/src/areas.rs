//! Which pages travel together. An area is one part of the program: the browser loads it with the first of its pages, and its
//! other pages come without a further file.
//!
//! The splitter makes a file for every combination of parts that share code, so a part for each page ended in hundreds of files
//! (docs/adr/0002). Few areas have few combinations.

use crate::{account, apply, cccd, desk, home, linking, merge, profile, proof, resolution, sign_in};
use leptos::prelude::*;
use leptos_router::LazyRoute;

/// One area: the function that draws any of its pages, which is the split point, and what the router needs of each page.
macro_rules! area {
    ($(#[$doc:meta])* $area:ident, $pages:ident, $preload:ident: $($route:ty = $page:ident),+ $(,)?) => {
        #[derive(Clone, Copy, Debug)]
        enum $pages {
            $($page),+
        }

        $(#[$doc])*
        #[lazy]
        fn $area(page: $pages) -> AnyView {
            match page {
                $($pages::$page => <$route>::view()),+
            }
        }

        $(impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                $area($pages::$page).await
            }

            async fn preload() {
                #[cfg(target_arch = "wasm32")]
                $preload().await;
            }
        })+
    };
}

area! {
    /// What anybody may see.
    public_page, PublicPage, __preload_public_page:
    home::HomeRoute = Home,
    home::ProceduresRoute = Procedures,
    home::ProcedureRoute = Procedure,
    home::TroubleRoute = Trouble,
    sign_in::LevelRoute = Level,
    sign_in::NotSignedInRoute = NotSignedIn,
}

area! {
    /// How a person and a number come together.
    identity_page, IdentityPage, __preload_identity_page:
    cccd::CccdRoute = Cccd,
    proof::ProofRoute = Proof,
    linking::LinkRoute = Link,
    linking::DisownRoute = Disown,
    merge::MergeRoute = Merge,
    resolution::SlipRoute = Slip,
    profile::EditRoute = Edit,
}

area! {
    /// What the account holds.
    account_page, AccountPage, __preload_account_page:
    account::AccountRoute = Account,
    account::IdentityRoute = Identity,
    account::UnlinkRoute = Unlink,
    account::SecurityRoute = Security,
    account::DataRoute = Data,
    account::ReceiptRoute = Receipt,
}

area! {
    /// Applications and their dossiers.
    application_page, ApplicationPage, __preload_application_page:
    apply::ApplyRoute = Apply,
    apply::DossiersRoute = Dossiers,
    apply::DossierRoute = Dossier,
    apply::SentRoute = Sent,
    apply::SearchRoute = Search,
}

area! {
    /// What an official does.
    desk_page, DeskPage, __preload_desk_page:
    desk::DeskRoute = Desk,
    desk::DeskDossierRoute = DeskDossier,
    desk::DeskSlipRoute = DeskSlip,
}
