// Holds the direction of the arrows between the folders, and what goes with it. The lint rules say most of this in the
// editor; this check reads every file whatever the linter is configured to, and is short enough to be believed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {'shared' | 'core' | 'message' | 'shell' | 'door' | 'renderer' | 'test' | 'scripts' | 'config'} Layer
 * @typedef {{ specifier: string, typeOnly: boolean }} Import
 */

/** @param {string} file relative to the root, with forward slashes @returns {Layer} */
const layerOf = (file) => {
  if (file === 'main/core/host-message.ts') return 'message';
  if (file.startsWith('main/core/')) return 'core';
  if (file.startsWith('main/shell/')) return 'shell';
  if (file.startsWith('main/')) return 'door';
  if (file.startsWith('shared/')) return 'shared';
  if (file.startsWith('renderer/')) return 'renderer';
  if (file.startsWith('test/')) return 'test';
  return file.startsWith('scripts/') ? 'scripts' : 'config';
};

/** Which layers a layer may import. The shell sees of the core its messages only. @type {Readonly<Record<Layer, readonly Layer[]>>} */
const arrows = {
  shared: ['shared'],
  message: ['shared'],
  core: ['shared', 'message', 'core'],
  shell: ['shared', 'message', 'shell'],
  door: ['shared', 'message', 'core', 'door'],
  renderer: ['shared', 'renderer'],
  test: ['shared', 'message', 'core', 'shell', 'door', 'renderer', 'test', 'scripts', 'config'],
  scripts: ['scripts', 'door'],
  config: ['config'],
};

/** The only packages that shared may use: pure ones, which run anywhere. */
const purePackages = new Set(['zod', 'pinyin-pro']);
const interfacePackages = /^(react|react-dom|react-i18next|react-hook-form|@hookform|@tanstack|antd|@ant-design)(\/|$)/;
const electronPackages = /^(electron|electron-log)(\/|$)/;
const nodePackages = new Set([...builtinModules, 'better-sqlite3']);
/** @param {string} specifier */
const isNode = (specifier) => specifier.startsWith('node:') || nodePackages.has(specifier);

/** @type {Readonly<Partial<Record<Layer, (specifier: string) => boolean>>>} packages that a layer may not import */
const refused = {
  shared: (specifier) => !purePackages.has(specifier.startsWith('@') ? specifier.split('/', 2).join('/') : (specifier.split('/')[0] ?? '')),
  message: (specifier) => isNode(specifier) || electronPackages.test(specifier) || interfacePackages.test(specifier),
  core: (specifier) => electronPackages.test(specifier) || interfacePackages.test(specifier),
  door: (specifier) => electronPackages.test(specifier) || interfacePackages.test(specifier),
  shell: (specifier) => specifier === 'better-sqlite3' || interfacePackages.test(specifier),
  renderer: (specifier) => isNode(specifier) || electronPackages.test(specifier),
};

/** What stands in one file only, because whoever touches it must check senders and channels. */
const keptIn = [
  { pattern: /\bipcMain\b/, name: 'ipcMain', file: 'main/shell/ipc.ts' },
  { pattern: /\bipcRenderer\b/, name: 'ipcRenderer', file: 'main/shell/preload.ts' },
  { pattern: /\b(webContents|sender)\s*\??\.\s*(send|sendToFrame|postMessage)\b/, name: 'webContents.send', file: 'main/shell/ipc.ts' },
];

const silencing = /(oxlint|eslint)-disable|@ts-(ignore|expect-error|nocheck)/;
const emptyNames = /^(utils?|helpers?|common|misc)$/i;
const sourceFolders = ['shared', 'main', 'renderer', 'test', 'scripts'];
const sourceFile = /\.(ts|tsx|mts|cts|mjs|js)$/;

/** Takes the comments out, leaving strings as they are. @param {string} text */
const withoutComments = (text) =>
  text.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<!\\)\/\/[^\n]*/g, (_, string) => string ?? ' ');

/** @param {string} text without comments @returns {readonly Import[]} */
const importsOf = (text) => {
  const found = [...text.matchAll(/(?:^|[;\n}])\s*(import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\sfrom\s*|[\w*{}\s,$]*?\}\s*from\s*)?(["'])([^"'\n]+)\3/g)];
  const dynamic = [...text.matchAll(/\b(?:import|require)\s*\(\s*(["'])([^"'\n]+)\1/g)];
  return [
    ...found.map((match) => ({ specifier: match[4] ?? '', typeOnly: match[2] !== undefined })),
    ...dynamic.map((match) => ({ specifier: match[2] ?? '', typeOnly: false })),
  ];
};

/** @param {string} root @param {string} folder @returns {readonly string[]} files, relative to the root */
const filesIn = (root, folder) =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(root, place);
    return sourceFile.test(entry.name) ? [place] : [];
  });

/** @param {ReadonlyMap<string, readonly string[]>} graph @returns {readonly string[]} one line for each circle, at the first file that closes it */
const circlesIn = (graph) => {
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const lines = [];
  /** @param {string} file @param {readonly string[]} trail */
  const visit = (file, trail) => {
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === 'open') lines.push(`${file}: circular import: ${[...trail.slice(trail.indexOf(next)), next].join(' -> ')}`);
      else if (state.get(next) === undefined) visit(next, [...trail, next]);
    }
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (state.get(file) === undefined) visit(file, [file]);
  return lines;
};

/** @param {string} file @param {string} text without comments @param {readonly Import[]} imports @returns {readonly string[]} */
const faultsOf = (file, text, imports) => {
  const layer = layerOf(file);
  const lines = [];
  for (const { specifier, typeOnly } of imports) {
    if (!specifier.startsWith('.')) {
      if (refused[layer]?.(specifier) === true) lines.push(`${file}: ${layer} may not import the package ${specifier}`);
      continue;
    }
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)).replace(/\?.*$/, '');
    // What is outside the source folders (package.json, resources) is data, not a layer.
    if (!sourceFolders.some((folder) => target.startsWith(`${folder}/`))) continue;
    if (!arrows[layer].includes(layerOf(target))) lines.push(`${file}: ${layer} may not import ${target}`);
    else if (layer === 'shell' && layerOf(target) === 'message' && !typeOnly) lines.push(`${file}: the shell knows ${target} by "import type" only`);
  }
  if (layer !== 'test' && layer !== 'scripts') {
    for (const { pattern, name, file: home } of keptIn) if (file !== home && pattern.test(text)) lines.push(`${file}: ${name} stands in ${home} only`);
  }
  return lines;
};

/**
 * Every breach below a project's root, one line each, beginning with the file.
 * @param {string} root @returns {readonly string[]}
 */
export const findBreaches = (root) => {
  const files = sourceFolders.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) => filesIn(root, folder));
  /** @type {Map<string, readonly string[]>} */
  const graph = new Map();
  const lines = files.flatMap((file) => {
    const raw = readFileSync(path.join(root, file), 'utf8');
    const text = withoutComments(raw);
    const imports = importsOf(text);
    graph.set(file, imports.filter(({ specifier }) => specifier.startsWith('.')).map(({ specifier }) => path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))));
    const names = file.replace(sourceFile, '').split('/').filter((name) => emptyNames.test(name));
    return [
      ...names.map((name) => `${file}: the name "${name}" says nothing about what is in it`),
      // This file and its test name the markers.
      ...(silencing.test(raw) && !/(^|\/)(check-)?arrows\.(mjs|test\.ts)$/.test(file) ? [`${file}: a check is silenced: mend what it found`] : []),
      ...faultsOf(file, text, imports),
    ];
  });
  return [...lines, ...circlesIn(graph)];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const breaches = findBreaches(path.join(import.meta.dirname, '..'));
  for (const line of breaches) console.error(line);
  if (breaches.length > 0) process.exitCode = 1;
  else console.log('the arrows hold');
}
