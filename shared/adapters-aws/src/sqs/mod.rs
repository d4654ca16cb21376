//! The queues on SQS: for each queue a standard one and its dead-letter queue, to which SQS moves what
//! was handed out [`ports::MOST_RECEIVES`] times without `done` (the redrive policy in the template).
//!
//! What SQS does otherwise than a queue on one machine, all within the port's words:
//! - It keeps no reason with a message: dead letters come without one, but for those that a worker
//!   buried itself ([`SqsQueue::bury`]).
//! - A dead letter's time is when it was sent. SQS doesn't tell when it was given up.
//! - Delays and visibility are whole seconds, rounded up.
//! - Ten messages or 1 MiB go in at a time. If some of several such parts are in when one fails, the
//!   answer is `Unknown`.
//! - Counts are approximate, and an empty answer to `receive` is no proof that nothing waits.
//! - A message may be handed out twice.
//!
//! Sends are tried again by the SDK: a message that comes twice decides nothing.

mod dead;

use crate::failure;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::http::HttpResponse;
use aws_sdk_sqs::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sqs::types::{
    Message, MessageAttributeValue, MessageSystemAttributeName, QueueAttributeName,
    SendMessageBatchRequestEntry,
};
use dead::Peeked;
use ports::queue_rules::{
    MOST_DEAD, check_outgoing, check_receive, check_release, no_such_letter, shorten,
};
use ports::{DeadLetter, Delivery, Depth, Outgoing, PortError, Queue, QueueName};
use std::collections::HashMap;
use std::error::Error;

/// Messages in one request.
const MOST_AT_ONCE: usize = 10;
/// Bodies in one request, bytes.
const LARGEST_BATCH: usize = 1_048_576;
/// The attribute that says why a letter was buried.
const REASON: &str = "reason";
/// Codes that mean: this receipt is stale, or never was one.
const STALE: [&str; 4] = [
    "InvalidParameterValue",
    "MessageNotInflight",
    "ReceiptHandleIsInvalid",
    "AWS.SimpleQueueService.MessageNotInflight",
];

/// [`Queue`] on SQS.
pub struct SqsQueue {
    client: Client,
    base: String,
}

impl SqsQueue {
    pub(crate) fn new(client: Client, base: &str) -> Self {
        Self {
            client,
            base: base.to_owned(),
        }
    }

    fn living(&self, queue: QueueName) -> String {
        format!("{}{}", self.base, queue.as_str())
    }

    fn dead_letters(&self, queue: QueueName) -> String {
        format!("{}{}-dead", self.base, queue.as_str())
    }

    /// One request's worth.
    async fn send_batch(&self, url: &str, batch: &[Outgoing]) -> Result<(), PortError> {
        let mut entries = Vec::with_capacity(batch.len());
        for (number, message) in batch.iter().enumerate() {
            let entry = SendMessageBatchRequestEntry::builder()
                .id(number.to_string())
                .message_body(&message.body)
                .delay_seconds(seconds(message.delay_ms))
                .build()
                .map_err(|error| PortError::Refused(error.to_string()))?;
            entries.push(entry);
        }
        let answer = self
            .client
            .send_message_batch()
            .queue_url(url)
            .set_entries(Some(entries))
            .send()
            .await
            .map_err(|error| failure::of_write("SQS", &error))?;
        let Some(failed) = answer.failed().first() else {
            return Ok(());
        };
        let why = format!(
            "SQS did not take {} of {}: {} {}",
            answer.failed().len(),
            batch.len(),
            failed.code(),
            failed.message().unwrap_or_default()
        );
        Err(
            match (answer.successful().is_empty(), failed.sender_fault()) {
                (false, _) => PortError::Unknown(why),
                (true, true) => PortError::Refused(why),
                (true, false) => PortError::Busy(why),
            },
        )
    }

    async fn count(&self, url: &str) -> Result<Counts, PortError> {
        let answer = self
            .client
            .get_queue_attributes()
            .queue_url(url)
            .attribute_names(QueueAttributeName::ApproximateNumberOfMessages)
            .attribute_names(QueueAttributeName::ApproximateNumberOfMessagesNotVisible)
            .attribute_names(QueueAttributeName::ApproximateNumberOfMessagesDelayed)
            .send()
            .await
            .map_err(|error| failure::of_read("SQS", &error))?;
        let attributes = answer.attributes.unwrap_or_default();
        let read = |name| read_count(&attributes, &name);
        Ok(Counts {
            visible: read(QueueAttributeName::ApproximateNumberOfMessages),
            hidden: read(QueueAttributeName::ApproximateNumberOfMessagesNotVisible)
                .saturating_add(read(QueueAttributeName::ApproximateNumberOfMessagesDelayed)),
        })
    }
}

/// About so many messages.
struct Counts {
    visible: u64,
    hidden: u64,
}

fn read_count(attributes: &HashMap<QueueAttributeName, String>, name: &QueueAttributeName) -> u64 {
    attributes
        .get(name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(0)
}

/// Whole seconds, rounded up. The largest that a port takes is 43,200.
fn seconds(milliseconds: u32) -> i32 {
    i32::try_from(milliseconds.div_ceil(1_000)).unwrap_or(i32::MAX)
}

/// Where the next batch ends.
fn batch_end(messages: &[Outgoing]) -> usize {
    let mut bytes = 0_usize;
    for (number, message) in messages.iter().enumerate().take(MOST_AT_ONCE) {
        bytes = bytes.saturating_add(message.body.len());
        if bytes > LARGEST_BATCH && number > 0 {
            return number;
        }
    }
    messages.len().min(MOST_AT_ONCE)
}

/// A receipt that is stale is no error: the message is somebody else's now, or gone.
fn unless_stale<T, E>(answer: Result<T, SdkError<E, HttpResponse>>) -> Result<(), PortError>
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match answer {
        Ok(_) => Ok(()),
        Err(error) if failure::code(&error).is_some_and(|code| STALE.contains(&code)) => Ok(()),
        Err(error) => Err(failure::of_write("SQS", &error)),
    }
}

fn delivery(message: Message) -> Option<Delivery> {
    let receives = message
        .attributes
        .as_ref()
        .and_then(|all| all.get(&MessageSystemAttributeName::ApproximateReceiveCount))
        .and_then(|count| count.parse().ok());
    Some(Delivery {
        id: message.message_id?,
        receipt: message.receipt_handle?,
        body: message.body?,
        receives: receives.unwrap_or(1),
    })
}

#[async_trait::async_trait]
impl Queue for SqsQueue {
    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError> {
        check_outgoing(&messages)?;
        let url = self.living(queue);
        let mut rest = messages.as_slice();
        let mut some_are_in = false;
        while !rest.is_empty() {
            let (batch, others) = rest.split_at(batch_end(rest));
            rest = others;
            match self.send_batch(&url, batch).await {
                Ok(()) => some_are_in = true,
                Err(error) if some_are_in => return Err(PortError::Unknown(error.to_string())),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError> {
        check_receive(max, visibility_ms)?;
        let answer = self
            .client
            .receive_message()
            .queue_url(self.living(queue))
            .max_number_of_messages(i32::try_from(max).unwrap_or(1))
            .visibility_timeout(seconds(visibility_ms))
            .message_system_attribute_names(MessageSystemAttributeName::ApproximateReceiveCount)
            .send()
            .await
            .map_err(|error| failure::of_read("SQS", &error))?;
        let messages = answer.messages.unwrap_or_default();
        Ok(messages.into_iter().filter_map(delivery).collect())
    }

    async fn done(&self, queue: QueueName, receipt: &str) -> Result<(), PortError> {
        if receipt.is_empty() {
            return Ok(());
        }
        let request = self.client.delete_message().queue_url(self.living(queue));
        unless_stale(request.receipt_handle(receipt).send().await)
    }

    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        _reason: &str,
    ) -> Result<(), PortError> {
        check_release(delay_ms)?;
        if receipt.is_empty() {
            return Ok(());
        }
        let answer = self
            .client
            .change_message_visibility()
            .queue_url(self.living(queue))
            .receipt_handle(receipt)
            .visibility_timeout(seconds(delay_ms))
            .send()
            .await;
        unless_stale(answer)
    }

    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let peeked = self.peek(queue, None).await?;
        self.give_back(queue, &peeked).await?;
        let mut letters: Vec<DeadLetter> = peeked.into_iter().map(Peeked::letter).collect();
        letters.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        letters.truncate(limit.min(MOST_DEAD));
        Ok(letters)
    }

    /// Sent first and deleted then, so that it may come twice but is never lost. It gets a new id.
    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        let letter = self.take_out(queue, id).await?;
        let again = Outgoing {
            body: letter.body().to_owned(),
            delay_ms: 0,
        };
        self.send_batch(&self.living(queue), &[again]).await?;
        self.throw_away(queue, &letter).await
    }

    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        let letter = self.take_out(queue, id).await?;
        self.throw_away(queue, &letter).await
    }

    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError> {
        let living = self.count(&self.living(queue)).await?;
        let dead = self.count(&self.dead_letters(queue)).await?;
        Ok(Depth {
            ready: living.visible,
            hidden: living.hidden,
            dead: dead.visible.saturating_add(dead.hidden),
        })
    }
}

impl SqsQueue {
    /// Puts a body among the dead letters with its reason, without waiting for SQS to give it up: to read
    /// it again would not make it readable.
    ///
    /// # Errors
    /// What SQS said.
    pub async fn bury(&self, queue: QueueName, body: &str, reason: &str) -> Result<(), PortError> {
        let reason = MessageAttributeValue::builder()
            .data_type("String")
            .string_value(shorten(reason))
            .build()
            .map_err(|error| PortError::Refused(error.to_string()))?;
        self.client
            .send_message()
            .queue_url(self.dead_letters(queue))
            .message_body(body)
            .message_attributes(REASON, reason)
            .send()
            .await
            .map_err(|error| failure::of_write("SQS", &error))?;
        Ok(())
    }

    /// Finds one dead letter and keeps it hidden; the others are given back.
    async fn take_out(&self, queue: QueueName, id: &str) -> Result<Peeked, PortError> {
        let mut peeked = self.peek(queue, Some(id)).await?;
        let position = peeked.iter().position(|letter| letter.is(id));
        let letter = position.map(|position| peeked.swap_remove(position));
        self.give_back(queue, &peeked).await?;
        letter.ok_or_else(|| no_such_letter(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(sizes: &[usize]) -> Vec<Outgoing> {
        let message = |size: &usize| Outgoing {
            body: "x".repeat(*size),
            delay_ms: 0,
        };
        sizes.iter().map(message).collect()
    }

    #[test]
    fn a_batch_ends_at_ten_messages_or_a_mebibyte() {
        assert_eq!(batch_end(&messages(&[1; 11])), 10);
        assert_eq!(batch_end(&messages(&[1; 3])), 3);
        assert_eq!(batch_end(&messages(&[262_144; 5])), 4);
        assert_eq!(
            batch_end(&messages(&[262_144, 262_144, 262_144, 262_145])),
            3
        );
    }

    #[test]
    fn seconds_are_rounded_up() {
        assert_eq!(
            [0, 1, 1_000, 1_001, 43_200_000].map(seconds),
            [0, 1, 1, 2, 43_200]
        );
    }
}
