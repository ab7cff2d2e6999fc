//! The whole program on a port of loopback, for real browsers to open.

use std::net::{SocketAddr, TcpListener};

use evenkeel::web::router::router;
use tokio::runtime::{Builder, Runtime};

use super::line::Line;
use crate::world::World;

/// A world that browsers can open. Its clock stands still, so a page shows the same each time.
pub(crate) struct Site {
    /// For what happened before anybody opens a browser. Its folder is gone with it.
    pub(crate) world: World,
    /// Without a final slash.
    pub(crate) address: String,
    /// Of its own: the program answers whatever the test is doing. `None` only while it is dropped.
    runtime: Option<Runtime>,
}

impl Site {
    pub(crate) fn start(seed: u8) -> Self {
        Self::serve(|address| World::opened_at(seed, address))
    }

    /// One that browsers know by this name of this computer.
    pub(crate) fn called(name: &str, seed: u8) -> Self {
        let (listener, at) = listens();
        let address = format!("http://{name}:{}", at.port());
        Self::serve_on(listener, &address, World::opened_at(seed, &address))
    }

    /// One that can be out of reach.
    pub(crate) fn on_a_line(seed: u8) -> (Self, Line) {
        let (front, known_at) = listens();
        let (listener, at) = listens();
        let address = format!("http://{known_at}");
        let site = Self::serve_on(listener, &address, World::opened_at(seed, &address));
        (site, Line::between(front, at))
    }

    /// One where *Leave this page* goes to `leave_to`.
    pub(crate) fn left_for(seed: u8, leave_to: String) -> Self {
        Self::serve(|address| World::left_for(seed, address, leave_to))
    }

    fn serve(world: impl FnOnce(&str) -> World) -> Self {
        let (listener, at) = listens();
        let address = format!("http://{at}");
        Self::serve_on(listener, &address, world(&address))
    }

    fn serve_on(listener: TcpListener, address: &str, world: World) -> Self {
        listener.set_nonblocking(true).expect("a socket of ours");
        let address = address.to_owned();
        let pages = router(world.app.clone());
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a socket of ours");
            axum::serve(listener, pages).await.expect("it serves until it is dropped");
        });
        Self { world, address, runtime: Some(runtime) }
    }
}

fn listens() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let at = listener.local_addr().expect("an address");
    (listener, at)
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // A test's own runtime must not wait here for this one.
            runtime.shutdown_background();
        }
    }
}
