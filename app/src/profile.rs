//! The profile (guide III.1–2): "Chỉnh sửa", "Cập nhật", and the synchronisation by itself.

mod check;
mod functions;
mod load;
mod page;

pub use check::{CheckedProfile, TypedContact};
pub use functions::{UpdateProfile, update_profile};
pub use load::{LoadProfile, ProfileInfo, load_profile};
pub(crate) use page::EditRoute;
