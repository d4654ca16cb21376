//! Sends a plan to DynamoDB.

use super::answer::{Answer, Found, cancelled, failed};
use super::codec::Attributes;
use super::plan::{Condition, Step, plan, token};
use super::{DynamoTable, write_units};
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::config::{Builder, retry::RetryConfig};
use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{
    ConditionCheck, ConsumedCapacity, Delete, Put, ReturnConsumedCapacity,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use jiff::Timestamp;
use ports::{Commit, PortError};
use std::collections::BTreeSet;
use std::error::Error;

const SHOW: ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure::AllOld;
const TOTAL: ReturnConsumedCapacity = ReturnConsumedCapacity::Total;

/// One attempt and no more.
fn once() -> Builder {
    Builder::new().retry_config(RetryConfig::disabled())
}

impl DynamoTable {
    /// Writes, as one conditional write or one transaction.
    pub(super) async fn write(
        &self,
        commit: &Commit,
        gone: &BTreeSet<usize>,
        now: Timestamp,
    ) -> Result<Answer, PortError> {
        let mut steps = plan(commit, gone, now);
        match (steps.len(), steps.pop()) {
            (1, Some(Step::Put { item, condition })) => self.put(item, condition).await,
            (
                1,
                Some(Step::Update {
                    key,
                    expression,
                    condition,
                }),
            ) => self.update(key, expression, condition).await,
            (1, Some(Step::Delete { key, condition })) => self.delete(key, condition).await,
            (_, last) => {
                steps.extend(last);
                self.transact(steps, token(commit, gone, now)).await
            }
        }
    }

    async fn put(&self, item: Attributes, condition: Condition) -> Result<Answer, PortError> {
        let request = self.client.put_item().table_name(&self.name);
        let answer = request
            .set_item(Some(item))
            .condition_expression(condition.expression)
            .set_expression_attribute_values(Some(condition.values))
            .return_values_on_condition_check_failure(SHOW)
            .return_consumed_capacity(TOTAL)
            .customize()
            .config_override(once())
            .send()
            .await;
        one(
            answer.map(|done| done.consumed_capacity),
            |error| match error {
                PutItemError::ConditionalCheckFailedException(unmet) => Some(unmet.item.clone()),
                _ => None,
            },
        )
    }

    async fn update(
        &self,
        key: Attributes,
        expression: &str,
        condition: Condition,
    ) -> Result<Answer, PortError> {
        let request = self.client.update_item().table_name(&self.name);
        let answer = request
            .set_key(Some(key))
            .update_expression(expression)
            .condition_expression(condition.expression)
            .set_expression_attribute_values(Some(condition.values))
            .return_values_on_condition_check_failure(SHOW)
            .return_consumed_capacity(TOTAL)
            .customize()
            .config_override(once())
            .send()
            .await;
        one(
            answer.map(|done| done.consumed_capacity),
            |error| match error {
                UpdateItemError::ConditionalCheckFailedException(unmet) => Some(unmet.item.clone()),
                _ => None,
            },
        )
    }

    async fn delete(
        &self,
        key: Attributes,
        condition: Option<Condition>,
    ) -> Result<Answer, PortError> {
        let (expression, values) = split(condition);
        let request = self.client.delete_item().table_name(&self.name);
        let answer = request
            .set_key(Some(key))
            .set_condition_expression(expression)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(SHOW)
            .return_consumed_capacity(TOTAL)
            .customize()
            .config_override(once())
            .send()
            .await;
        one(
            answer.map(|done| done.consumed_capacity),
            |error| match error {
                DeleteItemError::ConditionalCheckFailedException(unmet) => Some(unmet.item.clone()),
                _ => None,
            },
        )
    }

    async fn transact(&self, steps: Vec<Step>, token: String) -> Result<Answer, PortError> {
        let items: Result<Vec<TransactWriteItem>, BuildError> =
            steps.into_iter().map(|step| self.item(step)).collect();
        let items = items.map_err(|error| PortError::Refused(error.to_string()))?;
        let request = self.client.transact_write_items();
        let answer = request
            .set_transact_items(Some(items))
            .client_request_token(token)
            .return_consumed_capacity(TOTAL)
            .customize()
            .config_override(once())
            .send()
            .await;
        match answer {
            Ok(done) => Ok(Answer::Done(write_units(done.consumed_capacity()))),
            Err(error) => match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(why)) => {
                    cancelled(why.cancellation_reasons())
                }
                _ => failed(&error),
            },
        }
    }

    fn item(&self, step: Step) -> Result<TransactWriteItem, BuildError> {
        let item = TransactWriteItem::builder();
        Ok(match step {
            Step::Put {
                item: attributes,
                condition,
            } => {
                let put = Put::builder()
                    .table_name(&self.name)
                    .set_item(Some(attributes))
                    .condition_expression(condition.expression)
                    .set_expression_attribute_values(Some(condition.values))
                    .return_values_on_condition_check_failure(SHOW);
                item.put(put.build()?)
            }
            Step::Update {
                key,
                expression,
                condition,
            } => {
                let update = Update::builder()
                    .table_name(&self.name)
                    .set_key(Some(key))
                    .update_expression(expression)
                    .condition_expression(condition.expression)
                    .set_expression_attribute_values(Some(condition.values))
                    .return_values_on_condition_check_failure(SHOW);
                item.update(update.build()?)
            }
            Step::Delete { key, condition } => {
                let (expression, values) = split(condition);
                let delete = Delete::builder()
                    .table_name(&self.name)
                    .set_key(Some(key))
                    .set_condition_expression(expression)
                    .set_expression_attribute_values(values)
                    .return_values_on_condition_check_failure(SHOW);
                item.delete(delete.build()?)
            }
            Step::Check { key, condition } => {
                let check = ConditionCheck::builder()
                    .table_name(&self.name)
                    .set_key(Some(key))
                    .condition_expression(condition.expression)
                    .set_expression_attribute_values(Some(condition.values))
                    .return_values_on_condition_check_failure(SHOW);
                item.condition_check(check.build()?)
            }
        }
        .build())
    }
}

fn split(condition: Option<Condition>) -> (Option<String>, Option<Attributes>) {
    condition
        .map(|condition| (condition.expression.to_owned(), condition.values))
        .unzip()
}

/// The answer to one conditional write; `unmet` finds the item in the error for a failed condition.
fn one<E>(
    answer: Result<Option<ConsumedCapacity>, SdkError<E, HttpResponse>>,
    unmet: impl FnOnce(&E) -> Option<Option<Attributes>>,
) -> Result<Answer, PortError>
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match answer {
        Ok(consumed) => Ok(Answer::Done(write_units(consumed.as_slice()))),
        Err(error) => match error.as_service_error().and_then(unmet) {
            Some(item) => Found::alone(item).map(Answer::Unmet),
            None => failed(&error),
        },
    }
}
