import { useTranslation } from 'react-i18next';
import { useOperation } from '../../app/client.ts';

const commandLine = 'cli:';

/** Who did something, as a manager knows them: `03 吴主任`, the command line with its user, the station itself; nobody where a previous system named nobody. */
export function useStaffName(): (actor: string | null) => string {
  const { t } = useTranslation('manager');
  const accounts = useOperation('account.list', {}).data?.accounts ?? [];
  return (actor) => {
    if (actor === null) return t('none');
    if (actor === 'station') return t('journal.station');
    if (actor.startsWith(commandLine)) return t('journal.commandLine', { user: actor.slice(commandLine.length) });
    const account = accounts.find((one) => one.number === actor);
    return account === undefined ? actor : `${actor} ${account.name}`;
  };
}
