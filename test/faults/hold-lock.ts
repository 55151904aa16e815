/** Another program that has the station's database locked for a while: `node hold-lock.ts FOLDER MILLISECONDS`. Says `held` when it has it. */
import path from 'node:path';
import Database from 'better-sqlite3';

const [folder = '', milliseconds = '0'] = process.argv.slice(2);
const database = new Database(path.join(folder, 'station.db'));
database.exec('BEGIN IMMEDIATE');
console.log('held');
setTimeout(() => {
  database.exec('ROLLBACK');
  database.close();
}, Number(milliseconds));
