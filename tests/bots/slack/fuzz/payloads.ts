import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DeliveryKind } from '../../../fakes/slack/delivery/delivery.ts';
import type { Dice } from './dice.ts';
import type { Json } from './junk.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/slack');
const fixture = (name: string): Json => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Json;

const shapes = {
  press: fixture('block-actions.message'),
  home: fixture('block-actions.view'),
  submit: fixture('view-submission'),
  command: fixture('slash-command'),
  words: fixture('event.message'),
  mention: fixture('event.app-mention'),
  edited: fixture('event.message-changed'),
  deleted: fixture('event.message-deleted'),
  opened: fixture('event.app-home-opened'),
  relay: fixture('message-action'),
};

/** Who Slack says it was. */
export interface Who {
  id: string;
  /** Their own company. */
  team: string;
  /** The workspace in which it was done. */
  at: string;
}

/** A message of Slack's. */
export interface Spot {
  channel: string;
  ts: string;
  thread: string | null;
}

export interface Payload {
  kind: DeliveryKind;
  body: Json;
}

const stamp = (dice: Dice): string =>
  `${1_700_000_000 + dice.below(60_000_000)}.${String(dice.below(1e6)).padStart(6, '0')}`;
export const anyStamp = stamp;

/** Payloads of Slack's shapes, with what a test puts into them. */
export class Payloads {
  constructor(
    private readonly dice: Dice,
    /** A response_url for this user. */
    private readonly answerAt: (user: string) => string,
  ) {}

  /** What is new in every delivery. */
  private fresh(user: string) {
    const trigger = `${this.dice.below(1e9)}.${this.dice.below(1e6)}.${this.dice.letters(12)}`;
    return { trigger_id: trigger, response_url: this.answerAt(user) };
  }

  private by({ id, team, at }: Who): Json {
    return { user: { id, username: 'mara', name: 'mara', team_id: team }, team: { id: at, domain: 'example' } };
  }

  press(who: Who, on: Spot, action: Json): Payload {
    const { press } = shapes;
    const where = {
      message_ts: on.ts,
      channel_id: on.channel,
      ...(on.thread === null ? {} : { thread_ts: on.thread }),
    };
    const body = {
      ...{ ...press, ...this.by(who), ...this.fresh(who.id) },
      container: { ...(press.container as Json), ...where },
      channel: { id: on.channel, name: 'film' },
      message: { ...(press.message as Json), ts: on.ts, ...(on.thread === null ? {} : { thread_ts: on.thread }) },
      actions: [{ ...(press.actions as Json[])[0], action_ts: stamp(this.dice), ...action }],
    };
    return { kind: 'interactive', body };
  }

  /** In App Home, or in a modal: on no message. */
  pressNowhere(who: Who, action: Json): Payload {
    const { home } = shapes;
    const { response_url: _, ...trigger } = this.fresh(who.id);
    const actions = [{ ...(home.actions as Json[])[0], action_ts: stamp(this.dice), ...action }];
    return { kind: 'interactive', body: { ...home, ...this.by(who), ...trigger, actions } };
  }

  submit(who: Who, { token, on, values, callback = 'form' }: Submitted): Payload {
    const { submit } = shapes;
    const ref = on && { channel: on.channel, thread: on.thread, message: on.ts };
    const kept = { token, on: ref, channel: on?.channel ?? null, thread: on?.thread ?? null, round: 0, long: {} };
    const typed = Object.entries(values).map(([name, value]) => [
      `field.0.${name}`,
      { value: { type: 'plain_text_input', value } },
    ]);
    const view = {
      ...(submit.view as Json),
      ...{
        id: `V${this.dice.letters(10)}`,
        hash: `${this.dice.below(1e9)}.${this.dice.letters(8)}`,
        callback_id: callback,
      },
      private_metadata: JSON.stringify(kept),
      state: { values: Object.fromEntries(typed) as Json },
    };
    const { response_url: _, ...trigger } = this.fresh(who.id);
    return { kind: 'interactive', body: { ...submit, ...this.by(who), ...trigger, view } };
  }

  command({ id, team }: Who, channel: string, text: string): Payload {
    const said = { team_id: team, user_id: id, channel_id: channel, text };
    return { kind: 'slash_commands', body: { ...shapes.command, ...this.fresh(id), ...said } };
  }

  words(who: Who, { channel, thread }: Omit<Spot, 'ts'>, said: Json): Payload {
    const shape = this.dice.chance(0.2) ? shapes.mention : shapes.words;
    const ts = stamp(this.dice);
    const own = { user: who.id, team: who.team, user_team: who.team, channel, ts, event_ts: ts };
    return this.event(shape, who, { ...own, ...(thread === null ? {} : { thread_ts: thread }), ...said });
  }

  edited(
    who: Who,
    { channel, ts, thread }: Spot,
    { editor = who.id, text }: { editor?: string; text: string },
  ): Payload {
    const own = { ...{ user: who.id, team: who.team, ts, text }, ...(thread === null ? {} : { thread_ts: thread }) };
    const message = { type: 'message', ...own, edited: { user: editor, ts: stamp(this.dice) } };
    return this.event(shapes.edited, who, { channel, message, previous_message: { ...own, text: 'Something else.' } });
  }

  deleted(who: Who, { channel, ts, thread }: Spot): Payload {
    const own = { user: who.id, team: who.team, ts, text: 'Gone.', ...(thread === null ? {} : { thread_ts: thread }) };
    return this.event(shapes.deleted, who, { channel, deleted_ts: ts, previous_message: { type: 'message', ...own } });
  }

  opened(who: Who): Payload {
    return this.event(shapes.opened, who, { user: who.id });
  }

  relay(who: Who, { channel, ts, thread }: Spot, { callback, text }: { callback: string; text: string }): Payload {
    const { relay } = shapes;
    const message = { ...(relay.message as Json), ts, text, ...(thread === null ? {} : { thread_ts: thread }) };
    const where = { channel: { id: channel, name: 'film' }, message, message_ts: ts, action_ts: stamp(this.dice) };
    const body = { ...relay, ...this.by(who), ...this.fresh(who.id), ...where, callback_id: callback };
    return { kind: 'interactive', body };
  }

  private event(shape: Json, { at }: Who, event: Json): Payload {
    const own = { team_id: at, event_id: `Ev${this.dice.letters(10)}` };
    return { kind: 'events_api', body: { ...shape, ...own, event: { ...(shape.event as Json), ...event } } };
  }
}

interface Submitted {
  token: string;
  on: Spot | null;
  values: Record<string, string>;
  callback?: string;
}
