//! The load generator: ready-made HTTP/1.1 requests over kept-alive connections, one at a time on
//! each. It does as little as it can, because it shares the machine with what it measures.

use crate::Outcome;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout_at};

/// Writes the bytes of request number n into an empty buffer.
pub type Requests = Arc<dyn Fn(u64, &mut Vec<u8>) + Send + Sync>;

/// One run of load.
#[derive(Clone)]
pub struct Load {
    /// Whom to ask.
    pub address: SocketAddr,
    /// What to ask.
    pub requests: Requests,
    /// How many people ask at a time.
    pub connections: usize,
    /// For how long.
    pub time: Duration,
    /// At most so many requests.
    pub most: u64,
    /// So many a second, over all connections; as many as are answered when absent. With a rate,
    /// waiting counts from the moment at which a request was due.
    pub rate: Option<f64>,
}

/// What came back.
#[derive(Debug, Default, Clone)]
pub struct Answers {
    /// Answered with 2xx or 3xx.
    pub done: u64,
    /// 503 with `Retry-After`.
    pub refused: u64,
    /// Anything else, broken connections too.
    pub failed: u64,
    /// The last answer that counts as failed.
    pub example: Option<String>,
    /// How long the done ones took, in microseconds; sorted.
    pub waits: Vec<u32>,
    /// How long the refused ones took, in microseconds; sorted.
    pub refusals: Vec<u32>,
    /// How long all of it took.
    pub elapsed: Duration,
}

/// How long an answer may take at most, after the end of the run.
const PATIENCE: Duration = Duration::from_secs(15);
const THREADS: usize = 2;

impl Answers {
    /// Done a second.
    pub fn rate(&self) -> f64 {
        let done = self.done as f64;
        done / self.elapsed.as_secs_f64().max(0.001)
    }

    /// The wait, in milliseconds, that so many of a thousand did not exceed.
    pub fn wait(&self, of_thousand: usize) -> f64 {
        permille(&self.waits, of_thousand)
    }

    /// The same of those that were refused.
    pub fn refusal(&self, of_thousand: usize) -> f64 {
        permille(&self.refusals, of_thousand)
    }

    /// Adds what another thread or run saw.
    pub fn add(&mut self, other: Self) {
        self.done += other.done;
        self.refused += other.refused;
        self.failed += other.failed;
        self.waits.extend(other.waits);
        self.refusals.extend(other.refusals);
        self.elapsed = self.elapsed.max(other.elapsed);
        self.example = self.example.take().or(other.example);
    }

    fn sort(&mut self) {
        self.waits.sort_unstable();
        self.refusals.sort_unstable();
    }
}

fn permille(sorted: &[u32], of_thousand: usize) -> f64 {
    let place = (sorted.len() * of_thousand / 1000).min(sorted.len().saturating_sub(1));
    sorted
        .get(place)
        .map_or(0.0, |micros| f64::from(*micros) / 1000.0)
}

/// Runs a load to its end.
pub fn run(load: &Load) -> Outcome<Answers> {
    let counter = Arc::new(AtomicU64::new(0));
    let begin = Instant::now();
    let threads: Vec<_> = (0..THREADS.min(load.connections))
        .map(|thread| {
            let (load, counter) = (load.clone(), Arc::clone(&counter));
            std::thread::spawn(move || one_thread(&load, &counter, thread, begin))
        })
        .collect();
    let mut answers = Answers::default();
    for thread in threads {
        let part = thread.join().map_err(|_| "the load generator panicked")??;
        answers.add(part);
    }
    answers.sort();
    Ok(answers)
}

fn one_thread(
    load: &Load,
    counter: &Arc<AtomicU64>,
    thread: usize,
    begin: Instant,
) -> std::io::Result<Answers> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let people: Vec<_> = (thread..load.connections)
            .step_by(THREADS)
            .map(|number| {
                tokio::spawn(one_person(load.clone(), Arc::clone(counter), number, begin))
            })
            .collect();
        let mut answers = Answers::default();
        for person in people {
            match person.await {
                Ok(part) => answers.add(part),
                Err(_) => answers.failed += 1,
            }
        }
        Ok(answers)
    })
}

async fn one_person(load: Load, counter: Arc<AtomicU64>, number: usize, begin: Instant) -> Answers {
    let mut answers = Answers::default();
    let until = begin + load.time;
    let last = tokio::time::Instant::from_std(until + PATIENCE);
    if timeout_at(last, converse(&load, &counter, number, begin, &mut answers))
        .await
        .is_err()
    {
        answers.failed += 1;
        answers.example = Some("no answer".to_owned());
    }
    answers.elapsed = begin.elapsed();
    answers
}

async fn converse(
    load: &Load,
    counter: &AtomicU64,
    number: usize,
    begin: Instant,
    answers: &mut Answers,
) {
    let until = begin + load.time;
    let pace = load.rate.map(|rate| {
        let every = Duration::from_secs_f64(load.connections as f64 / rate);
        (
            begin + every.mul_f64(number as f64 / load.connections as f64),
            every,
        )
    });
    let mut due = pace.map(|(first, _)| first);
    let mut stream = None;
    let mut request = Vec::with_capacity(2_048);
    let mut buffer = vec![0; 16 * 1_024];
    while Instant::now() < until {
        if let (Some(moment), Some((_, every))) = (due, pace) {
            if moment >= until {
                break;
            }
            if moment > Instant::now() {
                sleep_until(tokio::time::Instant::from_std(moment)).await;
            }
            due = Some(moment + every);
        }
        let asked = due
            .zip(pace)
            .map_or_else(Instant::now, |(next, (_, every))| next - every);
        let n = counter.fetch_add(1, Ordering::Relaxed);
        if n >= load.most {
            break;
        }
        request.clear();
        (load.requests)(n, &mut request);
        let answered = match &mut stream {
            Some(open) => exchange(open, &request, &mut buffer).await,
            None => match connect(load.address).await {
                Ok(fresh) => exchange(stream.insert(fresh), &request, &mut buffer).await,
                Err(error) => Err(error),
            },
        };
        let wait = u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX);
        match answered {
            Ok(answer) if (200..400).contains(&answer.status) => {
                answers.done += 1;
                answers.waits.push(wait);
            }
            Ok(answer) if answer.status == 503 && answer.says_when => {
                answers.refused += 1;
                answers.refusals.push(wait);
            }
            Ok(answer) => {
                answers.failed += 1;
                answers.example = Some(format!("status {}", answer.status));
            }
            Err(error) => {
                answers.failed += 1;
                answers.example = Some(error.to_string());
                stream = None;
            }
        }
    }
}

async fn connect(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

struct Answer {
    status: u16,
    says_when: bool,
}

async fn exchange(
    stream: &mut TcpStream,
    request: &[u8],
    buffer: &mut [u8],
) -> std::io::Result<Answer> {
    stream.write_all(request).await?;
    let mut filled = 0;
    let (head, length) = loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        filled += read;
        if let Some(end) = head_end(&buffer[..filled]) {
            let length = content_length(&buffer[..end]);
            break (end, length);
        }
    };
    let head_bytes = &buffer[..head];
    let status = head_bytes
        .get(9..12)
        .and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
        .unwrap_or(0);
    let says_when = status == 503 && find(head_bytes, b"retry-after: ").is_some();
    let mut missing = (head + length).saturating_sub(filled);
    while missing > 0 {
        let most = missing.min(buffer.len());
        let read = stream.read(&mut buffer[..most]).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        missing -= read;
    }
    Ok(Answer { status, says_when })
}

/// Where the body begins. Skips through the head in steps of four.
pub fn head_end(bytes: &[u8]) -> Option<usize> {
    let mut place = 3;
    while let Some(byte) = bytes.get(place) {
        place += match byte {
            b'\n' if &bytes[place - 3..=place] == b"\r\n\r\n" => return Some(place + 1),
            b'\n' => 2,
            b'\r' => 1,
            _ => 4,
        };
    }
    None
}

pub fn content_length(head: &[u8]) -> usize {
    const NAME: &[u8] = b"content-length: ";
    let Some(place) = find(head, NAME) else {
        return 0;
    };
    head[place + NAME.len()..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0, |number, digit| number * 10 + usize::from(digit - b'0'))
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// A `GET` of a path, always the same.
pub fn get(path: &str) -> Requests {
    let text = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html,application/json\r\n\
         Accept-Encoding: gzip, br\r\nAccept-Language: nl\r\n\r\n"
    );
    Arc::new(move |_, request| request.extend_from_slice(text.as_bytes()))
}

/// Asks once; answers the whole answer as text, and how many bytes its body has.
pub fn ask(address: SocketAddr, requests: &Requests) -> Outcome<(String, Vec<u8>)> {
    use std::io::{Read, Write};
    let mut request = Vec::new();
    requests(0, &mut request);
    let mut stream = std::net::TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.write_all(&request)?;
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1_024];
    loop {
        let read = stream.read(&mut chunk)?;
        bytes.extend_from_slice(&chunk[..read]);
        if let Some(head) = head_end(&bytes) {
            let length = content_length(&bytes[..head]);
            if bytes.len() >= head + length {
                let body = bytes.split_off(head);
                return Ok((String::from_utf8(bytes)?, body));
            }
        }
        if read == 0 {
            return Err("the connection ended in the middle of an answer".into());
        }
    }
}
