//! Reads, strongly consistent.

use super::codec::{read_item, read_key, text, write_key};
use super::{DynamoTable, read_units};
use crate::failure;
use aws_sdk_dynamodb::types::{KeysAndAttributes, ReturnConsumedCapacity};
use ports::table_rules::range::{Range, SortKeys};
use ports::{Item, Key, Page, PageRequest, PortError, Scan, ScanRequest, Units};
use std::collections::{BTreeSet, HashMap};

const TOTAL: ReturnConsumedCapacity = ReturnConsumedCapacity::Total;

impl DynamoTable {
    /// All of these, expired ones too, in the order asked.
    pub(super) async fn read_items(
        &self,
        keys: &[Key],
    ) -> Result<(Vec<Option<Item>>, Units), PortError> {
        // The same key twice is refused by DynamoDB.
        let distinct: BTreeSet<&Key> = keys.iter().collect();
        let (found, units) = match distinct.first() {
            Some(key) if distinct.len() == 1 => self.read_one(key).await?,
            _ => self.read_many(&distinct).await?,
        };
        let found: HashMap<&Key, &Item> = found.iter().map(|item| (&item.key, item)).collect();
        let in_order = keys.iter().map(|key| found.get(key).copied().cloned());
        Ok((in_order.collect(), units))
    }

    async fn read_one(&self, key: &Key) -> Result<(Vec<Item>, Units), PortError> {
        let request = self.client.get_item().table_name(&self.name);
        let answer = request
            .set_key(Some(write_key(key)))
            .consistent_read(true)
            .return_consumed_capacity(TOTAL)
            .send()
            .await
            .map_err(|error| failure::of_read("DynamoDB", &error))?;
        let units = read_units(answer.consumed_capacity.as_slice());
        let item = answer.item.map(read_item).transpose()?;
        Ok((item.into_iter().collect(), units))
    }

    /// DynamoDB answers at most 16 MB at a time and gives the rest of the keys back, also when it is
    /// throttled. As long as each answer brings something, the rest is asked for.
    async fn read_many(&self, keys: &BTreeSet<&Key>) -> Result<(Vec<Item>, Units), PortError> {
        let mut items = Vec::with_capacity(keys.len());
        let mut units = Units::default();
        let keys: Vec<_> = keys.iter().map(|key| write_key(key)).collect();
        let mut wanted = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .consistent_read(true)
            .build()
            .map_err(|error| PortError::Refused(error.to_string()))?;
        // Every turn brings an item or is the last but one.
        for _ in 0..=wanted.keys.len() {
            let left = wanted.keys.len();
            let answer = self
                .client
                .batch_get_item()
                .request_items(&self.name, wanted)
                .return_consumed_capacity(TOTAL)
                .send()
                .await
                .map_err(|error| failure::of_read("DynamoDB", &error))?;
            units.read += read_units(answer.consumed_capacity()).read;
            for attributes in answer
                .responses
                .into_iter()
                .flat_map(HashMap::into_values)
                .flatten()
            {
                items.push(read_item(attributes)?);
            }
            let rest = answer.unprocessed_keys.unwrap_or_default();
            match rest.into_values().next() {
                Some(rest) if !rest.keys.is_empty() && rest.keys.len() < left => wanted = rest,
                Some(rest) if !rest.keys.is_empty() => break,
                _ => return Ok((items, units)),
            }
        }
        Err(PortError::Busy(
            "DynamoDB is throttled and gives the keys back".to_owned(),
        ))
    }

    /// One page, expired items too. The last key read is where the next page starts, even if nothing
    /// follows: DynamoDB doesn't look ahead.
    pub(super) async fn read_page(
        &self,
        request: &PageRequest,
        range: Range,
    ) -> Result<(Page, Units), PortError> {
        let mut values = HashMap::from([(":pk".to_owned(), text(&request.pk))]);
        let mut add = |name: &str, value: &str| values.insert(name.to_owned(), text(value));
        let condition = match &range.keys {
            SortKeys::All => "pk = :pk",
            SortKeys::StartingWith(prefix) => {
                add(":from", prefix);
                "pk = :pk AND begins_with(sk, :from)"
            }
            SortKeys::UpTo(until) => {
                add(":until", until);
                "pk = :pk AND sk <= :until"
            }
            SortKeys::Between(from, until) => {
                add(":from", from);
                add(":until", until);
                "pk = :pk AND sk BETWEEN :from AND :until"
            }
        };
        let beyond = range.beyond.map(|sk| {
            write_key(&Key {
                pk: request.pk.clone(),
                sk,
            })
        });
        let query = self.client.query().table_name(&self.name);
        let answer = query
            .key_condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .set_exclusive_start_key(beyond)
            .scan_index_forward(!request.descending)
            .limit(i32::try_from(request.limit).unwrap_or(i32::MAX))
            .consistent_read(true)
            .return_consumed_capacity(TOTAL)
            .send()
            .await
            .map_err(|error| failure::of_read("DynamoDB", &error))?;
        let units = read_units(answer.consumed_capacity.as_slice());
        let items: Result<Vec<Item>, PortError> = answer
            .items
            .unwrap_or_default()
            .into_iter()
            .map(read_item)
            .collect();
        let next = answer.last_evaluated_key.map(read_key).transpose()?;
        let next = next.map(|key| key.sk);
        Ok((
            Page {
                items: items?,
                next,
            },
            units,
        ))
    }

    /// A part of the table, expired items too. DynamoDB's order is that of a hash.
    pub(super) async fn read_scan(
        &self,
        request: &ScanRequest,
    ) -> Result<(Scan, Units), PortError> {
        let answer = self
            .client
            .scan()
            .table_name(&self.name)
            .set_exclusive_start_key(request.after.as_ref().map(write_key))
            .limit(i32::try_from(request.limit).unwrap_or(i32::MAX))
            .consistent_read(true)
            .return_consumed_capacity(TOTAL)
            .send()
            .await
            .map_err(|error| failure::of_read("DynamoDB", &error))?;
        let units = read_units(answer.consumed_capacity.as_slice());
        let items: Result<Vec<Item>, PortError> = answer
            .items
            .unwrap_or_default()
            .into_iter()
            .map(read_item)
            .collect();
        let next = answer.last_evaluated_key.map(read_key).transpose()?;
        Ok((
            Scan {
                items: items?,
                next,
            },
            units,
        ))
    }
}
