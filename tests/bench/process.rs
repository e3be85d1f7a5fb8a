//! A server in a process of its own: started, looked at, ended.

use crate::Outcome;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A server that listens. It ends when this is dropped.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// The kernel's unit of a process's time, in microseconds (`USER_HZ` is 100 on Linux).
const TICK_MICROS: f64 = 10_000.0;

impl Process {
    /// Starts a program and waits for the line that says where it listens.
    pub fn start(
        program: &Path,
        arguments: &[String],
        settings: &[(String, String)],
        log: &Path,
    ) -> Outcome<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .envs(settings.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(log)?)
            .spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut lines = BufReader::new(output).lines();
        let address = loop {
            let Some(line) = lines.next() else {
                // It is over already; its log says why.
                let _ = child.wait();
                let log = std::fs::read_to_string(log)?;
                return Err(format!("{} did not start: {log}", program.display()).into());
            };
            if let Some(address) = line?.strip_prefix("listening on http://") {
                break address.trim().parse()?;
            }
        };
        // What it says later is read and forgotten, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address })
    }

    /// The memory it holds, and the most that it ever held, in megabytes.
    pub fn memory(&self) -> Outcome<(f64, f64)> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let value = |name: &str| -> Outcome<f64> {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|rest| rest.split_whitespace().next());
            Ok(number.ok_or("no memory figures")?.parse::<f64>()? / 1024.0)
        };
        Ok((value("VmRSS:")?, value("VmHWM:")?))
    }

    /// The processor time it used so far, in microseconds.
    pub fn time_used(&self) -> Outcome<f64> {
        time_used(self.child.id())
    }
}

/// The processor time that a process used so far, in microseconds.
pub fn time_used(process: u32) -> Outcome<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name may hold spaces; what follows its bracket does not.
    let rest = text.rsplit_once(')').ok_or("no time figures")?.1;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks =
        |place: usize| -> Outcome<f64> { Ok(fields.get(place).ok_or("no time figures")?.parse()?) };
    Ok((ticks(11)? + ticks(12)?) * TICK_MICROS)
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
