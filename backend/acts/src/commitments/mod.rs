//! Commitments: what the authority promised. Made, moved, corrected, done or dropped at the desk;
//! followed by anybody, who is asked afterwards whether it was done.

mod correct;
mod drop;
mod enter;
mod erase_followers;
mod finish;
mod follow;
mod make;
mod move_due;
mod say;
mod step;
mod stop_following;
mod subject;

pub use correct::{Correction, correct};
pub use drop::drop_commitment;
pub(crate) use drop::drop_unfounded;
pub use enter::{CommitmentEntry, EntryStep, enter};
pub use erase_followers::erase_old_followers;
pub use finish::{Evidence, finish};
pub use follow::{FollowWriting, address_of_follower, follow_in, may_follow};
pub(crate) use make::make_in;
pub use make::{CommitmentDraft, make};
pub use move_due::move_due;
pub use say::{Asked, asked, say};
pub use stop_following::{FollowerLink, followed, follower_link, stop_following};
pub use subject::{FoundSubject, subject_of};
