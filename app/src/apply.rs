//! The online application (guide III), what became of it, and the public look-up.

mod address;
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
mod lookup;
mod page;
mod sent;
mod status;
mod step_field;

#[cfg(feature = "ssr")]
pub(crate) use checks::paragraph;
pub use detail::{DossierDetail, DossierEvents, EventRow};
pub use dossier::{DossierRoute, Entered, Facts, LoadDossier, OwnDossier, ReadingRow, load_dossier};
pub use dossiers::{DossierRow, DossierTable, DossiersRoute, DraftRow, LoadDossiers, MyDossiers, load_dossiers};
pub use entry_list::{Applicant, ApplicantRows};
pub(crate) use fields::procedure_name;
pub use functions::{SaveStep, SendDossier, save_step, send_dossier};
pub use load::{Application, LoadApplication, load_application};
pub use lookup::{Found, LoadLookup, LookUp, Lookup, LookupAnswer, LookupRoute, load_lookup, look_up};
pub use page::ApplyRoute;
pub use sent::{LoadSent, SentRoute, load_sent};
pub use status::{StatusTag, status_text};
