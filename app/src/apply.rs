//! The online application (guide III), what became of it, and the public dossier search.

mod check_step;
#[cfg(feature = "ssr")]
mod checks;
mod detail;
mod dossier;
mod dossiers;
mod entry_list;
mod fields;
mod form_step;
mod functions;
mod load;
mod page;
mod search;
mod sent;
mod status;
mod step_field;

#[cfg(feature = "ssr")]
pub(crate) use checks::paragraph;
pub use detail::{DossierDetail, DossierEvents, EventRow};
pub use dossier::{DossierRoute, Entered, Facts, LoadDossier, load_dossier};
pub use dossiers::{DossierRow, DossierTable, DossiersRoute, DraftRow, LoadDossiers, MyDossiers, load_dossiers};
pub use entry_list::{Applicant, ApplicantRows};
pub use functions::{SaveStep, SendDossier, save_step, send_dossier};
pub use load::{Application, LoadApplication, load_application};
pub use page::ApplyRoute;
pub use search::{
    Found, LoadSearch, SearchAnswer, SearchDossier, SearchInfo, SearchRoute, load_search, search_dossier,
};
pub use sent::{LoadSent, SentRoute, load_sent};
pub use status::{StatusTag, status_text};
