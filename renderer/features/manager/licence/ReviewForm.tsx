/** The second pair of eyes: agrees to the check, or says what is wrong with it. */
import { Button, Form, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceSummary } from '../../../../shared/contract/licence.ts';
import { LicenceOpinion } from '../../../../shared/licence/case.ts';
import { useCommand } from '../../../app/client.ts';
import { useSession } from '../../../app/session.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';

type ReviewFormProps = { readonly code: string; readonly check: NonNullable<LicenceSummary['check']> };

export function ReviewForm({ code, check }: ReviewFormProps) {
  const { t } = useTranslation('licence');
  const session = useSession();
  const note = useId();
  const review = useCommand('licence.review');
  const [opinion, setOpinion] = useState<LicenceOpinion>('agree');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  if (session?.number === check.by) return <p className="licence-warning">{t('manager.review.own')}</p>;
  const missing = opinion === 'object' && text.trim() === '';
  const send = (): void => {
    setTried(true);
    if (!missing) review.mutate({ case: code, opinion, check: check.number, ...(text.trim() === '' ? {} : { note: text.trim() }) });
  };
  return (
    <section className="licence-review" aria-labelledby={`${note}-title`}>
      <h3 id={`${note}-title`}>{t('manager.review.title')}</h3>
      {!check.met && <p className="licence-warning">{t('manager.review.unmet')}</p>}
      <Form layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item>
          <Radio.Group
            aria-label={t('manager.review.title')}
            value={opinion}
            options={LicenceOpinion.options.map((one) => ({ value: one, label: t(`manager.review.${one}`) }))}
            onChange={(event) => setOpinion(LicenceOpinion.parse(event.target.value))}
          />
        </Form.Item>
        <Form.Item
          label={t(opinion === 'object' ? 'manager.review.noteObject' : 'manager.review.note')}
          htmlFor={note}
          validateStatus={tried && missing ? 'error' : ''}
          help={tried && missing ? <span id={`${note}-under`}>{t('manager.review.noteMissing')}</span> : undefined}
        >
          <Input.TextArea
            id={note}
            rows={2}
            maxLength={500}
            value={text}
            aria-invalid={tried && missing}
            aria-describedby={tried && missing ? `${note}-under` : undefined}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
        <ErrorNotice error={review.error} />
        <Button type="primary" htmlType="submit" loading={review.isPending}>{t('manager.review.send')}</Button>
      </Form>
    </section>
  );
}
