/** The version of the database's layout that this program writes, kept in SQLite's `user_version`. Equals the number of migrations. */
export const storeVersion = 4;
