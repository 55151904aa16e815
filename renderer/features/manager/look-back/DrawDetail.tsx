/** One draw: what was announced, its seed, and once that is revealed what was drawn, by whom it is inspected, and what they found. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { contract } from '../../../../shared/contract/contract.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { formatInstant } from '../../../components/format.ts';
import { CopyText } from '../CopyText.tsx';
import type { Selection } from '../transactions/selection.ts';
import { DrawnTable, type Draw } from './DrawnTable.tsx';
import { DrawPapers } from './DrawPapers.tsx';
import type { Seeds } from './use-seeds.ts';

type DrawDetailProps = { readonly draw: Draw; readonly seeds: Seeds; readonly today: string; readonly onOpen: (selection: Selection) => void };

export function DrawDetail({ draw, seeds, today, onOpen }: DrawDetailProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const title = t('lookBack.draws.chosen', { draw: draw.draw });
  const seed = draw.seed ?? seeds.of(draw.draw);
  const facts: readonly (readonly [term: string, fact: ReactNode])[] = [
    [t('lookBack.draws.facts.span'), t('lookBack.draws.spanOf', { from: draw.from, to: draw.to })],
    [t('lookBack.draws.facts.size'), t('lookBack.draws.sizeOf', { size: draw.size })],
    [t('lookBack.draws.facts.at'), formatInstant(common, draw.at)],
    [t('lookBack.draws.facts.commitment'), <CopyText key="commitment" label={t('lookBack.draws.facts.commitment')} text={draw.seedCommitment} />],
    ...(seed === undefined ? [] : [[t('lookBack.draws.facts.seed'), <CopyText key="seed" label={t('lookBack.draws.facts.seed')} text={seed} />] as const]),
  ];
  return (
    <section className="look-back-draw" aria-label={title}>
      <h4>{title}</h4>
      <dl className="manager-facts">{facts.map(([term, fact]) => <div key={term}><dt>{term}</dt><dd>{fact}</dd></div>)}</dl>
      {draw.seed === null ? <Reveal key={seed ?? ''} draw={draw.draw} seeds={seeds} /> : (
        <>
          <DrawPapers draw={draw.draw} />
          <DrawnTable draw={draw} today={today} onOpen={onOpen} />
        </>
      )}
    </section>
  );
}

const SeedForm = z.strictObject({ seed: contract['lookback.reveal'].input.shape.seed });

/** The step from the announced fingerprint to the draw; a seed that is not here any more is pasted. */
function Reveal({ draw, seeds }: { readonly draw: string; readonly seeds: Seeds }) {
  const { t } = useTranslation('manager');
  const reveal = useCommand('lookback.reveal');
  const kept = seeds.of(draw);
  const { control, handleSubmit } = useForm<z.infer<typeof SeedForm>>({ resolver: zodResolver(SeedForm), defaultValues: { seed: kept ?? '' } });
  const submit = handleSubmit(({ seed }) => reveal.mutate({ draw, seed }, { onSuccess: () => seeds.drop(draw) }));
  return (
    <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void submit()}>
      {kept === undefined ? (
        <Field control={control} name="seed" label={t('lookBack.draws.facts.seed')} required help={t('lookBack.draws.paste')} errorText={() => t('lookBack.draws.seedForm')}>
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" spellCheck={false} onChange={(event) => field.onChange(event.target.value.trim())} />}
        </Field>
      ) : (
        <p className="look-back-keep">{t('lookBack.draws.keep')}</p>
      )}
      <ErrorNotice error={reveal.error} />
      <Button type="primary" htmlType="submit" loading={reveal.isPending}>{t('lookBack.draws.reveal')}</Button>
    </Form>
  );
}
