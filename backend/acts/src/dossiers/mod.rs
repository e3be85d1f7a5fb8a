//! What can be done with dossiers: one file a verb.

mod add_document;
mod add_task;
mod copy;
mod describe;
mod describe_phase;
mod enter;
mod hang_petition;
mod looked_up;
mod move_phase;
mod plan;
mod publish;
mod replace_document;
mod take_off_petition;
mod tick_task;

pub use add_document::{Upload, add_document};
pub use add_task::add_task;
pub use copy::copy_dossier;
pub use describe::describe;
pub use describe_phase::describe_phase;
pub use enter::{
    EnteredDossier, EntryDocument, EntryDossier, EntryMove, EntryPhase, EntryTask, EntryVersion,
    enter,
};
pub use hang_petition::hang_petition;
pub use move_phase::move_phase;
pub use plan::plan;
pub use publish::publish;
pub use replace_document::replace_document;
pub use take_off_petition::take_off_petition;
pub use tick_task::{tick_task, untick_task};
