/** What a clerk does, step by step out of dice, and what was answered: each line that is told is what a person holds in the hand. */
import type { Dice } from '../../main/core/demo/traffic.ts';
import type { Request } from '../../shared/contract/contract.ts';
import { residentIdCheckCharacter } from '../../shared/identity/resident-id.ts';
import type { Call } from './station.ts';

export type Desk = {
  readonly call: Call;
  readonly roll: Dice;
  /** Numbers that may be corrected. */
  readonly handled: string[];
  readonly tell: (line: string) => void;
  /** Which visitors leave no phone number: a platform that wants one refuses them. */
  readonly withoutPhone: number;
};

/** Nobody: the area code 000000 is no place. */
function person({ roll, withoutPhone }: Desk): Request<'transaction.finish'>['applicant'] {
  const body = `00000019800101${String(Math.floor(roll() * 1000)).padStart(3, '0')}`;
  const phone = roll() < withoutPhone ? {} : { phone: '13800138000' };
  return { kind: 'person', name: '试验某', paper: { type: 'resident-id', number: body + residentIdCheckCharacter(body) }, ...phone };
}

const matters = ['si-account', 'card-apply', 'une-funeral'] as const;

/** One visitor from the kiosk to the number on the slip, now and then a correction, seldom the end of a day. */
export async function handleOne(desk: Desk, step: number, closes = 0.1): Promise<void> {
  const { call, roll, handled, tell } = desk;
  const matter = matters[Math.floor(roll() * matters.length)] ?? 'si-account';
  const { visit, ticket } = await call('visit.receive', { matters: [matter], visitor: { applicant: 'person', phone: 'none', inPerson: true, wants: 'window' } }, 'clerk');
  tell(`ticket ${visit} ${ticket.number}`);
  if (roll() < 0.1) {
    await call('ticket.close', { ticket: visit, reason: '改日再来' }, 'clerk');
    return;
  }
  await call('ticket.call', { window: 1, ticket: visit }, 'clerk');
  await call('ticket.start', { ticket: visit }, 'clerk');
  const { materials } = await call('certificates.resolve', { matter }, 'clerk');
  const { number } = await call(
    'transaction.finish',
    { ticket: visit, matter, applicant: person(desk), outcome: 'completed', materials: materials.map(({ name, disposition }) => ({ name, way: disposition })) },
    'clerk',
  );
  handled.push(number);
  tell(`number ${number}`);
  if (roll() < 0.2) {
    const corrected = handled[Math.floor(roll() * handled.length)] ?? number;
    const { amendment } = await call('transaction.amend', { number: corrected, change: { note: `更正 ${step}` }, reason: '补记' }, 'clerk');
    tell(`amendment ${corrected} ${amendment}`);
  }
  if (roll() < closes) {
    const { manifest } = await call('day.close', {}, 'clerk');
    tell(`closed ${manifest.day} ${manifest.number}`);
  }
}
