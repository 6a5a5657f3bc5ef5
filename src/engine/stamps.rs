//! Time-stamps of sign-offs: a token beside each signature, over the bytes of its file.

use std::path::{Path, PathBuf};

use super::files;
use super::statements;
use crate::config::TimeStamps;
use crate::record::{Recorded, SignedStatement, layout};
use crate::signing::stamp::OpenSsl;
use crate::signing::statement::Statement;
use crate::signing::{Judgement, SKEW};
use crate::time::Timestamp;

/// What a sign-off's time-stamp comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stamped {
    /// Nothing is against it.
    Fine,
    /// It must not count, and why.
    Refused(String),
    /// It could not be checked, and why.
    Unchecked(String),
}

/// What the policy says of time-stamps, and by what they are checked.
pub struct Stamps<'a> {
    /// What the policy pins; without it tokens say nothing.
    pub policy: Option<&'a TimeStamps>,
    /// The program.
    pub openssl: OpenSsl,
    /// When the sign-off is judged.
    pub at: Timestamp,
}

impl Stamps<'_> {
    /// Looks at the token of a statement, if it has one.
    pub fn judge(&self, signed: &SignedStatement, statement: &Statement, token: Option<&[u8]>) -> Stamped {
        let Some(policy) = self.policy else { return Stamped::Fine };
        let Some(token) = token else {
            let refused =
                || Stamped::Refused("it has no time-stamp, and the policy asks for one (time-stamp)".to_owned());
            return if policy.required { refused() } else { Stamped::Fine };
        };
        match self.openssl.verify(token, &signed.signature, &policy.authorities, self.at) {
            Ok(time) if time.unix() + SKEW < statement.time.unix() => Stamped::Refused(format!(
                "its time-stamp is of {}, before the time that it states (time-stamp)",
                time.rfc3339()
            )),
            Ok(time) if time.unix() > self.at.unix() + SKEW => Stamped::Refused(format!(
                "its time-stamp is of {}, which had not come yet (time-stamp)",
                time.rfc3339()
            )),
            Ok(_) => Stamped::Fine,
            Err(Judgement::Unchecked(why)) => Stamped::Unchecked(why),
            Err(Judgement::Bad(why)) => Stamped::Refused(format!("{why} (time-stamp)")),
            Err(other) => Stamped::Refused(format!("{other} (time-stamp)")),
        }
    }
}

/// The file name of a statement's token, in either place.
fn name(signed: &SignedStatement, statement: &Statement) -> String {
    let own = layout::statement_path(&statement.role, &signed.statement);
    format!("{}.sig{}", own.rsplit('/').next().unwrap_or_default(), layout::STAMP)
}

/// The token beside a run.
pub fn beside(run: &Path, signed: &SignedStatement, statement: &Statement) -> Option<Vec<u8>> {
    let path: PathBuf = statements::folder(run).join(name(signed, statement));
    // Links may lead out of the run.
    path.symlink_metadata().ok().filter(|about| about.is_file() && about.len() <= 64 * 1024)?;
    files::read_bytes(&path, "").ok()
}

/// The same, of a run that stands in the record.
pub fn recorded<'a>(run: &Recorded<'a>, signed: &SignedStatement, statement: &Statement) -> Option<&'a [u8]> {
    run.file(&path(signed, statement))
}

/// The path of a token in the record, inside the run's folder.
fn path(signed: &SignedStatement, statement: &Statement) -> String {
    format!("{}/{}", layout::STAMPS, name(signed, statement))
}

/// Every token beside a run, by its path in the record.
pub fn all(run: &Path, statements: &[SignedStatement]) -> Vec<(String, Vec<u8>)> {
    let token = |signed: &SignedStatement| {
        let statement = Statement::parse(&signed.statement).ok()?;
        Some((path(signed, &statement), beside(run, signed, &statement)?))
    };
    statements.iter().filter_map(token).collect()
}
