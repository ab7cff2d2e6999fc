//! Settings as an operator gives them: a flag wins over the environment, that over the file, that
//! over what is sensible.

use std::fs::File;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde::Deserialize;

use super::Usage;
use crate::app::Quota;
use crate::provided::{Provided, lines};
use crate::settings::{LEAVE_TO_DEFAULT, Settings, Tls, public_url};
use crate::web::leave::neutral_address;

/// No well-known service listens there.
const PORT_DEFAULT: u16 = 7466;
/// Largest settings file.
const FILE_BYTES_MAX: u64 = 64 << 10;
/// Longest name of whoever runs a server.
const OPERATOR_CHARS_MAX: usize = 120;

/// Where the data lies.
#[derive(Debug, Clone, Default, Args)]
pub struct PlaceOptions {
    /// Folder for the data file [default: ~/.local/share/evenkeel]
    #[arg(long, env = "EVENKEEL_DATA", value_name = "DIR", hide_env = true)]
    data: Option<PathBuf>,
    /// The server key, without which the data cannot be read [default: DIR/server.key]
    #[arg(long, env = "EVENKEEL_KEY", value_name = "FILE", hide_env = true)]
    key: Option<PathBuf>,
    /// Settings from a TOML file; flags and environment win over it
    #[arg(long, env = "EVENKEEL_CONFIG", value_name = "FILE", hide_env = true)]
    config: Option<PathBuf>,
}

/// What whoever runs the server brings along.
#[derive(Debug, Clone, Default, Args)]
pub struct ProvidedOptions {
    /// Who can help near your families, as CSV; see below
    #[arg(long, env = "EVENKEEL_DIRECTORY", value_name = "FILE", hide_env = true)]
    directory: Option<PathBuf>,
    /// Help lines you checked, as TOML; see below
    #[arg(long, env = "EVENKEEL_HELP_LINES", value_name = "FILE", hide_env = true)]
    help_lines: Option<PathBuf>,
}

/// Where `doctor` looks.
#[derive(Debug, Clone, Default, Args)]
pub struct DoctorOptions {
    #[command(flatten)]
    pub(super) place: PlaceOptions,
    #[command(flatten)]
    provided: ProvidedOptions,
}

/// How to serve.
#[derive(Debug, Clone, Default, Args)]
pub struct ServeOptions {
    #[command(flatten)]
    place: PlaceOptions,
    /// Where to listen [default: 127.0.0.1:7466: for this computer only]
    #[arg(long, env = "EVENKEEL_LISTEN", value_name = "ADDR", value_parser = listen_address,
          hide_env = true)]
    listen: Option<SocketAddr>,
    /// What people's browsers open, and links carry [default: ADDR by http]
    #[arg(long, env = "EVENKEEL_PUBLIC_URL", value_name = "URL", hide_env = true)]
    public_url: Option<String>,
    /// Encrypt without a proxy, by a certificate made for the home
    #[arg(long, env = "EVENKEEL_TLS", hide_env = true)]
    tls: bool,
    /// Encrypt without a proxy, by this certificate (PEM)
    #[arg(long, env = "EVENKEEL_TLS_CERT", value_name = "FILE", hide_env = true)]
    tls_cert: Option<PathBuf>,
    /// Its private key (PEM)
    #[arg(long, env = "EVENKEEL_TLS_KEY", value_name = "FILE", hide_env = true)]
    tls_key: Option<PathBuf>,
    /// Where “Leave this page” goes unless somebody chose [default: Wikipedia]
    #[arg(long, env = "EVENKEEL_LEAVE_TO", value_name = "URL", hide_env = true)]
    leave_to: Option<String>,
    /// Who runs it for other families: named in “Who can see what”
    #[arg(long, env = "EVENKEEL_OPERATOR", value_name = "NAME", hide_env = true)]
    operator: Option<String>,
    #[command(flatten)]
    provided: ProvidedOptions,
    /// What to log: error, warn, info or debug (a line a request)
    #[arg(long, env = "EVENKEEL_LOG", value_name = "LEVEL", default_value = "info",
          value_parser = ["error", "warn", "info", "debug"],
          hide_possible_values = true, hide_env = true)]
    log: String,
}

/// The same as a file says it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct InFile {
    data: Option<PathBuf>,
    key: Option<PathBuf>,
    listen: Option<String>,
    public_url: Option<String>,
    leave_to: Option<String>,
    operator: Option<String>,
    directory: Option<PathBuf>,
    help_lines: Option<PathBuf>,
    tls: Option<bool>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
}

impl ProvidedOptions {
    fn read(&self, file: &InFile) -> Result<Provided> {
        let directory = self.directory.as_ref().or(file.directory.as_ref());
        let help_lines = self.help_lines.as_ref().or(file.help_lines.as_ref());
        let read = lines::read(directory.map(PathBuf::as_path), help_lines.map(PathBuf::as_path));
        Ok(read.map_err(Usage)?)
    }
}

impl DoctorOptions {
    pub(super) fn provided(&self) -> Result<Provided> {
        self.provided.read(&self.place.file()?)
    }
}

impl ServeOptions {
    pub(super) fn log(&self) -> &str {
        &self.log
    }

    /// All settings, each checked.
    pub(super) fn settings(&self) -> Result<Settings> {
        let file = self.place.file()?;
        let (data, key) = self.place.data_and_key(&file)?;
        let listen = match (self.listen, &file.listen) {
            (Some(listen), _) => listen,
            (None, Some(text)) => listen_address(text)
                .map_err(|why| Usage(format!("listen = {text:?} in the settings file: {why}")))?,
            (None, None) => SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), PORT_DEFAULT),
        };
        let tls = self.tls(&file)?;
        let public_url = self.public_address(&file, listen, tls.is_some())?;
        let leave_to = match self.leave_to.as_ref().or(file.leave_to.as_ref()) {
            Some(text) => neutral_address(text).ok_or_else(|| {
                let example = "give an https address such as https://www.example.org/";
                Usage(format!("“Leave this page” cannot go to {text:?}: {example}"))
            })?,
            None => LEAVE_TO_DEFAULT.to_owned(),
        };
        let operator = operator(self.operator.as_ref().or(file.operator.as_ref()))?;
        let provided = self.provided.read(&file)?;
        let writes = if is_rig() { Quota::STORY } else { Quota::USUAL };
        Ok(Settings { data, key, listen, public_url, leave_to, operator, provided, writes, tls })
    }

    fn public_address(&self, file: &InFile, listen: SocketAddr, tls: bool) -> Result<String> {
        let scheme = if tls { "https" } else { "http" };
        let Some(text) = self.public_url.as_ref().or(file.public_url.as_ref()) else {
            if listen.ip().is_unspecified() {
                return Err(no_public_url(listen, scheme));
            }
            return Ok(format!("{scheme}://{listen}"));
        };
        let address =
            public_url(text).map_err(|why| Usage(format!("the public URL {text:?} {why}")))?;
        if tls && !address.starts_with("https://") {
            let why = "has to begin with https:// where this program encrypts";
            return Err(Usage(format!("the public URL {text:?} {why}")).into());
        }
        Ok(address)
    }

    fn tls(&self, file: &InFile) -> Result<Option<Tls>> {
        let certificate = self.tls_cert.clone().or_else(|| file.tls_cert.clone());
        let key = self.tls_key.clone().or_else(|| file.tls_key.clone());
        match (certificate, key) {
            (Some(certificate), Some(key)) => Ok(Some(Tls::Own { certificate, key })),
            (None, None) if self.tls || file.tls == Some(true) => Ok(Some(Tls::Made)),
            (None, None) => Ok(None),
            (Some(_), None) | (None, Some(_)) => {
                Err(Usage("--tls-cert and --tls-key go together: give both".into()).into())
            }
        }
    }
}

impl PlaceOptions {
    /// The data file and the key that reads it.
    pub(super) fn data_file_and_key(&self) -> Result<(PathBuf, PathBuf)> {
        let (data, key) = self.data_and_key(&self.file()?)?;
        Ok((Settings::data_file_in(&data), key))
    }

    fn data_and_key(&self, file: &InFile) -> Result<(PathBuf, PathBuf)> {
        let data = self.data.clone().or_else(|| file.data.clone()).or_else(data_default);
        let Some(data) = data else {
            return Err(Usage(
                "there is no home folder: say where to keep the data with --data DIR".into(),
            )
            .into());
        };
        if data.as_os_str().is_empty() {
            return Err(Usage("--data needs the name of a folder".into()).into());
        }
        let key = self.key.clone().or_else(|| file.key.clone());
        Ok((data.clone(), key.unwrap_or_else(|| data.join("server.key"))))
    }

    /// Paths in the file are meant from where the file lies.
    fn file(&self) -> Result<InFile> {
        let Some(path) = &self.config else { return Ok(InFile::default()) };
        let mut file = read(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = [
            &mut file.data,
            &mut file.key,
            &mut file.directory,
            &mut file.help_lines,
            &mut file.tls_cert,
            &mut file.tls_key,
        ];
        for inside in beside {
            *inside = inside.take().map(|inside| folder.join(inside));
        }
        Ok(file)
    }
}

fn read(path: &Path) -> Result<InFile> {
    let wrong = |why: &str| Usage(format!("the settings file {}: {why}", path.display()));
    let file = File::open(path).map_err(|error| wrong(&error.to_string()))?;
    let mut text = String::new();
    let read = file.take(FILE_BYTES_MAX + 1).read_to_string(&mut text);
    read.map_err(|error| wrong(&error.to_string()))?;
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(wrong("is far too large for settings").into());
    }
    toml::from_str(&text).map_err(|error| wrong(error.to_string().trim_end()).into())
}

fn listen_address(text: &str) -> Result<SocketAddr, String> {
    text.trim().parse().map_err(|_| {
        "it needs an address and a port, such as 127.0.0.1:7466, 0.0.0.0:7466 or [::1]:7466"
            .to_owned()
    })
}

fn no_public_url(listen: SocketAddr, scheme: &str) -> anyhow::Error {
    let port = listen.port();
    Usage(format!(
        "listening on {listen} needs --public-url, the address that people's browsers open, \
         such as --public-url {scheme}://192.168.1.20:{port}"
    ))
    .into()
}

/// Whether a rig drives this program: faster than anybody presses by hand.
#[expect(clippy::disallowed_methods, reason = "settings are read once, by the command line")]
pub(super) fn is_rig() -> bool {
    std::env::var_os("EVENKEEL_CRASH_RIG").is_some_and(|set| set == "1")
}

fn operator(text: Option<&String>) -> Result<Option<String>> {
    let Some(text) = text.map(|text| text.trim()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > OPERATOR_CHARS_MAX || text.chars().any(char::is_control) {
        let most = format!("one line of at most {OPERATOR_CHARS_MAX} characters");
        return Err(Usage(format!("the operator's name has to be {most}")).into());
    }
    Ok(Some(text.to_owned()))
}

/// Where the system keeps a person's data.
#[expect(clippy::disallowed_methods, reason = "settings are read once, by the command line")]
fn data_default() -> Option<PathBuf> {
    let absolute =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || absolute("HOME").map(|home| home.join(".local/share"));
    absolute("XDG_DATA_HOME").or_else(home).map(|folder| folder.join("evenkeel"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl FnOnce(&mut ServeOptions)) -> Result<Settings> {
        let mut options = ServeOptions::default();
        options.place.data = Some("/somewhere".into());
        change(&mut options);
        options.settings()
    }

    #[test]
    fn defaults_are_sensible() {
        let settings = with(|_| {}).expect("no mistake");
        assert_eq!(settings.listen.to_string(), "127.0.0.1:7466");
        assert_eq!(settings.public_url, "http://127.0.0.1:7466");
        assert_eq!(settings.key, Path::new("/somewhere/server.key"));
        assert_eq!(settings.leave_to, LEAVE_TO_DEFAULT);
        assert_eq!(settings.operator, None);
    }

    #[test]
    fn a_flag_wins_over_the_file_and_paths_in_it_are_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("evenkeel.toml");
        let text =
            "data = \"kept\"\nlisten = \"127.0.0.1:9000\"\npublic_url = \"https://a.example/\"";
        std::fs::write(&path, text).expect("written");
        let mut options = ServeOptions::default();
        options.place.config = Some(path);
        let settings = options.settings().expect("no mistake");
        assert_eq!(settings.data, folder.path().join("kept"));
        assert_eq!(settings.listen.port(), 9000);
        assert_eq!(settings.public_url, "https://a.example");
        options.public_url = Some("http://b.example:8080".into());
        options.listen = Some(([0, 0, 0, 0], 8080).into());
        let settings = options.settings().expect("no mistake");
        assert_eq!(settings.public_url, "http://b.example:8080");
        assert_eq!(settings.listen.port(), 8080);
    }

    #[test]
    fn everywhere_needs_a_public_address() {
        let refused = with(|options| options.listen = Some(([0, 0, 0, 0], 80).into()));
        let text = refused.expect_err("refused").to_string();
        assert!(text.contains("--public-url http://192.168.1.20:80"), "{text}");
    }
}
