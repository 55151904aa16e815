import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';

const root = import.meta.dirname;

/** What stays a `require` in the bundles: Electron and Node themselves, and the one native addon. */
const external = ['electron', 'better-sqlite3', /^electron\//, /^node:/, ...builtinModules];

/**
 * CommonJS bundles for the Node side. A sandboxed preload can be nothing else, and with everything bundled the
 * package needs no node_modules but the addon. Chunks lie beside the entries, so that import.meta.dirname means the same folder
 * in both. Node 20.18 is the floor: the test Electron brings no more.
 */
const nodeBundle = (folder: string, entries: Readonly<Record<string, string>>): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    outDir: `${root}/out/${folder}`,
    emptyOutDir: true,
    target: 'node20.18',
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, `${root}/${file}`])),
      external,
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[name]-[hash].cjs' },
    },
  },
});

export default defineConfig({
  root: `${root}/renderer`,
  base: './',
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: `${root}/out/renderer`,
        emptyOutDir: true,
        target: 'chrome130',
        sourcemap: false,
        // Inlined data: URLs would need a wider content security policy.
        assetsInlineLimit: 0,
        // The bundle is read from the local disk: what counts is what the first screen must parse, not one file's size.
        chunkSizeWarningLimit: 1500,
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // zod and the line that forbids it to compile its parsers stand in one chunk, so that it runs before any schema is built.
                { name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-jitless/, priority: 25 },
                { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 20 },
              ],
            },
          },
        },
      },
    },
    main: nodeBundle('main', {
      index: 'main/shell/index.ts',
      host: 'main/core/host.ts',
      reader: 'main/core/reader/worker.ts',
      cli: 'main/cli.ts',
    }),
    preload: nodeBundle('preload', { index: 'main/shell/preload.ts' }),
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (['client', 'main', 'preload'].includes(environment.name)) await builder.build(environment);
      }
    },
  },
});
