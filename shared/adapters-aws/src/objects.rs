//! Objects in S3 that are no blobs: the playbook's archive, and mail that SES has put down.

use crate::failure;
use aws_sdk_s3::Client;
use ports::PortError;

/// Objects of one bucket, by their keys.
#[derive(Debug, Clone)]
pub struct S3Objects {
    client: Client,
    bucket: String,
}

/// What a look at an object found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// There is none of that key.
    Missing,
    /// It is still the one that is known.
    Unchanged,
    /// It is another one.
    Found {
        /// All of it.
        bytes: Vec<u8>,
        /// Names this very content.
        tag: String,
    },
}

impl S3Objects {
    pub(crate) fn new(client: Client, bucket: String) -> Self {
        Self { client, bucket }
    }

    /// Reads an object of at most so many bytes, unless it is the known one.
    ///
    /// # Errors
    /// `Refused` if it is larger.
    pub async fn look(
        &self,
        key: &str,
        known: Option<&str>,
        most: usize,
    ) -> Result<Look, PortError> {
        let answer = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key)
            .set_if_none_match(known.map(str::to_owned))
            .send()
            .await;
        let object = match answer {
            Ok(object) => object,
            Err(error) if failure::status(&error) == Some(304) => return Ok(Look::Unchanged),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_no_such_key()) =>
            {
                return Ok(Look::Missing);
            }
            Err(error) => return Err(failure::of_read("S3", &error)),
        };
        let length = object.content_length().unwrap_or_default();
        if usize::try_from(length).is_ok_and(|length| length > most) {
            return Err(PortError::Refused(format!(
                "an object is {length} bytes large; at most {most} are read"
            )));
        }
        let tag = object.e_tag.unwrap_or_default();
        let body = object.body.collect().await;
        let bytes = body
            .map_err(|error| PortError::Busy(format!("S3 broke off: {error}")))?
            .to_vec();
        Ok(Look::Found { bytes, tag })
    }

    /// Deletes an object; one that is gone is no error.
    pub async fn delete(&self, key: &str) -> Result<(), PortError> {
        let request = self.client.delete_object().bucket(&self.bucket).key(key);
        let answer = request.send().await;
        answer
            .map(|_| ())
            .map_err(|error| failure::of_write("S3", &error))
    }
}
