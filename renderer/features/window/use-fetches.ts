/** The certificates that are being fetched for one matter, several at once. What was fetched is held only while it is looked at. */
import { useEffect, useRef, useState } from 'react';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { Output, Request } from '../../../shared/contract/contract.ts';
import { call, CallError } from '../../app/client.ts';
import { saidOf, sourceFor, type FetchState, type ListedSource } from './fetching.ts';

type FetchedFields = Output<'certificate.fetch'>['fields'];
type Applicant = NonNullable<Request<'certificate.fetch'>['applicant']>;
type Consent = 'given' | 'refused';

export type FetchPreviewed = {
  readonly request: string;
  readonly material: ResolvedMaterial;
  /** Whose certificate was asked for: the form may say somebody else by now. */
  readonly applicant: string;
  readonly provider: string;
  readonly fields: FetchedFields;
};
type FetchAsked = { readonly material: ResolvedMaterial; readonly source: ListedSource; readonly applicant: Applicant };

export type Fetches = {
  /** By the name of the material. */
  readonly states: Readonly<Record<string, FetchState>>;
  readonly fetchable: (material: ResolvedMaterial) => boolean;
  /** The visitor is to be asked first. */
  readonly asked: FetchAsked | null;
  readonly preview: FetchPreviewed | null;
  readonly start: (material: ResolvedMaterial) => void;
  /** What the visitor said; null: nothing, the dialog was closed. */
  readonly answerConsent: (consent: Consent | null) => void;
  /** Ends all that this window waits for. */
  readonly cancel: () => void;
  readonly closePreview: (request: string, used: boolean) => void;
};

type FetchesInput = {
  readonly visit: string;
  readonly matter: string;
  readonly sources: readonly ListedSource[];
  /** The applicant of the form, or null where it cannot be asked about yet; then the hand has been led there. */
  readonly applicant: () => Applicant | null;
  readonly applicantReady: boolean;
  readonly adopt: (material: ResolvedMaterial) => void;
  /** Where the hand goes when what it was on is no more. */
  readonly focusRow: (material: string) => void;
};

/** Where this call fails the core says by itself, a little later, that nothing is held any more. */
const purgeUnused = (request: string): void => {
  call('certificate.purge', { request, used: false }).catch(() => undefined);
};
const cancelAll = (): void => {
  call('certificate.cancel', {}).catch(() => undefined);
};
const codeOf = (caught: unknown): CallError['code'] => (caught instanceof CallError ? caught.code : 'internal');

export function useFetches({ visit, matter, sources, applicant, applicantReady, adopt, focusRow }: FetchesInput): Fetches {
  const [states, setStates] = useState<Readonly<Record<string, FetchState>>>({});
  const [asked, setAsked] = useState<FetchAsked | null>(null);
  const [previews, setPreviews] = useState<readonly FetchPreviewed[]>([]);
  const waiting = useRef(new Set<string>());
  /** The numbers of the requests whose fields are here. */
  const held = useRef(new Set<string>());
  const left = useRef(false);
  const before = useRef<{ readonly element: Element | null; readonly material: string } | null>(null);
  const preview = asked === null ? (previews[0] ?? null) : null;
  const covered = asked !== null || preview !== null;

  useEffect(() => {
    const [waitingNow, heldNow] = [waiting.current, held.current];
    left.current = false;
    return () => {
      left.current = true;
      if (waitingNow.size > 0) cancelAll();
      for (const request of heldNow) purgeUnused(request);
      heldNow.clear();
    };
  }, []);
  // The hand goes back to where a dialog took it from.
  const toRow = useRef(focusRow);
  useEffect(() => {
    toRow.current = focusRow;
  });
  useEffect(() => {
    if (covered || before.current === null) return;
    const { element, material } = before.current;
    before.current = null;
    if (element instanceof HTMLElement && element.isConnected && element !== document.body) element.focus();
    else toRow.current(material);
  }, [covered]);

  const setState = (material: string, state: FetchState | null): void =>
    setStates(({ [material]: _former, ...others }) => (state === null ? others : { ...others, [material]: state }));
  const cover = (material: string): void => {
    before.current ??= { element: document.activeElement, material };
  };

  const take = (material: ResolvedMaterial, person: Applicant, { outcome, receipt, fields, next }: Output<'certificate.fetch'>): void => {
    if (outcome === 'found' && receipt !== null && !left.current) {
      held.current.add(receipt.request);
      cover(material.name);
      setState(material.name, null);
      setPreviews((others) => [...others, { request: receipt.request, material, applicant: person.name, provider: receipt.provider, fields }]);
      return;
    }
    if (receipt?.previewed === true) purgeUnused(receipt.request);
    if (left.current || outcome === 'found') return;
    setState(material.name, { kind: 'answered', said: saidOf(outcome, receipt?.detail === 'cancelled'), next: next.map(({ way }) => way) });
  };
  const run = async (material: ResolvedMaterial, person: Applicant, consent: Consent | null): Promise<void> => {
    waiting.current.add(material.name);
    setState(material.name, { kind: 'waiting', since: performance.now() });
    try {
      take(material, person, await call('certificate.fetch', { visit, matter, material: material.name, applicant: person, ...(consent === null ? {} : { consent }) }));
    } catch (caught) {
      if (!left.current) setState(material.name, { kind: 'failed', code: codeOf(caught) });
    } finally {
      waiting.current.delete(material.name);
    }
  };

  return {
    states: applicantReady ? Object.fromEntries(Object.entries(states).filter(([, { kind }]) => kind !== 'needs-applicant')) : states,
    asked,
    preview,
    fetchable: (material) => material.disposition === 'data-sharing' && sourceFor(sources, matter, material.name) !== null,
    start: (material) => {
      const source = sourceFor(sources, matter, material.name);
      if (source === null || waiting.current.has(material.name)) return;
      const person = applicant();
      if (person === null) {
        setState(material.name, { kind: 'needs-applicant' });
        return;
      }
      if (!source.needsConsent) {
        void run(material, person, null);
        return;
      }
      cover(material.name);
      setAsked({ material, source, applicant: person });
    },
    answerConsent: (consent) => {
      setAsked(null);
      if (asked !== null && consent !== null) void run(asked.material, asked.applicant, consent);
    },
    cancel: cancelAll,
    closePreview: (request, used) => {
      const closed = previews.find((one) => one.request === request);
      if (closed === undefined || !held.current.delete(request)) return;
      const { material } = closed;
      setPreviews((others) => others.filter((one) => one.request !== request));
      if (!used) {
        setState(material.name, { kind: 'answered', said: 'unused', next: [] });
        purgeUnused(request);
        return;
      }
      // Only what the journal knows to be used is recorded as fetched.
      call('certificate.purge', { request, used: true }).then(
        () => {
          if (!left.current) adopt(material);
        },
        (caught: unknown) => {
          if (!left.current) setState(material.name, { kind: 'failed', code: codeOf(caught) });
        },
      );
    },
  };
}
