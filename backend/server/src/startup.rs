//! Putting a server together: the same for production and for tests.

use crate::config::{Settings, SettingsFault, installation_key};
use crate::jobs;
use crate::mail::{Sender, Transport};
use crate::templates::embedded::Sources;
use crate::templates::{TemplateFault, Templates};
use crate::texts::{Texts, TextsFault};
use crate::web::{App, Limits, Metrics, PageMemory, around, configure, connection_limits};
use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use lettre::message::Mailbox;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;
use weerklank_acts::clock::{Clock, MovableClock};
use weerklank_acts::random::{Randomness, SystemRandom};
use weerklank_acts::{ActError, House};
use weerklank_store::people::Vault;
use weerklank_store::{DatabaseUrl, Store, StoreError};

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting cannot be kept.
    #[error(transparent)]
    Settings(#[from] SettingsFault),
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The installation cannot be opened.
    #[error(transparent)]
    House(#[from] ActError),
    /// A template cannot be used.
    #[error(transparent)]
    Templates(#[from] TemplateFault),
    /// A catalogue cannot be read.
    #[error(transparent)]
    Texts(#[from] TextsFault),
    /// The figures cannot be kept.
    #[error(transparent)]
    Metrics(#[from] prometheus::Error),
    /// The machine refuses something.
    #[error("{0}: {1}")]
    Machine(String, std::io::Error),
}

/// What differs between production and tests.
pub struct StartOptions {
    /// The settings.
    pub settings: Settings,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The same clock, where it may be moved.
    pub movable_clock: Option<Arc<MovableClock>>,
    /// How old a public page may be.
    pub page_age: Duration,
    /// How often mail and jobs are looked after.
    pub tick: Duration,
    /// How many threads answer requests.
    pub workers: usize,
}

impl StartOptions {
    /// The options of production.
    #[must_use]
    pub fn of(settings: Settings) -> Self {
        let movable_clock = settings.demo.then(|| {
            let system = weerklank_acts::clock::SystemClock;
            Arc::new(MovableClock::starting_at(
                settings.clock.unwrap_or_else(|| system.now()),
            ))
        });
        let clock: Arc<dyn Clock> = match &movable_clock {
            Some(clock) => Arc::clone(clock) as Arc<dyn Clock>,
            None => Arc::new(weerklank_acts::clock::SystemClock),
        };
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            settings,
            clock,
            movable_clock,
            page_age: Duration::from_secs(1),
            tick: Duration::from_millis(250),
            workers,
        }
    }
}

/// Opens the installation of some settings: database, key, intake.
///
/// # Errors
/// [`StartError`] says what is missing.
pub fn open_house(settings: &Settings, clock: Arc<dyn Clock>) -> Result<House, StartError> {
    let machine = |path: &PathBuf| {
        let path = path.display().to_string();
        move |error| StartError::Machine(path, error)
    };
    std::fs::create_dir_all(&settings.data_dir).map_err(machine(&settings.data_dir))?;
    if let DatabaseUrl::Sqlite(path) = &settings.database
        && let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(machine(&folder.to_path_buf()))?;
    }
    let random = SystemRandom;
    let key = installation_key(settings, || {
        let mut key = [0; 32];
        random.fill(&mut key);
        key
    })?;
    let store = Store::open(&settings.database)?;
    let house = House::open(store, Vault::new(&key), clock, Arc::new(random))?;
    let host = settings.base_url.as_deref().and_then(host_of);
    Ok(house.reached_at(host.unwrap_or_default()))
}

/// The host of an address, without its port.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', ':']).next()
}

/// A server that runs.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// By which address visitors reach it.
    pub base_url: String,
    app: Arc<App>,
    handle: ServerHandle,
    workers: Mutex<Vec<JoinHandle<()>>>,
    stops: Mutex<Vec<SyncSender<()>>>,
}

/// So many connections may wait to be taken up.
const CALLERS_WAITING: i32 = 4_096;

/// Starts a server and returns at once.
///
/// # Errors
/// [`StartError`] says what is missing.
pub fn start(options: StartOptions) -> Result<Running, StartError> {
    let StartOptions {
        settings,
        clock,
        movable_clock,
        page_age,
        tick,
        workers,
    } = options;
    let machine = |what: &str| {
        let what = what.to_owned();
        move |error| StartError::Machine(what, error)
    };
    let house = open_house(&settings, clock)?;
    let listener = TcpListener::bind(settings.bind).map_err(machine(&settings.bind.to_string()))?;
    // The standard library lets 128 callers wait, and a crowd's next one for a second or more.
    socket2::SockRef::from(&listener)
        .listen(CALLERS_WAITING)
        .map_err(machine("address"))?;
    let address = listener.local_addr().map_err(machine("address"))?;
    let base_url = settings
        .base_url
        .clone()
        .unwrap_or_else(|| format!("http://{address}"));
    let sources = Sources::new(settings.templates.clone());
    let texts = Arc::new(Texts::load(&sources)?);
    let theme = match &settings.theme {
        Some(path) => Some(std::fs::read(path).map_err(machine(&path.display().to_string()))?),
        None => None,
    };
    let app = Arc::new(App {
        house,
        base_url: base_url.clone(),
        templates: Templates::load(&sources, texts)?,
        memory: PageMemory::new(page_age),
        limits: Limits::new(settings.limits),
        metrics: Metrics::new()?,
        movable_clock,
        outbox_folder: settings
            .smtp_url
            .is_none()
            .then(|| settings.data_dir.join("outbox")),
        theme,
        site_memory: RwLock::default(),
        settings,
    });
    jobs::plan_recurring(&app)?;
    let sender = sender(&app)?;
    let (handle, server_thread) = serve(&app, listener, workers)?;
    let (stop_mail, mail_stops) = sync_channel(1);
    let (stop_jobs, jobs_stop) = sync_channel(1);
    let scheduled = Arc::clone(&app);
    let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
        std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(work)
            .map_err(machine(name))
    };
    let mail_thread = spawn("mail", Box::new(move || sender.run(&mail_stops, tick)))?;
    let jobs_thread = spawn(
        "jobs",
        Box::new(move || jobs::run(&scheduled, &jobs_stop, tick)),
    )?;
    Ok(Running {
        address,
        base_url,
        app,
        handle,
        workers: Mutex::new(vec![server_thread, mail_thread, jobs_thread]),
        stops: Mutex::new(vec![stop_mail, stop_jobs]),
    })
}

fn sender(app: &Arc<App>) -> Result<Sender, StartError> {
    let wrong = |setting, problem: String| StartError::Settings(SettingsFault { setting, problem });
    let transport = match (&app.settings.smtp_url, &app.outbox_folder) {
        (Some(url), _) => {
            Transport::smtp(url).map_err(|problem| wrong("WEERKLANK_SMTP_URL", problem))?
        }
        (None, Some(folder)) => Transport::Files(folder.clone()),
        (None, None) => Transport::Files(app.settings.data_dir.join("outbox")),
    };
    let host = app
        .base_url
        .split_once("://")
        .map_or(app.base_url.as_str(), |(_, rest)| rest);
    let host = host.split(':').next().unwrap_or(host);
    // An address literal is no domain of a mailbox that people know.
    let host = if host.parse::<std::net::IpAddr>().is_ok() || !host.contains('.') {
        "weerklank.example"
    } else {
        host
    };
    let from = app
        .settings
        .mail_from
        .clone()
        .unwrap_or_else(|| format!("no-reply@{host}"));
    let from: Mailbox = from
        .parse()
        .map_err(|error: lettre::address::AddressError| {
            wrong("WEERKLANK_MAIL_FROM", error.to_string())
        })?;
    Ok(Sender {
        app: Arc::clone(app),
        transport,
        from,
    })
}

fn serve(
    app: &Arc<App>,
    listener: TcpListener,
    workers: usize,
) -> Result<(ServerHandle, JoinHandle<()>), StartError> {
    let (ready, started) = sync_channel(1);
    let app = Arc::clone(app);
    let thread = std::thread::Builder::new()
        .name("http".to_owned())
        .spawn(move || {
            let system = actix_web::rt::System::new();
            let (head, idle, connections) = connection_limits();
            let server = HttpServer::new(move || {
                actix_web::App::new()
                    .app_data(web::Data::new(Arc::clone(&app)))
                    .wrap(from_fn(around))
                    .configure(configure)
            })
            .workers(workers)
            .client_request_timeout(head)
            .keep_alive(idle)
            .max_connections(connections)
            .disable_signals()
            .shutdown_timeout(10)
            .listen(listener);
            match server {
                Ok(server) => {
                    let server = server.run();
                    // Whoever starts us waits for this; if it is gone, so are we.
                    let _ = ready.send(Ok(server.handle()));
                    if let Err(error) = system.block_on(server) {
                        tracing::error!(%error, "the server ended");
                    }
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                }
            }
        });
    let thread = thread.map_err(|error| StartError::Machine("http".to_owned(), error))?;
    let gone = || std::io::Error::other("the server thread ended");
    let handle = started
        .recv()
        .unwrap_or_else(|_| Err(gone()))
        .map_err(|error| StartError::Machine("http".to_owned(), error))?;
    Ok((handle, thread))
}

impl Running {
    /// The installation, for tests and commands that look beside the server.
    #[must_use]
    pub fn house(&self) -> &House {
        &self.app.house
    }

    /// Stops: requests that are being answered are finished, the intake is flushed, threads end.
    pub fn stop(&self) {
        // The word is sent at once; what is waited for is the end of the thread.
        drop(self.handle.stop(true));
        for stop in self
            .stops
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            // A thread that ended already needs no word.
            let _ = stop.try_send(());
        }
        for thread in self
            .workers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            if thread.join().is_err() {
                tracing::error!("a thread ended in a panic");
            }
        }
        self.app.house.intake.stop();
    }
}
