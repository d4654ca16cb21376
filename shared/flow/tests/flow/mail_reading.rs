//! A mailbox that is read: from where, how far, and what happens to mail that can't be taken. The mailbox is
//! scripted; `functions/local/tests/process/imap.rs` reads one of a real server.

use flow::{StepError, mail_reading};
use harness::{HouseText, NORTH, Reply, World, load};
use jiff::civil::{Date, date};
use ports::{
    FetchedMail, FolderKind, FolderNumbers, MailFolder, MailReader, MailSession, PortError,
};
use std::sync::{Arc, Mutex};

const LIMIT: usize = flow::inbound::MAX_RAW;

/// A mail as the provider has it.
#[derive(Clone)]
struct Kept {
    number: u32,
    arrived: Date,
    mail: Result<FetchedMail, PortError>,
}

#[derive(Clone)]
struct Folder {
    validity: u32,
    next: Option<u32>,
    mails: Vec<Kept>,
    /// Which mails were asked for, in order.
    asked: Vec<u32>,
}

/// One folder of what came in.
struct Provider(Arc<Mutex<Folder>>);

struct Looking(Arc<Mutex<Folder>>);

#[async_trait::async_trait]
impl MailReader for Provider {
    fn name(&self) -> String {
        "mara@dockwell.example at imap.test:993".to_owned()
    }

    async fn open(&self) -> Result<Box<dyn MailSession>, PortError> {
        Ok(Box::new(Looking(self.0.clone())))
    }
}

#[async_trait::async_trait]
impl MailSession for Looking {
    async fn folders(&mut self) -> Result<Vec<MailFolder>, PortError> {
        Ok(vec![MailFolder {
            name: "INBOX".to_owned(),
            kind: FolderKind::Inbox,
        }])
    }

    async fn examine(&mut self, _: &MailFolder) -> Result<FolderNumbers, PortError> {
        let folder = self.0.lock().unwrap();
        Ok(FolderNumbers {
            validity: folder.validity,
            next: folder.next,
        })
    }

    async fn numbers(&mut self, after: u32, since: Option<Date>) -> Result<Vec<u32>, PortError> {
        let folder = self.0.lock().unwrap();
        let wanted = folder
            .mails
            .iter()
            .filter(|mail| mail.number > after && since.is_none_or(|day| mail.arrived >= day));
        Ok(wanted.map(|mail| mail.number).collect())
    }

    async fn fetch(&mut self, number: u32, limit: u64) -> Result<FetchedMail, PortError> {
        assert_eq!(limit, u64::try_from(LIMIT).unwrap());
        let mut folder = self.0.lock().unwrap();
        folder.asked.push(number);
        let found = folder.mails.iter().find(|mail| mail.number == number);
        found.map_or(Ok(FetchedMail::Gone), |mail| mail.mail.clone())
    }

    async fn close(self: Box<Self>) {}
}

async fn world() -> World {
    World::start(
        "2026-09-07T07:00+02:00",
        load(&HouseText::default(), &[NORTH]),
    )
    .await
}

fn raw(world: &World, number: u32) -> FetchedMail {
    let id = format!("{number}@friend.example");
    let reply = Reply {
        from: ("Jo Fenn", "jo@friend.example"),
        message_id: Some(&id),
        text: "Hello, how are you?",
        ..Reply::default()
    };
    FetchedMail::Whole(reply.raw(world.now()))
}

/// Mails of these numbers and days.
fn provider(world: &World, mails: &[(u32, Date)]) -> Provider {
    let mails = mails.iter().map(|(number, arrived)| Kept {
        number: *number,
        arrived: *arrived,
        mail: Ok(raw(world, *number)),
    });
    Provider(Arc::new(Mutex::new(Folder {
        validity: 1,
        next: None,
        mails: mails.collect(),
        asked: Vec::new(),
    })))
}

impl Provider {
    fn change(&self, change: impl FnOnce(&mut Folder)) {
        change(&mut self.0.lock().unwrap());
    }

    fn asked(&self) -> Vec<u32> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }
}

/// Reads; how many mails were new.
async fn read(world: &World, provider: &Provider) -> Result<usize, StepError> {
    mail_reading::read(&world.ports, provider).await
}

async fn told(world: &World, event: &str) -> Vec<String> {
    let page = flow::log::page(&world.ports, "", 200, None).await.unwrap();
    let lines = page.lines.into_iter().filter(|line| line.event == event);
    lines.map(|line| line.words).collect()
}

#[tokio::test]
async fn the_first_look_goes_back_seven_days_and_no_mail_is_read_twice() {
    let world = world().await;
    let old = date(2026, 8, 30);
    let inside = date(2026, 8, 31);
    let provider = provider(&world, &[(4, old), (9, inside), (12, date(2026, 9, 7))]);
    provider.change(|folder| folder.next = Some(20));
    assert_eq!(read(&world, &provider).await, Ok(2));
    assert_eq!(provider.asked(), [9, 12]);
    assert_eq!(read(&world, &provider).await, Ok(0));
    // What moves in later is new, however old it is.
    let late = Kept {
        number: 20,
        arrived: old,
        mail: Ok(raw(&world, 20)),
    };
    provider.change(|folder| folder.mails.push(late));
    assert_eq!(read(&world, &provider).await, Ok(1));
    assert_eq!(provider.asked(), [20]);
}

#[tokio::test]
async fn a_look_that_broke_off_goes_on_where_it_was_and_stays_in_its_window() {
    let world = world().await;
    let now = date(2026, 9, 7);
    let provider = provider(
        &world,
        &[(1, now), (2, now), (3, date(2020, 1, 1)), (4, now)],
    );
    let broken = PortError::Busy("the connection broke".to_owned());
    provider.change(|folder| folder.mails[1].mail = Err(broken.clone()));
    assert_eq!(read(&world, &provider).await, Err(broken.into()));
    assert_eq!(provider.asked(), [1, 2]);
    let whole = raw(&world, 2);
    provider.change(|folder| folder.mails[1].mail = Ok(whole));
    assert_eq!(read(&world, &provider).await, Ok(2));
    assert_eq!(provider.asked(), [2, 4]);
    assert_eq!(told(&world, "mail_passed_over").await, [""; 0]);
}

#[tokio::test]
async fn numbers_that_are_given_anew_show_the_window_again_and_double_nothing() {
    let mut world = world().await;
    let provider = provider(&world, &[(1, date(2026, 8, 1)), (2, date(2026, 9, 5))]);
    assert_eq!(read(&world, &provider).await, Ok(1));
    provider.asked();
    // Three weeks nobody looks; meanwhile the provider moves the mailbox.
    world.run_until("2026-09-28T07:00+02:00").await;
    let fresh = Kept {
        number: 33,
        arrived: date(2026, 9, 12),
        mail: Ok(raw(&world, 33)),
    };
    provider.change(|folder| {
        folder.validity = 2;
        for (kept, number) in folder.mails.iter_mut().zip([31, 32]) {
            kept.number = number;
        }
        folder.mails.push(fresh);
    });
    assert_eq!(read(&world, &provider).await, Ok(1));
    assert_eq!(
        provider.asked(),
        [32, 33],
        "what came three weeks ago was lost, or all is read anew"
    );
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_and_keeps_nothing_from_being_read() {
    let world = world().await;
    let now = date(2026, 9, 7);
    let provider = provider(&world, &[(1, now), (2, now), (3, now), (4, now), (5, now)]);
    provider.change(|folder| {
        folder.mails[0].mail = Ok(FetchedMail::TooLarge(26_214_401));
        folder.mails[1].mail = Ok(FetchedMail::Whole(Vec::new()));
        folder.mails[2].mail = Ok(FetchedMail::Gone);
        folder.mails[3].mail = Err(PortError::Refused("it is broken".to_owned()));
    });
    for look in 1..=5 {
        let refused = read(&world, &provider).await.unwrap_err();
        assert!(refused.to_string().contains("it is broken"), "look {look}");
    }
    assert_eq!(read(&world, &provider).await, Ok(1));
    assert_eq!(provider.asked(), [1, 2, 3, 4, 4, 4, 4, 4, 5]);
    let mut told = told(&world, "mail_passed_over").await;
    told.sort();
    assert_eq!(told.len(), 3, "{told:?}");
    for (line, why) in told
        .iter()
        .zip(["26214401 octets", "is empty", "it is broken"])
    {
        assert!(
            line.contains(why) && line.contains("mail program"),
            "{line}"
        );
    }
}

#[tokio::test]
async fn how_the_reading_stands_is_kept_and_told_when_it_changes() {
    let mut world = world().await;
    let name = "mara@dockwell.example at imap.test:993";
    mail_reading::went_well(&world.ports, name).await.unwrap();
    let began = world.now();
    world.run_until("2026-09-07T08:00+02:00").await;
    mail_reading::went_well(&world.ports, name).await.unwrap();
    let standing = mail_reading::standings(&world.ports).await.unwrap();
    assert_eq!(
        (standing[0].since, standing[0].trouble.as_deref()),
        (began, None)
    );
    for minute in 1..=3 {
        world
            .run_until(&format!("2026-09-07T08:0{minute}+02:00"))
            .await;
        let again = world.now();
        mail_reading::failed(&world.ports, name, "no route", again)
            .await
            .unwrap();
    }
    let standing = mail_reading::standings(&world.ports).await.unwrap();
    assert_eq!(standing[0].trouble.as_deref(), Some("no route"));
    assert_eq!(standing[0].again, Some(world.now()));
    assert_eq!(standing[0].since, harness::at("2026-09-07T08:01+02:00"));
    assert_eq!(told(&world, "mailbox_unreadable").await.len(), 1);
    assert_eq!(told(&world, "mailbox_read").await.len(), 1);
    mail_reading::only(&world.ports, &[name.to_owned()])
        .await
        .unwrap();
    assert_eq!(
        mail_reading::standings(&world.ports).await.unwrap().len(),
        1
    );
    mail_reading::only(&world.ports, &[]).await.unwrap();
    assert_eq!(mail_reading::standings(&world.ports).await.unwrap(), []);
}

/// A provider that lets nobody in, and counts who asks.
#[derive(Default)]
struct Shut(Mutex<usize>);

#[async_trait::async_trait]
impl MailReader for Shut {
    fn name(&self) -> String {
        "mara@dockwell.example at imap.test:993".to_owned()
    }

    async fn open(&self) -> Result<Box<dyn MailSession>, PortError> {
        *self.0.lock().unwrap() += 1;
        Err(PortError::Refused("wrong password".to_owned()))
    }
}

#[tokio::test]
async fn a_mailbox_that_cannot_be_read_is_left_alone_for_as_long_as_that_has_lasted() {
    let mut world = world().await;
    let shut = Shut::default();
    let mut asked = Vec::new();
    // The world begins at 07:30; somebody looks each minute for two hours.
    for minute in 0..120 {
        let (hour, minute) = (8 + minute / 60, minute % 60);
        world
            .run_until(&format!("2026-09-07T{hour:02}:{minute:02}+02:00"))
            .await;
        let before = *shut.0.lock().unwrap();
        let look = mail_reading::look(&world.ports, &shut).await;
        let has_asked = *shut.0.lock().unwrap() > before;
        assert_eq!(look.is_err(), has_asked);
        if has_asked {
            asked.push((hour - 8) * 60 + minute);
        }
    }
    assert_eq!(asked[..6], [0, 1, 2, 4, 8, 16]);
    assert_eq!(asked.last(), Some(&106));
    let provider = provider(&world, &[(1, date(2026, 9, 7))]);
    world.run_until("2026-09-07T10:02+02:00").await;
    mail_reading::look(&world.ports, &provider).await.unwrap();
    let standing = mail_reading::standings(&world.ports).await.unwrap();
    assert_eq!(standing[0].trouble, None);
    assert_eq!(told(&world, "mailbox_unreadable").await.len(), 1);
}

#[tokio::test]
async fn nothing_real_is_read_in_the_simulated_market() {
    let mut world = world().await;
    world.ports.market = true;
    let provider = provider(&world, &[(1, date(2026, 9, 7))]);
    let refused = read(&world, &provider).await;
    assert!(matches!(refused, Err(StepError::Invalid(_))), "{refused:?}");
    assert_eq!(provider.asked(), [0; 0]);
}
