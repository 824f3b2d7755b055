//! Where a value or a sign-in comes from: who vouches for it, through which linked account, and since when.

mod named_account;
mod value;

pub use named_account::{AccountItems, AccountMarks, NamedAccount};
pub use value::{Provenance, SexAndAddress, Source, Value, ValueRows, Values, Vouched};
