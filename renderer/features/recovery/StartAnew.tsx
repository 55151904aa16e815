/** Starting anew asks twice: why, and then for the code of these very files. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract/contract.ts';
import { bridge } from '../../app/bridge.ts';
import { answerOf, type CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { UnsentLines } from '../upload/Unsent.tsx';

type Asked = Output<'station.setAside'>;
/** Without a target everything was on this machine alone; that is worth saying, too. */
const isToSay = ({ readable, transactions }: Asked['unsent']): boolean => !readable || transactions > 0;

type Step = 'closed' | 'first' | 'second';

export function StartAnew() {
  const { t } = useTranslation('recovery');
  const [step, setStep] = useState<Step>('closed');
  const [reason, setReason] = useState('');
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const ids = { reason: useId(), code: useId(), passphrase: useId() };
  const ask = useMutation<Asked, CallError>({ mutationFn: () => answerOf(bridge.setAside({ reason, confirm: null, passphrase: null })), onSuccess: () => setStep('second') });
  const move = useMutation<Asked, CallError>({
    mutationFn: () => answerOf(bridge.setAside({ reason, confirm: code.trim().toUpperCase(), passphrase: passphrase === '' ? null : passphrase })),
    onSuccess: () => void bridge.openStation('work'),
  });
  const close = (): void => setStep('closed');
  return (
    <section aria-labelledby="recovery-aside">
      <h2 id="recovery-aside">{t('aside.title')}</h2>
      <p>{t('aside.text')}</p>
      <Button danger onClick={() => setStep('first')}>{t('aside.action')}</Button>
      <Modal
        open={step === 'first'} centered title={t('aside.firstTitle')} okText={t('aside.next')} cancelText={t('aside.cancel')}
        okButtonProps={{ disabled: reason.trim() === '' }} confirmLoading={ask.isPending} onOk={() => ask.mutate()} onCancel={close}
      >
        <p>{t('aside.firstText')}</p>
        <Form layout="vertical" component={false}>
          <Form.Item label={t('aside.reason')} htmlFor={ids.reason}><Input id={ids.reason} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} /></Form.Item>
        </Form>
        <ErrorNotice error={ask.error} />
      </Modal>
      <Modal
        open={step === 'second'} centered title={t('aside.secondTitle')} okText={t('aside.move')} cancelText={t('aside.cancel')}
        okButtonProps={{ danger: true, disabled: code.trim() === '' }} confirmLoading={move.isPending} onOk={() => move.mutate()} onCancel={close}
      >
        {ask.data !== undefined && isToSay(ask.data.unsent) && <div className="recovery-unsent"><UnsentLines unsent={ask.data.unsent} /><p>{t('aside.unsent')}</p></div>}
        <p>{t('aside.secondText')}</p>
        <ul>{ask.data?.files.map((file) => <li key={file}><code>{file}</code></li>)}</ul>
        <Form layout="vertical" component={false}>
          <Form.Item label={t('aside.confirm', { code: ask.data?.confirm ?? '' })} htmlFor={ids.code}><Input id={ids.code} value={code} autoComplete="off" onChange={(event) => setCode(event.target.value)} /></Form.Item>
          <Form.Item label={t('aside.passphrase')} htmlFor={ids.passphrase}>
            <Input id={ids.passphrase} type="password" autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
          </Form.Item>
        </Form>
        <ErrorNotice error={move.error} />
      </Modal>
    </section>
  );
}
