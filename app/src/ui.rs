//! The component kit: what pages are made of. Nothing here imports a flow or calls a server function.

mod arrivals;
mod button;
mod date_field;
mod dialog;
mod error_summary;
mod failure_page;
mod field;
mod form;
mod loaded;
mod main;
mod notice;
mod radio_field;
mod reference;
mod send_button;
mod stamp;
mod summary_list;

pub use arrivals::arrivals;
pub use button::{Button, ButtonKind, ButtonLink, PressButton};
pub use date_field::BirthDateField;
pub use dialog::Dialog;
pub use error_summary::ErrorSummary;
pub use failure_page::FailurePage;
pub use field::{Checkbox, ReadOnlyField, TextArea, TextField};
pub use form::{PageFrame, follow, form_state_signal, has_errors};
pub use loaded::{loaded, loaded_anew};
pub use main::{LastPage, Main, SkipLink};
pub use notice::{Panel, PanelKind};
pub use radio_field::RadioField;
pub use reference::Reference;
pub use send_button::{SendButton, sending};
#[cfg(feature = "ssr")]
pub use stamp::{STAMP_FIELD, STAMP_HEADER};
pub use stamp::{Stamp, StampField};
pub use summary_list::{MaskedNumber, SummaryList, SummaryRow};
