import { RESTJSONErrorCodes as Code } from 'discord.js';
import type { PostRef } from '../../../core/cards/surface.ts';
import { Newest } from '../../chat/send/newest.ts';
import { patienceOf } from '../../chat/send/urgency.ts';
import type { DiscordMessage } from '../draw/message.ts';
import { refused } from './call.ts';
import type { DiscordApi } from './discord-api.ts';
import type { OldEdits } from './old-edits.ts';
import type { PostParts } from './post.ts';
import { revive } from './threads.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Ask, Call } from './web.ts';

type Where = { at: PostRef; place: string };

export function createUpdate({
  caller,
  places,
  channels,
  oldEdits,
}: PostParts & { oldEdits: OldEdits }): DiscordApi['update'] {
  const newest = new Newest();

  /** The channel or thread in which it stands; null if that is gone. A forum's post is a thread, whose first message has its id. */
  const placeOf = async ({ channel, thread, message }: PostRef): Promise<string | null> => {
    if (thread !== null) return thread;
    const place = await channels.find(channel);
    if (!('code' in place)) return place.kind === 'forum' ? message : channel;
    await places.dies(channel, String(place.code));
    return null;
  };

  const outcomeOf = async (ask: Ask, { at, place }: Where, call: Call, answer: Answer): Promise<'updated' | 'gone'> => {
    if (answer.ok) return 'updated';
    switch (verdictOf(answer.code)) {
      case 'dead place':
        if (answer.code !== Number(Code.UnknownChannel) || place === at.channel)
          await places.dies(at.channel, String(answer.code));
        return 'gone';
      case 'no edit':
        if (answer.code === Number(tooOld)) await ask({ method: 'DELETE', path: pathOf({ at, place }) });
        return 'gone';
      case 'archived':
      case 'blocked':
        return 'gone';
      case 'no webhook':
      case 'absent':
      case 'outage':
      case 'refused':
        throw refused(call, answer);
    }
  };

  /** An archived thread refuses edits: it is revived, and the edit is sent again. */
  const edit = async (ask: Ask, where: Where, message: DiscordMessage): Promise<'updated' | 'gone'> => {
    const call: Call = { method: 'PATCH', path: pathOf(where), body: message };
    const first = await ask(call);
    const isArchived = !first.ok && verdictOf(first.code) === 'archived';
    const answer = isArchived && (await revive(ask, where.place)) ? await ask(call) : first;
    return outcomeOf(ask, where, call, answer);
  };

  return async (at, message, { revision, urgency }) => {
    if (await places.dead(at.channel)) return 'gone';
    const place = await placeOf(at);
    if (place === null) return 'gone';
    if (urgency === 'progress') oldEdits.check(at.channel, at.message);
    const key = `${place} ${at.message}`;
    const how = { key, revision, urgency, patience: patienceOf[urgency] };
    return caller.turn(['edit', place], how, async (ask) => {
      if (newest.isPast(key, revision)) return 'updated';
      const outcome = await edit(ask, { at, place }, message);
      if (outcome === 'updated') newest.sent(key, revision);
      return outcome;
    });
  };
}

const pathOf = ({ at, place }: Where): Call['path'] => `/channels/${place}/messages/${at.message}`;

/** It would show an old state for ever: it is deleted, and another takes its place. */
const tooOld = Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached;
