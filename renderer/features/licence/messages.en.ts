import type { Messages } from '../../app/message-keys.ts';
import type { zh } from './messages.zh-CN.ts';

export const en = {
  steps: { label: 'How far the licence has come', opened: 'Notice', committed: 'Commitment', checked: 'Formal check', reviewed: 'Review', decided: 'Decision' },
  state: { opened: 'To be signed', committed: 'To be checked', checked: 'To be reviewed', reviewed: 'To be decided', granted: 'Granted', refused: 'Refused', withdrawn: 'Ended', voided: 'Voided' },
  procedure: { found: 'Founding', divide: 'Division', merge: 'Merger', change: 'Change', terminate: 'Termination' },
  conditions: { title: 'Conditions', basis: 'Basis: {{basis}}', unsourced: 'source to be confirmed', met: 'Met', unmet: 'Not met', open: 'Not checked' },
  notice: { title: 'Notice', choice: 'Free choice', promise: 'What is promised', liability: 'Liability of a false commitment', verification: 'Later verification' },
  facts: {
    label: 'Licence application', applicant: 'Applicant', matter: 'Licence', procedure: 'Procedure', limits: 'Limits',
    limitsOf: { working: '{{statutory}} by statute, {{promised}} promised (working days)', calendar: '{{statutory}} by statute, {{promised}} promised (calendar days)' },
    unknown: 'not stated', signature: 'Commitment', drawn: '{{at}}, signed on the pad', paper: '{{at}}, signed on paper', check: 'Formal check', checkBy: '{{at}} {{who}}', review: 'Review',
    agree: '{{at}} {{who}}: agreed', object: '{{at}} {{who}}: objected', reason: 'Reason', objection: 'Objection',
  },
  materials: { title: 'Materials', none: 'No materials to record', state: { done: 'settled', pending: 'awaiting an answer', tolerated: 'to be handed in', missing: 'missing', 'not-applicable': 'not applicable' } },
  window: {
    title: 'Licence by commitment',
    opening: { help: 'Show the applicant conditions and notice first; the choice is theirs.', procedure: 'Procedure', ordinary: 'No commitment, ordinary way', open: 'Notice given, open case', ready: 'The case can be opened; let the applicant read conditions and notice.' },
    signing: {
      read: 'The applicant reads every line, and signs only if willing.', how: 'Signed', drawn: 'On the pad', paper: 'On paper', pad: "Applicant's signature", paperHelp: 'Print notice and commitment; the applicant signs and seals it, the bureau keeps the original.',
      print: 'Print notice and commitment', signed: 'Commitment signed', missing: 'Not signed yet', ready: 'Signed; the commitment can be recorded.',
    },
    check: {
      objected: 'The review objected; correct and send again: {{note}}', help: 'Check one by one; each needs an answer.', answer: '{{condition}}: met?', note: 'Why it is not met', noteOf: 'Why “{{condition}}” is not met', send: 'Checked, send to review',
      open: '{{count}} not answered yet', reasons: 'Reason missing: {{count}}', materials: 'Materials still open: {{names}}', ready: 'All answered; it can go to review.', readyUnmet: 'A condition is not met: after the review the licence can only be refused.',
    },
    waiting: { text: 'Sent to review; another colleague will give an opinion. Meanwhile put it aside with F8 and serve others.', words: 'Waiting for the review', again: 'Correct the check' },
    deciding: { decision: 'Decision', granted: 'Grant', refused: 'Refuse', reason: 'Reason for refusing', ready: 'The review agreed; decide on the spot.', reasonMissing: 'Give the reason for refusing, two characters at least', unmet: 'A condition is not met, so it cannot be granted.' },
    withdraw: { open: 'End', title: 'End {{case}}', help: 'Nothing is decided, and the matter can be handled anew.', because: 'Why', 'ordinary-way': 'The applicant takes the ordinary way', 'taken-back': 'The applicant takes the application back', send: 'End the case' },
  },
  manager: {
    label: 'Licences', waiting: 'Waiting for review', waitingNone: 'No licence is waiting for review.', all: 'Recent licences', allNone: 'No licence by commitment yet.',
    columns: { case: 'Number', matter: 'Matter', applicant: 'Applicant', checked: 'Check', state: 'State', opened: 'Opened' },
    detail: 'Licence {{case}}', close: 'Close', transaction: 'Transaction {{number}}',
    review: { title: 'Review', agree: 'Agree', object: 'Object', note: 'Remark', noteObject: 'What is objected to', noteMissing: 'Say what is objected to', send: 'Give opinion', own: 'Whoever checked cannot review; let another colleague do it.', unmet: 'The check found a condition not met; after agreeing it can only be refused.' },
    publication: { title: 'Publication text', by: 'Publish by {{day}} (7 working days from the decision)', copy: 'Copy', copied: 'Copied', selected: 'Selected, press Ctrl+C', print: 'Print' },
    statistics: {
      title: 'Licences decided', filter: 'Which span', total: 'Total', none: '—',
      columns: { group: 'Licence', decided: 'Decided', granted: 'Granted', refused: 'Refused', statutory: 'Σ statutory', promised: 'Σ promised', ratio: 'Compression', leftOut: 'Left out', days: 'Days taken' },
      days: { working: '{{days}} working days', calendar: '{{days}} days' }, median: 'median {{days}} working days',
      leftOut: { unknownLimit: 'limit not stated: {{count}}', statutoryZero: 'statutory zero: {{count}}', otherUnit: 'calendar days: {{count}}', none: 'none' },
      voided: '{{count}} voided besides', undated: '{{count}} span a year not published',
      help: 'Compression = (Σ statutory − Σ promised) ÷ Σ statutory; voided ones do not count.',
    },
  },
} as const satisfies Messages<typeof zh>;
