//! Mail exchangers are asked of a real name server on this machine, once for as long as the answer holds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use connectors::DnsMailExchangers;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::op::{Message, OpCode, ResponseCode};
use hickory_resolver::proto::rr::rdata::MX;
use hickory_resolver::proto::rr::{Name, RData, Record};
use ports::MailExchangers;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::UdpSocket;

/// Answers for one domain, and counts the questions.
async fn name_server(asked: Arc<AtomicUsize>) -> u16 {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut bytes = [0; 4_096];
        while let Ok((length, from)) = socket.recv_from(&mut bytes).await {
            asked.fetch_add(1, Ordering::SeqCst);
            let question = Message::from_vec(&bytes[..length]).unwrap();
            let query = question.queries[0].clone();
            let mut answer = Message::response(question.metadata.id, OpCode::Query);
            if query.name().to_string() == "acme.se." {
                for (preference, host) in [
                    (20, "Backup.Acme.se."),
                    (10, "acme-se.mail.protection.outlook.com."),
                ] {
                    let mx = MX::new(preference, Name::from_ascii(host).unwrap());
                    let name = query.name().clone();
                    answer.add_answer(Record::from_rdata(name, 300, RData::MX(mx)));
                }
            } else {
                answer.metadata.response_code = ResponseCode::NXDomain;
            }
            answer.add_query(query);
            socket
                .send_to(&answer.to_vec().unwrap(), from)
                .await
                .unwrap();
        }
    });
    port
}

fn resolver(port: u16) -> DnsMailExchangers {
    let mut connection = ConnectionConfig::udp();
    connection.port = port;
    let server = NameServerConfig::new([127, 0, 0, 1].into(), true, vec![connection]);
    let config = ResolverConfig::from_name_servers(vec![server]);
    let provider = TokioRuntimeProvider::default();
    DnsMailExchangers::built(TokioResolver::builder_with_config(config, provider)).unwrap()
}

#[tokio::test]
async fn exchangers_come_in_the_order_of_preference_and_are_asked_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let dns = resolver(name_server(asked.clone()).await);
    for _ in 0..3 {
        assert_eq!(
            dns.of("acme.se").await.unwrap(),
            ["acme-se.mail.protection.outlook.com", "backup.acme.se"]
        );
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(dns.of("gone.se").await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_name_server_that_is_away_is_no_answer() {
    let free = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    assert!(resolver(port).of("acme.se").await.is_err());
}

#[tokio::test]
async fn a_name_server_that_says_nothing_is_left_alone_for_a_while() {
    let asked = Arc::new(AtomicUsize::new(0));
    let silent = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let dns = resolver(silent.local_addr().unwrap().port());
    let counts = asked.clone();
    tokio::spawn(async move {
        while silent.recv_from(&mut [0; 4_096]).await.is_ok() {
            counts.fetch_add(1, Ordering::SeqCst);
        }
    });
    let first = tokio::join!(dns.of("a.se"), dns.of("b.se"), dns.of("c.se"));
    assert!(first.0.is_err() && first.1.is_err() && first.2.is_err());
    let before = asked.load(Ordering::SeqCst);
    assert!(before >= 3, "{before}");
    for name in ["a.se", "d.se", "e.se"] {
        assert!(dns.of(name).await.is_err());
    }
    assert_eq!(asked.load(Ordering::SeqCst), before);
}

#[tokio::test]
async fn nobody_is_asked_about_names_that_are_reserved() {
    let asked = Arc::new(AtomicUsize::new(0));
    let dns = resolver(name_server(asked.clone()).await);
    for name in ["firm.example", "firm.test", "FIRM.Invalid.", "localhost"] {
        assert_eq!(dns.of(name).await.unwrap(), Vec::<String>::new());
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}
