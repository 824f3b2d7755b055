//! Closed lists: enums that know all their values, and the code of each.

/// Defines an enum with `ALL` and, where each value is given a code, with `code` and `from_code`. A value is written once, its code
/// beside it, so that no second list can lack it.
///
/// A derive such as strum's makes the codes from the values' names: a renamed value would change what databases, logs and addresses
/// hold.
macro_rules! closed_list {
    (
        $(#[$about:meta])*
        pub enum $name:ident { $($(#[$about_value:meta])* $value:ident,)+ }
    ) => {
        $(#[$about])*
        pub enum $name { $($(#[$about_value])* $value,)+ }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: [Self; [$(stringify!($value)),+].len()] = [$(Self::$value),+];
        }
    };
    (
        $(#[$about:meta])*
        pub enum $name:ident { $($(#[$about_value:meta])* $value:ident = $code:literal,)+ }
    ) => {
        closed_list! {
            $(#[$about])*
            pub enum $name { $($(#[$about_value])* $value,)+ }
        }

        impl $name {
            /// The public code.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                }
            }

            /// The inverse of `code`.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }
    };
}

pub(crate) use closed_list;
