import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './app.css';

function CrashedScreen({ onReload }: { readonly onReload: () => void }) {
  const { t } = useTranslation('app');
  return (
    <main className="app-message" role="alert">
      <h1>{t('crashed.title')}</h1>
      <p>{t('crashed.what')}</p>
      <p>{t('crashed.now')}</p>
      <Button type="primary" size="large" onClick={onReload}>{t('crashed.reload')}</Button>
    </main>
  );
}

/** Keeps a fault in one screen from leaving the person with a white window. React offers no function for it. */
export class ScreenBoundary extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false };
  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true };
  }
  override render(): ReactNode {
    return this.state.crashed ? <CrashedScreen onReload={() => this.setState({ crashed: false })} /> : this.props.children;
  }
}
