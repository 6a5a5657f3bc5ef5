//! Signatures: who can sign, how a signature is judged, and the statement that a sign-off is.

pub mod allowed_signers;
pub mod fake;
pub mod gpg;
mod lines;
pub mod openpgp;
mod pattern;
mod revoked;
pub mod ssh_keygen;
pub mod sshsig;
pub mod stamp;
pub mod statement;
pub(crate) mod words;

use std::fmt;

use crate::process::ProcessError;
use sshsig::Key;

/// How far the clocks of those who sign and record may be from each other, in seconds.
pub const SKEW: i64 = 5 * 60;

/// The public half of what signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// A key of OpenSSH.
    Ssh(Key),
    /// One of OpenPGP, by the full fingerprint of its primary key.
    OpenPgp(String),
}

/// Something that makes signatures.
pub trait Signer {
    /// Signs `payload`, in `namespace` where the kind of signature has namespaces; the answer is armoured and ends with a
    /// line feed.
    fn sign(&self, namespace: &str, payload: &[u8]) -> Result<String, SignError>;

    /// The public half of the key that signs.
    fn public_key(&self) -> Result<PublicKey, SignError>;
}

impl<S: Signer + ?Sized> Signer for Box<S> {
    fn sign(&self, namespace: &str, payload: &[u8]) -> Result<String, SignError> {
        (**self).sign(namespace, payload)
    }

    fn public_key(&self) -> Result<PublicKey, SignError> {
        (**self).public_key()
    }
}

/// What is to be thought of a signature. Only [`Judgement::Good`] counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The signature holds, and the key may sign for that principal, namespace and time.
    Good {
        /// The principal as the list of allowed signers names it.
        principal: String,
        /// The key's fingerprint, `SHA256:…`.
        fingerprint: String,
    },
    /// The signature does not hold, or cannot be one.
    Bad(String),
    /// The signature holds, but nothing says that this key may make it.
    Untrusted(String),
    /// The key was allowed, but not at that time, or has been revoked.
    Lapsed(String),
    /// It cannot be said.
    Unchecked(String),
}

impl Judgement {
    /// Whether the signature counts.
    pub fn is_good(&self) -> bool {
        matches!(self, Self::Good { .. })
    }
}

/// One word and the reason, for people.
impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Good { principal, fingerprint } => write!(f, "good: {principal} with {fingerprint}"),
            Self::Bad(reason) => write!(f, "bad: {reason}"),
            Self::Untrusted(reason) => write!(f, "untrusted: {reason}"),
            Self::Lapsed(reason) => write!(f, "lapsed: {reason}"),
            Self::Unchecked(reason) => write!(f, "unchecked: {reason}"),
        }
    }
}

/// Why no signature was made. Nothing has been written then.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// No key is configured.
    #[error("no signing key is configured")]
    NoKey,
    /// The configured key cannot be read, or is of a kind that cannot sign.
    #[error("cannot use the signing key {key}: {reason}")]
    BadKey {
        /// The key as it is configured.
        key: String,
        /// What was wrong.
        reason: String,
    },
    /// The policy does not know the key for this, or not at this time.
    #[error(
        "the record's policy does not let this key sign as {principal} ({judgement}); it lists the key for: {known}"
    )]
    NotAllowed {
        /// As whom it was to sign.
        principal: String,
        /// What the policy says of the key.
        judgement: Judgement,
        /// The principals that it lists the key for.
        known: String,
    },
    /// The passphrase was wrong, or nobody was there to type it.
    #[error("cannot unlock the signing key {key}: wrong passphrase, or no terminal to ask for it")]
    Passphrase {
        /// The key as it is configured.
        key: String,
    },
    /// The agent has no such key, is locked, refused, or does not run.
    #[error("the SSH agent did not sign with {key}: {reason}")]
    Agent {
        /// The key as it is configured.
        key: String,
        /// What the program said.
        reason: String,
    },
    /// The signing format is another one.
    #[error("signing with gpg.format = {0} is not supported")]
    Format(String),
    /// The program could not be run or did not finish.
    #[error("signing failed: {0}")]
    Process(#[from] ProcessError),
    /// A file for the program could not be written or read.
    #[error("signing failed: {0}")]
    Io(#[from] std::io::Error),
    /// The program said no for another reason.
    #[error("{program} did not sign: {reason}")]
    Refused {
        /// The program.
        program: String,
        /// What it said.
        reason: String,
    },
    /// The program does not know what it was told.
    #[error("{program} can't sign like this: {reason}")]
    Old {
        /// The program.
        program: String,
        /// What it said.
        reason: String,
    },
    /// The program's answer is not a signature by that key over those bytes.
    #[error("{program} gave a signature that does not verify: {reason}")]
    Useless {
        /// The program.
        program: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl SignError {
    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::NoKey => "name a key: git config --global gpg.format ssh && git config --global user.signingkey ~/.ssh/id_ed25519.pub".into(),
            Self::BadKey { .. } => "check user.signingkey (git config --show-origin user.signingkey); make a key with: ssh-keygen -t ed25519".into(),
            Self::NotAllowed { .. } => "change gonogo.toml and its signers, then: gonogo policy approve".into(),
            Self::Passphrase { key } => format!("add the key to an agent first (ssh-add {key}), or run this in a terminal"),
            Self::Agent { key, .. } => format!("start or unlock the agent and add the key (ssh-add -L lists what it holds; ssh-add {key})"),
            Self::Format(_) => "use an SSH key, or one of OpenPGP: git config gpg.format ssh".into(),
            Self::Process(ProcessError::Start { .. }) => {
                "install OpenSSH 8.9 or newer, or point gpg.ssh.program at a program that signs like ssh-keygen".into()
            }
            Self::Old { .. } => "install OpenSSH 8.9 or newer; which one this is says: ssh -V".into(),
            Self::Process(_) => "touch the security key or answer the prompt in time, then run the same command again".into(),
            Self::Io(_) => "check that the temporary directory can be written to and has room".into(),
            Self::Refused { .. } | Self::Useless { .. } => "check gpg.ssh.program and user.signingkey, then run the same command again".into(),
        }
    }
}
