//! The line between browsers and the program: it can be cut and mended, and what browsers say over
//! it can be read.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// A port of loopback, and what comes there goes on to the program.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) from: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    is_cut: bool,
    /// Both ends of each connection.
    open: Vec<TcpStream>,
    /// What browsers said, connection by connection.
    said: Vec<Arc<Mutex<Vec<u8>>>>,
}

impl Line {
    /// The line from a listener that browsers know to where the program listens.
    pub(crate) fn between(listener: TcpListener, to: SocketAddr) -> Self {
        let from = listener.local_addr().expect("an address");
        let line = Self { from, state: Arc::default() };
        let its = line.clone();
        std::thread::spawn(move || {
            // Ends with the test: nobody waits for it.
            for stream in listener.incoming() {
                its.connect(stream.expect("a connection"), to);
            }
        });
        line
    }

    /// Whoever is connected is not any more, and nobody gets through.
    pub(crate) fn cut(&self) {
        let mut state = self.state();
        state.is_cut = true;
        for end in state.open.drain(..) {
            // It may have ended by itself.
            let _ended = end.shutdown(Shutdown::Both);
        }
    }

    pub(crate) fn mend(&self) {
        self.state().is_cut = false;
    }

    /// All that browsers said, as it came: addresses, headers, bodies.
    pub(crate) fn said(&self) -> Vec<Vec<u8>> {
        let all = &self.state().said;
        all.iter().map(|one| one.lock().unwrap_or_else(PoisonError::into_inner).clone()).collect()
    }

    fn connect(&self, browser: TcpStream, to: SocketAddr) {
        let mut state = self.state();
        let Ok(program) = TcpStream::connect(to) else { return };
        if state.is_cut {
            return;
        }
        let said = Arc::default();
        state.said.push(Arc::clone(&said));
        let twin = |end: &TcpStream| end.try_clone().expect("a second hold on it");
        state.open.extend([twin(&browser), twin(&program)]);
        let back = (twin(&program), twin(&browser));
        std::thread::spawn(move || pass_on(browser, program, Some(&said)));
        std::thread::spawn(move || pass_on(back.0, back.1, None));
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, heard: Option<&Mutex<Vec<u8>>>) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        if let Some(heard) = heard {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.extend_from_slice(&buffer[..count]);
        }
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    for end in [from, to] {
        // The other direction may have ended it.
        let _ended = end.shutdown(Shutdown::Both);
    }
}
