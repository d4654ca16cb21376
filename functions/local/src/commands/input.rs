//! Where input comes from, read within limits.

use super::Failure;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Most bytes of one JSON object: a mail at its limit fits in, encoded.
pub(crate) const OBJECT_LIMIT: usize = 64 * 1024 * 1024;

/// A file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    Stdin,
    File(PathBuf),
}

impl Origin {
    /// `-` and nothing are standard input.
    pub(crate) fn of(path: Option<&Path>) -> Self {
        match path {
            None => Self::Stdin,
            Some(path) if path.as_os_str() == "-" => Self::Stdin,
            Some(path) => Self::File(path.to_path_buf()),
        }
    }

    /// How it is named in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Opens it. Who waits at a terminal is told what for.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read>> {
        match self {
            Self::Stdin => {
                if io::stdin().is_terminal() {
                    super::output::hint("reading standard input; end it with Ctrl-D");
                }
                Ok(Box::new(io::stdin()))
            }
            Self::File(path) => Ok(Box::new(File::open(path)?)),
        }
    }

    /// All of it, but at most one byte more than `limit`: that byte tells that there is more.
    pub(crate) fn read(&self, limit: usize) -> io::Result<Vec<u8>> {
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = vec![];
        self.open()?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// An input that a command can't do without and that can't be read.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::misuse(
            format!("can't read {}: {error}", self.name()),
            "give a file that is there and readable, or `-` for standard input",
        )
    }
}

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Bytes(Vec<u8>),
    /// It was longer than the limit and is passed over.
    TooLong,
}

/// Lines of bytes, each at most so long.
pub(crate) struct Lines {
    reader: BufReader<Box<dyn Read>>,
    limit: usize,
}

impl Lines {
    pub(crate) fn new(reader: Box<dyn Read>, limit: usize) -> Self {
        Self {
            reader: BufReader::new(reader),
            limit,
        }
    }

    /// The next line; nothing at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = vec![];
        let mut any = false;
        let mut too_long = false;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|&byte| byte == b'\n');
            let text = &chunk[..end.unwrap_or(chunk.len())];
            if too_long || line.len().saturating_add(text.len()) > self.limit {
                too_long = true;
                line = vec![];
            } else {
                line.extend_from_slice(text);
            }
            let used = text.len().saturating_add(usize::from(end.is_some()));
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(match (any, too_long) {
            (false, _) => None,
            (true, true) => Some(Line::TooLong),
            (true, false) => Some(Line::Bytes(line)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &'static [u8], limit: usize) -> Vec<Line> {
        let mut lines = Lines::new(Box::new(text), limit);
        std::iter::from_fn(|| lines.next().unwrap_or_default()).collect()
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over_and_the_rest_is_read() {
        let bytes = |text: &[u8]| Line::Bytes(text.to_vec());
        assert_eq!(lines(b"", 3), vec![]);
        assert_eq!(
            lines(b"abc\n\nabcd\nb", 3),
            vec![bytes(b"abc"), bytes(b""), Line::TooLong, bytes(b"b")]
        );
        assert_eq!(lines(b"a\n", 3), vec![bytes(b"a")]);
    }
}
