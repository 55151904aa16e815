import type { Messages } from '../../../app/message-keys.ts';
import type { zh } from './messages.zh-CN.ts';

export const en = {
  label: 'Work report',
  filter: 'Which period',
  kinds: { month: 'Month', quarter: 'Quarter', half: 'Half year', year: 'Year', days: 'Any days' },
  month: '{{year}}-{{number}}',
  quarter: 'Q{{number}} {{year}}',
  half1: 'First half of {{year}}',
  half2: 'Second half of {{year}}',
  year: '{{year}}',
  before: 'Period before',
  after: 'Period after',
  print: 'Print',
  pdf: 'PDF',
  xlsx: 'Excel',
  savedAs: 'The report was saved to {{file}}',
  page: 'The report',
} as const satisfies Messages<typeof zh>;
