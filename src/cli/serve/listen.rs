//! Sockets on this machine alone, and the loop that answers them.

use super::super::failure::Failure;
use super::answer::answer;
use super::site::Shared;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// The port if none is asked for, and how many after it are tried where it is taken.
const PORT: u16 = 8080;
const TRIES: u16 = 20;
/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where clients connect.
pub struct Sockets {
    /// The port of all of them.
    pub port: u16,
    listeners: Vec<TcpListener>,
}

/// Opens a port on 127.0.0.1, and on ::1 where it can. A port that was asked for is not replaced by another.
pub fn bind(port: Option<u16>) -> Result<Sockets, Failure> {
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIES,
    };
    let last = *ports.end();
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return with_ipv6(listener).map_err(|error| Failure::Call(error.to_string())),
            Err(error) if port == last => {
                return Err(Failure::Call(format!(
                    "cannot listen on port {port} of 127.0.0.1: {error}; name another with --port"
                )));
            }
            Err(_) => {}
        }
    }
    Err(Failure::Call("there is no port to listen on".into()))
}

fn with_ipv6(listener: TcpListener) -> io::Result<Sockets> {
    let port = listener.local_addr()?.port();
    let other = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
    Ok(Sockets { port, listeners: [Some(listener), other].into_iter().flatten().collect() })
}

/// Answers until the process ends.
pub fn serve(sockets: Sockets, shared: Arc<Shared>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    let runtime = runtime.map_err(|error| Failure::Input(format!("cannot serve: {error}")))?;
    runtime
        .block_on(async {
            let mut tasks = Vec::new();
            for listener in sockets.listeners {
                listener.set_nonblocking(true)?;
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tasks.push(tokio::spawn(accept(listener, shared.clone())));
            }
            for task in tasks {
                // A task that ends has panicked, and the process with it.
                let _ = task.await;
            }
            Ok(())
        })
        .map_err(|error: io::Error| Failure::Input(format!("cannot serve: {error}")))
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, mostly: wait until some are closed.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let shared = shared.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let response = answer(&request, &shared);
                async move { Ok::<_, Infallible>(response) }
            });
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            // A client that goes away in the middle is nobody's fault.
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
