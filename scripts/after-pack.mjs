// Called by electron-builder on the packed folder: takes out what an unpacked Electron brings for developers only.
import { rmSync } from 'node:fs';
import path from 'node:path';

/** @param {{ appOutDir: string, packager: { getResourcesDir: (folder: string) => string } }} context */
export const afterPack = ({ appOutDir, packager }) => {
  rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  rmSync(path.join(appOutDir, 'version'), { force: true });
};
