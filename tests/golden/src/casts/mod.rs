//! The casts of the stories, each with the name of its story's file.

pub mod colleague_answers;
pub mod customer_in_the_crm;
pub mod delay_then_hard_bounce;
pub mod halt_in_a_batch;
pub mod new_thread;
pub mod one_click_opt_out;
pub mod out_of_office_then_a_reply;
pub mod positive_after_step_2;
pub mod reply_delivered_four_times;
pub mod reply_while_the_follow_up_is_queued;
pub mod two_operators_and_an_edit;
pub mod two_sends_in_doubt;
