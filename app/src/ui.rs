//! The component kit: what pages are made of. Nothing here calls the server or knows a flow.

mod button;
mod date_field;
mod dialog;
mod error_summary;
mod field;
mod form;
mod loaded;
mod main;
mod notice;
mod radio_field;
mod summary_list;

pub use button::{Button, ButtonKind, ButtonLink, PressButton};
pub use date_field::BirthDateField;
pub use dialog::Dialog;
pub use error_summary::ErrorSummary;
pub use field::{Checkbox, ReadOnlyField, TextArea, TextField};
pub use form::{follow, slip_signal};
pub use loaded::{loaded, loaded_anew};
pub use main::{BackLink, LastPage, Main, SkipLink};
pub use notice::{Panel, PanelKind};
pub use radio_field::RadioField;
pub use summary_list::{MaskedNumber, SummaryList, SummaryRow};
