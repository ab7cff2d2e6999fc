//! `evenkeel serve --tls`, with a real TLS client.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring,
};

use super::serve::{Server, free_port, get};
use super::{assert_refused, evenkeel, folder, path, run};

/// Asks for a page, trusting this one certificate.
fn ask(port: u16, name: &str, trusted: &str, page: &str) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    let trusted = CertificateDer::from_pem_slice(trusted.as_bytes()).expect("a certificate");
    roots.add(trusted).expect("it can be trusted");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let server = ServerName::try_from(name.to_owned()).expect("a name");
    let client = ClientConnection::new(Arc::new(config), server).expect("a client");
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let mut stream = StreamOwned::new(client, stream);
    let request =
        format!("GET {page} HTTP/1.1\r\nHost: {name}:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    // A server that closes without a farewell has answered all the same.
    let _ended = stream.read_to_end(&mut answer);
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn serve(data: &Path, port: u16, more: &[&str]) -> Server {
    let listen = format!("127.0.0.1:{port}");
    let mut command = evenkeel(&["serve", "--tls", "--data", path(data), "--listen", &listen]);
    Server::start(command.args(more))
}

#[test]
fn a_certificate_is_made_for_the_home_and_kept() {
    let (data, port) = (folder(), free_port());
    let kept = || {
        ["home-certificate.pem", "home-certificate.key"].map(|name| {
            let file = data.path().join(name);
            let mode = std::fs::metadata(&file).expect("it is kept").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
            std::fs::read_to_string(file).expect("it is kept")
        })
    };
    let server = serve(data.path(), port, &[]);
    assert_eq!(server.first_line, format!("Open https://127.0.0.1:{port}\n"));
    let first = kept();
    for name in ["127.0.0.1", "localhost"] {
        let answer = ask(port, name, &first[0], "/").expect("it is trusted");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!answer.contains("strict-transport-security"), "a lost one would lock out");
    }
    let left = ask(port, "localhost", &first[0], "/leave").expect("it is trusted");
    assert!(left.contains("__Host-evenkeel=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"));
    let plain = get(port, "/", "localhost");
    assert!(plain.contains("Please open https://127.0.0.1"), "{plain}");
    // A silent one keeps nobody waiting.
    let _silent = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    assert!(ask(port, "localhost", &first[0], "/p").is_ok());
    assert_eq!(server.stop().0, Some(0));

    let server = serve(data.path(), port, &[]);
    assert_eq!(kept(), first, "phones go on trusting it");
    assert!(ask(port, "localhost", &first[0], "/").is_ok());
    assert_eq!(server.stop().0, Some(0));

    let other = format!("https://nas.example:{port}");
    let server = serve(data.path(), port, &["--public-url", &other]);
    let second = kept();
    assert_ne!(second, first, "it vouches for its names alone");
    assert!(ask(port, "nas.example", &second[0], "/").is_ok());
    assert!(ask(port, "bank.example", &second[0], "/").is_err());
    assert!(ask(port, "localhost", &first[0], "/").is_err());
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn ones_own_certificate_is_used_and_a_wrong_one_told() {
    let home = folder();
    let data = home.path().join("data");
    let file = |name: &str, text: &str| {
        let file = home.path().join(name);
        std::fs::write(&file, text).expect("written");
        file
    };
    let made = || {
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(vec!["family.example".to_owned()]).expect("a name");
        (params.self_signed(&key).expect("made").pem(), key.serialize_pem())
    };
    let ((pem, key), (_, other_key)) = (made(), made());
    let [cert_file, key_file] = [file("cert.pem", &pem), file("key.pem", &key)];
    let other_key = file("other.pem", &other_key);
    let (nonsense, port) = (file("nonsense.pem", "nonsense"), free_port());
    let address = format!("https://family.example:{port}");
    let own = ["--tls-cert", path(&cert_file), "--tls-key", path(&key_file)];
    let server = serve(&data, port, &[&own[..], &["--public-url", &address]].concat());
    assert_eq!(server.first_line, format!("Open {address}\n"));
    let answer = ask(port, "family.example", &pem, "/").expect("it is trusted");
    assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    assert_eq!(server.stop().0, Some(0));
    assert!(!data.join("home-certificate.pem").exists());

    let (cert, key) = (path(&cert_file), path(&key_file));
    let cases: [(&[&str], i32, &str); 8] = [
        (&["--tls-cert", cert], 2, "--tls-cert and --tls-key go together"),
        (&["--tls-key", key], 2, "--tls-cert and --tls-key go together"),
        (&["--tls", "--public-url", "http://family.example"], 2, "has to begin with https://"),
        (&["--tls", "--listen", "0.0.0.0:7466"], 2, "--public-url https://192.168.1.20:7466"),
        (&["--tls-cert", "/nowhere/a.pem", "--tls-key", key], 1, "no file /nowhere/a.pem"),
        (&["--tls-cert", path(&nonsense), "--tls-key", key], 1, "holds no certificate"),
        (&["--tls-cert", cert, "--tls-key", path(&nonsense)], 1, "holds no private key"),
        (&["--tls-cert", cert, "--tls-key", path(&other_key)], 1, "do not fit together"),
    ];
    for (arguments, code, says) in cases {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--data", path(&data)]);
        if !arguments.contains(&"--listen") {
            arguments.extend(["--listen", "127.0.0.1:0"]);
        }
        assert_refused(&run(&arguments), code, says);
    }
}
