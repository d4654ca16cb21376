//! Prints what one mail says, as JSON: `cargo run -p mail --example dump -- FILE...`.

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(raw) = std::fs::read(&path) else {
            eprintln!("no file at {path}");
            std::process::exit(2);
        };
        let inbound = serde_json::to_value(mail::read(&raw)).unwrap_or_default();
        println!("{}", serde_json::json!({ "path": path, "mail": inbound }));
    }
}
