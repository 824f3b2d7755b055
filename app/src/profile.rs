//! The profile (guide III.1–2): "Chỉnh sửa", "Cập nhật", and the synchronisation by itself.

mod check;
mod functions;
mod load;
mod page;

pub(crate) use page::EditRoute;
