//! A list that can't always be read.

use crate::faults::{Fault, Faults};
use crate::scene::People;
use ports::{LeadBatch, LeadSource, PortError, SourceCursor, SourceFile};

/// See the module.
pub(crate) struct FaultyLeads {
    /// Who is on it.
    pub(crate) people: People,
    /// What goes wrong.
    pub(crate) faults: Faults,
}

#[async_trait::async_trait]
impl LeadSource for FaultyLeads {
    async fn read(
        &self,
        source: &SourceFile,
        cursor: Option<&SourceCursor>,
        max: usize,
    ) -> Result<LeadBatch, PortError> {
        self.faults.before().await;
        self.faults.busy("the list")?;
        if self.faults.happens(Fault::SourceAway, 20) {
            return Err(if self.faults.below(2) == 0 {
                PortError::Unknown("the disk did not answer".to_owned())
            } else {
                PortError::Refused("the file is not there".to_owned())
            });
        }
        let from: usize = cursor.and_then(|cursor| cursor.0.parse().ok()).unwrap_or(0);
        let rows = self.people.rows();
        let to = from.saturating_add(max).min(rows).max(from);
        let hostile = |index: &usize| self.faults.happens(Fault::HostileLead, 30) && *index > 0;
        Ok(LeadBatch {
            rows: (from..to)
                .map(|index| self.people.row(&source.path, index, hostile(&index)))
                .collect(),
            cursor: SourceCursor(to.to_string()),
            end: to >= rows,
            progress: (0, 0),
        })
    }
}
