import { z } from 'zod';
import { digestOf } from '../../../core/digest.ts';
import { type Body, namesIn } from '../../chat/body.ts';
import type { Kind, Source } from '../../chat/source.ts';
import { id } from '../read/account.ts';
import { deliveryOf } from '../read/read.ts';
import { dispatchIn } from './dispatch.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type: an option is being typed. */
const typing = 4;

const interaction = z.looseObject({ id, token: z.string(), type: z.number() });
const message = z.looseObject({ id, channel_id: id });
const edited = message.extend({ edited_timestamp: z.string().regex(/^[\x20-\x7e]{1,40}$/) });
const many = z.looseObject({ ids: z.array(id).min(1), channel_id: id });

export const discordSource: Source = {
  surface: 'discord',
  name: 'Discord',
  kindOf,
  describe: (body) => {
    const { t, d } = dispatchIn(body) ?? {};
    return { type: t ?? typeof t, keys: namesIn(d ?? {}) };
  },
};

/**
 * Each process of ours that has a session is told everything, and a resumed session may be told again: the first process to store it
 * handles it. The gateway expects no acknowledgement; an interaction is answered by whoever handles it.
 */
function kindOf(body: Body): Kind | null {
  const key = keyOf(body);
  if (key === null) return null;
  const isTyped = interaction.safeParse(body.d).data?.type === typing;
  return { key, ...aboutIn(body), repeats: true, answersByAck: false, ...(isTyped && { isPassing: true }) };
}

/** The message that was written, edited or deleted. A bulk deletion is about several, and so about none here. */
function aboutIn(body: Body): Pick<Kind, 'about'> {
  const { t, d } = dispatchIn(body) ?? {};
  const isAbout = t === 'MESSAGE_CREATE' || t === 'MESSAGE_UPDATE' || t === 'MESSAGE_DELETE';
  const said = isAbout ? message.safeParse(d).data : undefined;
  return said === undefined ? {} : { about: deliveryOf('message', said.id) };
}

function keyOf(body: Body): string | null {
  const { t, d } = dispatchIn(body) ?? {};
  switch (t) {
    case 'INTERACTION_CREATE':
      return named(interaction.safeParse(d).data, ({ id }) => ['interaction', id]);
    case 'MESSAGE_CREATE':
      return named(message.safeParse(d).data, ({ id }) => ['message', id]);
    case 'MESSAGE_UPDATE':
      return named(edited.safeParse(d).data, ({ id, edited_timestamp: at }) => ['edit', id, at]);
    case 'MESSAGE_DELETE':
      return named(message.safeParse(d).data, ({ id }) => ['deleted', id]);
    case 'MESSAGE_DELETE_BULK':
      return named(many.safeParse(d).data, ({ ids }) => ['deleted', digestOf(ids).slice(0, 32)]);
    default:
      return null;
  }
}

const named = <T>(read: T | undefined, name: (read: T) => string[]): string | null =>
  read === undefined ? null : deliveryOf(...name(read));
