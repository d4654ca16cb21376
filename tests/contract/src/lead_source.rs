//! What every source of leads must do.

use crate::assert_refused;
use ports::{LeadRow, LeadSource, SourceCursor, SourceFile, SourceFormat};
use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes a list of this name, or writes it anew.
pub type WriteList = Box<dyn Fn(&str, &[u8])>;

/// A fresh source and a way to write the lists that it reads.
pub struct LeadBed {
    /// The source.
    pub source: Arc<dyn LeadSource>,
    /// Writes the lists.
    pub write: WriteList,
    /// Whatever must live as long as the source, such as a folder.
    pub keep: Box<dyn Any + Send>,
}

type Row = Result<BTreeMap<String, String>, String>;
/// Lines and rows; `None` for a bad one.
type Rows = [(u64, Option<Row>)];

impl LeadBed {
    /// All rows from the cursor on, `max` at a time, and the cursor behind them.
    async fn rest(
        &self,
        path: &str,
        format: SourceFormat,
        cursor: Option<SourceCursor>,
        max: usize,
    ) -> (Vec<LeadRow>, SourceCursor) {
        let (mut cursor, mut rows) = (cursor, Vec::new());
        let file = SourceFile {
            path: path.to_owned(),
            format,
        };
        for _ in 0..10_000 {
            let batch = self.source.read(&file, cursor.as_ref(), max).await.unwrap();
            assert!(batch.rows.len() <= max);
            assert!(batch.progress.0 <= batch.progress.1);
            rows.extend(batch.rows);
            if batch.end {
                assert_eq!(batch.progress.0, batch.progress.1);
                return (rows, batch.cursor);
            }
            // A cursor is kept as text.
            let kept = serde_json::to_string(&batch.cursor).unwrap();
            cursor = Some(serde_json::from_str(&kept).unwrap());
        }
        panic!("the list doesn't end");
    }

    async fn csv(&self, content: &[u8]) -> Vec<LeadRow> {
        (self.write)("list.csv", content);
        let whole = self
            .rest("list.csv", SourceFormat::Csv, None, 1_000)
            .await
            .0;
        let one_by_one = self.rest("list.csv", SourceFormat::Csv, None, 1).await.0;
        assert_eq!(whole, one_by_one, "the size of batches changes nothing");
        whole
    }

    async fn jsonl(&self, content: &[u8]) -> Vec<LeadRow> {
        (self.write)("list.jsonl", content);
        let whole = self
            .rest("list.jsonl", SourceFormat::Jsonl, None, 1_000)
            .await
            .0;
        let one_by_one = self
            .rest("list.jsonl", SourceFormat::Jsonl, None, 1)
            .await
            .0;
        assert_eq!(whole, one_by_one, "the size of batches changes nothing");
        whole
    }
}

/// Runs all checks, each on a fresh source.
pub async fn lead_source_suite(make: impl Fn() -> LeadBed) {
    a_list_is_read_row_by_row(&make()).await;
    all_ways_of_writing_csv_are_read(&make()).await;
    bad_rows_do_not_stop_the_rest(&make()).await;
    a_quote_that_never_closes_costs_its_line(&make()).await;
    huge_rows_cost_themselves(&make()).await;
    json_lines_are_read(&make()).await;
    a_cursor_goes_on_where_a_list_has_grown(&make()).await;
    a_row_that_was_cut_off_is_read_again(&make()).await;
    a_carriage_return_ends_no_json_line(&make()).await;
    a_replaced_list_is_read_anew(&make()).await;
    what_cannot_be_read_is_refused(&make()).await;
}

fn fields(pairs: &[(&str, &str)]) -> Row {
    Ok(pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect())
}

/// Lines and rows; of a bad one only that it is bad, and that it says why.
#[track_caller]
fn assert_rows(found: &[LeadRow], expected: &Rows) {
    let lines: Vec<u64> = found.iter().map(|row| row.line).collect();
    let expected_lines: Vec<u64> = expected.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, expected_lines, "{found:?}");
    for (row, (line, expected)) in found.iter().zip(expected) {
        match expected {
            Some(fields) => assert_eq!(row.fields, *fields, "line {line}"),
            None => assert!(
                row.fields.as_ref().unwrap_err().len() > 10,
                "line {line}: {row:?}"
            ),
        }
    }
}

async fn a_list_is_read_row_by_row(bed: &LeadBed) {
    let rows = bed
        .csv(b"email,first name,note\na@x.example,Ann,\nb@x.example, Bob , hi \n")
        .await;
    assert_rows(
        &rows,
        &[
            (
                2,
                Some(fields(&[("email", "a@x.example"), ("first name", "Ann")])),
            ),
            (
                3,
                Some(fields(&[
                    ("email", "b@x.example"),
                    ("first name", "Bob"),
                    ("note", "hi"),
                ])),
            ),
        ],
    );
    assert_rows(&bed.csv(b"email,name\n").await, &[]);
    assert_rows(&bed.csv(b"email,name").await, &[]);
    let many: String = (0..2_500).map(|number| format!("{number},x\n")).collect();
    (bed.write)("many.csv", format!("id,b\n{many}").as_bytes());
    for max in [1_000, 999, 7] {
        let (rows, _) = bed.rest("many.csv", SourceFormat::Csv, None, max).await;
        let ids: Vec<String> = rows
            .iter()
            .map(|row| row.fields.as_ref().unwrap()["id"].clone())
            .collect();
        assert_eq!(
            ids,
            (0..2_500)
                .map(|number| number.to_string())
                .collect::<Vec<_>>()
        );
        assert!(rows.iter().zip(2..).all(|(row, line)| row.line == line));
    }
}

async fn all_ways_of_writing_csv_are_read(bed: &LeadBed) {
    let ab = |a: &str, b: &str| Some(fields(&[("a", a), ("b", b)]));
    let cases: &[(&[u8], &Rows)] = &[
        (b"a;b\n1;2,5\n", &[(2, ab("1", "2,5"))]),
        (b"a\tb\n1\t2;5\n", &[(2, ab("1", "2;5"))]),
        (
            b"\xEF\xBB\xBFa,b\r\n1,2\r\n3,4",
            &[(2, ab("1", "2")), (3, ab("3", "4"))],
        ),
        (b"a,b\r1,2\r3,4\r", &[(2, ab("1", "2")), (3, ab("3", "4"))]),
        (
            b"\"a\",\"b\"\n\"1\",\"x, \"\"y\"\"\"\n",
            &[(2, ab("1", "x, \"y\""))],
        ),
        (
            b"a,b\n1,\"x\ny\r\nz\"\n3,4\n",
            &[(2, ab("1", "x\ny\r\nz")), (5, ab("3", "4"))],
        ),
        (b"\"a\",\"b\n\"\n1,2\n", &[(3, ab("1", "2"))]),
        (
            b"\n\na,b\n\n1,2\n,\n  ,  \n\n3,4\n",
            &[(5, ab("1", "2")), (9, ab("3", "4"))],
        ),
        (
            "a,b\nÉmile,\u{1F642}\n".as_bytes(),
            &[(2, ab("Émile", "\u{1F642}"))],
        ),
        (
            b"a,b\n1,say \"hi\" now\n",
            &[(2, ab("1", "say \"hi\" now"))],
        ),
    ];
    for (content, expected) in cases {
        assert_rows(&bed.csv(content).await, expected);
    }
    assert_rows(
        &bed.csv(b"email\nann@x.example\n").await,
        &[(2, Some(fields(&[("email", "ann@x.example")])))],
    );
}

async fn bad_rows_do_not_stop_the_rest(bed: &LeadBed) {
    let good = |value: &str| Some(fields(&[("a", value), ("b", "x")]));
    let rows = bed
        .csv(b"a,b\n1,x\nonly one\n2,x\n1,2,3\n3,x\nJos\xE9,x\n4,x\n")
        .await;
    assert_rows(
        &rows,
        &[
            (2, good("1")),
            (3, None),
            (4, good("2")),
            (5, None),
            (6, good("3")),
            (7, None),
            (8, good("4")),
        ],
    );
    assert!(rows[5].fields.as_ref().unwrap_err().contains("UTF-8"));
    assert!(rows[1].fields.as_ref().unwrap_err().contains("column"));
}

async fn a_quote_that_never_closes_costs_its_line(bed: &LeadBed) {
    let good = |value: &str| Some(fields(&[("a", value), ("b", "x")]));
    let rows = bed.csv(b"a,b\n1,x\n\"2,x\n3,x\n4,x\n").await;
    assert_rows(
        &rows,
        &[(2, good("1")), (3, None), (4, good("3")), (5, good("4"))],
    );
    assert!(rows[1].fields.as_ref().unwrap_err().contains("line 3"));
    // The next quote doesn't close it either, but opens a field of its own.
    let rows = bed.csv(b"a,b\n\"1,x\n2,x\n\"3\",x\n4,x\n").await;
    assert_rows(
        &rows,
        &[(2, None), (3, good("2")), (4, good("3")), (5, good("4"))],
    );
    // Far from its end.
    let mut content = b"a,b\n1,x\n\"2,x\n".to_vec();
    for _ in 0..400_000 {
        content.extend_from_slice(b"3,x\n");
    }
    (bed.write)("long.csv", &content);
    let (rows, _) = bed.rest("long.csv", SourceFormat::Csv, None, 1_000).await;
    assert_eq!(rows.len(), 400_002);
    let bad: Vec<u64> = rows
        .iter()
        .filter(|row| row.fields.is_err())
        .map(|row| row.line)
        .collect();
    assert_eq!(bad, [3]);
}

async fn huge_rows_cost_themselves(bed: &LeadBed) {
    let good = Some(fields(&[("a", "2")]));
    for size in [1_100_000, 5_000_000, 20_000_000] {
        let huge = "x".repeat(size);
        let rows = bed.csv(format!("a\n1{huge}\n2\n").as_bytes()).await;
        assert_rows(&rows, &[(2, None), (3, good.clone())]);
        let rows = bed.csv(format!("a\n\"1{huge}\"\n2\n").as_bytes()).await;
        assert_rows(&rows, &[(2, None), (3, good.clone())]);
        let rows = bed
            .jsonl(format!("{{\"a\":\"{huge}\"}}\n{{\"a\":2}}\n").as_bytes())
            .await;
        assert_rows(&rows, &[(1, None), (2, good.clone())]);
    }
    let large = "x".repeat(1_000_000);
    assert_rows(
        &bed.csv(format!("a\n{large}\n").as_bytes()).await,
        &[(2, Some(fields(&[("a", &large)])))],
    );
}

async fn json_lines_are_read(bed: &LeadBed) {
    let content = "\u{FEFF}{\"email\":\" a@x.example \",\"company\":{\"name\":\"Acme\",\"size\":12},\"tags\":[\"x\",\"y\"],\"none\":null}\r\n\
                   \n{\"email\":\"b@x.example\",}\n[1]\n{\"email\":\"\\u00e9\"}\n{\"open\":\"";
    let rows = bed.jsonl(content.as_bytes()).await;
    let first = fields(&[
        ("email", "a@x.example"),
        ("company.name", "Acme"),
        ("company.size", "12"),
        ("tags", "x; y"),
    ]);
    assert_rows(
        &rows,
        &[
            (1, Some(first)),
            (3, None),
            (4, None),
            (5, Some(fields(&[("email", "é")]))),
            (6, None),
        ],
    );
    let reason = rows[1].fields.as_ref().unwrap_err();
    assert!(
        reason.contains("line 3") && reason.contains("column 24"),
        "{reason}"
    );
    assert_rows(&bed.jsonl(b"").await, &[]);
    assert_rows(
        &bed.jsonl(b"{\"a\":\"\xFF\"}\n{\"a\":1}\n").await,
        &[(1, None), (2, Some(fields(&[("a", "1")])))],
    );
}

async fn a_cursor_goes_on_where_a_list_has_grown(bed: &LeadBed) {
    let one = |value: &str| Some(fields(&[("a", value)]));
    for (before, after) in [
        ("a\n1\n2\n", "3\n4\n"),
        ("a\n1\n2", "\n3\n4\n"),
        ("a\n1\n2", "\r\n3\n4"),
        ("a\n", "3\n4\n"),
    ] {
        (bed.write)("list.csv", before.as_bytes());
        let (_, cursor) = bed.rest("list.csv", SourceFormat::Csv, None, 1_000).await;
        let (rows, again) = bed
            .rest("list.csv", SourceFormat::Csv, Some(cursor), 1_000)
            .await;
        assert_rows(&rows, &[]);
        (bed.write)("list.csv", format!("{before}{after}").as_bytes());
        let (rows, _) = bed
            .rest("list.csv", SourceFormat::Csv, Some(again), 1_000)
            .await;
        let line = if before == "a\n" { 2 } else { 4 };
        assert_rows(&rows, &[(line, one("3")), (line + 1, one("4"))]);
    }
    (bed.write)("list.jsonl", b"{\"a\":1}\n");
    let (_, cursor) = bed
        .rest("list.jsonl", SourceFormat::Jsonl, None, 1_000)
        .await;
    (bed.write)("list.jsonl", b"{\"a\":1}\n{\"a\":2}\n");
    let (rows, _) = bed
        .rest("list.jsonl", SourceFormat::Jsonl, Some(cursor), 1_000)
        .await;
    assert_rows(&rows, &[(2, one("2"))]);
}

async fn a_row_that_was_cut_off_is_read_again(bed: &LeadBed) {
    (bed.write)("list.csv", b"a,b\n1,x\n2,y");
    let (rows, cursor) = bed.rest("list.csv", SourceFormat::Csv, None, 1_000).await;
    assert_eq!(rows.len(), 2);
    (bed.write)("list.csv", b"a,b\n1,x\n2,yes\n3,z\n");
    let (rows, _) = bed
        .rest("list.csv", SourceFormat::Csv, Some(cursor), 1_000)
        .await;
    assert_rows(
        &rows,
        &[
            (3, Some(fields(&[("a", "2"), ("b", "yes")]))),
            (4, Some(fields(&[("a", "3"), ("b", "z")]))),
        ],
    );
    (bed.write)("list.csv", b"a,b\n1,\"x");
    let (rows, cursor) = bed.rest("list.csv", SourceFormat::Csv, None, 1_000).await;
    assert_rows(&rows, &[(2, None)]);
    (bed.write)("list.csv", b"a,b\n1,\"xy\"\n");
    let (rows, _) = bed
        .rest("list.csv", SourceFormat::Csv, Some(cursor), 1_000)
        .await;
    assert_rows(&rows, &[(2, Some(fields(&[("a", "1"), ("b", "xy")])))]);
}

/// In JSON Lines a lone carriage return is a blank, wherever the file happened to end.
async fn a_carriage_return_ends_no_json_line(bed: &LeadBed) {
    (bed.write)("list.jsonl", b"{\"a\":1}");
    let (rows, cursor) = bed
        .rest("list.jsonl", SourceFormat::Jsonl, None, 1_000)
        .await;
    assert_rows(&rows, &[(1, Some(fields(&[("a", "1")])))]);
    (bed.write)("list.jsonl", b"{\"a\":1}\r{\"a\":2}\n{\"a\":3}\n");
    let (rows, _) = bed
        .rest("list.jsonl", SourceFormat::Jsonl, Some(cursor), 1_000)
        .await;
    let (anew, _) = bed
        .rest("list.jsonl", SourceFormat::Jsonl, None, 1_000)
        .await;
    assert_rows(&rows, &[(1, None), (2, Some(fields(&[("a", "3")])))]);
    assert_eq!(rows, anew);
}

async fn a_replaced_list_is_read_anew(bed: &LeadBed) {
    let old: &[u8] = b"a,b\n1,x\n2,x\n";
    let replaced: [&[u8]; 4] = [
        b"b,a\n1,x\n2,x\n",
        b"a,b\n1,x\n9,x\n",
        b"a,b\n1,x\n",
        b"a,c\n1,x\n2,x\n3,x\n4,x\n",
    ];
    for new in replaced {
        (bed.write)("list.csv", old);
        let (_, cursor) = bed.rest("list.csv", SourceFormat::Csv, None, 1_000).await;
        (bed.write)("list.csv", new);
        let (rows, _) = bed
            .rest("list.csv", SourceFormat::Csv, Some(cursor), 1_000)
            .await;
        let (anew, _) = bed.rest("list.csv", SourceFormat::Csv, None, 1_000).await;
        assert_eq!(rows, anew);
        assert!(!rows.is_empty());
    }
    // Far from the beginning, but where it was read last; and the other way round.
    let long =
        |first: &str, last: &str| format!("a,b\n{first},x\n{}{last},x\n", "2,x\n".repeat(10_000));
    for (first, last) in [("1", "8"), ("7", "3")] {
        (bed.write)("list.csv", long("1", "3").as_bytes());
        let (_, cursor) = bed.rest("list.csv", SourceFormat::Csv, None, 1_000).await;
        (bed.write)("list.csv", long(first, last).as_bytes());
        let (rows, _) = bed
            .rest("list.csv", SourceFormat::Csv, Some(cursor), 1_000)
            .await;
        assert_eq!(rows.len(), 10_002);
    }
    (bed.write)("list.csv", old);
    for nonsense in [
        "",
        "nonsense",
        "{}",
        "{\"offset\":-1}",
        "{\"offset\":99999999999999999999}",
    ] {
        let cursor = Some(SourceCursor(nonsense.to_owned()));
        let (rows, _) = bed.rest("list.csv", SourceFormat::Csv, cursor, 1_000).await;
        assert_eq!(rows.len(), 2, "a cursor that can't be read means the start");
    }
}

async fn what_cannot_be_read_is_refused(bed: &LeadBed) {
    let read = |path: &str, format, max| {
        let (source, file) = (
            Arc::clone(&bed.source),
            SourceFile {
                path: path.to_owned(),
                format,
            },
        );
        async move { source.read(&file, None, max).await }
    };
    (bed.write)("list.csv", b"a\n1\n");
    assert!(read("list.csv", SourceFormat::Csv, 1).await.is_ok());
    assert!(read("./list.csv", SourceFormat::Csv, 1).await.is_ok());
    for max in [0, 1_001] {
        assert_refused(read("list.csv", SourceFormat::Csv, max).await);
    }
    for path in [
        "",
        ".",
        "..",
        "../list.csv",
        "x/../list.csv",
        "/etc/passwd",
        "missing.csv",
        "list.csv/x",
        "a\0b",
    ] {
        assert_refused(read(path, SourceFormat::Csv, 1).await);
        assert_refused(read(path, SourceFormat::Jsonl, 1).await);
    }
    let no_header: [&[u8]; 6] = [
        b"",
        b"\n\n",
        b",,\n1,2,3\n",
        b"a,\"b\n1,2\n",
        b"n\xE9,b\n",
        b"ann@x.example,Ann\n",
    ];
    for content in no_header {
        (bed.write)("bad.csv", content);
        assert_refused(read("bad.csv", SourceFormat::Csv, 1).await);
    }
    let sixteen: Vec<u8> = "\u{FEFF}a,b\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    (bed.write)("bad.csv", &sixteen);
    assert_refused(read("bad.csv", SourceFormat::Csv, 1).await);
    assert_refused(read("bad.csv", SourceFormat::Jsonl, 1).await);
}
