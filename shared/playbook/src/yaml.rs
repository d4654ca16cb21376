//! YAML as a tree that knows where each key and value stands.

use granit_parser::{Event, Parser, ScalarStyle, ScanError};

/// Where something stands in a file; both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A value and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) at: Place,
    pub(crate) value: Value,
}

/// A key and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) at: Place,
    pub(crate) text: String,
}

/// What may stand in front matter. Scalars stay text: who reads them says what they must be, so that
/// the country `NO` is never taken for "false".
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`.
    Nothing,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

impl Value {
    /// What it is, with its article.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Scalar(_) => "a single value",
            Self::List(_) => "a list",
            Self::Map(_) => "a set of keys",
        }
    }
}

/// Something the tree can't hold: where, what, fix.
pub(crate) type Complaint = (Place, String, String);

/// Most nested lists and sets.
const DEEPEST: usize = 24;
/// Most values in one front matter.
const MOST_NODES: usize = 50_000;
/// Most keys of one set. Keys are looked for one by one.
const MOST_KEYS: usize = 1_000;

/// Reads one document. `first_line` is the file's line on which the text begins.
pub(crate) fn parse(text: &str, first_line: usize) -> (Option<Node>, Vec<Complaint>) {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder {
        first_line,
        complaints: vec![],
        open: vec![],
        root: None,
        documents: 0,
    };
    for (count, event) in Parser::new_from_str_with_options(text, options).enumerate() {
        match event {
            Ok((event, span)) => {
                builder.take(event, builder.place(span.start.line(), span.start.col()))
            }
            Err(error) => {
                builder.refuse(&error);
                return (None, builder.complaints);
            }
        }
        let too_many = if count > MOST_NODES * 2 {
            Some(format!(
                "the front matter holds more than {MOST_NODES} values"
            ))
        } else if matches!(builder.open.last(), Some(Open::Map(_, entries, _)) if entries.len() > MOST_KEYS)
        {
            Some(format!("a set holds more than {MOST_KEYS} keys"))
        } else {
            None
        };
        if let Some(what) = too_many {
            builder.complaints.push((
                Place {
                    line: first_line,
                    column: 1,
                },
                what,
                "shorten it".to_owned(),
            ));
            return (None, builder.complaints);
        }
    }
    (builder.root, builder.complaints)
}

/// A list or set that isn't closed yet.
enum Open {
    List(Place, Vec<Node>),
    Map(Place, Vec<(Key, Node)>, Option<Key>),
}

struct Builder {
    first_line: usize,
    complaints: Vec<Complaint>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl Builder {
    fn place(&self, line: usize, column: usize) -> Place {
        Place {
            line: line.max(1) - 1 + self.first_line,
            column: column + 1,
        }
    }

    fn refuse(&mut self, error: &ScanError) {
        let at = self.place(error.marker().line(), error.marker().col());
        self.complaints.push((
            at,
            format!("this isn't YAML: {}", error.info()),
            "look for a missing colon, quote or bracket, or a wrong indent, here or on the line above; put texts that hold `: ` or begin with a special character in double quotes".to_owned(),
        ));
    }

    fn take(&mut self, event: Event<'_>, at: Place) {
        if event.tag().is_some_and(|tag| !tag.is_yaml_core_schema()) {
            self.complaints.push((
                at,
                "tags with `!` have no meaning here".to_owned(),
                "take the tag out".to_owned(),
            ));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let nothing = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if nothing {
                    Value::Nothing
                } else {
                    Value::Scalar(text.into_owned())
                };
                self.put(Node { at, value });
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.complaints.push((
                    at,
                    "`*` at the beginning of a value refers to another one, which isn't supported"
                        .to_owned(),
                    "write the value out, or put it in quotes".to_owned(),
                ));
                self.put(Node {
                    at,
                    value: Value::Nothing,
                });
            }
            Event::SequenceStart(..) => self.open.push(Open::List(at, vec![])),
            Event::MappingStart(..) => self.open.push(Open::Map(at, vec![], None)),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(at, items)) => self.put(Node {
                    at,
                    value: Value::List(items),
                }),
                Some(Open::Map(at, entries, _)) => self.put(Node {
                    at,
                    value: Value::Map(entries),
                }),
                None => {}
            },
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.complaints.push((
                        at,
                        "the front matter holds a second YAML document".to_owned(),
                        "take the line out".to_owned(),
                    ));
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None if self.root.is_none() => self.root = Some(node),
            None => {}
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key @ None)) => match node.value {
                Value::Scalar(text) => {
                    if let Some((first, _)) = entries.iter().find(|(first, _)| first.text == text) {
                        self.complaints.push((
                            node.at,
                            format!(
                                "the key `{text}` stands twice; the first is on line {}",
                                first.at.line
                            ),
                            "keep one of them".to_owned(),
                        ));
                    }
                    *key = Some(Key { at: node.at, text });
                }
                other => {
                    self.complaints.push((
                        node.at,
                        format!("a key must be a word, this is {}", other.kind()),
                        "write `key: value`; put texts that begin with a bracket in quotes"
                            .to_owned(),
                    ));
                    *key = Some(Key {
                        at: node.at,
                        text: String::new(),
                    });
                }
            },
            Some(Open::Map(_, entries, key)) => {
                if let Some(key) = key.take() {
                    // A key that stands twice counts once; the first wins, the fault is told above.
                    if !key.text.is_empty()
                        && !entries.iter().any(|(first, _)| first.text == key.text)
                    {
                        entries.push((key, node));
                    }
                }
            }
        }
    }
}
