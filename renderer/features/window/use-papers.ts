/** The papers that follow a commit: sent to the printer one after the other; what no printer took is shown. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import { usePrint } from '../../components/printing.ts';

export type Papers = {
  /** The paper on the screen, or null. */
  readonly shown: Paper | null;
  /** What became of them, in words. */
  readonly said: string;
  /** Call it only after the commit has answered: paper implies disk. */
  readonly issue: (papers: readonly Paper[]) => void;
  readonly show: (papers: readonly Paper[]) => void;
  readonly closeShown: () => void;
};

export function usePapers(): Papers {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const { mutateAsync } = usePrint();
  const [shown, setShown] = useState<readonly Paper[]>([]);
  /** What became of them, kept apart from its words: the language may change while it is shown. */
  const [issued, setIssued] = useState<{ readonly printed: readonly Paper[]; readonly left: readonly Paper[] }>({ printed: [], left: [] });
  const issue = async (papers: readonly Paper[]): Promise<void> => {
    setIssued({ printed: [], left: [] });
    const left: Paper[] = [];
    for (const paper of papers) {
      // One roll, one tray: in this order, and never two at a time.
      const printed = await mutateAsync(paper).then(({ outcome }) => outcome === 'printed').catch(() => false);
      if (!printed) left.push(paper);
    }
    setIssued({ printed: papers.filter((paper) => !left.includes(paper)), left });
    setShown(left);
  };
  const names = (some: readonly Paper[]): string => some.map(({ kind }) => common(`paper.${kind}`)).join(t('list.comma'));
  const said = [
    ...(issued.printed.length === 0 ? [] : [t('papers.printed', { papers: names(issued.printed) })]),
    ...(issued.left.length === 0 ? [] : [t('papers.notPrinted', { papers: names(issued.left) })]),
  ].join(' ');
  return {
    shown: shown[0] ?? null,
    said,
    issue: (papers) => void issue(papers),
    show: setShown,
    closeShown: () => setShown((papers) => papers.slice(1)),
  };
}
