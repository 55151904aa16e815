import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { MaterialEntry } from '../../../shared/transaction/transaction.ts';
import { localName } from '../../app/language.ts';
import { DispositionSign } from '../../components/DispositionSign.tsx';
import { FetchLine } from './FetchLine.tsx';
import type { FetchRow, FetchState } from './fetching.ts';
import { chosenAction, type MaterialAction } from './material-actions.ts';

type MaterialRowProps = {
  readonly material: ResolvedMaterial;
  readonly row: FetchRow;
  readonly fetchState: FetchState | undefined;
  /** Other rows wait for a source as well. */
  readonly severalFetched: boolean;
  readonly entry: MaterialEntry | undefined;
  readonly readOnly: boolean;
  readonly focusable: boolean;
  readonly id: string;
  readonly onAction: (action: MaterialAction) => void;
  readonly onChange: (entry: MaterialEntry) => void;
  readonly onFetch: () => void;
  readonly onCancelFetch: () => void;
  readonly onFocus: () => void;
  /** Enter in the note: on to the next row. */
  readonly onDone: () => void;
};

const mostCopies = 99;

/** One material: its sign and name, what the lists say of it, and the actions that are left, each under its digit. */
export function MaterialRow({ material, row, fetchState, severalFetched, entry, readOnly, focusable, id, onAction, onChange, onFetch, onCancelFetch, onFocus, onDone }: MaterialRowProps) {
  const { t } = useTranslation('window');
  const { actions, fetchKey, afterAnswer } = row;
  const chosen = chosenAction(actions, entry);
  const cancelled = material.disposition === 'cancelled';
  const state = cancelled ? t('material.dropped') : chosen === undefined ? t('material.open') : t(`material.action.${chosen.name}`);
  const waiting = fetchState?.kind === 'waiting';
  const nameId = `${id}-name`;
  return (
    <div
      id={id}
      className="window-material"
      data-material={material.name}
      data-settled={cancelled || chosen !== undefined}
      data-state={chosen?.state ?? (cancelled ? 'dropped' : 'open')}
      role="row"
      aria-labelledby={nameId}
      tabIndex={focusable ? 0 : -1}
      onFocus={onFocus}
    >
      <div id={nameId} role="gridcell" className="window-material-line">
        <span className="window-material-name">{localName(material)}</span>
        <DispositionSign disposition={material.disposition} />
        <span className={cancelled ? 'window-material-dropped' : 'for-readers'}>{state}</span>
      </div>
      {fetchState !== undefined && <FetchLine state={fetchState} several={severalFetched} onCancel={onCancelFetch} />}
      {actions.length > 0 && !readOnly && !waiting && (
        <div role="gridcell" className="window-material-actions">
          {fetchKey !== null && (
            <button type="button" tabIndex={-1} className="window-material-action" data-action="fetch" onClick={onFetch}>
              <kbd aria-hidden="true">{fetchKey}</kbd>
              {t(fetchState === undefined || fetchState.kind === 'needs-applicant' ? 'fetch.fetch' : 'fetch.again')}
            </button>
          )}
          {actions.map((action) => (
            <button
              key={action.name}
              type="button"
              tabIndex={-1}
              className="window-material-action"
              data-action={action.name}
              aria-pressed={action === chosen}
              onClick={() => onAction(action)}
            >
              <kbd aria-hidden="true">{action.key}</kbd>
              {afterAnswer && (action.name === 'asked' || action.name === 'committed' || action.name === 'pended') ? t(`fetch.next.${action.name}`) : t(`material.action.${action.name}`)}
            </button>
          ))}
          {chosen?.name === 'received' && entry?.copies !== undefined && (
            <span className="window-material-copies">
              <InputNumber
                size="small"
                min={1}
                max={mostCopies}
                precision={0}
                value={entry.copies}
                tabIndex={-1}
                aria-label={t('material.copiesOf', { name: localName(material) })}
                onChange={(copies) => onChange({ ...entry, copies: copies ?? 1 })}
              />
              {t('material.copies')}
            </span>
          )}
          {chosen?.name === 'not-applicable' && entry !== undefined && (
            <Input
              className="window-material-note"
              size="small"
              maxLength={200}
              autoFocus
              value={entry.note ?? ''}
              placeholder={t('material.why')}
              aria-label={t('material.whyOf', { name: localName(material) })}
              aria-required
              onChange={(event) => onChange({ ...entry, note: event.target.value })}
              onPressEnter={onDone}
            />
          )}
        </div>
      )}
    </div>
  );
}
