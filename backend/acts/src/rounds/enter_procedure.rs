//! Puts a version of a procedure on the books: from the seeds.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::rounds::Procedure;
use weerklank_store::rounds::procedures;

/// Adds a version of a procedure, unless it is there, and answers its key. A version that is there
/// stays as it is: rounds were opened under it.
///
/// # Errors
/// [`ActError::Unusable`] when its rules contradict themselves, or what the store says.
pub fn enter_procedure(house: &House, procedure: &Procedure) -> ActResult<i64> {
    procedure
        .rules
        .check()
        .map_err(|fault| ActError::Unusable(format!("{}: {fault}", procedure.code)))?;
    house.store.write(|db| {
        if let Some(id) = procedures::id_of(db, &procedure.code, procedure.version)? {
            return Ok(id);
        }
        Ok(procedures::add(db, procedure)?)
    })
}
