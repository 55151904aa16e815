import './zod-jitless.ts';
import { StrictMode, Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import './app/i18n.ts';
import './app/tokens.css';
import './app/base.css';
import './app/forced-colors.css';
import { App } from './app/App.tsx';
import { giveNonceToStyles, readNonce } from './app/nonce.ts';
import { Providers } from './app/Providers.tsx';

const PaperPage = lazy(async () => ({ default: (await import('./features/papers/PaperPage.tsx')).PaperPage }));

const nonce = readNonce();
giveNonceToStyles(nonce);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <Providers nonce={nonce}>
      {/* The hidden print window loads the same bundle. */}
      {window.location.hash === '#/paper' ? <Suspense><PaperPage /></Suspense> : <App />}
    </Providers>
  </StrictMode>,
);
