//! Pages and API over HTTP.

mod address;
mod app;
mod areas;
mod assets;
mod calendar;
mod commitments;
mod cookies;
mod council;
mod desk;
mod dossiers;
mod error_page;
mod errors;
mod feeds;
mod field;
mod follow;
mod form;
mod inputs;
mod keyset;
mod limits;
mod memory;
mod methods;
mod metrics;
mod middleware;
mod moderation;
mod page;
mod petitions;
mod proven;
mod qr;
mod replies;
mod representation;
mod responses;
mod rounds;
mod routes;
mod site;
mod site_view;
mod visitor;

pub use app::App;
pub use limits::Limits;
pub use memory::PageMemory;
pub use metrics::Metrics;
pub use middleware::around;
pub(crate) use moderation::api::statement_of;
pub use routes::{configure, connection_limits};

#[cfg(test)]
mod render_every_page;
