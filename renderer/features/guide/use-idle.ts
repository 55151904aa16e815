import { useEffect, useRef, useState } from 'react';

/** Any of these is a person. Moving a mouse is not: a kiosk's mouse lies on a table that people bump into. */
const signsOfLife = ['pointerdown', 'keydown', 'wheel', 'input'] as const;

/** Seconds left before `onIdle`, counted from the last touch or key; null while it does not watch. */
export function useIdle(watching: boolean, seconds: number, onIdle: () => void): number | null {
  const [left, setLeft] = useState(seconds);
  const act = useRef(onIdle);
  useEffect(() => {
    act.current = onIdle;
  });
  useEffect(() => {
    if (!watching) return undefined;
    let last = performance.now();
    const alive = (): void => {
      last = performance.now();
      setLeft(seconds);
    };
    const look = (): void => {
      const remaining = Math.ceil(seconds - (performance.now() - last) / 1000);
      setLeft(Math.max(0, remaining));
      if (remaining > 0) return;
      last = performance.now();
      act.current();
    };
    alive();
    const timer = setInterval(look, 250);
    for (const sign of signsOfLife) window.addEventListener(sign, alive, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [watching, seconds]);
  return watching ? left : null;
}
