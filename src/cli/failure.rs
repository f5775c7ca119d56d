//! Why a command ends without having done what it was asked for.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// A message for the person at the terminal, and whose fault it was.
#[derive(Debug)]
pub enum Failure {
    /// The input cannot be used: exit code 1.
    Input(String),
    /// The call cannot be carried out as it stands: exit code 2.
    Call(String),
}

impl Failure {
    /// A file that the system does not let us read or write.
    pub fn file(verb: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::Input(format!("cannot {verb} {}: {error}", path.display()))
    }

    /// The code that the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Input(_) => 1,
            Self::Call(_) => 2,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(message) | Self::Call(message) => f.write_str(message),
        }
    }
}
