/** What no page may do, whatever it is: permissions, navigation, windows, webviews. One module, so that a reviewer sees it whole. */
import { app, session, type WebContents } from 'electron';
import { origin } from './scheme.ts';

export function refuseEverything(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  const { defaultSession } = session;
  // All three: the request handler alone does not cover checks and devices, and the default is to approve.
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  // Nothing of ours is fetched from a network by a page; what is not app:// or devtools does not leave the machine.
  defaultSession.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwn(details.url) && !details.url.startsWith('devtools://') && !details.url.startsWith('data:') && !details.url.startsWith('blob:') }));
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwn(event.url)) event.preventDefault();
  });
}

/** The parsed origin, never a substring: `https://elsewhere/?app://daoban` is not ours. */
export function isOwn(url: string): boolean {
  try {
    const parsed = new URL(url);
    return `${parsed.protocol}//${parsed.host}` === origin;
  } catch {
    return false;
  }
}
