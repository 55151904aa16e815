/** The page of the hidden print window: takes the one paper it has to draw and says how high it is, in CSS pixels. */
import { useEffect, useRef, useState } from 'react';
import type { Paper } from '../../../shared/contract/bridge.ts';
import { bridge } from '../../app/bridge.ts';
import { PaperSheet } from './PaperSheet.tsx';

export function PaperPage() {
  const [paper, setPaper] = useState<Paper | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void bridge.takePaper().then(setPaper);
  }, []);
  useEffect(() => {
    if (paper === null) return undefined;
    let live = true;
    // Before its fonts are there a paper is of another height.
    void document.fonts.ready.then(() => {
      if (live && sheet.current !== null) bridge.paperReady(Math.ceil(sheet.current.getBoundingClientRect().height));
    });
    return () => {
      live = false;
    };
  }, [paper]);
  return <div className="paper-page" ref={sheet}>{paper !== null && <PaperSheet paper={paper} />}</div>;
}
