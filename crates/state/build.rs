//! Makes cargo see new migrations: `sqlx::migrate!` reads the folder at compile time.

#[allow(clippy::print_stdout)]
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
