//! Questions that several rules ask of a simulated build, and sentences that several of them say.

pub mod calls;
pub mod created_later;
pub mod denial;
pub mod group_zero;
pub mod handover;
pub mod last_user;
pub mod missing_owner;
pub mod missing_user;
pub mod mounts;
pub mod named;
pub mod powerful;
pub mod secrets;
pub mod started;
pub mod sudo_removed;
pub mod sudoers;
pub mod tool;
