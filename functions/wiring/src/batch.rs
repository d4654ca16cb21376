//! One task lifted to a batch from SQS, for all functions that read a queue. One bad record fails
//! alone; an unreadable one goes to the dead letters at once, with its reason.

use crate::mail::{self, Notice};
use crate::ses_events::{self, Report};
use crate::{Error, Stack};
use adapters_aws::SqsQueue;
use aws_lambda_events::sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent, SqsMessage};
use flow::due::TaskMessage;
use flow::{Ports, StepError, worker};
use futures::future::join_all;
use lambda_runtime::{LambdaEvent, service_fn};
use ports::{DeadLetter, Delivery, Depth, Outgoing, PortError, Queue, QueueName};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Works on that queue until the process ends.
///
/// # Errors
/// Which variable is missing, or that the runtime went away.
pub async fn serve(stack: Stack, queue: QueueName) -> Result<(), Error> {
    let batch = Batch {
        sqs: Arc::new(stack.sqs()?),
        stack,
        queue,
    };
    let batch = &batch;
    let handle = service_fn(move |event: LambdaEvent<SqsEvent>| async move {
        Ok::<_, Error>(batch.handle(event.payload).await)
    });
    lambda_runtime::run(handle).await
}

struct Batch {
    stack: Stack,
    sqs: Arc<SqsQueue>,
    queue: QueueName,
}

/// What a record asks for.
#[derive(Debug)]
enum Asked {
    Task,
    /// SES took a mail in.
    Mail(Notice),
    /// SES says what became of a letter.
    Report(Box<Report>),
}

/// Reads a record. What is wrong with it never changes, so it needn't be read again.
fn read(queue: QueueName, body: &str) -> Result<Asked, String> {
    let unreadable = |error| format!("an unreadable notice of SES: {error}");
    // SES writes into this one queue alone: a task of any other is read once.
    if queue == QueueName::Replies {
        let json: Value = serde_json::from_str(body).unwrap_or_default();
        if json["notificationType"] == "Received" {
            let notice = serde_json::from_value(json).map_err(unreadable)?;
            return Ok(Asked::Mail(notice));
        }
        if json["eventType"].is_string() {
            let report = serde_json::from_value(json).map_err(unreadable)?;
            return Ok(Asked::Report(Box::new(report)));
        }
    }
    let task = TaskMessage::read(body).map(|_| Asked::Task);
    task.map_err(|why| why.to_string())
}

impl Batch {
    /// All at once: how many come together is said in the template.
    async fn handle(&self, event: SqsEvent) -> SqsBatchResponse {
        self.stack.playbook.refresh(&self.stack.ports).await;
        let failed = join_all(event.records.into_iter().map(|record| self.one(record))).await;
        let mut response = SqsBatchResponse::default();
        response.batch_item_failures = failed.into_iter().flatten().collect();
        response
    }

    async fn one(&self, record: SqsMessage) -> Option<BatchItemFailure> {
        let delivery = delivery(record);
        let outcome = match read(self.queue, &delivery.body) {
            Ok(Asked::Task) => self.task(&delivery).await,
            Ok(Asked::Mail(notice)) => {
                let taken = mail::take(&self.stack, &notice).await;
                self.taken(&delivery, taken).await
            }
            Ok(Asked::Report(report)) => {
                let taken = ses_events::take(&self.stack, &report).await;
                self.taken(&delivery, taken).await
            }
            Err(why) => self.bury(&delivery, &why).await,
        };
        let error = outcome.err()?;
        tracing::warn!(%error, record = %delivery.id, queue = self.queue.as_str(), "a record failed and is tried again");
        let mut failure = BatchItemFailure::default();
        failure.item_identifier = delivery.id;
        Some(failure)
    }

    async fn task(&self, delivery: &Delivery) -> Result<(), Error> {
        let record = Arc::new(Record {
            sqs: self.sqs.clone(),
            done: AtomicBool::new(false),
        });
        let ports = Ports {
            queue: record.clone(),
            ..self.stack.ports.clone()
        };
        match worker::handle(&ports, self.queue, delivery).await {
            Err(error) if !record.done.load(Ordering::Relaxed) => Err(error.into()),
            Err(error) => {
                tracing::warn!(%error, record = %delivery.id, "a task failed again and again; the relay goes on with it");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    async fn taken(&self, delivery: &Delivery, taken: Result<(), StepError>) -> Result<(), Error> {
        match taken {
            // The same message would be refused for ever.
            Err(StepError::Invalid(why)) => self.bury(delivery, &why).await,
            done => Ok(done?),
        }
    }

    async fn bury(&self, delivery: &Delivery, why: &str) -> Result<(), Error> {
        tracing::error!(why, record = %delivery.id, queue = self.queue.as_str(), "a record can't be read: it is a dead letter now");
        Ok(self.sqs.bury(self.queue, &delivery.body, why).await?)
    }
}

/// A record without an id fails the whole batch, which is what an empty one in the answer means.
fn delivery(record: SqsMessage) -> Delivery {
    let receives = record
        .attributes
        .get("ApproximateReceiveCount")
        .and_then(|count| count.parse().ok());
    Delivery {
        id: record.message_id.unwrap_or_default(),
        receipt: record.receipt_handle.unwrap_or_default(),
        body: record.body.unwrap_or_default(),
        receives: receives.unwrap_or(1),
    }
}

/// The queue as a worker sees it that was given one record. The event source deletes what was done.
struct Record {
    sqs: Arc<SqsQueue>,
    done: AtomicBool,
}

#[async_trait::async_trait]
impl Queue for Record {
    async fn done(&self, _: QueueName, _: &str) -> Result<(), PortError> {
        self.done.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Comes back sooner than after the queue's visibility timeout. If that can't be had, then.
    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        reason: &str,
    ) -> Result<(), PortError> {
        self.sqs.release(queue, receipt, delay_ms, reason).await
    }

    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError> {
        self.sqs.send(queue, messages).await
    }

    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError> {
        self.sqs.receive(queue, max, visibility_ms).await
    }

    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError> {
        self.sqs.dead(queue, limit).await
    }

    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        self.sqs.redrive(queue, id).await
    }

    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        self.sqs.discard(queue, id).await
    }

    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError> {
        self.sqs.depth(queue).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(queue: QueueName, body: &str, expected: &str) {
        let read = format!("{:?}", read(queue, body));
        assert!(read.starts_with(expected), "{body}: {read}");
    }

    #[test]
    fn a_record_is_read_as_what_it_is_or_is_unreadable_for_ever() {
        let task =
            r#"{"v":1,"task":{"task":"inbound","id":"inb_a"},"row":{"pk":"due#0","sk":"x"}}"#;
        let mail = r#"{"notificationType":"Received","receipt":{"recipients":[],"action":{"objectKey":"in/k"}}}"#;
        let report = r#"{"eventType":"Send","mail":{"source":"a@b.example","messageId":"1"}}"#;
        check(QueueName::Replies, task, "Ok(Task)");
        check(QueueName::Replies, mail, "Ok(Mail(");
        check(QueueName::Replies, report, "Ok(Report(");
        let (of_ses, of_us) = (
            "Err(\"an unreadable notice of SES",
            "Err(\"an unreadable task",
        );
        check(
            QueueName::Replies,
            r#"{"notificationType":"Received"}"#,
            of_ses,
        );
        check(QueueName::Replies, r#"{"eventType":"Send"}"#, of_ses);
        check(QueueName::Replies, "", of_us);
        check(QueueName::Replies, "{}", of_us);
        // No other queue is written to by SES.
        check(QueueName::Sending, mail, of_us);
        check(QueueName::Sending, task, "Ok(Task)");
        check(QueueName::Sending, r#"{"v":9}"#, of_us);
    }
}
