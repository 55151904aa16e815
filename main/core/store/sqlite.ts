/** A connection to the station's file, by the names that the store uses. */
import type Database from 'better-sqlite3';

export type Sqlite = Database.Database;
export type Statement = Database.Statement<unknown[]>;
