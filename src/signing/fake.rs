//! A signer for tests of other rooms: always the same answer, which no verification accepts.

use super::{PublicKey, SignError, Signer};
use crate::digest::Sha256;

/// Makes texts that look like a signature from afar and hold nothing but a digest.
#[derive(Clone, Copy, Debug, Default)]
pub struct FakeSigner;

impl Signer for FakeSigner {
    fn sign(&self, namespace: &str, payload: &[u8]) -> Result<String, SignError> {
        let digest = Sha256::of(&[namespace.as_bytes(), b"\0", payload].concat());
        Ok(format!("-----BEGIN FAKE SIGNATURE-----\n{}\n-----END FAKE SIGNATURE-----\n", digest.hex()))
    }

    fn public_key(&self) -> Result<PublicKey, SignError> {
        Ok(PublicKey::OpenPgp("fake".into()))
    }
}
