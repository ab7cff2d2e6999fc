//! `evenkeel verify`: whether what a division claims is so.

use std::path::Path;

use fairdivision::verify::{CERTIFICATE_BYTES_MAX, Rejection, verify as check};
use fairdivision::{ErrorKind, InputError};

use super::{VerifyOptions, answer, complain, divide};

/// Why the answer is not "it holds". The exit code tells the two apart.
enum Refused {
    /// 1: read, and not believed.
    Rejected(Rejection),
    /// 2: one of the two cannot be read; told as `divide` tells it.
    Unreadable(InputError),
}

/// 0: it holds. 1: it does not; standard error says why. 2: one of the files cannot be used; one
/// JSON object on standard error says why.
pub(super) fn verify(options: &VerifyOptions) -> u8 {
    match judged(options) {
        Ok(text) => {
            answer(&text);
            0
        }
        Err(Refused::Rejected(why)) => {
            complain(&format!("This certificate is not believed: {why}."));
            1
        }
        Err(Refused::Unreadable(why)) => {
            complain(&divide::as_json(&why));
            2
        }
    }
}

fn judged(options: &VerifyOptions) -> Result<String, Refused> {
    let input = Path::new("-");
    if options.file == input && options.certificate == input {
        let message = "Only one of the two can be standard input.".to_owned();
        let error = ErrorKind::Syntax;
        return Err(Refused::Unreadable(InputError { error, ids: Vec::new(), message }));
    }
    let family = divide::read(&options.file).map_err(Refused::Unreadable)?;
    let certificate =
        divide::bytes(&options.certificate, CERTIFICATE_BYTES_MAX).map_err(Refused::Unreadable)?;
    let verified =
        check(&family, &certificate).map_err(|why| refused(&options.certificate, why))?;
    Ok(verified.to_string())
}

fn refused(path: &Path, why: Rejection) -> Refused {
    if !why.is_unreadable() {
        return Refused::Rejected(why);
    }
    let error = match why {
        Rejection::TooLarge => ErrorKind::TooLarge,
        _ => ErrorKind::Syntax,
    };
    let message = format!("{} could not be read: {why}", path.display());
    Refused::Unreadable(InputError { error, ids: Vec::new(), message })
}
