//! How much one network, and one mailbox, may do. Kept in memory only; no address is stored.

use super::visitor::Network;
use governor::clock::Clock as _;
use governor::clock::MonotonicClock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::Hash;
use std::num::NonZeroU32;

type Limiter<K> =
    RateLimiter<K, DashMapStateStore<K>, MonotonicClock, NoOpMiddleware<std::time::Instant>>;

/// The limits of a server.
pub struct Limits {
    /// Every request of one network: against a single machine that hammers.
    requests: Limiter<Network>,
    /// Everything that writes, by network: against made-up signatures. Wide enough for a school or
    /// an office behind one address.
    writes: Limiter<Network>,
    /// Mails to one mailbox, over all petitions: against flooding somebody's mailbox.
    mailboxes: Limiter<String>,
    /// Tries to sign in, by network: against guessing the passwords of many accounts.
    sign_ins: Limiter<Network>,
    is_on: bool,
}

const fn number(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

impl Limits {
    /// Limits, or none at all.
    pub fn new(is_on: bool) -> Self {
        let minute = |per_minute: u32, burst: u32| {
            Quota::per_minute(number(per_minute)).allow_burst(number(burst))
        };
        Self {
            requests: limiter(Quota::per_second(number(100)).allow_burst(number(600))),
            writes: limiter(minute(60, 60)),
            mailboxes: limiter(Quota::per_hour(number(12)).allow_burst(number(12))),
            sign_ins: limiter(minute(10, 20)),
            is_on,
        }
    }

    /// Counts a try to sign in.
    pub fn sign_in(&self, network: Network) -> Result<(), u64> {
        self.check(&self.sign_ins, &network)
    }

    /// Counts a request; the seconds after which to come back when there were too many.
    pub fn request(&self, network: Network) -> Result<(), u64> {
        self.check(&self.requests, &network)
    }

    /// Counts something that writes.
    pub fn write(&self, network: Network) -> Result<(), u64> {
        self.check(&self.writes, &network)
    }

    /// Counts a mail to the mailbox of a keyed hash.
    pub fn mail(&self, mailbox: &String) -> Result<(), u64> {
        self.check(&self.mailboxes, mailbox)
    }

    /// Forgets whoever has been quiet; called now and then.
    pub fn sweep(&self) {
        self.requests.retain_recent();
        self.writes.retain_recent();
        self.mailboxes.retain_recent();
        self.sign_ins.retain_recent();
    }

    fn check<K: Hash + Eq + Clone>(&self, limiter: &Limiter<K>, key: &K) -> Result<(), u64> {
        if !self.is_on {
            return Ok(());
        }
        limiter.check_key(key).map_err(|refused| {
            let wait = refused.wait_time_from(MonotonicClock.now());
            wait.as_secs().max(1)
        })
    }
}

fn limiter<K: Hash + Eq + Clone>(quota: Quota) -> Limiter<K> {
    RateLimiter::new(quota, DashMapStateStore::default(), MonotonicClock)
}
