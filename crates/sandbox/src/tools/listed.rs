//! Enums that know all their variants.

/// Defines an enum and its constant `ALL`: every variant once, in the order of the definition.
macro_rules! listed {
    (
        $(#[$about:meta])*
        pub(crate) enum $name:ident { $($(#[$about_variant:meta])* $variant:ident,)+ }
    ) => {
        $(#[$about])*
        pub(crate) enum $name { $($(#[$about_variant])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }
    };
}

pub(crate) use listed;
