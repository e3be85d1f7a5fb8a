//! A link that leads nowhere (any more).

use crate::web::page::PageView;
use serde::Serialize;

/// The link is not whole, or what it led to is gone.
#[derive(Debug, Clone, Serialize)]
pub struct LinkUnknownPage {}

impl PageView for LinkUnknownPage {
    const TEMPLATE: &'static str = "pages/petitions/write/link_unknown";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        vec![("only".to_owned(), Self {})]
    }
}
