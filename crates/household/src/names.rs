//! A closed list of names that texts go by: their words are content.

/// An enum of names, each with the key it is kept and found by.
macro_rules! names {
    ($(#[$doc:meta])* $of:ident $count:literal: $($name:ident $key:literal)*) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize,
            serde::Deserialize,
        )]
        pub enum $of {
            $(#[serde(rename = $key)] $name,)*
        }

        impl $of {
            /// In the order they are asked.
            pub const ALL: [Self; $count] = [$(Self::$name),*];

            /// The key of its text.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

pub(crate) use names;
