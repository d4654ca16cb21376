//! In the place of the ports that a function doesn't have, nor any right to use.

use ports::{
    Brief, DeadLetter, Delivery, Depth, Drafted, Envelope, Handover, LeadBatch, LeadSource, LookUp,
    Mailer, Model, Outgoing, PortError, Queue, QueueName, SourceCursor, SourceFile,
};

/// Says no to everything. The name is what the page shows of the one that another function has.
pub(crate) struct Absent(pub(crate) &'static str);

fn no<T>() -> Result<T, PortError> {
    Err(PortError::Refused(
        "this function is not wired for that: see its main.rs".to_owned(),
    ))
}

#[async_trait::async_trait]
impl Mailer for Absent {
    async fn hand_over(&self, _: &Envelope, _: &[u8]) -> Result<Handover, PortError> {
        no()
    }

    async fn look_up(&self, _: &str) -> Result<LookUp, PortError> {
        no()
    }

    fn is_real(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        self.0.to_owned()
    }
}

#[async_trait::async_trait]
impl Model for Absent {
    async fn draft(&self, _: &Brief) -> Result<Drafted, PortError> {
        no()
    }

    fn name(&self) -> String {
        self.0.to_owned()
    }
}

#[async_trait::async_trait]
impl LeadSource for Absent {
    async fn read(
        &self,
        _: &SourceFile,
        _: Option<&SourceCursor>,
        _: usize,
    ) -> Result<LeadBatch, PortError> {
        no()
    }
}

#[async_trait::async_trait]
impl Queue for Absent {
    async fn send(&self, _: QueueName, _: Vec<Outgoing>) -> Result<(), PortError> {
        no()
    }

    async fn receive(&self, _: QueueName, _: usize, _: u32) -> Result<Vec<Delivery>, PortError> {
        no()
    }

    async fn done(&self, _: QueueName, _: &str) -> Result<(), PortError> {
        no()
    }

    async fn release(&self, _: QueueName, _: &str, _: u32, _: &str) -> Result<(), PortError> {
        no()
    }

    async fn dead(&self, _: QueueName, _: usize) -> Result<Vec<DeadLetter>, PortError> {
        no()
    }

    async fn redrive(&self, _: QueueName, _: &str) -> Result<(), PortError> {
        no()
    }

    async fn discard(&self, _: QueueName, _: &str) -> Result<(), PortError> {
        no()
    }

    async fn depth(&self, _: QueueName) -> Result<Depth, PortError> {
        no()
    }
}
