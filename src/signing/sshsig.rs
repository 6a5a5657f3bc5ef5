//! Verification of SSH signatures, in process and strict: the one file that names ssh-key.

use ssh_key::{Algorithm, HashAlg, LineEnding, PublicKey, SshSig};

use super::Judgement;

/// No honest armoured signature is longer than this many bytes.
const MAX_ARMOUR: usize = 16 * 1024;
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----";

/// A public key that signatures and allowed signers are compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(PublicKey);

impl Key {
    /// Reads `ssh-ed25519 AAAA…`, with or without a comment; the reason is for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut words = text.split_ascii_whitespace();
        let (Some(kind), Some(blob)) = (words.next(), words.next()) else {
            return Err("a public key is two words, its kind and its base64 text".into());
        };
        if kind.contains("-cert-v01@") {
            return Err("certificates are not supported".into());
        }
        let key = PublicKey::from_openssh(&format!("{kind} {blob}")).map_err(|e| format!("not a public key: {e}"))?;
        if key.key_data().is_certificate() {
            return Err("certificates are not supported".into());
        }
        Ok(Self(key))
    }

    /// `SHA256:…`, as `ssh-keygen -l` prints it.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// `ssh-ed25519 AAAA…`, without a comment.
    pub fn openssh(&self) -> String {
        PublicKey::from(self.0.key_data().clone()).to_openssh().unwrap_or_default().trim_end().to_owned()
    }
}

/// A well-formed signature, not yet verified against anything.
#[derive(Clone, Debug)]
pub struct Signature {
    inner: SshSig,
    key: Key,
}

impl Signature {
    /// Reads exactly one armoured block: no text around it (one final line feed may be there or not), lines of one
    /// width, canonical base64, and nothing left over inside. The reason is for people.
    pub fn parse(armour: &[u8]) -> Result<Self, String> {
        if armour.len() > MAX_ARMOUR {
            return Err(format!("longer than {MAX_ARMOUR} bytes"));
        }
        let text = std::str::from_utf8(armour).map_err(|_| "not text")?;
        let body = text.strip_suffix('\n').unwrap_or(text);
        let body = body.strip_prefix(BEGIN).ok_or("does not start with the line BEGIN SSH SIGNATURE")?;
        let body = body.strip_suffix(END).ok_or("does not end with the line END SSH SIGNATURE")?;
        let bytes = unwrap_base64(body)?;
        let inner = decode(&bytes)?;
        check_frame(&inner, &bytes)?;
        let key = Key(PublicKey::from(inner.public_key().clone()));
        Ok(Self { inner, key })
    }

    /// The key that claims to have made it.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The namespace it claims.
    pub fn namespace(&self) -> &str {
        self.inner.namespace()
    }

    /// Whether the key made it over `payload` in `namespace`. Says nothing about whether the key is allowed to.
    pub fn verify(&self, namespace: &str, payload: &[u8]) -> Result<(), String> {
        if self.inner.namespace() != namespace {
            return Err(format!("made in namespace {:?}, not {namespace:?}", self.inner.namespace()));
        }
        let data = self.inner.public_key();
        match (data.algorithm(), self.inner.signature().algorithm()) {
            (Algorithm::Rsa { .. }, Algorithm::Rsa { hash: Some(hash) }) => self.verify_rsa(hash, payload),
            (Algorithm::Rsa { .. }, _) => Err("RSA with SHA-1 is not accepted".into()),
            (Algorithm::Dsa, _) => Err("DSA is not accepted".into()),
            (key, signature) if key == signature => {
                self.key.0.verify(namespace, payload, &self.inner).map_err(|_| "does not match these bytes".into())
            }
            (key, signature) => Err(format!("a signature of kind {signature} by a key of kind {key}")),
        }
    }

    fn verify_rsa(&self, hash: HashAlg, payload: &[u8]) -> Result<(), String> {
        use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA512, RsaPublicKeyComponents};
        let key = self.inner.public_key().rsa().ok_or("not an RSA key")?;
        let n = key.n().as_positive_bytes().ok_or("an RSA modulus that is not positive")?;
        let e = key.e().as_positive_bytes().ok_or("an RSA exponent that is not positive")?;
        let message = SshSig::signed_data(self.inner.namespace(), self.inner.hash_alg(), payload)
            .map_err(|e| format!("cannot be rebuilt: {e}"))?;
        let scheme = match hash {
            HashAlg::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
            HashAlg::Sha512 => &RSA_PKCS1_2048_8192_SHA512,
            _ => return Err("an unknown hash".into()),
        };
        RsaPublicKeyComponents { n, e }
            .verify(scheme, &message, self.inner.signature_bytes())
            .map_err(|_| "does not match these bytes, or is by an RSA key outside of 2048 to 8192 bits".into())
    }
}

/// Judges a signature by itself: parses and verifies it, and answers with the key on success.
pub fn verify(armour: &[u8], namespace: &str, payload: &[u8]) -> Result<Key, Judgement> {
    let signature = Signature::parse(armour).map_err(|reason| Judgement::Bad(format!("malformed: {reason}")))?;
    signature.verify(namespace, payload).map_err(Judgement::Bad)?;
    Ok(signature.key)
}

fn check_frame(signature: &SshSig, bytes: &[u8]) -> Result<(), String> {
    if signature.version() != SshSig::VERSION {
        return Err(format!("version {} is unknown", signature.version()));
    }
    if !signature.reserved().is_empty() {
        return Err("the reserved field is not empty".into());
    }
    if signature.public_key().is_certificate() {
        return Err("made with a certificate, which is not supported".into());
    }
    // What reads the same but is spelled otherwise would allow two texts for one signature.
    let again = encode(signature)?;
    if again != bytes { Err("not encoded the one right way, or followed by other bytes".into()) } else { Ok(()) }
}

fn decode(bytes: &[u8]) -> Result<SshSig, String> {
    // ssh-key reads the frame from its own armour only; the width of lines was checked before.
    let mut armour = String::from(BEGIN);
    let text = to_base64(bytes);
    for chunk in text.as_bytes().chunks(70) {
        armour.push_str(std::str::from_utf8(chunk).unwrap_or_default());
        armour.push('\n');
    }
    armour.push_str(END);
    armour.push('\n');
    SshSig::from_pem(armour).map_err(|e| format!("not an SSH signature: {e}"))
}

fn encode(signature: &SshSig) -> Result<Vec<u8>, String> {
    let armour = signature.to_pem(LineEnding::LF).map_err(|e| format!("cannot be written again: {e}"))?;
    let body = armour.trim_end().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
    unwrap_base64(body.ok_or("cannot be written again")?)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = (group >> (18 - 6 * place)) & 63;
            let digit = ALPHABET.get(index as usize).copied().unwrap_or(b'A');
            out.push(if place > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

/// Reads base64 in lines of one width, the last one shorter or equal, each ended by a line feed.
fn unwrap_base64(body: &str) -> Result<Vec<u8>, String> {
    let lines: Vec<&str> = body.strip_suffix('\n').ok_or("the last line is not ended")?.split('\n').collect();
    let width = lines.first().map_or(0, |line| line.len());
    let (last, full) = lines.split_last().ok_or("empty")?;
    if width == 0 || full.iter().any(|line| line.len() != width) || last.is_empty() || last.len() > width {
        return Err("its lines are not of one width".into());
    }
    let text: Vec<u8> = lines.concat().into_bytes();
    if !text.len().is_multiple_of(4) {
        return Err("not base64".into());
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let groups = text.len() / 4;
    for (at, group) in text.chunks_exact(4).enumerate() {
        let padding = group.iter().rev().take_while(|&&byte| byte == b'=').count();
        if padding > 2 || (padding > 0 && at + 1 != groups) {
            return Err("not base64".into());
        }
        let mut sum = 0u32;
        for &byte in group.iter().take(4 - padding) {
            let digit = ALPHABET.iter().position(|&known| known == byte).ok_or("not base64")?;
            sum = sum << 6 | digit as u32;
        }
        sum <<= 6 * padding;
        if sum & ((1 << (8 * padding)) - 1) != 0 {
            return Err("not the one right base64".into());
        }
        let bytes = sum.to_be_bytes();
        out.extend(bytes.iter().skip(1).take(3 - padding));
    }
    Ok(out)
}
