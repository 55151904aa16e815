/** The frame: start-up, sign-in, then the screen of the role that was chosen. */
import { Button } from 'antd';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/contract/operation.ts';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { ClockLine, OfflineLine, RestartingLine, TrialBand } from './header/Bands.tsx';
import { Header } from './header/Header.tsx';
import { QuitDialog } from '../features/upload/QuitDialog.tsx';
import { DoubtBand } from '../features/recovery/DoubtBand.tsx';
import { StaleBackupLine } from '../features/recovery/StaleBackupLine.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { useFreshAnswers } from './session.ts';
import { useOperation } from './client.ts';
import { SignInScreen } from './sign-in/SignInScreen.tsx';
import { FailedPage, LockedPage, StartingPage } from './startup/StartupPages.tsx';
import { useStartup } from './startup/use-startup.ts';
import './app.css';

const GuideScreen = lazy(async () => ({ default: (await import('../features/guide/GuideScreen.tsx')).GuideScreen }));
const WindowScreen = lazy(async () => ({ default: (await import('../features/window/WindowScreen.tsx')).WindowScreen }));
const ManagerScreen = lazy(async () => ({ default: (await import('../features/manager/ManagerScreen.tsx')).ManagerScreen }));

function RoleScreen({ role }: { readonly role: Role }) {
  switch (role) {
    case 'guide':
      return <GuideScreen />;
    case 'clerk':
    case 'assistant':
      return <WindowScreen />;
    case 'manager':
      return <ManagerScreen />;
  }
}

function Counter({ restarting }: { readonly restarting: boolean }) {
  const { t } = useTranslation('app');
  useFreshAnswers(restarting);
  const current = useOperation('session.current', {});
  const session = current.data?.session ?? null;
  const kiosk = session === null || session.role === 'guide';
  return (
    <div className="app">
      <TrialBand />
      <Header form={kiosk ? 'kiosk' : 'desk'} />
      <RestartingLine restarting={restarting} />
      <OfflineLine />
      <DoubtBand />
      <StaleBackupLine />
      <ClockLine />
      <QuitDialog />
      <div className="app-screen">
        {current.error !== null && current.data === undefined ? (
          <main className="app-message">
            <ErrorNotice error={current.error} action={<Button onClick={() => void current.refetch()}>{t('retry')}</Button>} />
          </main>
        ) : (
          <ScreenBoundary key={session === null ? '' : `${session.number} ${session.role}`}>
            <Suspense fallback={<output className="for-readers">{t('loadingScreen')}</output>}>
              {current.data !== undefined && (session === null ? <SignInScreen /> : <RoleScreen role={session.role} />)}
            </Suspense>
          </ScreenBoundary>
        )}
      </div>
    </div>
  );
}

export function App() {
  const { state, hasBeenReady, unlock } = useStartup();
  switch (state.state) {
    case 'failed':
      return <FailedPage code={state.code} folder={state.folder} />;
    case 'locked':
      return <LockedPage wrong={state.wrong} onUnlock={unlock} />;
    case 'starting':
      // A core that restarts must not take away what somebody is filling in.
      return hasBeenReady ? <Counter restarting /> : <StartingPage />;
    case 'ready':
      return <Counter restarting={false} />;
  }
}
