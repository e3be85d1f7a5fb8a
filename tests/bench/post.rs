//! A mail server that takes every mail and forgets it. Like a real one it needs some time for each,
//! so that the measurement is not about how fast mails can be thrown away.

use crate::Outcome;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

/// What one mail takes.
const DELIVERY: Duration = Duration::from_millis(5);

/// A mail server of this run.
pub struct Post {
    /// Its address, as the setting wants it.
    pub url: String,
    taken: Arc<AtomicU64>,
}

impl Post {
    /// Opens the post office; it is open until the program ends.
    pub fn open() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("smtp://{}", listener.local_addr()?);
        let taken = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let counter = Arc::clone(&counter);
                // Whoever hangs up in the middle of a mail sends it again.
                std::thread::spawn(move || converse(&stream, &counter).is_ok());
            }
        });
        Ok(Self { url, taken })
    }

    /// How many mails it took so far.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }
}

fn converse(stream: &TcpStream, taken: &AtomicU64) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream);
    let mut out = stream;
    out.write_all(b"220 bench\r\n")?;
    let mut is_letter = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match (is_letter, line.get(..4)) {
            (true, _) if line == b".\r\n" => {
                is_letter = false;
                pause();
                taken.fetch_add(1, Ordering::Relaxed);
                b"250 taken\r\n"
            }
            (true, _) => continue,
            (false, Some(b"DATA")) => {
                is_letter = true;
                b"354 go on\r\n"
            }
            (false, Some(b"QUIT")) => b"221 bye\r\n",
            (false, _) => b"250 bench\r\n",
        };
        out.write_all(answer)?;
    }
}

fn pause() {
    let (_open, never) = channel::<()>();
    // Nobody ever sends anything: it is a wait.
    let _ = never.recv_timeout(DELIVERY);
}
