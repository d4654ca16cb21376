//! The mailer on SES keeps its contract, and sends at most once whatever happens.

use crate::clock;
use adapters_aws::{Aws, Endpoints, SesMailer, SesSettings};
use adapters_local::ManualClock;
use aws_tests::{Ses, SesAnswer};
use contract::silent_mailer_suite;
use ports::{Envelope, Handover, LookUp, Mailer, PortError};
use std::time::Duration;

/// A mailer that waits for SES for three seconds.
fn mailer(address: &str, clock: &ManualClock) -> SesMailer {
    let endpoints = Endpoints {
        ses: Some(address.to_owned()),
        timeout: Some(Duration::from_secs(3)),
        ..Endpoints::default()
    };
    let settings = SesSettings {
        configuration_set: Some("outbound".to_owned()),
        ..SesSettings::default()
    };
    Aws::at(endpoints).mailer(settings, clock.shared())
}

fn envelope(claim: &str) -> Envelope {
    Envelope {
        claim: claim.to_owned(),
        from: "sam@out.example".to_owned(),
        to: "jane@acme.example".to_owned(),
        message_id: format!("{claim}@out.example"),
    }
}

async fn send(mailer: &SesMailer, claim: &str) -> Result<Handover, PortError> {
    mailer.hand_over(&envelope(claim), b"letter").await
}

#[track_caller]
fn assert_busy(answer: Result<Handover, PortError>) {
    assert!(matches!(answer, Err(PortError::Busy(_))), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_mailer_keeps_its_contract() {
    let clock = clock();
    let ses = Ses::start(clock.clone()).await;
    let mailer = mailer(ses.address(), &clock);
    let raw = |claim: &str| {
        let mut with = ses.letters().into_iter().filter(|l| l.claim == claim);
        let letter = with.next()?;
        assert_eq!(with.next(), None, "one letter a claim");
        Some(letter.raw)
    };
    silent_mailer_suite(&mailer, raw).await;
    assert!(mailer.is_real());
    assert_eq!(mailer.name(), "ses us-east-1");
    let letter = ses.letters().remove(0);
    assert_eq!(
        (
            letter.from.as_str(),
            letter.to,
            letter.configuration_set.as_str()
        ),
        (
            "sam@out.example",
            vec!["jane@acme.example".to_owned()],
            "outbound"
        )
    );
}

/// Proof that nothing was sent, or the admission that nobody knows; one call of SES each time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_says_whether_the_letter_left() {
    let clock = clock();
    let ses = Ses::start(clock.clone()).await;
    let mailer = mailer(ses.address(), &clock);
    for code in ["TooManyRequestsException", "LimitExceededException"] {
        let status = if code.starts_with("Too") { 429 } else { 400 };
        ses.plan(SesAnswer::Refuse(status, code));
        assert_busy(send(&mailer, "clm_busy").await);
    }
    for code in ["SendingPausedException", "AccountSuspendedException"] {
        ses.plan(SesAnswer::Refuse(400, code));
        assert_busy(send(&mailer, "clm_stopped").await);
    }
    for (status, code) in [
        (400, "MessageRejected"),
        (400, "MailFromDomainNotVerifiedException"),
        (400, "BadRequestException"),
        (404, "NotFoundException"),
        (403, "AccessDeniedException"),
    ] {
        ses.plan(SesAnswer::Refuse(status, code));
        let answer = send(&mailer, "clm_refused").await;
        assert!(
            matches!(answer, Err(PortError::Refused(_))),
            "{code}: {answer:?}"
        );
    }
    assert_eq!(ses.letters(), []);
    for (number, fault) in [
        SesAnswer::TakeBut(500),
        SesAnswer::TakeBut(503),
        SesAnswer::TakeAndSilent,
        SesAnswer::TakeAndBroken,
    ]
    .into_iter()
    .enumerate()
    {
        let claim = format!("clm_{number}");
        ses.plan(fault.clone());
        let answer = send(&mailer, &claim).await;
        assert!(
            matches!(answer, Err(PortError::Unknown(_))),
            "{fault:?}: {answer:?}"
        );
        assert_eq!(mailer.look_up(&claim).await.unwrap(), LookUp::CannotTell);
    }
    let claims: Vec<String> = ses.letters().into_iter().map(|l| l.claim).collect();
    assert_eq!(claims, ["clm_0", "clm_1", "clm_2", "clm_3"], "each once");
    let (sends, _) = ses.calls();
    assert_eq!(sends, 2 + 2 + 5 + 4, "nothing is tried again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_accounts_limits_are_obeyed_before_ses_is_called() {
    let clock = clock();
    let ses = Ses::start(clock.clone()).await;
    ses.set_quota(5.0, 2);
    let mailer = mailer(ses.address(), &clock);
    for claim in ["clm_1", "clm_2"] {
        send(&mailer, claim).await.unwrap();
    }
    assert_busy(send(&mailer, "clm_3").await);
    clock.advance(Duration::from_secs(1));
    for claim in ["clm_3", "clm_4"] {
        send(&mailer, claim).await.unwrap();
    }
    clock.advance(Duration::from_secs(1));
    send(&mailer, "clm_5").await.unwrap();
    clock.advance(Duration::from_secs(1));
    assert_busy(send(&mailer, "clm_6").await);
    // SES was asked about the account once, and never about a letter beyond the limits.
    assert_eq!(ses.calls(), (5, 1));
    clock.advance(Duration::from_secs(60));
    ses.set_quota(-1.0, 2);
    ses.set_sending(false);
    assert_busy(send(&mailer, "clm_6").await);
    assert_eq!(ses.calls(), (5, 2));
    clock.advance(Duration::from_secs(60));
    ses.set_sending(true);
    ses.set_enforcement("SHUTDOWN");
    assert_busy(send(&mailer, "clm_6").await);
    assert_eq!(ses.calls(), (5, 3));
    clock.advance(Duration::from_secs(60));
    ses.set_enforcement("PROBATION");
    send(&mailer, "clm_6").await.unwrap();
    assert_eq!(ses.letters().len(), 6);
}

/// Another process has used up what this one believes to be free.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_ses_itself_throttles_is_busy() {
    let clock = clock();
    let ses = Ses::start(clock.clone()).await;
    ses.set_quota(3.0, 100);
    let (one, other) = (mailer(ses.address(), &clock), mailer(ses.address(), &clock));
    send(&one, "clm_1").await.unwrap();
    for claim in ["clm_2", "clm_3"] {
        send(&other, claim).await.unwrap();
    }
    assert_busy(send(&one, "clm_4").await);
    assert_eq!(ses.letters().len(), 3);
    let (sends, _) = ses.calls();
    assert_eq!(sends, 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_there_is_busy() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_busy(send(&mailer(&address, &clock()), "clm_1").await);
}

/// SES takes a letter to a suppressed address, and its event says that it bounced.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suppressed_address_is_taken() {
    let clock = clock();
    let ses = Ses::start(clock.clone()).await;
    ses.suppress("jane@acme.example");
    send(&mailer(ses.address(), &clock), "clm_1").await.unwrap();
    assert!(ses.letters()[0].suppressed);
}
