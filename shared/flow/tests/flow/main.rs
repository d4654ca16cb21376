//! The stages through their ports. One program, so that what they are all made of is linked once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod attention;
mod carry;
mod classifier;
mod cold_mail;
mod effect;
mod export;
mod faults;
mod forget;
mod goal;
mod html_alternative;
mod labels;
mod mail_reading;
mod mailboxes;
mod moving;
mod on_trial;
mod planted;
mod replay;
mod report;
mod retire;
mod second_reader;
mod skim;
mod trust;
mod tune;
mod versions;
mod weights;
mod why;

use harness::{Reply, World};

/// Who has this address writes back to the first letter that reached it.
async fn write_back(world: &mut World, name: &str, address: &str, text: &str) {
    let letter = world.letters_to(address).remove(0);
    let reply = Reply {
        from: (name, address),
        text,
        answers: Some(&letter),
        ..Reply::default()
    };
    world.receive(reply.raw(world.now())).await;
    world.work().await;
}
