//! Recent proof for sensitive acts (rule 13).

mod functions;
mod page;

#[cfg(feature = "ssr")]
pub(crate) use functions::first;
pub use functions::{LoadProof, ProofPage, StartProof, load_proof, start_proof};
pub(crate) use page::ProofRoute;
