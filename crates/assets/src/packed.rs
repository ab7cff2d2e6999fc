//! A browser fetches an asset once and keeps it, so it is worth being compressed as hard as
//! possible.

use std::io::{self, Read, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How hard, 0 to 11.
const QUALITY: i32 = 11;
/// What one file may look back on, as a power of two: more than any of ours has.
const WINDOW_BITS: i32 = 18;

pub(crate) fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW_BITS, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut plain.take(u64::MAX), &mut packed, &params)?;
    Ok(packed)
}

/// For browsers on plain HTTP, which take no brotli.
pub(crate) fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(plain)?;
    gzip.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_opens_to_the_same() {
        for plain in [String::new(), "a { b: c }\n".repeat(1_000)] {
            let (by_brotli, by_gzip) = (brotli(plain.as_bytes()), gzip(plain.as_bytes()));
            let mut opened = String::new();
            brotli::Decompressor::new(&by_brotli.expect("packed")[..], 4096)
                .read_to_string(&mut opened)
                .expect("brotli");
            assert_eq!(opened, plain);
            opened.clear();
            flate2::read::GzDecoder::new(&by_gzip.expect("packed")[..])
                .read_to_string(&mut opened)
                .expect("gzip");
            assert_eq!(opened, plain);
        }
    }
}
