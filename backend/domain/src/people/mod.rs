//! Who somebody is: addresses, names and places as people type them, parsed once at the edge.

mod audit_act;
mod email;
mod name;
mod residence;
mod role;

pub use audit_act::AuditAct;
pub use email::{CanonicalAddress, EmailAddress, EmailFault};
pub(crate) use name::fold;
pub use name::{LONGEST_NAME, NameFault, PersonName};
pub use residence::{Residence, ResidenceFault};
pub use role::{Grants, Permission, Role};
