//! The certificate of `evenkeel serve --tls`: one's own, or one made here for a home.
//!
//! Made here are two. The *home certificate* is kept beside the data, lasts ten years, and is what
//! phones are told to trust; it can vouch for this server's names and no others, so that whoever
//! steals its key can pretend to be nothing else. With it a short-lived one is made at every start,
//! and again while the program runs, which is never written down.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{Error as TlsError, ServerConfig};

use crate::clock::Clock;
use crate::settings::{Settings, Tls, fingerprint};

/// What a phone's list of certificates calls it: whoever looks there learns nothing of what it is.
const HOME_NAME: &str = "Home server";
const HOME_YEARS: i32 = 10;
/// Made anew in its last year: what it vouches for must end before it does.
const HOME_YEARS_LEFT_MIN: i32 = 1;
/// Phones take none that lasts much longer.
const SERVED_DAYS: i64 = 300;
/// A clock that is a little behind must not refuse it.
const BEFORE_DAYS: i64 = 2;
const FILE_BYTES_MAX: u64 = 64 << 10;

#[derive(Debug, Clone)]
pub(super) enum Certificate {
    Own { certificate: PathBuf, key: PathBuf },
    Made(Home),
}

/// The home certificate, and what it is for.
#[derive(Debug, Clone)]
pub(super) struct Home {
    names: Vec<String>,
    pem: String,
    key: String,
    clock: Clock,
}

impl Certificate {
    /// As the settings say; `None` where nothing is to be encrypted here.
    pub(super) fn of(settings: &Settings, clock: &Clock) -> Result<Option<Self>> {
        Ok(match &settings.tls {
            None => None,
            Some(Tls::Own { certificate, key }) => {
                Some(Self::Own { certificate: certificate.clone(), key: key.clone() })
            }
            Some(Tls::Made) => Some(Self::Made(Home::load_or_make(settings, clock)?)),
        })
    }

    /// What connections are encrypted with, as of now.
    pub(super) fn config(&self) -> Result<Arc<ServerConfig>> {
        let (chain, key) = match self {
            Self::Own { certificate, key } => (read_chain(certificate)?, read_key(key)?),
            Self::Made(home) => home.served().context("cannot make a certificate")?,
        };
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .context("cannot set up TLS")?
            .with_no_client_auth()
            .with_single_cert(chain, key);
        let config = config.map_err(|error| self.unfit(&error))?;
        Ok(Arc::new(config))
    }

    fn unfit(&self, error: &TlsError) -> anyhow::Error {
        match self {
            Self::Own { certificate, key } => anyhow::anyhow!(
                "the certificate {} and the key {} do not fit together: {error}",
                certificate.display(),
                key.display()
            ),
            Self::Made(_) => anyhow::anyhow!("the home certificate does not work: {error}"),
        }
    }

    /// What somebody compares on their phone, of a certificate made here.
    pub(super) fn fingerprint(&self) -> Option<String> {
        match self {
            Self::Own { .. } => None,
            Self::Made(home) => fingerprint(&home.pem),
        }
    }
}

impl Home {
    fn load_or_make(settings: &Settings, clock: &Clock) -> Result<Self> {
        let names = names(settings);
        let [file, key_file] = [settings.home_certificate(), settings.home_key()];
        let today = clock.now().to_zoned(TimeZone::UTC).date();
        let found = read(&file)?.zip(read(&key_file)?);
        if found.is_some() {
            close(&key_file)?;
        }
        let found = found.filter(|(pem, _)| is_for(pem, &names, today));
        let (pem, key) = if let Some(found) = found {
            found
        } else {
            let made = make_home(&names, today).context("cannot make a home certificate")?;
            keep(&key_file, &made.1)?;
            keep(&file, &made.0)?;
            made
        };
        Ok(Self { names, pem, key, clock: clock.clone() })
    }

    /// A certificate that this home vouches for, from today on.
    fn served(&self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(self.names.clone())?;
        lasts(&mut params, today, today.saturating_add(SERVED_DAYS.days()));
        params.distinguished_name.push(DnType::CommonName, HOME_NAME);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let home = Issuer::new(home_params(&self.names)?, KeyPair::from_pem(&self.key)?);
        let served = params.signed_by(&key, &home)?;
        let home = CertificateDer::from_pem_slice(self.pem.as_bytes())?;
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        Ok((vec![served.der().clone(), home], key.into()))
    }
}

/// The names that this server answers to, and no others.
fn names(settings: &Settings) -> Vec<String> {
    let host = settings.public_host();
    let bracketed = host.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let host = match bracketed {
        Some((address, _)) => address,
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let mut names = vec![host.to_owned()];
    let listen = settings.listen.ip();
    if !listen.is_unspecified() {
        names.push(listen.to_string());
    }
    names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
    let mut known = std::collections::BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

/// What the first line of the file says, so that a start can tell whether it still fits.
fn first_line(names: &[String], until: Date) -> String {
    format!("{HOME_NAME} certificate, until {until}, for {}", names.join(" "))
}

fn is_for(pem: &str, names: &[String], today: Date) -> bool {
    let line = pem.lines().next().unwrap_or_default();
    let until = line.split_once("until ").and_then(|(_, rest)| rest.split(',').next());
    let Some(until) = until.and_then(|day| day.parse::<Date>().ok()) else { return false };
    let enough = today.saturating_add(HOME_YEARS_LEFT_MIN.years());
    line == first_line(names, until) && until > enough
}

fn make_home(names: &[String], today: Date) -> Result<(String, String)> {
    let key = KeyPair::generate()?;
    let mut params = home_params(names)?;
    let until = today.saturating_add(HOME_YEARS.years());
    lasts(&mut params, today, until);
    let made = params.self_signed(&key)?;
    let pem = format!("{}\n{}", first_line(names, until), made.pem());
    Ok((pem, key.serialize_pem()))
}

fn home_params(names: &[String]) -> Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, HOME_NAME);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let subtree = |name: &String| match name.parse::<IpAddr>() {
        Ok(address) => {
            let whole = if address.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, whole))
        }
        Err(_) => GeneralSubtree::DnsName(name.clone()),
    };
    let permitted_subtrees = names.iter().map(subtree).collect();
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    Ok(params)
}

fn lasts(params: &mut CertificateParams, from: Date, until: Date) {
    let begins = |day: Date| {
        date_time_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())
    };
    params.not_before = begins(from.saturating_sub(BEFORE_DAYS.days()));
    params.not_after = begins(until);
}

fn read(path: &Path) -> Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| unreadable(path)),
    };
    let mut text = String::new();
    file.take(FILE_BYTES_MAX).read_to_string(&mut text).with_context(|| unreadable(path))?;
    Ok(Some(text))
}

fn unreadable(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// A key that was copied about, as by a backup that was brought back, may be open to others here.
fn close(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let fails = || format!("cannot close {} to others", path.display());
    let mut permissions = path.metadata().with_context(fails)?.permissions();
    let is_open = permissions.mode() & 0o077 != 0;
    if !is_open {
        return Ok(());
    }
    tracing::warn!("others on this machine could read the key of the home certificate: mended");
    permissions.set_mode(0o600);
    std::fs::set_permissions(path, permissions).with_context(fails)
}

/// For its owner only, and whole or not at all.
fn keep(path: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let fails = || format!("cannot write {}", path.display());
    let beside = path.with_extension("new");
    let mut options = OpenOptions::new();
    let options = options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(&beside).with_context(fails)?;
    file.write_all(text.as_bytes()).with_context(fails)?;
    file.sync_all().with_context(fails)?;
    std::fs::rename(&beside, path).with_context(fails)
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let text = read(path)?.with_context(|| format!("there is no file {}", path.display()))?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
    let chain = chain.with_context(|| format!("{} is no PEM file", path.display()))?;
    if chain.is_empty() {
        bail!("{} holds no certificate: it has to be a PEM file", path.display());
    }
    Ok(chain)
}

fn read_key(path: &Path) -> Result<PrivateKeyDer<'static>> {
    let text = read(path)?.with_context(|| format!("there is no file {}", path.display()))?;
    PrivateKeyDer::from_pem_slice(text.as_bytes())
        .map_err(|_| anyhow::anyhow!("{} holds no private key in PEM form", path.display()))
}
