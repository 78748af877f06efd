import { z } from 'zod';
import type { Dispatch } from '../receive/dispatch.ts';
import { readCommand } from './command.ts';
import { readChanged, readDeleted, readDeletedMany } from './fate.ts';
import { interaction, spotOf, type Interaction } from './interaction.ts';
import { readPress } from './press.ts';
import { ignored, type Read, type Seen, type Spot } from './read.ts';
import { readRelay } from './relay.ts';
import { readSubmit, valuesIn } from './submit.ts';
import { readWords } from './words.ts';

/** Null: it is something else, or of an unknown shape. */
export async function readDispatch({ t, d }: Dispatch, seen: Seen): Promise<Read | null> {
  switch (t) {
    case 'INTERACTION_CREATE':
      return readInteraction(d, seen);
    case 'MESSAGE_CREATE':
      return readWords(d, seen);
    case 'MESSAGE_UPDATE':
      return readChanged(d, seen);
    case 'MESSAGE_DELETE':
      return readDeleted(d, seen);
    case 'MESSAGE_DELETE_BULK':
      return readDeletedMany(d, seen);
    default:
      return null;
  }
}

/** Who waits for an answer to this, and what they typed; null if nobody does. */
export function waitingIn({ t, d }: Dispatch): { spot: Spot; typed: string[] } | null {
  const read = t === 'INTERACTION_CREATE' ? interaction.safeParse(d).data : undefined;
  const spot = read && spotOf(read, { isFresh: true });
  if (!read || !spot?.interaction || spot.interaction.by === 'typing') return null;
  return { spot, typed: spot.interaction.by === 'form' ? Object.values(valuesIn(read)).filter((it) => it !== '') : [] };
}

async function readInteraction(d: unknown, seen: Seen): Promise<Read | null> {
  const read = interaction.safeParse(d).data;
  const spot = read && spotOf(read, seen);
  if (!read || !spot?.interaction) return read?.type === ping ? ignored : null;
  switch (spot.interaction.by) {
    case 'press':
      return readPress(read, spot, seen);
    case 'form':
      return readSubmit(read, spot, seen);
    case 'typing':
      return { kind: 'complete', data: read.data, spot };
    case 'command':
      return spot.isDirect ? { kind: 'direct', spot } : readCommandOrRelay(read, spot, seen);
  }
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type: asked over HTTP alone. */
const ping = 1;

/** Application command types: 1 is typed, 3 chosen in the menu of a message. */
const ofMessage = z.looseObject({ type: z.literal(3) });

async function readCommandOrRelay(read: Interaction, spot: Spot, seen: Seen): Promise<Read> {
  const named = { botUser: seen.botUser, ownRole: await seen.ownRole(spot.account.team), names: new Map() };
  const reader = ofMessage.safeParse(read.data).success ? readRelay : readCommand;
  return reader(read, spot, { at: seen.at, named });
}
