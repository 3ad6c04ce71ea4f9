//! Columns that hold one of a few words.

/// An enum that a column holds as a word.
macro_rules! words {
    (
        $(#[$about:meta])*
        $name:ident in $column:literal { $($(#[$meaning:meta])* $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$meaning])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word for it.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one that a word stands for.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }

            pub(crate) fn of(word: String) -> $crate::store::Result<Self> {
                Self::parse(&word).ok_or($crate::store::StateError::Damaged { what: $column, found: word })
            }
        }
    };
}

pub(crate) use words;
