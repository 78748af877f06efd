import { handle, sayUnreachable } from '../../../../src/bots/discord/answer/handle.ts';
import { commandsFor } from '../../../../src/bots/discord/commands/definitions.ts';
import { createDiscordGroups } from '../../../../src/bots/discord/people/groups.ts';
import { readDispatch, waitingIn } from '../../../../src/bots/discord/read/dispatch.ts';
import type { Read } from '../../../../src/bots/discord/read/read.ts';
import type { Card } from '../../../../src/core/cards/card.ts';
import type { ShownCard } from '../../../../src/core/cards/redrawing.ts';
import type { PostRef } from '../../../../src/core/cards/surface.ts';
import type { Draft, Drafts } from '../../../../src/core/drafts.ts';
import type { Intent, Visit } from '../../../../src/core/intent.ts';
import type { Account } from '../../../../src/core/people/actor.ts';
import { Sparingly } from '../../../../src/core/sparingly.ts';
import type { MessageAt } from '../../../../src/core/steering/message.ts';
import type { Suggestion } from '../../../../src/core/suggestions.ts';
import { RecordingDoor } from '../../../contract/door.ts';
import type { DiscordOptions } from '../../../fakes/discord/discord.ts';
import { startRig as startSending, type Rig as Sending } from '../send/rig.ts';

type Dispatch = Parameters<typeof readDispatch>[0];

/** Half-filled forms as a database keeps them: as text, each its owner's. */
export class DraftsInMemory implements Drafts {
  readonly all = new Map<string, { draft: string; user: string; until: Date }>();
  isAway = false;

  async keep(draft: Draft, until: Date): Promise<void> {
    if (this.isAway) throw new Error('connect ECONNREFUSED');
    this.all.set(draft.id, { draft: JSON.stringify(draft), user: draft.account.user, until });
  }

  async find(id: string, { user }: Pick<Account, 'user'>, now: Date): Promise<Draft | null> {
    if (this.isAway) throw new Error('connect ECONNREFUSED');
    const found = this.all.get(id);
    return found?.user === user && found.until > now ? (JSON.parse(found.draft) as Draft) : null;
  }

  async drop(id: string): Promise<void> {
    this.all.delete(id);
  }
}

/** A Discord whose dispatches go straight to what reads and answers them: what keeps and repeats them is left out. */
export interface Rig extends Sending {
  door: RecordingDoor;
  drafts: DraftsInMemory;
  /** What was read, oldest first. */
  reads: (Read | null)[];
  /** What people did, as it came, oldest first. */
  dispatches: Dispatch[];
  refreshed: PostRef[];
  /** What a private card would be drawn as now. */
  redrawn: { card: Card | null; asked: ShownCard[] };
  suggested: Suggestion[];
  authors: Map<string, Account>;
  /** The store is away: nothing that comes is kept. */
  storeIsAway: boolean;
  /** What failed and would be tried again. */
  failed: Dispatch[];
  /** The door is slow until this is called. */
  gate(): () => void;
  /** Once more, by a process that did not see it come. */
  takeUp(dispatch: Dispatch, how?: { at?: Date; isLast?: boolean }): Promise<void>;
  idle(): Promise<void>;
}

export async function startRig(options: DiscordOptions = {}): Promise<Rig> {
  const sending = await startSending({ discord: options });
  const { discord, api, logged } = sending;
  const self = await api.whoAmI();
  await api.putCommands('everywhere', commandsFor('everywhere'));
  const inHand = new Set<Promise<void>>();
  let held: Promise<void> | null = null;
  const rig: Rig = {
    ...sending,
    ...{ door: new RecordingDoor(), drafts: new DraftsInMemory(), reads: [], dispatches: [], refreshed: [] },
    ...{ redrawn: { card: null, asked: [] }, suggested: [], authors: new Map(), storeIsAway: false, failed: [] },
    gate: () => {
      let open = (): void => undefined;
      held = new Promise((resolve) => (open = resolve));
      return () => {
        held = null;
        open();
      };
    },
    takeUp: async (dispatch, { at = new Date(), isLast = false } = {}) => take(dispatch, { at, isLate: true, isLast }),
    idle: async () => {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
  const log = { warn: (facts: object, message: string) => void logged.push(JSON.stringify(facts) + message) };
  const parts = {
    groups: createDiscordGroups({ api, log }),
    ...{ api, drafts: rig.drafts, site: { publicUrl: null }, refusals: new Sparingly() },
    door: async (intent: Intent, visit: Visit) => {
      const reply = rig.door.open(intent, visit);
      if (held) await held;
      return reply;
    },
    suggest: async () => rig.suggested,
    refresh: async (at: PostRef) => void rig.refreshed.push(at),
    deleted: async () => undefined,
    redrawing: {
      card: async (shown: ShownCard) => {
        rig.redrawn.asked.push(shown);
        return rig.redrawn.card;
      },
    },
    log,
  };
  const take = async (dispatch: Dispatch, how: { at: Date; isLate: boolean; isLast: boolean }): Promise<void> => {
    if (rig.storeIsAway) {
      const waiting = waitingIn(dispatch);
      if (waiting) await sayUnreachable(parts, waiting.spot, waiting.typed);
      return;
    }
    const read = await readDispatch(dispatch, {
      ...{ botUser: self.user, application: self.application, at: how.at, isFresh: !how.isLate },
      placeOf: async (id) => {
        const channel = await api.channel(id);
        if (channel === null) return null;
        return channel.kind === 'thread' ? { channel: channel.parent!, thread: id } : { channel: id, thread: null };
      },
      ownRole: async () => '77',
      authorOf: async ({ message }: MessageAt) => rig.authors.get(message) ?? null,
    });
    rig.reads.push(read);
    const delivery = { ...how, body: { ...dispatch }, acknowledge: async () => undefined };
    if (read) await handle(parts, delivery, read).catch(() => void rig.failed.push(dispatch));
  };
  discord.gateway.dispatch = (t, d) => {
    const dispatch = { t, d: d as Record<string, unknown> };
    if (!/^(INTERACTION|MESSAGE)_/.test(t)) return;
    rig.dispatches.push(dispatch);
    // Of the two seconds that a door has, nearly all are over by the time that a slow one is asked.
    const at = new Date(Date.now() - (held ? 1_900 : 0));
    const work = take(dispatch, { at, isLate: false, isLast: false });
    inHand.add(work);
    const leave = (): void => void inHand.delete(work);
    work.then(leave, leave);
  };
  return rig;
}
