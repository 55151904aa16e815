/** The five lanes of the hall. */
import { z } from 'zod';

/**
 * - `window`: integrated window (综合受理窗口), takes everything;
 * - `self-service`: terminals and computers of the hall (网办自助区), the visitor works alone;
 * - `mobile-assisted`: on the visitor's own phone with an assistant beside (掌上帮办区);
 * - `remote`: at home (不见面 / 跑零次);
 * - `referral`: belongs to another body (移送 / 转办).
 *
 * The order is the tie-break of the routing: of two equally good lanes the earlier one is taken.
 */
export const lanes = ['window', 'self-service', 'mobile-assisted', 'remote', 'referral'] as const;
export const Lane = z.enum(lanes);
export type Lane = z.infer<typeof Lane>;

/** The letter that stands before the ticket number and beside the colour of a lane. */
export const laneLetters = {
  window: 'A',
  'self-service': 'B',
  'mobile-assisted': 'C',
  remote: 'D',
  referral: 'E',
} as const satisfies Readonly<Record<Lane, string>>;

/** Lanes in which a member of staff does the work with the visitor; one of them is always offered (国办 2020-11-24 on older people). */
export const humanLanes: readonly Lane[] = ['window', 'mobile-assisted'];

/**
 * Lanes that need a smart phone which the visitor can use. Remote is one of them for enterprises too: [D] signing in online
 * is confirmed with a phone, by a person as by the agent of an enterprise.
 */
export const phoneLanes: readonly Lane[] = ['mobile-assisted', 'remote'];

/** One value for every lane, from a function: a record that the compiler knows to be complete. */
export function forEachLane<Value>(valueOf: (lane: Lane) => Value): Record<Lane, Value> {
  return {
    window: valueOf('window'),
    'self-service': valueOf('self-service'),
    'mobile-assisted': valueOf('mobile-assisted'),
    remote: valueOf('remote'),
    referral: valueOf('referral'),
  };
}

/** The way of handling (办理渠道) that a lane is, in the catalogue's words; a referral is none. */
export function channelOfLane(lane: Lane | undefined): 'window' | 'self-service' | 'mobile' | 'online' | null {
  switch (lane) {
    case 'window':
    case 'self-service':
      return lane;
    case 'mobile-assisted':
      return 'mobile';
    case 'remote':
      return 'online';
    case 'referral':
    case undefined:
      return null;
  }
}
