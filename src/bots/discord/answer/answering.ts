import { MessageFlags } from 'discord.js';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { inGuild } from '../draw/in-guild.ts';
import type { DiscordMessage } from '../draw/message.ts';
import { noGuild } from '../read/account.ts';
import type { Spot } from '../read/read.ts';
import type { DiscordApi, FirstAnswer } from '../send/discord-api.ts';

type Api = Pick<DiscordApi, 'answer' | 'editAnswer' | 'followUp' | 'direct'>;

/**
 * How far an answer has got. `waiting`: the person was told that it takes longer. `quiet`: the press was acknowledged without a word,
 * and the pressed message can still be changed. `over`: Discord has told the person that the application did not respond.
 */
type Stage = 'open' | 'waiting' | 'quiet' | 'answered' | 'over' | 'no interaction';

/** For how many milliseconds an interaction's token is valid: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const tokenLife = 15 * 60_000;

/** `silently`: for a receipt that repeats what a card says. It matters in direct messages only, which would notify the person. */
type Sound = 'aloud' | 'silently';

/**
 * The answer to one person, which nobody else sees. Discord takes one first answer within three seconds, and for fifteen minutes
 * changes of it and further messages. A message in a thread is no interaction, so the answer goes to its author's direct messages: in
 * the thread everybody would read it, and a reaction could neither say where the words go nor offer to pause instead.
 */
export class Answering {
  readonly #api: Api;
  readonly #spot: Spot;
  readonly #at: Date;
  /** The pressed message has no further use: the answer replaces it. */
  readonly #takesItsPlace: boolean;
  #stage: Stage;

  constructor(api: Api, spot: Spot, { at, hasServed }: { at: Date; hasServed: boolean }) {
    this.#api = api;
    this.#spot = spot;
    this.#at = at;
    this.#takesItsPlace = hasServed && spot.pressed?.isPrivate === true;
    // When it is handled late, a first answer was given already, or it is too late for one.
    this.#stage = spot.interaction === null ? 'no interaction' : spot.interaction.isFresh ? 'open' : 'answered';
  }

  /** Discord opens a form only as a first answer, and never in answer to a form. */
  get mayOpenForm(): boolean {
    return this.#stage === 'open' && this.#spot.interaction?.by !== 'form';
  }

  /** The person was told that it takes longer, so an answer has to follow. */
  get isWaiting(): boolean {
    return this.#stage === 'waiting';
  }

  /** The pressed card can still be replaced by another one. */
  get mayTrade(): boolean {
    return this.#spot.pressed?.isPrivate === true && (this.#stage === 'open' || this.#stage === 'quiet');
  }

  /** Tells Discord, or the person, that it takes longer, before Discord says “did not respond”. */
  async wait(): Promise<void> {
    if (this.#stage !== 'open') return;
    const isQuiet = this.#spot.interaction?.by === 'press' && this.#spot.pressed?.isPrivate === true;
    const next = isQuiet || this.#takesItsPlace ? 'quiet' : 'waiting';
    if (await this.#first({ answer: next === 'quiet' ? 'nothing' : 'defer' })) this.#stage = next;
  }

  /** Opens a form; false when it was too late. */
  open = (modal: APIModalInteractionResponseCallbackData): Promise<boolean> => this.#first({ answer: 'modal', modal });

  /** For when there is nothing to show: a press is only acknowledged; where the person waits for an answer, `done` is shown. */
  async nothing(done: DiscordMessage): Promise<void> {
    if (this.#stage === 'waiting' || (this.#stage === 'open' && this.#spot.pressed === null)) await this.show(done);
    else if (this.#stage === 'open') await this.#first({ answer: 'nothing' });
  }

  /** Says nothing, but acknowledges a press, so that Discord doesn't say that it failed. */
  async hush(): Promise<void> {
    if (this.#stage === 'open' && this.#spot.pressed !== null) await this.#first({ answer: 'nothing' });
  }

  /** Replaces the pressed message. */
  async trade(message: DiscordMessage): Promise<void> {
    if (this.#stage === 'open') await this.#first({ answer: 'update', message });
    else if (this.#stage === 'quiet') await this.#edit(message);
  }

  /** Shows a message to the person who asked and to nobody else. A second one is shown below the first. */
  async show(message: DiscordMessage, sound: Sound = 'aloud'): Promise<void> {
    switch (this.#stage) {
      case 'open': {
        if (this.#takesItsPlace) await this.#first({ answer: 'update', message });
        else await this.#first({ answer: 'message', message, ephemeral: true });
        return;
      }
      case 'waiting':
        return this.#edit(message);
      case 'quiet':
        return this.#takesItsPlace ? this.#edit(message) : this.#followUp(message);
      case 'answered':
        return this.#followUp(message);
      case 'no interaction':
        return this.#direct(sound === 'silently' ? silently(message) : message);
      case 'over':
        return;
    }
  }

  async #first(first: FirstAnswer): Promise<boolean> {
    const { interaction } = this.#spot;
    if (interaction === null || this.#stage !== 'open') return false;
    const told = await this.#api.answer(
      interaction,
      'message' in first ? { ...first, message: this.#here(first.message) } : first,
    );
    this.#stage = told === 'late' ? 'over' : 'answered';
    // Another process has answered the same interaction: its answer stays, and this one is shown below it.
    if (told === 'taken' && first.answer === 'message') await this.#followUp(first.message);
    return told === 'told';
  }

  async #edit(message: DiscordMessage): Promise<void> {
    const { interaction } = this.#spot;
    this.#stage = 'answered';
    if (interaction !== null) await this.#api.editAnswer(interaction, this.#here(message));
  }

  /**
   * Sends a further message. When Discord refuses it within the token's fifteen minutes, there was no first answer: Discord has told the
   * person that it failed, and they look at the card. After that time the token has expired, and the person was most likely promised
   * an answer: so it goes to their direct messages.
   */
  async #followUp(message: DiscordMessage): Promise<void> {
    const { interaction } = this.#spot;
    if (interaction === null || (await this.#api.followUp(interaction, this.#here(message))) === 'told') return;
    if (Date.now() - this.#at.getTime() >= tokenLife) await this.#direct(message);
  }

  async #direct(message: DiscordMessage): Promise<void> {
    const { account } = this.#spot;
    await this.#api.direct(account.user, account.team === noGuild ? message : inGuild(message, account.team));
  }

  /** The message as it is shown where the interaction took place. */
  #here(message: DiscordMessage): DiscordMessage {
    const { account, isDirect } = this.#spot;
    return isDirect && account.team !== noGuild ? inGuild(message, account.team) : message;
  }
}

const silently = (message: DiscordMessage): DiscordMessage => ({
  ...message,
  flags: message.flags | MessageFlags.SuppressNotifications,
});
