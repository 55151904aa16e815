// A screen to show the window on, where the machine has none.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** @typedef {{ environment: NodeJS.ProcessEnv, virtual: boolean, close: () => void }} Display */

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);

/** The user's own display, or a virtual one if there is none. @returns {Promise<Display>} */
export const openDisplay = async () => (hasDisplay() ? { environment: {}, virtual: false, close: () => {} } : openVirtualDisplay());

/**
 * A virtual display, large enough for a kiosk in portrait and in landscape. It listens on a local socket only; access is
 * not checked, since the window may run as another user than the one who started it. @returns {Promise<Display>}
 */
export const openVirtualDisplay = async () => {
  if (process.platform !== 'linux') return { environment: {}, virtual: false, close: () => {} };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1920x24', '-ac', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = server.stdio[3];
  if (pipe === null || pipe === undefined) throw new Error('Xvfb has no pipe');
  const [number] = await Promise.race([once(pipe, 'data'), once(server, 'exit').then(() => ['']), once(server, 'error').then(() => [''])]);
  const name = String(number).trim();
  if (name === '') throw new Error('Xvfb did not start');
  const close = () => {
    server.kill();
  };
  process.on('exit', close);
  server.unref();
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return { environment: { DISPLAY: `:${name}`, WAYLAND_DISPLAY: '', XAUTHORITY: '' }, virtual: true, close };
};
