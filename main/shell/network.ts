/** When the network comes back. Chromium knows whether there is one at all; whether a certain server can be reached only an attempt can tell. */
import { net, powerMonitor } from 'electron';

const lookEvery = 3000;

/** Calls `onBack` when a network appears, and when the machine wakes up, since it may then be another one. */
export function watchNetwork(onBack: () => void): void {
  let online = net.isOnline();
  setInterval(() => {
    const now = net.isOnline();
    if (now && !online) onBack();
    online = now;
  }, lookEvery).unref();
  powerMonitor.on('resume', onBack);
}
