// Stands in for Electron's own default_app, which the test Electron lacks: loads the app folder named on the command line.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = path.resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.');
/** @type {{ productName: string, version: string, main: string }} */
const manifest = createRequire(import.meta.url)(path.join(folder, 'package.json'));

/** Calls what Electron's own default app calls too, and its type declarations leave out. @param {string} method @param {string} value */
const set = (method, value) => Reflect.apply(Reflect.get(app, method), app, [value]);

app.setName(manifest.productName);
set('setVersion', manifest.version);
set('setAppPath', folder);
await import(pathToFileURL(path.join(folder, manifest.main)).href);
