import type { Ref } from './questions.ts';

export type Choice = 'approve' | 'reject';

/** Somebody of the project before one platform, as far as a race needs them. */
export interface Hand {
  /** As the project calls them. */
  name: string;
  surface: 'slack' | 'discord';
  /** Gets ready to answer: the finger is over the button, or the form is open and filled in. The act itself comes back. */
  ready(on: Ref, choice: Choice): Promise<() => Promise<unknown>>;
  /** From now on: what this person alone is told, by the app or by the platform. */
  listen(): () => string[];
  /** Puts away the form that stands open, if one does. */
  tidy(): Promise<void>;
  /** What everybody reads on this card now. */
  reads(on: Ref): string;
  /** Resolves when this holds, asked whenever something happens on this platform. */
  until(holds: () => boolean, what: string): Promise<void>;
}

/** What the form of *Reject…* asks for. */
export const reason = { 'What should be different?': 'All of it.' };

/** Beyond that, a form that doesn't open is a fault. */
const mostPresses = 4;

interface Opening {
  press: () => Promise<unknown>;
  isOpen: () => boolean;
  listen: Hand['listen'];
  until: Hand['until'];
}

/** Presses the button of a form until that is open. A press that a busy machine answers too late opens none: people are told so, and press again. */
export async function pressUntilOpen({ press, isOpen, listen, until }: Opening, what: string): Promise<void> {
  for (let presses = 1; !isOpen(); presses += 1) {
    const heard = listen();
    await press();
    await until(() => isOpen() || (presses < mostPresses && heard().length > 0), what);
  }
}

/** What has come into each of these lists since. */
export function listenTo(...lists: (() => readonly string[])[]): () => string[] {
  const before = lists.map((list) => list().length);
  return () => lists.flatMap((list, index) => list().slice(before[index]));
}
