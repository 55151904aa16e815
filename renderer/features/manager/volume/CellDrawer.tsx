/** What a cell was counted from, beside it: the list, and one transaction of it. Escape leads back a step, and from the list to the cell. */
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TransactionDetail } from '../transactions/TransactionDetail.tsx';
import type { OpenedCell } from './cell.ts';
import { CountedList } from './CountedList.tsx';
import '../transactions/transactions.css';

type CellDrawerProps = { readonly opened: OpenedCell | null; readonly onClose: () => void; readonly onSeeEntry: (seq: number) => void };

export function CellDrawer({ opened, onClose, onSeeEntry }: CellDrawerProps) {
  const { t } = useTranslation('manager');
  const [number, setNumber] = useState<string | null>(null);
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
      open={opened !== null}
      destroyOnHidden
      size={1040}
      closable={{ 'aria-label': t('transactions.close') }}
      title={number === null ? opened?.what : t('transactions.one', { number })}
      extra={number !== null && <Button onClick={() => setNumber(null)}>{t('transactions.back')}</Button>}
      onClose={(event) => { if (event.type === 'keydown' && number !== null) setNumber(null); else close(); }}
    >
      {opened !== null && (
        <>
          {/* Stays behind the one that is looked at, so that the way back leads to the same place. */}
          <div hidden={number !== null}><CountedList opened={opened} onOpen={setNumber} /></div>
          {number !== null && <TransactionDetail number={number} onSeeEntry={seeEntry} />}
        </>
      )}
    </Drawer>
  );
}
