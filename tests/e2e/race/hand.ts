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

/** What has come into each of these lists since. */
export function listenTo(...lists: (() => readonly string[])[]): () => string[] {
  const before = lists.map((list) => list().length);
  return () => lists.flatMap((list, index) => list().slice(before[index]));
}
