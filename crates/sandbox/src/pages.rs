//! The sandbox's own pages, a file each, and what they have in common: layout, fields, style and the list of people.

pub(crate) mod card;
pub(crate) mod clients;
pub(crate) mod faults;
pub(crate) mod field;
pub(crate) mod inspector;
pub(crate) mod layout;
pub(crate) mod new_person;
pub(crate) mod people_list;
pub(crate) mod provider;
pub(crate) mod provider_links;
pub(crate) mod shared_settings;
pub(crate) mod start;
pub(crate) mod states;
pub(crate) mod style;
