//! What every test starts from.

pub mod database;
pub mod desk;
pub mod dossier;
pub mod harness;
pub mod mailbox;
pub mod paper;
pub mod personas;
pub mod program;
pub mod snapshot;
pub mod staff;
pub mod visitor;
pub mod writer;

/// Makes two tests of each function, `sqlite::name` and `postgres::name`. A function that is
/// forgotten here is dead code, which the lints refuse.
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[test]
                fn $name() {
                    $crate::support::harness::run(super::$name($crate::support::database::Engine::Sqlite));
                }
            )+
        }
        mod postgres {
            $(
                #[test]
                fn $name() {
                    $crate::support::harness::run(super::$name($crate::support::database::Engine::Postgres));
                }
            )+
        }
    };
}
pub(crate) use on_both_databases;
