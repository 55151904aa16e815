import type { Paper } from '../../../shared/contract/bridge.ts';
import { DrawReport } from './DrawReport.tsx';
import { Commitment } from './Commitment.tsx';
import { LicenceCommitment } from './LicenceCommitment.tsx';
import { Manifest } from './Manifest.tsx';
import { CheckLetter } from './CheckLetter.tsx';
import { Notice } from './Notice.tsx';
import { Publication } from './Publication.tsx';
import { Receipt } from './Receipt.tsx';
import { Slip } from './Slip.tsx';
import { WorkReport } from './WorkReport.tsx';
import './papers.css';

/** A paper as it comes out of the printer, in its own size and its own language; the preview shows the same. */
export function PaperSheet({ paper }: { readonly paper: Paper }) {
  switch (paper.kind) {
    case 'slip':
      return <Slip slip={paper.slip} language={paper.language} />;
    case 'receipt':
      return <Receipt receipt={paper.receipt} language={paper.language} />;
    case 'notice':
      return <Notice notice={paper.notice} copy={paper.copy === true} language={paper.language} />;
    case 'check':
      return <CheckLetter letter={paper.letter} language={paper.language} />;
    case 'commitment':
      return <Commitment notice={paper.notice} signed={paper.signed ?? null} language={paper.language} />;
    case 'licence':
      return <LicenceCommitment paper={paper} />;
    case 'publication':
      return <Publication text={paper.text} />;
    case 'manifest':
      return <Manifest close={paper.close} language={paper.language} />;
    case 'draw':
      return <DrawReport report={paper.report} language={paper.language} />;
    case 'report':
      return <WorkReport report={paper.report} language={paper.language} />;
  }
}
