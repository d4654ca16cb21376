//! Looking at dead letters. SQS has no way to list a queue: a letter is seen by receiving it, which
//! hides it for a moment, and is given back.

use super::{MOST_AT_ONCE, REASON, SqsQueue, unless_stale};
use crate::failure;
use aws_sdk_sqs::types::{
    ChangeMessageVisibilityBatchRequestEntry, Message, MessageSystemAttributeName,
};
use jiff::Timestamp;
use ports::queue_rules::MOST_DEAD;
use ports::{DeadLetter, MOST_RECEIVES, PortError, QueueName};

/// How long a letter stays hidden if we die before giving it back, seconds.
const HIDDEN: i32 = 30;
/// How long SQS looks on all its servers before it says that there is nothing more, seconds.
const LOOK: i32 = 1;
/// Empty answers after which we believe that there is nothing more.
const EMPTY_ANSWERS: usize = 2;

/// A dead letter that is hidden from others.
pub(super) struct Peeked {
    letter: DeadLetter,
    receipt: String,
}

impl Peeked {
    fn read(message: Message) -> Option<Self> {
        let sent = message
            .attributes
            .as_ref()
            .and_then(|all| all.get(&MessageSystemAttributeName::SentTimestamp))
            .and_then(|milliseconds| milliseconds.parse().ok())
            .and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok());
        let reason = message
            .message_attributes
            .as_ref()
            .and_then(|all| all.get(REASON))
            .and_then(|reason| reason.string_value.clone());
        Some(Self {
            letter: DeadLetter {
                id: message.message_id?,
                body: message.body?,
                // SQS goes on counting our own looks; it was moved because of so many.
                receives: MOST_RECEIVES,
                at: sent.unwrap_or(Timestamp::UNIX_EPOCH),
                reason,
            },
            receipt: message.receipt_handle?,
        })
    }

    pub(super) fn is(&self, id: &str) -> bool {
        self.letter.id == id
    }

    pub(super) fn body(&self) -> &str {
        &self.letter.body
    }

    pub(super) fn letter(self) -> DeadLetter {
        self.letter
    }
}

impl SqsQueue {
    /// Hides and shows all dead letters, at most [`MOST_DEAD`], or those up to the wanted one.
    pub(super) async fn peek(
        &self,
        queue: QueueName,
        wanted: Option<&str>,
    ) -> Result<Vec<Peeked>, PortError> {
        let url = self.dead_letters(queue);
        let about = usize::try_from(self.count(&url).await?.visible).unwrap_or(MOST_DEAD);
        let mut peeked = Vec::new();
        let mut empty = 0;
        while peeked.len() < MOST_DEAD && empty < EMPTY_ANSWERS {
            let found_all = peeked.len() >= about;
            let found_it = wanted.is_some_and(|id| peeked.iter().any(|one: &Peeked| one.is(id)));
            if found_all || found_it {
                break;
            }
            let answer = self
                .client
                .receive_message()
                .queue_url(&url)
                .max_number_of_messages(i32::try_from(MOST_AT_ONCE).unwrap_or(1))
                .visibility_timeout(HIDDEN)
                .wait_time_seconds(LOOK)
                .message_system_attribute_names(MessageSystemAttributeName::SentTimestamp)
                .message_attribute_names(REASON)
                .send()
                .await
                .map_err(|error| failure::of_read("SQS", &error))?;
            let messages = answer.messages.unwrap_or_default();
            if messages.is_empty() {
                empty += 1;
            }
            peeked.extend(messages.into_iter().filter_map(Peeked::read));
        }
        Ok(peeked)
    }

    /// Shows them to others again.
    pub(super) async fn give_back(
        &self,
        queue: QueueName,
        peeked: &[Peeked],
    ) -> Result<(), PortError> {
        for batch in peeked.chunks(MOST_AT_ONCE) {
            let mut entries = Vec::with_capacity(batch.len());
            for (number, one) in batch.iter().enumerate() {
                let entry = ChangeMessageVisibilityBatchRequestEntry::builder()
                    .id(number.to_string())
                    .receipt_handle(&one.receipt)
                    .visibility_timeout(0)
                    .build()
                    .map_err(|error| PortError::Refused(error.to_string()))?;
                entries.push(entry);
            }
            // What is not given back now comes back by itself after a while.
            self.client
                .change_message_visibility_batch()
                .queue_url(self.dead_letters(queue))
                .set_entries(Some(entries))
                .send()
                .await
                .map_err(|error| failure::of_read("SQS", &error))?;
        }
        Ok(())
    }

    /// Deletes it.
    pub(super) async fn throw_away(
        &self,
        queue: QueueName,
        letter: &Peeked,
    ) -> Result<(), PortError> {
        let request = self
            .client
            .delete_message()
            .queue_url(self.dead_letters(queue));
        unless_stale(request.receipt_handle(&letter.receipt).send().await)
    }
}
