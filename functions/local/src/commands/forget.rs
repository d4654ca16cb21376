//! `forget`: erases a person. Asks first, since nothing brings them back.

use super::access::{self, Forgotten};
use super::output::{Output, counted, hint, one_line};
use super::{Answer, Done, Failure};
use crate::cli::ForgetArgs;
use domain::Identifier;
use std::io::{self, BufRead, IsTerminal, Read, Write};

pub(crate) fn run(args: &ForgetArgs) -> Done {
    let address = person(&args.address)?;
    let done = access::with(&args.data, async |access| {
        if !args.yes && !agreed(address)? {
            return Ok(None);
        }
        access.forget(address).await.map(Some)
    })?;
    let Some(Forgotten {
        conversations,
        blobs,
    }) = done
    else {
        hint("nothing was erased");
        return Ok(Answer::No);
    };
    let what = match conversations {
        0 => "nobody was known by it".to_owned(),
        _ => format!(
            "erased, {} and {}",
            counted(conversations, "conversation", "conversations"),
            counted(blobs, "text", "texts")
        ),
    };
    let address = one_line(address);
    let stays = "the stop-list entry is kept, as a keyed hash";
    Output::new().line(&format!("{address}: {what}; {stays}"))?;
    Ok(Answer::Yes)
}

/// What tells a person.
pub(super) fn person(address: &str) -> Result<&str, Failure> {
    let address = address.trim();
    if Identifier::email(address).is_some() || Identifier::linkedin(address).is_some() {
        return Ok(address);
    }
    Err(Failure::misuse(
        format!(
            "\"{}\" is no mail address and no LinkedIn profile",
            one_line(address)
        ),
        "give one, such as sam@example.com or https://www.linkedin.com/in/sam-example",
    ))
}

/// Asks at the terminal. Where nobody can be asked, `--yes` has to say it.
fn agreed(address: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::misuse(
            "forget can't be undone, and nobody can be asked here",
            "add --yes",
        ));
    }
    let _ = write!(
        io::stderr().lock(),
        "Erase {} for good? Type yes: ",
        one_line(address)
    );
    let mut answer = String::new();
    let read = io::stdin().lock().take(100).read_line(&mut answer);
    Ok(read.is_ok() && answer.trim().eq_ignore_ascii_case("yes"))
}
