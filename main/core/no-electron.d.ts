// What `import 'electron'` finds in the core: nothing. The core runs in plain Node as well.
export {};
