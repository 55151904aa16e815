/** Lets a screen speak before somebody signs out, where that would lose what is kept nowhere else. */
import { createContext, useContext, useEffect } from 'react';

export type SignOutGuard = {
  /** False where the screen has something to ask first; it then signs out itself. */
  mayLeave(): boolean;
  /** Sets the question of the screen; answers with what takes it back. */
  set(question: () => boolean): () => void;
};

const always = (): boolean => true;

function createSignOutGuard(): SignOutGuard {
  let mayLeave = always;
  return {
    mayLeave: () => mayLeave(),
    set: (question) => {
      mayLeave = question;
      return () => {
        if (mayLeave === question) mayLeave = always;
      };
    },
  };
}

const GuardContext = createContext(createSignOutGuard());

export function useSignOutGuard(): SignOutGuard {
  return useContext(GuardContext);
}

/** Asks `mayLeave` when the sign-out button is pressed, while the caller is on the screen. */
export function useBeforeSignOut(mayLeave: () => boolean): void {
  const guard = useSignOutGuard();
  useEffect(() => guard.set(mayLeave));
}
