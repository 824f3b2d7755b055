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
pub use detail::{DossierDetail, DossierEvents};
pub use dossier::{DossierRoute, Entered, Facts};
pub use dossiers::DossiersRoute;
pub use entry_list::{Applicant, ApplicantRows};
pub(crate) use fields::procedure_name;
pub use page::ApplyRoute;
pub use search::SearchRoute;
pub use sent::SentRoute;
pub use status::{StatusTag, status_text};
