//! Makes an empty state database with the newest schema at the path given. `./gen-sql` checks statements against it.

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("the path of the database to make")?;
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    banso_state::MIGRATIONS.run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}
