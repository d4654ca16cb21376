//! Golden conversations. To see what a change does to them, run with `INSTA_UPDATE=always` and read
//! the difference of the snapshots; without it a changed timeline fails.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

/// Tells a story twice: with our own cast, and with that of the corpora, if they are there.
macro_rules! told_twice {
    ($story:ident) => {
        #[tokio::test]
        async fn with_our_own_cast() {
            $story(ours()).await;
        }

        #[tokio::test]
        async fn with_the_labelled_cast() {
            if let Some(cast) = labelled() {
                $story(cast).await;
            }
        }
    };
}

mod colleague_answers;
mod customer_in_the_crm;
mod delay_then_hard_bounce;
mod halt_in_a_batch;
mod new_thread;
mod one_click_opt_out;
mod out_of_office_then_a_reply;
mod positive_after_step_2;
mod provider_renames_letters;
mod reply_delivered_four_times;
mod reply_while_the_follow_up_is_queued;
mod two_operators_and_an_edit;
mod two_sends_in_doubt;
