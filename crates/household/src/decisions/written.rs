//! What somebody wrote at a question, for those who were asked then.

use serde::{Deserialize, Serialize};

use crate::id::MemberId;

/// Something written, with who wrote it and for whom. Whoever is asked later does not see it, until
/// its writer says it again: it was meant for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written<T> {
    pub by: MemberId,
    pub what: T,
    /// How often it had changed who is asked.
    pub(super) circle: usize,
}
