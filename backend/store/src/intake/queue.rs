//! The bounded queue and its writer thread.

use super::{Outcome, Request, write_group};
use crate::connection::Store;
use crate::errors::{StoreError, StoreResult};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Called once, after the commit, with what became of the request.
pub type Reply = Box<dyn FnOnce(StoreResult<Outcome>) + Send>;

/// The queue is full: nothing was done, and the sender should come back in a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many people at once")]
pub struct Overloaded;

struct Entry {
    request: Request,
    reply: Reply,
}

enum Message {
    Write(Entry),
    /// Write what was taken before this, and end.
    Stop,
}

/// The door to the writer. Cloning it is cheap; the writer ends when [`Intake::stop`] is called.
#[derive(Clone)]
pub struct Intake {
    sender: SyncSender<Message>,
    waiting: Arc<AtomicUsize>,
    writer: Arc<Mutex<Option<JoinHandle<()>>>>,
}

/// As many requests may wait as the writer does in about a tenth of a second.
const CAPACITY: usize = 2_048;
/// At most this many share a transaction.
const LARGEST_GROUP: usize = 512;
/// How long a small group waits for company, once the first request is there.
const LINGER: Duration = Duration::from_millis(1);
/// A group of this size does not wait any longer.
const COMPANY: usize = 32;

impl Intake {
    /// Starts the writer.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the machine gives no thread.
    pub fn start(store: Store) -> StoreResult<Self> {
        let (sender, receiver) = sync_channel(CAPACITY);
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&waiting);
        let writer = std::thread::Builder::new()
            .name("intake".to_owned())
            .spawn(move || {
                let held = VecDeque::new();
                Writer {
                    store,
                    receiver,
                    waiting: counter,
                    held,
                    is_stopping: false,
                }
                .run();
            })
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self {
            sender,
            waiting,
            writer: Arc::new(Mutex::new(Some(writer))),
        })
    }

    /// Whether a request would be taken now: the check to make before any work is done for it.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) < CAPACITY
    }

    /// How many requests wait.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Puts a request into the queue.
    ///
    /// # Errors
    /// [`Overloaded`] when the queue is full, or when the writer was stopped.
    pub fn submit(&self, request: Request, reply: Reply) -> Result<(), Overloaded> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        match self
            .sender
            .try_send(Message::Write(Entry { request, reply }))
        {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
                Err(Overloaded)
            }
        }
    }

    /// Waits until everything that was taken is written and answered, then ends the writer.
    pub fn stop(&self) {
        // The writer may have ended already.
        let _ = self.sender.send(Message::Stop);
        let writer = self
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(writer) = writer {
            // A writer that panicked has nothing left to flush.
            let _ = writer.join();
        }
    }
}

struct Writer {
    store: Store,
    receiver: Receiver<Message>,
    waiting: Arc<AtomicUsize>,
    /// Requests that must not share a group with an earlier one.
    held: VecDeque<Entry>,
    is_stopping: bool,
}

impl Writer {
    fn run(mut self) {
        while let Some(group) = self.next_group() {
            self.write(group);
        }
    }

    /// What has arrived; `None` when the writer was stopped and nothing is left.
    fn next_group(&mut self) -> Option<Vec<Entry>> {
        let mut group: Vec<Entry> = self.held.drain(..).collect();
        if group.is_empty() {
            group.push(self.first()?);
        }
        let deadline = Instant::now() + LINGER;
        while group.len() < LARGEST_GROUP {
            let patience = if group.len() >= COMPANY {
                Duration::ZERO
            } else {
                deadline.saturating_duration_since(Instant::now())
            };
            match self.receiver.recv_timeout(patience) {
                Ok(Message::Write(entry)) => group.push(entry),
                Ok(Message::Stop) => self.is_stopping = true,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Some(group)
    }

    fn first(&mut self) -> Option<Entry> {
        loop {
            let message = if self.is_stopping {
                self.receiver.try_recv().ok()?
            } else {
                self.receiver.recv().ok()?
            };
            match message {
                Message::Write(entry) => return Some(entry),
                Message::Stop => self.is_stopping = true,
            }
        }
    }

    fn write(&mut self, group: Vec<Entry>) {
        let requests: Vec<&Request> = group.iter().map(|entry| &entry.request).collect();
        match self.store.write(|db| write_group(db, &requests)) {
            Ok(outcomes) => {
                for (entry, outcome) in group.into_iter().zip(outcomes) {
                    match outcome {
                        Some(outcome) => self.answer(entry, Ok(outcome)),
                        None => self.held.push_back(entry),
                    }
                }
            }
            Err(error) if group.len() == 1 => {
                for entry in group {
                    self.answer(entry, Err(StoreError::Unavailable(error.to_string())));
                }
            }
            // One bad request must not fail its neighbours: each on its own.
            Err(error) => {
                tracing::warn!(%error, size = group.len(), "a group could not be written at once");
                for entry in group {
                    self.write(vec![entry]);
                }
            }
        }
    }

    fn answer(&self, entry: Entry, outcome: StoreResult<Outcome>) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        (entry.reply)(outcome);
    }
}
