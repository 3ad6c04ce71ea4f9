//! Makes cargo see new migrations and statements, and lists for every statement file what PostgreSQL is told instead.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

#[allow(clippy::print_stdout, clippy::unwrap_used)]
fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=sql");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    let mut list = String::from("&[\n");
    let mut folders = vec![root.join("sql")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            if file == "sql/postgres" {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else {
                let twin = root.join(file.replacen("sql/sqlite/", "sql/postgres/", 1));
                assert!(twin.is_file(), "{file} is SQLite's alone: write {} for PostgreSQL", Path::display(&twin));
                writeln!(list, "    ({file:?}, include_str!({twin:?})),").unwrap();
            }
        }
    }
    list.push(']');
    fs::write(PathBuf::from(std::env::var_os("OUT_DIR").unwrap()).join("statements.rs"), list).unwrap();
}
