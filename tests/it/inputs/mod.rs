//! Taking part in a round: writing, proving the mailbox, changing, taking back, standing behind what
//! others wrote, voting on statements; and what everybody reads of it.

mod after_closing;
mod any_order;
mod api;
mod desk;
mod desk_enter;
mod desk_import;
mod erased;
mod lists;
mod on_the_map;
mod senders;
mod statements;
pub(crate) mod take_part;
mod wrong;
