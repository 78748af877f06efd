import { InteractionResponseType as Type, MessageFlags, RESTJSONErrorCodes as Code } from 'discord.js';
import { RateLimited } from '../../chat/send/errors.ts';
import type { Clock } from '../../chat/send/clock.ts';
import { limits } from '../limits.ts';
import { refused, type Caller } from './call.ts';
import type { DiscordApi, FirstAnswer, Pending, Told } from './discord-api.ts';
import { DiscordOutage } from './errors.ts';
import type { Selves } from './self.ts';
import type { Answer, Call } from './web.ts';

interface InteractionsParts {
  caller: Caller;
  selves: Selves;
  clock: Clock;
}

type Interactions = Pick<DiscordApi, 'answer' | 'editAnswer' | 'followUp'>;

/** Milliseconds after which a failed first answer is not sent again: Discord will have told the person by then that we did not answer. */
const lastTry = 1_500;
/** Milliseconds: whoever reads it is looking at the screen. */
const whileTheyWait = 5_000;

export function createInteractions({ caller, selves, clock }: InteractionsParts): Interactions {
  /** Without a lane: each interaction has rate limits of its own, and a first answer has none. A short Retry-After is waited out. */
  const send = async (call: Call): Promise<Answer> => {
    try {
      return await caller.bare(call);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      if (error.retryAfter > whileTheyWait) throw new DiscordOutage('discord-busy', error.message);
      await new Promise<void>((resolve) => void clock.after(error.retryAfter, resolve));
      return caller.now(call);
    }
  };

  const below = async ({ token }: Pending, rest = ''): Promise<Call['path']> =>
    `/webhooks/${(await selves.known()).application}/${token}${rest}`;

  return {
    async answer(interaction, first) {
      const call = callback(interaction, first);
      const begun = clock.now();
      try {
        return toldBy(call, await caller.now(call));
      } catch (error) {
        const isAway = error instanceof DiscordOutage && error.code === 'discord-away';
        if (!isAway || clock.now() - begun > lastTry) throw error;
        // If the first try did arrive, it was we who have answered.
        const again = toldBy(call, await caller.now(call));
        return again === 'taken' ? 'told' : again;
      }
    },

    async editAnswer(interaction, message) {
      const path = await below(interaction, '/messages/@original');
      const call = { method: 'PATCH', path, body: message, bearsSecret: true } as const;
      return afterwards(call, await send(call));
    },

    async followUp(interaction, message) {
      const body = { ...message, flags: message.flags | MessageFlags.Ephemeral };
      const call = { method: 'POST', path: await below(interaction), body, bearsSecret: true } as const;
      return afterwards(call, await send(call));
    },
  };
}

const callback = ({ id, token }: Pending, first: FirstAnswer): Call => ({
  method: 'POST',
  path: `/interactions/${id}/${token}/callback`,
  body: bodyOf(first),
  bearsSecret: true,
  until: AbortSignal.timeout(limits.firstAnswer),
});

function bodyOf(first: FirstAnswer): { type: Type; data?: unknown } {
  switch (first.answer) {
    case 'message': {
      const flags = first.ephemeral ? first.message.flags | MessageFlags.Ephemeral : first.message.flags;
      return { type: Type.ChannelMessageWithSource, data: { ...first.message, flags } };
    }
    case 'defer':
      return { type: Type.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } };
    case 'nothing':
      return { type: Type.DeferredMessageUpdate };
    case 'update':
      return { type: Type.UpdateMessage, data: first.message };
    case 'modal':
      return { type: Type.Modal, data: first.modal };
    case 'choices':
      return { type: Type.ApplicationCommandAutocompleteResult, data: { choices: first.choices } };
  }
}

function toldBy(call: Call, answer: Answer): Told {
  if (answer.ok) return 'told';
  if (answer.code === Number(Code.UnknownInteraction)) return 'late';
  if (answer.code === Number(Code.InteractionHasAlreadyBeenAcknowledged)) return 'taken';
  throw refused(call, answer);
}

/** The token has expired, or what the answer showed was deleted. */
const lateOnes: readonly number[] = [
  Code.UnknownInteraction,
  Code.UnknownWebhook,
  Code.InvalidWebhookToken,
  Code.UnknownMessage,
];

function afterwards(call: Call, answer: Answer): 'told' | 'late' {
  if (answer.ok) return 'told';
  if (lateOnes.includes(answer.code)) return 'late';
  throw refused(call, answer);
}
