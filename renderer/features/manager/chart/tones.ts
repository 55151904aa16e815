/** The tokens of the look as colours that a drawing library can reckon with: it does not read CSS variables. */
import type { Lane } from '../../../../shared/routing/lanes.ts';

export type Tones = Readonly<Record<'ink' | 'inkSecondary' | 'line' | 'lineStrong' | 'surface' | 'action' | 'font', string>> & { readonly lanes: Readonly<Record<Lane, string>> };

export function readTones(): Tones {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const lane = (name: Lane): string => read(`--lane-${name}`);
  return {
    ink: read('--ink'), inkSecondary: read('--ink-secondary'), line: read('--line'), lineStrong: read('--line-strong'), surface: read('--surface'), action: read('--action'), font: read('--font'),
    lanes: { window: lane('window'), 'self-service': lane('self-service'), 'mobile-assisted': lane('mobile-assisted'), remote: lane('remote'), referral: lane('referral') },
  };
}
