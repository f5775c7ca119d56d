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
    /// Whoever reads the output has seen enough: no failure at all.
    Closed,
}

impl Failure {
    /// A file that the system does not let us read or write.
    pub fn file(verb: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::Input(format!("cannot {verb} {}: {error}", path.display()))
    }

    /// Output that cannot be written.
    pub fn output(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Input(format!("cannot write: {error}")),
        }
    }

    /// The code that the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Closed => 0,
            Self::Input(_) => 1,
            Self::Call(_) => 2,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(message) | Self::Call(message) => f.write_str(message),
            Self::Closed => f.write_str("the output was closed"),
        }
    }
}
