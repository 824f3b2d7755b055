//! Closed lists: enums that know all their values, and the code of each.

/// Defines an enum with `ALL` and, where each value is given a code, with `code` and `from_code`. A value is written once, its code
/// beside it, so that no second list can lack it. What follows a `;` is a value that is in no list: it stands for what this
/// release does not know.
///
/// A derive such as strum's makes the codes from the values' names: a renamed value would change what databases, logs and addresses
/// hold.
#[macro_export]
macro_rules! closed_list {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident {
            $($(#[$about_value:meta])* $value:ident,)+
            $(; $(#[$about_other:meta])* $other:ident,)?
        }
    ) => {
        $(#[$about])*
        $vis enum $name { $($(#[$about_value])* $value,)+ $($(#[$about_other])* $other,)? }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: [Self; [$(stringify!($value)),+].len()] = [$(Self::$value),+];
        }
    };
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident {
            $($(#[$about_value:meta])* $value:ident = $code:literal,)+
            $(; $(#[$about_other:meta])* $other:ident = $other_code:literal,)?
        }
    ) => {
        $crate::closed_list! {
            $(#[$about])*
            $vis enum $name {
                $($(#[$about_value])* $value,)+
                $(; $(#[$about_other])* $other,)?
            }
        }

        impl $name {
            /// The public code.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                    $(Self::$other => $other_code,)?
                }
            }

            /// The inverse of `code`, for a value of the list.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }
    };
}

pub(crate) use closed_list;
