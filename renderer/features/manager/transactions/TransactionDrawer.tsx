/** What a figure counts, beside it: the list of transactions, and one of them with all that the journal says of it. */
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from './selection.ts';
import { TransactionDetail } from './TransactionDetail.tsx';
import { TransactionList } from './TransactionList.tsx';
import './transactions.css';

type TransactionDrawerProps = {
  readonly selection: Selection | null;
  readonly onClose: () => void;
  readonly onSeeEntry: (seq: number) => void;
};

export function TransactionDrawer({ selection, onClose, onSeeEntry }: TransactionDrawerProps) {
  const { t } = useTranslation('manager');
  const [opened, setNumber] = useState<string | null>(null);
  // Of one alone there is no list to choose from.
  const [only, ...others] = selection?.numbers ?? [];
  const alone = only !== undefined && others.length === 0;
  const number = alone ? only : opened;
  const close = (): void => {
    setNumber(null);
    onClose();
  };
  const seeEntry = (seq: number): void => {
    setNumber(null);
    onSeeEntry(seq);
  };
  return (
    <Drawer
      open={selection !== null}
      destroyOnHidden
      size={880}
      closable={{ 'aria-label': t('transactions.close') }}
      title={number === null ? t('transactions.title', { what: selection?.what ?? '' }) : t('transactions.one', { number })}
      extra={number !== null && !alone && <Button onClick={() => setNumber(null)}>{t('transactions.back')}</Button>}
      onClose={close}
    >
      {selection !== null && (
        <>
          {/* Stays behind the one that is looked at, so that the way back leads to the same place. */}
          <div hidden={number !== null}>{!alone && <TransactionList selection={selection} onOpen={setNumber} />}</div>
          {number !== null && <TransactionDetail number={number} onSeeEntry={seeEntry} />}
        </>
      )}
    </Drawer>
  );
}
