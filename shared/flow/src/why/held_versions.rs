//! Versions of the playbook that an answer needs, each read once.

use crate::{Ports, StepError, versions};
use playbook::Playbook;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Default)]
pub(super) struct HeldVersions(BTreeMap<String, Option<Arc<Playbook>>>);

impl HeldVersions {
    /// A version as it was; nothing if it isn't kept, or this program can't read it any more.
    pub(super) async fn of(
        &mut self,
        ports: &Ports,
        version: &str,
    ) -> Result<Option<Arc<Playbook>>, StepError> {
        let in_force = ports.playbook.get();
        if in_force.version == version {
            return Ok(Some(in_force));
        }
        if let Some(known) = self.0.get(version) {
            return Ok(known.clone());
        }
        let read = versions::readable(ports, version).await?;
        self.0.insert(version.to_owned(), read.clone());
        Ok(read)
    }
}
