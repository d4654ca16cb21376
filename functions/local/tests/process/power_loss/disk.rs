//! A disk and the cache before it: what was synced stays, of the rest anything may be lost.
//!
//! The promises taken are those of POSIX and not one more. A synced file has its content and length,
//! but perhaps no name; a synced folder has its names. What was not synced may be there or not: of a
//! file sector by sector (or page by page), each as it was at any moment since the last sync, with a
//! length of any such moment; of a folder change by change.

use super::journal::{Journal, Record};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// What becomes of that which was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// All of it is lost.
    All,
    /// Nothing is lost: what a kill leaves.
    Nothing,
    /// Names are kept, contents are not.
    Contents,
    /// Contents are kept, names are not.
    Names,
    /// By the number, page by page.
    Pages(u64),
    /// By the number, sector by sector.
    Sectors(u64),
}

enum Change {
    Write { at: usize, from: usize, to: usize },
    Truncate(usize),
}

enum NameChange {
    Set(String, usize),
    Unset(String, usize),
    Move(String, String, usize),
}

#[derive(Default)]
struct FileNode {
    durable: Vec<u8>,
    since: Vec<Change>,
}

#[derive(Default)]
struct FolderNode {
    durable: BTreeMap<String, usize>,
    now: BTreeMap<String, usize>,
    since: Vec<NameChange>,
}

enum Node {
    File(FileNode),
    Folder(FolderNode),
}

/// Whether a program forgets to sync what was made under this path; the root's is empty.
pub(crate) type Forgets = fn(&str) -> bool;

/// The disk after some records of a journal.
pub(crate) struct Disk<'a> {
    journal: &'a Journal,
    forgets: Forgets,
    nodes: Vec<Node>,
    /// The paths under which the nodes were made.
    made_as: Vec<String>,
    /// Nodes by the number that the system gave them; numbers are given again.
    numbers: HashMap<u64, usize>,
    done: usize,
}

impl<'a> Disk<'a> {
    pub(crate) fn new(journal: &'a Journal) -> Self {
        Self::forgetting(journal, |_| false)
    }

    /// The disk of a program that does not do all its syncs.
    pub(crate) fn forgetting(journal: &'a Journal, forgets: Forgets) -> Self {
        Self {
            journal,
            forgets,
            nodes: vec![Node::Folder(FolderNode::default())],
            made_as: vec![String::new()],
            numbers: HashMap::new(),
            done: 0,
        }
    }

    /// Plays the journal on, up to so many records from its beginning.
    pub(crate) fn play_to(&mut self, records: usize) {
        for record in &self.journal.records[self.done..records] {
            self.play(record);
        }
        self.done = records;
    }

    fn play(&mut self, record: &Record) {
        match record {
            Record::Root(number) => {
                self.numbers.insert(*number, 0);
            }
            Record::Create(number, path) => {
                self.add(*number, path, Node::File(FileNode::default()))
            }
            Record::Folder(number, path) => {
                self.add(*number, path, Node::Folder(FolderNode::default()));
            }
            Record::Write(number, at, bytes) => self.file(*number).since.push(Change::Write {
                at: *at,
                from: bytes.start,
                to: bytes.end,
            }),
            Record::Truncate(number, length) => {
                self.file(*number).since.push(Change::Truncate(*length));
            }
            Record::Rename(from, to) => {
                let (folder, name) = self.place(from);
                let (other_folder, other) = self.place(to);
                let node = self.folder(folder).now.remove(&name).unwrap();
                self.folder(other_folder).now.insert(other.clone(), node);
                if folder == other_folder {
                    self.folder(folder)
                        .since
                        .push(NameChange::Move(name, other, node));
                } else {
                    self.folder(folder)
                        .since
                        .push(NameChange::Unset(name, node));
                    self.folder(other_folder)
                        .since
                        .push(NameChange::Set(other, node));
                }
            }
            Record::Remove(path) => {
                let (folder, name) = self.place(path);
                let folder = self.folder(folder);
                let node = folder.now.remove(&name).unwrap();
                folder.since.push(NameChange::Unset(name, node));
            }
            Record::Link(from, to) => {
                let (folder, name) = self.place(from);
                let node = self.folder(folder).now[&name];
                let (folder, name) = self.place(to);
                self.set(folder, name, node);
            }
            Record::Sync(number) => {
                let node = self.numbers[number];
                if (self.forgets)(&self.made_as[node]) {
                    return;
                }
                let bytes = &self.journal.bytes;
                match &mut self.nodes[node] {
                    Node::File(file) => {
                        for change in std::mem::take(&mut file.since) {
                            change.carry_out(&mut file.durable, bytes);
                        }
                    }
                    Node::Folder(folder) => {
                        folder.durable = folder.now.clone();
                        folder.since.clear();
                    }
                }
            }
        }
    }

    fn add(&mut self, number: u64, path: &str, node: Node) {
        let (folder, name) = self.place(path);
        self.nodes.push(node);
        self.made_as.push(path.to_owned());
        let node = self.nodes.len() - 1;
        self.numbers.insert(number, node);
        self.set(folder, name, node);
    }

    fn set(&mut self, folder: usize, name: String, node: usize) {
        let folder = self.folder(folder);
        folder.now.insert(name.clone(), node);
        folder.since.push(NameChange::Set(name, node));
    }

    /// The folder that a path is in, and its last name.
    fn place(&self, path: &str) -> (usize, String) {
        let mut names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let last = names.pop().unwrap();
        let folder = names
            .into_iter()
            .fold(0, |node, name| match &self.nodes[node] {
                Node::Folder(folder) => folder.now[name],
                Node::File(_) => panic!("{name} of {path} is in a file"),
            });
        (folder, last.to_owned())
    }

    fn file(&mut self, number: u64) -> &mut FileNode {
        match &mut self.nodes[self.numbers[&number]] {
            Node::File(file) => file,
            Node::Folder(_) => panic!("a folder is written to"),
        }
    }

    fn folder(&mut self, node: usize) -> &mut FolderNode {
        match &mut self.nodes[node] {
            Node::Folder(folder) => folder,
            Node::File(_) => panic!("a file has names in it"),
        }
    }

    /// Puts what the disk holds after this loss into an empty folder.
    pub(crate) fn lose(&self, loss: Loss, into: &Path) {
        self.put(0, loss, into);
    }

    fn put(&self, node: usize, loss: Loss, path: &Path) {
        match &self.nodes[node] {
            Node::Folder(folder) => {
                std::fs::create_dir_all(path).unwrap();
                for (name, child) in folder.left(node, loss) {
                    self.put(child, loss, &path.join(name));
                }
            }
            Node::File(file) => {
                let mut left = file.left(node, loss, &self.journal.bytes);
                // Its content lives in a mapping that nobody syncs.
                if is_shared_memory(path) && loss != Loss::Nothing {
                    for (at, byte) in left.iter_mut().enumerate() {
                        *byte = u8::try_from(chance(loss.number(), node, at / 8) % 256).unwrap();
                    }
                }
                std::fs::write(path, left).unwrap();
            }
        }
    }

    /// Where the journal and the folder that it tells of differ; nothing may have escaped it.
    pub(crate) fn differences(&self, folder: &Path) -> Vec<String> {
        let mut all = Vec::new();
        self.compare(0, folder, &mut all);
        all
    }

    fn compare(&self, node: usize, path: &Path, all: &mut Vec<String>) {
        match &self.nodes[node] {
            Node::Folder(folder) => {
                let mut there: Vec<String> = std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                    .collect();
                there.sort();
                let told: Vec<&String> = folder.now.keys().collect();
                if told != there.iter().collect::<Vec<_>>() {
                    all.push(format!("{}: {told:?}, not {there:?}", path.display()));
                    return;
                }
                for (name, child) in &folder.now {
                    self.compare(*child, &path.join(name), all);
                }
            }
            Node::File(file) => {
                let left = file.left(node, Loss::Nothing, &self.journal.bytes);
                if !is_shared_memory(path) && left != std::fs::read(path).unwrap() {
                    all.push(path.display().to_string());
                }
            }
        }
    }

    /// The content of a file by its path, as the processes saw it.
    pub(crate) fn content(&self, path: &str) -> Option<Vec<u8>> {
        let (folder, name) = self.place(path);
        let Node::Folder(folder) = &self.nodes[folder] else {
            return None;
        };
        match &self.nodes[*folder.now.get(&name)?] {
            Node::File(file) => Some(file.left(0, Loss::Nothing, &self.journal.bytes)),
            Node::Folder(_) => None,
        }
    }
}

fn is_shared_memory(path: &Path) -> bool {
    path.to_string_lossy().ends_with("-shm")
}

impl Loss {
    fn number(self) -> u64 {
        match self {
            Loss::Pages(number) | Loss::Sectors(number) => number,
            Loss::All | Loss::Nothing | Loss::Contents | Loss::Names => 0,
        }
    }
}

/// A number that looks random and depends on nothing else (SplitMix64).
fn chance(number: u64, node: usize, part: usize) -> u64 {
    let mut z = number;
    for more in [node, part, 1] {
        z = z
            .wrapping_add(u64::try_from(more).unwrap_or(u64::MAX))
            .wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
    }
    z
}

impl Change {
    fn carry_out(&self, file: &mut Vec<u8>, journal: &[u8]) {
        match *self {
            Change::Write { at, from, to } => {
                let end = at + (to - from);
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[at..end].copy_from_slice(&journal[from..to]);
            }
            Change::Truncate(length) => file.resize(length, 0),
        }
    }
}

impl FileNode {
    fn left(&self, node: usize, loss: Loss, journal: &[u8]) -> Vec<u8> {
        let (part, number) = match loss {
            Loss::All | Loss::Contents => return self.durable.clone(),
            Loss::Nothing | Loss::Names => {
                let mut file = self.durable.clone();
                for change in &self.since {
                    change.carry_out(&mut file, journal);
                }
                return file;
            }
            Loss::Pages(number) => (4_096, number),
            Loss::Sectors(number) => (512, number),
        };
        // How many of the changes a part has seen, and how many the length.
        let choices = u64::try_from(self.since.len()).unwrap() + 1;
        let seen = |part| usize::try_from(chance(number, node, part) % choices).unwrap();
        let mut image = self.durable.clone();
        let mut length = self.durable.len();
        let length_saw = seen(usize::MAX);
        for (index, change) in self.since.iter().enumerate() {
            match *change {
                Change::Write { at, from, to } => {
                    let end = at + (to - from);
                    if image.len() < end {
                        image.resize(end, 0);
                    }
                    if index < length_saw {
                        length = length.max(end);
                    }
                    for_each_part(at, end, part, |number, begin, stop| {
                        if index < seen(number) {
                            let bytes = &journal[from + (begin - at)..from + (stop - at)];
                            image[begin..stop].copy_from_slice(bytes);
                        }
                    });
                }
                Change::Truncate(to) => {
                    if index < length_saw {
                        length = to;
                    }
                    let end = image.len();
                    for_each_part(to.min(end), end, part, |number, begin, stop| {
                        if index < seen(number) {
                            image[begin..stop].fill(0);
                        }
                    });
                }
            }
        }
        image.resize(length, 0);
        image
    }
}

/// Cuts a range at the borders of parts.
fn for_each_part(from: usize, to: usize, part: usize, mut then: impl FnMut(usize, usize, usize)) {
    let mut at = from;
    while at < to {
        let number = at / part;
        let stop = ((number + 1) * part).min(to);
        then(number, at, stop);
        at = stop;
    }
}

impl FolderNode {
    fn left(&self, node: usize, loss: Loss) -> BTreeMap<String, usize> {
        let kept = |index: usize| match loss {
            Loss::All | Loss::Names => false,
            Loss::Nothing | Loss::Contents => true,
            Loss::Pages(number) | Loss::Sectors(number) => {
                chance(number, node, index).is_multiple_of(2)
            }
        };
        let mut names = self.durable.clone();
        for (index, change) in self.since.iter().enumerate() {
            if !kept(index) {
                continue;
            }
            match change {
                NameChange::Set(name, node) => {
                    names.insert(name.clone(), *node);
                }
                NameChange::Unset(name, node) => {
                    if names.get(name) == Some(node) {
                        names.remove(name);
                    }
                }
                NameChange::Move(from, to, node) => {
                    if names.get(from) == Some(node) {
                        names.remove(from);
                    }
                    names.insert(to.clone(), *node);
                }
            }
        }
        names
    }
}
