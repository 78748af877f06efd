import type { Json } from '../limits/faults.ts';
import type { Channel, Message, User } from './things.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const callbackType = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** One act of a person, from the gateway to what the app made of it. */
export interface Interaction {
  id: string;
  token: string;
  type: (typeof interactionType)[keyof typeof interactionType];
  user: User;
  channel: Channel;
  /** What was sent to the app. */
  payload: Json;
  /** On which it was pressed. */
  source: Message | null;
  at: number;
  /** The app's first answer: its type, its data, and after how many milliseconds it came. */
  answer: { type: number; data: Json; after: number } | null;
  /** Set when no answer came in time. */
  failure: 'timeout' | null;
  /** What `@original` is. */
  original: Message | null;
  /** Ended by answer or failure. */
  settled: Promise<void>;
  settle: () => void;
}
