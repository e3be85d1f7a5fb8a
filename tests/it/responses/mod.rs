//! Public answers: written by one, approved by another; who is told; and what came into rounds, from
//! themes to the report.

mod answers;
mod any_order;
mod desk;
mod gate;
mod groups;
mod heard;
mod news;
mod office;
mod promises;
mod report;
mod suggestions;
mod themes;
mod work;
mod worksheets;
