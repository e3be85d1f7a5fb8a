//! The limits of this machine: a bare actix answer from memory, a bare loop into the same database,
//! and a bare actix endpoint that commits one row in groups. They do nothing that Weerklank does,
//! so they cannot be beaten, only approached.

use crate::Outcome;
use crate::process::Process;
use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

diesel::table! {
    /// One row for each request.
    bare_rows (id) {
        /// Given by the database.
        id -> BigInt,
        /// About as much as a signature holds.
        content -> Text,
    }
}

#[derive(diesel::MultiConnection)]
enum Bare {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

/// As many rows share a transaction at the most.
const GROUP: usize = 500;
const WAITING: usize = 4_096;
const CONTENT: usize = 400;

fn open(url: &str) -> Outcome<Bare> {
    let mut database = match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut inner = SqliteConnection::establish(path)?;
            inner.batch_execute(
                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
            )?;
            Bare::Sqlite(inner)
        }
        None => Bare::Postgres(PgConnection::establish(url)?),
    };
    let key = match database {
        Bare::Sqlite(_) => "INTEGER PRIMARY KEY",
        Bare::Postgres(_) => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    };
    database.batch_execute(&format!(
        "CREATE TABLE IF NOT EXISTS bare_rows (id {key}, content TEXT NOT NULL)"
    ))?;
    Ok(database)
}

fn insert(database: &mut Bare, contents: &[String]) -> Outcome<()> {
    let rows: Vec<_> = contents
        .iter()
        .map(|content| bare_rows::content.eq(content))
        .collect();
    let statement = diesel::insert_into(bare_rows::table).values(&rows);
    // One statement is one transaction, and one durable flush.
    match database {
        Bare::Postgres(inner) => statement.execute(inner)?,
        Bare::Sqlite(inner) => statement.execute(inner)?,
    };
    Ok(())
}

/// Rows a second of a bare loop, in groups, each durable.
pub fn rows_a_second(url: &str, time: Duration) -> Outcome<f64> {
    let mut database = open(url)?;
    let contents = vec!["x".repeat(CONTENT); GROUP];
    let begin = Instant::now();
    let mut rows = 0_u32;
    while begin.elapsed() < time {
        insert(&mut database, &contents)?;
        rows += u32::try_from(GROUP)?;
    }
    Ok(f64::from(rows) / begin.elapsed().as_secs_f64())
}

/// Starts the bare server as a process of its own, with answers of these sizes.
pub fn start(url: &str, sizes: &[usize], folder: &Path) -> Outcome<Process> {
    let program = std::env::current_exe()?;
    let mut arguments = vec!["bare-server".to_owned(), url.to_owned()];
    arguments.extend(sizes.iter().map(ToString::to_string));
    Process::start(&program, &arguments, &[], &folder.join("bare.log"))
}

type Waiting = (String, oneshot::Sender<()>);

/// The bare server itself; runs until it is killed.
pub fn serve(arguments: &[String]) -> Outcome<()> {
    let (url, sizes) = arguments.split_first().ok_or("no database")?;
    let mut database = open(url)?;
    let (sender, receiver) = sync_channel(WAITING);
    std::thread::spawn(move || {
        if let Err(error) = write_groups(&mut database, &receiver) {
            eprintln!("the bare writer ended: {error}");
        }
    });
    let pages: Vec<web::Bytes> = sizes
        .iter()
        .map(|size| Ok(vec![b'x'; size.parse()?].into()))
        .collect::<Outcome<_>>()?;
    actix_web::rt::System::new().block_on(async move {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let server = HttpServer::new(move || {
            pages.iter().enumerate().fold(
                App::new()
                    .app_data(web::Data::new(sender.clone()))
                    .route("/rows", web::post().to(row)),
                |app, (number, page)| {
                    let page = page.clone();
                    app.route(
                        &format!("/page/{number}"),
                        web::get().to(move || answer(page.clone())),
                    )
                },
            )
        })
        .workers(workers)
        .max_connections(4_096)
        .bind("127.0.0.1:0")?;
        for address in server.addrs() {
            println!("listening on http://{address}");
        }
        server.run().await
    })?;
    Ok(())
}

async fn answer(page: web::Bytes) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page)
}

async fn row(sender: web::Data<SyncSender<Waiting>>, body: web::Bytes) -> HttpResponse {
    let mut content = String::from_utf8_lossy(&body).into_owned();
    content.extend(std::iter::repeat_n(
        'x',
        CONTENT.saturating_sub(content.len()),
    ));
    let (done, taken) = oneshot::channel();
    if sender.try_send((content, done)).is_err() || taken.await.is_err() {
        return HttpResponse::ServiceUnavailable()
            .insert_header(("retry-after", "1"))
            .finish();
    }
    HttpResponse::Accepted()
        .content_type("application/json")
        .body("{\"next\":\"check_mail\"}")
}

fn write_groups(database: &mut Bare, receiver: &Receiver<Waiting>) -> Outcome<()> {
    while let Ok(first) = receiver.recv() {
        let (mut contents, mut waiting) = (vec![first.0], vec![first.1]);
        while contents.len() < GROUP
            && let Ok(next) = receiver.try_recv()
        {
            contents.push(next.0);
            waiting.push(next.1);
        }
        insert(database, &contents)?;
        for one in waiting {
            // Whoever asked may have gone.
            let _ = one.send(());
        }
    }
    Ok(())
}
