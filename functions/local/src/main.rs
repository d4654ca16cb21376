//! The program. All that it does is in the library beside it, so that a measure can start the same.

fn main() -> std::process::ExitCode {
    local::start()
}
