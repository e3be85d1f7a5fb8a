//! Commitments: finding one, listing many, their steps, and who follows them.

mod change;
mod find;
mod followers;
mod list;
mod steps;

pub use change::{NewCommitment, NewStep, StepText, add, take_step};
pub use find::{AboutRecord, CommitmentRecord, CommitmentSubject, find, find_by_id};
pub use followers::{
    FollowerRecord, NewFollower, add_follower, erase_followers, follower, follower_of_key, say,
    stop_news, tell_followers,
};
pub use list::{
    BodyCount, Counts, Cursor, DueCounts, Filter, Page, bodies_with_commitments, counts,
    due_counts, of_subject, page,
};
pub use steps::{LatestStep, StepRecord, latest_steps, steps};
