import { MessageFlags } from 'discord.js';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { inGuild } from '../draw/in-guild.ts';
import type { DiscordMessage } from '../draw/message.ts';
import { noGuild } from '../read/account.ts';
import type { Spot } from '../read/read.ts';
import type { DiscordApi, FirstAnswer } from '../send/discord-api.ts';

type Api = Pick<DiscordApi, 'answer' | 'editAnswer' | 'followUp' | 'direct'>;

/**
 * How far an answer has got. `waiting`: the person was told that it takes longer. `quiet`: Discord was, and the message that was
 * pressed is still there to be changed. `over`: Discord has told the person that nobody answered.
 */
type Stage = 'open' | 'waiting' | 'quiet' | 'answered' | 'over' | 'no interaction';

/** Milliseconds of a token's life: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const tokenLife = 15 * 60_000;

/** `silently`: a receipt of what stands on a card too. It only counts in direct messages, which else ring. */
type Sound = 'aloud' | 'silently';

/**
 * One person, waiting for an answer that nobody else sees. Discord takes one first answer within three seconds, then changes of it and
 * more messages for fifteen minutes. Words have no interaction: what there is to say goes to the direct messages of whoever wrote
 * them. In the thread everybody would read it; a mere reaction could neither say where words go nor offer to pause instead.
 */
export class Answering {
  readonly #api: Api;
  readonly #spot: Spot;
  readonly #at: Date;
  /** What was pressed has served its time with this press: the answer takes its place. */
  readonly #takesItsPlace: boolean;
  #stage: Stage;

  constructor(api: Api, spot: Spot, { at, hasServed }: { at: Date; hasServed: boolean }) {
    this.#api = api;
    this.#spot = spot;
    this.#at = at;
    this.#takesItsPlace = hasServed && spot.pressed?.isPrivate === true;
    // Whoever comes late comes after a first answer, or too late for one.
    this.#stage = spot.interaction === null ? 'no interaction' : spot.interaction.isFresh ? 'open' : 'answered';
  }

  /** Discord opens a form by a first answer alone, and never in answer to a form. */
  get mayOpenForm(): boolean {
    return this.#stage === 'open' && this.#spot.interaction?.by !== 'form';
  }

  /** Told that it takes longer: then something has to come of it. */
  get isWaiting(): boolean {
    return this.#stage === 'waiting';
  }

  /** What was pressed may be traded for another card. */
  get mayTrade(): boolean {
    return this.#spot.pressed?.isPrivate === true && (this.#stage === 'open' || this.#stage === 'quiet');
  }

  /** It takes longer: nobody is left with Discord's “did not respond”. */
  async wait(): Promise<void> {
    if (this.#stage !== 'open') return;
    const isQuiet = this.#spot.interaction?.by === 'press' && this.#spot.pressed?.isPrivate === true;
    const next = isQuiet || this.#takesItsPlace ? 'quiet' : 'waiting';
    if (await this.#first({ answer: next === 'quiet' ? 'nothing' : 'defer' })) this.#stage = next;
  }

  /** False: it was too late for it. */
  open = (modal: APIModalInteractionResponseCallbackData): Promise<boolean> => this.#first({ answer: 'modal', modal });

  /** There is nothing to show: a press is answered all the same, and what was said to take longer has come to its end. */
  async nothing(done: DiscordMessage): Promise<void> {
    if (this.#stage === 'waiting' || (this.#stage === 'open' && this.#spot.pressed === null)) await this.show(done);
    else if (this.#stage === 'open') await this.#first({ answer: 'nothing' });
  }

  /** Nothing is to be said: as little as keeps Discord from saying that something failed. */
  async hush(): Promise<void> {
    if (this.#stage === 'open' && this.#spot.pressed !== null) await this.#first({ answer: 'nothing' });
  }

  /** Puts this in the place of the message that was pressed on. */
  async trade(message: DiscordMessage): Promise<void> {
    if (this.#stage === 'open') await this.#first({ answer: 'update', message });
    else if (this.#stage === 'quiet') await this.#edit(message);
  }

  /** Shows it to whoever asked, and to nobody else; a second message stands below the first. */
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
    // Answered by another process that is at the same: what it showed stands, and this stands below it.
    if (told === 'taken' && first.answer === 'message') await this.#followUp(first.message);
    return told === 'told';
  }

  async #edit(message: DiscordMessage): Promise<void> {
    const { interaction } = this.#spot;
    this.#stage = 'answered';
    if (interaction !== null) await this.#api.editAnswer(interaction, this.#here(message));
  }

  /**
   * A token that is not fifteen minutes old and takes nothing was never answered: the person has read that this failed, and looks at
   * the card. An older one was, most likely with the promise to tell what comes of it.
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

  /** As it is shown where the interaction was. */
  #here(message: DiscordMessage): DiscordMessage {
    const { account, isDirect } = this.#spot;
    return isDirect && account.team !== noGuild ? inGuild(message, account.team) : message;
  }
}

const silently = (message: DiscordMessage): DiscordMessage => ({
  ...message,
  flags: message.flags | MessageFlags.SuppressNotifications,
});
