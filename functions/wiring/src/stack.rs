//! The ports of one function, made from the environment. What a function isn't given says no.

use crate::Error;
use crate::absent::Absent;
use crate::account_mailer::AccountMailer;
use crate::environment::{log, optional, variable};
use crate::mail_account_secret::MailAccountSecret;
use crate::model;
use crate::playbook_object::{self, PlaybookObject};
use adapters_aws::{Aws, SesSettings, SqsQueue};
use adapters_local::{FolderLeads, SystemClock, SystemEntropy};
use connectors::{DnsMailExchangers, Smtp};
use flow::{Ports, stack_keys};
use ports::{Clock, Mailer, NoCrm, NoMailExchangers};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where sourcing unpacks the lists of leads: the one folder that a function can write to.
const LISTS: &str = "/tmp/playbook";

/// The ports of a function and what they were made from. Cheap to clone.
#[derive(Clone)]
pub struct Stack {
    pub(crate) ports: Ports,
    pub(crate) aws: Aws,
    pub(crate) playbook: Arc<PlaybookObject>,
    clock: Arc<dyn Clock>,
}

impl Stack {
    /// Table, blobs, keys and playbook, which all functions have. Logging begins here, too.
    ///
    /// # Errors
    /// Which variable, secret or object is missing or faulty.
    pub async fn open() -> Result<Self, Error> {
        Self::make(None).await
    }

    /// The same with the lists of leads.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_with_leads() -> Result<Self, Error> {
        let lists = optional("ONLOOP_LISTS").unwrap_or_else(|| LISTS.to_owned());
        let mut stack = Self::make(Some(PathBuf::from(&lists))).await?;
        stack.ports.leads = Arc::new(FolderLeads::new(lists));
        Ok(stack)
    }

    async fn make(lists: Option<PathBuf>) -> Result<Self, Error> {
        log();
        let aws = Aws::from_environment().await;
        let keys = variable("ONLOOP_KEYS")?;
        let archive = aws.objects(&variable("ONLOOP_PLAYBOOK")?);
        let keys = async { Ok::<_, Error>(aws.secret(&keys).await?) };
        let (keys, (playbook, archived)) =
            tokio::try_join!(keys, PlaybookObject::open(archive, lists))?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
        let table = Arc::new(aws.table(&variable("ONLOOP_TABLE")?, clock.clone()));
        let blobs = Arc::new(aws.blobs(&variable("ONLOOP_BLOBS")?));
        let in_force = playbook_object::first(&*table, &*blobs, &archived).await?;
        let ports = Ports {
            table,
            queue: Arc::new(Absent("queues")),
            blobs,
            mailer: Arc::new(Absent("what sending is wired to")),
            model: Arc::new(Absent("what drafting is wired to")),
            crm: Arc::new(NoCrm),
            messenger: Arc::new(ports::NoMessenger),
            exchangers: Arc::new(NoMailExchangers),
            leads: Arc::new(Absent("lists")),
            clock: clock.clone(),
            entropy: Arc::new(SystemEntropy::new()),
            secrets: stack_keys::read(&keys)
                .map_err(|why| format!("the secret of ONLOOP_KEYS: {why}"))?,
            playbook: in_force,
            public_base: optional("ONLOOP_PUBLIC_URL"),
            market: false,
            lanes: flow::Lanes::default(),
        };
        // Another function, or the next look, makes good what doesn't succeed now.
        if let Err(error) = playbook_object::take(&ports, archived).await {
            tracing::warn!(%error, "what the archive holds was not put in force");
        }
        Ok(Self {
            ports,
            aws,
            playbook: Arc::new(playbook),
            clock,
        })
    }

    /// With the queues, to put messages in and to look at dead letters.
    ///
    /// # Errors
    /// Which variable is missing.
    pub fn with_queue(mut self) -> Result<Self, Error> {
        self.ports.queue = Arc::new(self.sqs()?);
        Ok(self)
    }

    pub(crate) fn sqs(&self) -> Result<SqsQueue, Error> {
        Ok(self.aws.queue(&variable("ONLOOP_QUEUES")?))
    }

    /// With the mailer: each mailbox's own account where the list of mail accounts has one that sends; for all
    /// other letters the server that a secret names, else SES. Amazon's terms bar unsolicited bulk mail from SES.
    ///
    /// # Errors
    /// What is wrong with the list or with the address of the server, without the passwords.
    pub async fn with_mailer(mut self) -> Result<Self, Error> {
        let other: Arc<dyn Mailer> = match optional("ONLOOP_SMTP") {
            Some(secret) => Arc::new(Smtp::from_url(self.aws.secret(&secret).await?.trim())?),
            None => {
                let configuration_set = optional("ONLOOP_CONFIGURATION_SET");
                let patience = optional("ONLOOP_SES_TIMEOUT_MS")
                    .map(|text| text.parse().map(Duration::from_millis))
                    .transpose()
                    .map_err(|_| "ONLOOP_SES_TIMEOUT_MS is no number of milliseconds")?;
                let settings = SesSettings {
                    configuration_set,
                    patience,
                };
                Arc::new(self.aws.mailer(settings, self.clock.clone()))
            }
        };
        self.ports.mailer = match optional("ONLOOP_MAILBOXES") {
            Some(_) => {
                let list = MailAccountSecret::from_environment(&self.aws)?;
                Arc::new(AccountMailer::open(list, other, self.clock.clone()).await?)
            }
            None => other,
        };
        self.ports.exchangers = Arc::new(DnsMailExchangers::of_this_machine()?);
        Ok(self)
    }

    /// With the model, which may take so long for an answer.
    ///
    /// # Errors
    /// What is wrong with the configuration.
    pub fn with_model(mut self, patience: Duration) -> Result<Self, Error> {
        self.ports.model = model::from_environment(&self.aws, self.clock.clone(), patience)?;
        Ok(self)
    }
}
