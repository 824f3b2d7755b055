//! The application: what surrounds every page, and which page is where. `address.rs` has the same addresses for links, docs/ARCHITECTURE.md
//! their table.

use crate::{
    account, apply,
    arrival::{Arrival, PageNotice},
    browser, cccd, desk, home,
    i18n::{Language, PageLanguage},
    idle::IdleWarning,
    linking, merge, profile, proof, resolution, sign_in, ui,
    viewer::{ViewerResource, load_viewer},
};
use leptos::prelude::*;
use leptos_meta::{Html, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
    path,
};

/// The language the page was drawn in: the server knows it from the cookie, the browser from the document.
fn initial_language() -> Language {
    #[cfg(feature = "ssr")]
    let language = crate::request::info().language;
    #[cfg(not(feature = "ssr"))]
    let language = browser::document_language();
    language
}

/// Says which page the person is on the way to, while it is not there yet.
#[component]
fn OnTheWay() -> impl IntoView {
    let location = use_location();
    Effect::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get());
        let search = search.trim_start_matches('?');
        browser::going_to(&if search.is_empty() { path } else { format!("{path}?{search}") });
    });
}

/// The whole application, in the body of the document.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let language = PageLanguage(RwSignal::new(initial_language()));
    provide_context(language);
    let viewer = Resource::new_blocking(|| (), |()| load_viewer());
    provide_context(ViewerResource(viewer));
    let notice = RwSignal::new(None);
    provide_context(PageNotice(notice));
    let owner = StoredValue::new(None);
    provide_context(ui::PageFrame {
        refresh: Callback::new(move |()| viewer.refetch()),
        belongs_to: Callback::new(move |account: String| {
            if owner.with_value(|owner: &Option<String>| owner.as_ref().is_some_and(|owner| *owner != account)) {
                browser::load_again();
            } else if viewer.with_untracked(|viewer| matches!(viewer, Some(Ok(viewer)) if viewer.person.is_none())) {
                // The sign-in was in another tab, after this banner was drawn.
                viewer.refetch();
            }
            owner.set_value(Some(account));
        }),
        show_notice: Callback::new(move |message| notice.set(message)),
    });
    provide_context(ui::LastPage::none_yet());

    view! {
        <Html attr:lang=move || language.0.get().tag() />
        <Router>
            <ui::SkipLink />
            <OnTheWay />
            <home::Header />
            <Arrival />
            <IdleWarning />
            // Every page is drawn completely before it is sent: it works without scripts, with the right status.
            <FlatRoutes fallback=home::NotFound>
                <Route path=path!("/") view={Lazy::<home::HomeRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/dang-nhap") view=sign_in::Choice ssr=SsrMode::Async />
                <Route path=path!("/dang-nhap/muc-do") view={Lazy::<sign_in::LevelRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/dang-nhap/khong-thanh/:why") view={Lazy::<sign_in::NotSignedInRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/su-co/:status") view={Lazy::<home::TroubleRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/thu-tuc") view={Lazy::<home::ProceduresRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/thu-tuc/:code") view={Lazy::<home::ProcedureRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/thu-tuc/:code/nop-ho-so") view={Lazy::<apply::ApplyRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/can-cuoc") view={Lazy::<cccd::CccdRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/xac-nhan-lai") view={Lazy::<proof::ProofRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/lien-ket") view={Lazy::<linking::LinkRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/lien-ket/khong-phai-cua-toi") view={Lazy::<linking::DisownRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/gop-tai-khoan") view={Lazy::<merge::MergeRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan") view={Lazy::<account::AccountRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan/chinh-sua") view={Lazy::<profile::EditRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan/dinh-danh") view={Lazy::<account::IdentityRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan/dinh-danh/go-lien-ket") view={Lazy::<account::UnlinkRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan/bao-mat") view={Lazy::<account::SecurityRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan/du-lieu") view={Lazy::<account::DataRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tai-khoan/du-lieu/dong-bo/:id") view={Lazy::<account::ReceiptRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/ho-so") view={Lazy::<apply::DossiersRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/ho-so/:code") view={Lazy::<apply::DossierRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/ho-so/:code/da-gui") view={Lazy::<apply::SentRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/tra-cuu") view={Lazy::<apply::SearchRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/can-bo") view={Lazy::<desk::DeskRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/phieu/:id") view={Lazy::<resolution::SlipRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/can-bo/phieu/:code") view={Lazy::<desk::DeskSlipRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/can-bo/:code") view={Lazy::<desk::DeskDossierRoute>::new()} ssr=SsrMode::Async />
            </FlatRoutes>
            <home::Footer />
        </Router>
    }
}
