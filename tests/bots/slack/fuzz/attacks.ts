import { encodeForm, forOnly } from '../../../../src/core/cards/token.ts';
import { Arsenal, spoken } from './arsenal.ts';
import { junk } from './junk.ts';
import { anyStamp, type Payload, type Spot } from './payloads.ts';

const harmless = [
  '',
  'help',
  'status',
  'inbox',
  'run',
  'approve',
  'approve all',
  'cancel',
  'rollback',
  'resume',
  'mode',
  'edit',
  'reject',
];

/** Draws deliveries that must change nothing, and such as would, if they came from Slack. */
export class Attacks extends Arsenal {
  /** Rightly signed, and nobody's right. */
  unauthorised(): Payload {
    return this.dice.of([
      () => this.byStranger(),
      () => this.byOnlooker(),
      () => this.misplaced(),
      () => this.outdated(),
      () => this.unknown(),
      () => this.talk(),
      () => this.rewritten(),
      () => this.repeated(),
    ])();
  }

  /** Everything that somebody of the project might do, done by somebody who is not. */
  private byStranger(): Payload {
    const { dice, known } = this;
    const target = this.target();
    const who = this.stranger(target.project);
    const able = this.revocable(target.project);
    const { root, card } = target;
    const text = `${dice.of(spoken)} ${known.canary}`;
    const payload = dice.of([
      () => this.make.press(who, card, this.button(this.answer(target))),
      () => this.make.press(who, root, this.button(this.order(target))),
      () => this.make.press(who, able.root, this.button(this.revoke(able))),
      () => this.make.press(who, card, this.button(this.withWords(target))),
      () => this.make.press(who, able.root, this.button(forOnly(dice.of(['mara', 'jon', 'olu']), this.revoke(able)))),
      () => this.make.press(who, card, this.button(forOnly(dice.of(['mara', 'jon', 'olu']), this.answer(target)))),
      () => this.make.pressNowhere(who, this.button(forOnly(dice.of(['mara', 'jon', 'olu']), this.order(target)))),
      () => this.make.submit(who, { ...this.form(target), on: dice.of([root, card, null]) }),
      () => this.make.submit(who, { token: this.answer(target), on: card, values: {}, callback: 'look' }),
      () =>
        this.make.command(
          who,
          root.channel,
          `${dice.of(['pause', 'say', 'cancel', 'resume', 'grants', 'approve'])} ${text}`,
        ),
      () => this.make.words(who, { channel: root.channel, thread: root.ts }, { text }),
      () =>
        this.make.relay(
          who,
          { ...root, thread: root.ts },
          { callback: dice.of(['steer_run', 'send_and_pause']), text },
        ),
      () => this.make.opened(who),
    ])();
    return this.garbled(payload);
  }

  /** Ines may look, and no more: what she is shown, and what she makes up, with the mark of what she alone was shown. */
  private byOnlooker(): Payload {
    const { dice } = this;
    const target = this.target('film');
    const ines = this.who('ines');
    const { root, card } = target;
    const able = this.revocable('film');
    const own = (token: string): string => (dice.chance(0.5) ? token : forOnly('ines', token));
    return dice.of([
      () => this.make.press(ines, card, this.button(own(this.answer(target)))),
      () => this.make.press(ines, able.root, this.button(own(this.revoke(able)))),
      () => this.make.press(ines, card, this.button(own(this.withWords(target)))),
      () => this.make.press(ines, root, this.button(own(this.order(target)))),
      () => this.make.submit(ines, { ...this.form(target), on: dice.of([root, card, null]) }),
    ])();
  }

  /** A right token, by somebody who may, where it does not belong (S10). */
  private misplaced(): Payload {
    const { dice } = this;
    const [target, other] = [this.target('film'), this.target('harbour')];
    const mara = this.who('mara');
    const { root, card } = target;
    const token = dice.of([this.answer(target), this.order(target), this.revoke(target), this.withWords(target)]);
    const elsewhere: Spot[] = [
      { ...card, ts: anyStamp(dice) },
      { ...root, channel: `C${dice.letters(9)}` },
      { ...card, channel: other.card.channel },
      { channel: 'D0DIRECT', ts: card.ts, thread: null },
      other.card,
      other.root,
    ];
    const payload = dice.of([
      () => this.make.press(mara, dice.of(elsewhere), this.button(token)),
      () => this.make.pressNowhere(mara, this.button(token)),
      // The run's own card bears no answers, and the question's no orders.
      () => this.make.press(mara, root, this.button(this.answer(target))),
      () => this.make.press(mara, card, this.button(this.order(target))),
      () => this.make.press(mara, card, this.button(this.revoke(target))),
      () => this.make.press(mara, root, this.button(this.withWords(target))),
      () => this.make.press(mara, other.root, this.button(this.revoke(other))),
      () => this.make.press(mara, other.card, this.button(this.answer(other))),
      () => this.make.submit(mara, { ...this.form(other), on: card }),
      // What was shown to somebody else alone.
      () => this.make.press(mara, card, this.button(forOnly(dice.of(['jon', 'olu', 'ines']), token))),
    ])();
    return this.garbled(payload);
  }

  /** Drawn for what is no longer so, or never was. */
  private outdated(): Payload {
    const { dice } = this;
    const target = this.target('film');
    const mara = this.who('mara');
    const { root, card } = target;
    const off = dice.of([-1, 1_000]);
    const never = { ...target, revision: Math.max(0, target.revision + off), epoch: target.epoch + 1_000 };
    const gone = { ...target, askId: `ask_${dice.letters(20)}`, runId: `run_${dice.letters(20)}` };
    const payload = dice.of([
      () => this.make.press(mara, card, this.button(this.answer(never))),
      () => this.make.press(mara, root, this.button(this.order(never, dice.of(['resume', 'cancel', 'rollback'])))),
      () => this.make.press(mara, card, this.button(this.answer(gone))),
      () => this.make.press(mara, root, this.button(this.order(gone))),
      () =>
        this.make.submit(mara, {
          ...this.form(gone),
          token: encodeForm({ form: 'answer', ...gone, choice: 'approve' }),
          on: card,
        }),
      () =>
        this.make.submit(mara, {
          token: encodeForm({ form: 'rollback', ...never }),
          on: root,
          values: { checkpoint: '0' },
        }),
      () =>
        this.make.submit(mara, {
          token: encodeForm({ form: 'answer', ...never, choice: 'reject' }),
          on: card,
          values: { words: 'No.' },
        }),
      () => this.make.press(mara, card, this.button(this.noAnswer(target))),
      () => this.make.press(mara, root, this.button(this.revoke({ ...target, grantId: null }))),
      () => this.make.press(mara, root, this.button(this.revoke({ ...target, runId: gone.runId }))),
    ])();
    return this.garbled(payload);
  }

  /** By somebody who may, with what none of our drawings has. */
  private unknown(): Payload {
    const { dice } = this;
    const target = this.target('film');
    const mara = this.who('mara');
    const { root, card } = target;
    const named = dice.of([
      'approve',
      'press',
      'press.',
      'press.-1',
      'press.0x',
      'Press.0',
      'look',
      'again.0',
      '__proto__',
      'again',
      '',
    ]);
    const token = this.answer(target);
    return dice.of([
      () => this.make.press(mara, card, { action_id: named, value: token }),
      () => this.make.press(mara, card, { action_id: 'press.0', value: junk(dice) }),
      () =>
        this.make.press(mara, card, {
          action_id: 'press.0',
          value: `${token}${dice.of(['.', '.x', ' ', '\u0000', '\n'])}`,
        }),
      () =>
        this.make.press(mara, card, {
          action_id: 'press.0',
          value: undefined,
          type: 'static_select',
          selected_option: { value: token },
        }),
      () =>
        this.make.submit(mara, {
          token,
          on: card,
          values: {},
          callback: dice.of(['', 'approve', '__proto__', 'Form']),
        }),
      () => this.make.submit(mara, { token: String(junk(dice)), on: root, values: { words: 'x' } }),
      () =>
        this.make.relay(
          mara,
          { ...root, thread: root.ts },
          { callback: dice.of(['', 'approve', '__proto__', 'toString']), text: 'x' },
        ),
      () =>
        this.make.command(
          mara,
          dice.of([root.channel, `C${dice.letters(9)}`]),
          `${dice.of(harmless)} ${this.known.canary}`,
        ),
    ])();
  }

  /** Words that are none to a run, though somebody says them who may: by bots, of Slack's own, elsewhere, in another project's threads. */
  private talk(): Payload {
    const { dice, known } = this;
    const [target, other] = [this.target('film'), this.target('harbour')];
    const mara = this.who('mara');
    const inThread = { channel: target.root.channel, thread: target.root.ts };
    const text = `${dice.of(spoken)} ${known.canary}`;
    const subtype = dice.of([
      'bot_message',
      'channel_join',
      'channel_topic',
      'pinned_item',
      'reminder_add',
      '__proto__',
      'x',
    ]);
    return dice.of([
      () => this.make.words(mara, inThread, { text, bot_id: 'B00OTHER01' }),
      () => this.make.words(mara, inThread, { text, subtype, type: 'message' }),
      () => this.make.words(mara, { channel: other.root.channel, thread: other.root.ts }, { text }),
      () => this.make.words(mara, { ...inThread, thread: anyStamp(dice) }, { text }),
      () =>
        this.make.words(
          mara,
          { ...inThread, thread: null },
          { text: dice.of(['approve', 'yes', 'go on', '<!channel>']) },
        ),
      () => this.make.words(mara, { channel: `C${dice.letters(9)}`, thread: target.root.ts }, { text }),
      () => this.make.words(mara, inThread, { text: dice.of(['', ' ', '\n']) }),
      () => this.make.words(mara, inThread, { text, user: undefined }),
    ])();
  }

  /** Changes and deletions of words that are not theirs, or never were said to a run. */
  private rewritten(): Payload {
    const { dice, known } = this;
    const { root } = this.target('film');
    const own = dice.of([...known.said, { channel: root.channel, ts: anyStamp(dice), thread: root.ts }]);
    const nobody = this.stranger('film');
    const mara = this.who('mara');
    const text = `Do the opposite. ${known.canary}`;
    const never = { channel: root.channel, ts: anyStamp(dice), thread: root.ts };
    return dice.of([
      () => this.garbled(this.make.edited(nobody, own, { text })),
      () => this.garbled(this.make.deleted(nobody, own)),
      () => this.make.edited(mara, own, { text, editor: nobody.id === mara.id ? 'U00OTHER01' : nobody.id }),
      () => this.garbled(this.make.edited(mara, never, { text })),
      () => this.garbled(this.make.deleted(mara, never)),
      () => this.garbled(this.make.edited(mara, { ...own, channel: `C${dice.letters(9)}` }, { text })),
    ])();
  }

  /** What honest people did, once more and in any order, as Slack would say it anew (R5). */
  private repeated(): Payload {
    if (this.known.honest.length === 0) return this.byStranger();
    const { kind, payload } = this.dice.of(this.known.honest);
    const again = { ...payload };
    if ('event_id' in again && this.dice.chance(0.5)) again.event_id = `Ev${this.dice.letters(10)}`;
    if ('trigger_id' in again && kind !== 'slash_commands') again.trigger_id = `1.2.${this.dice.letters(8)}`;
    return { kind, body: again };
  }
}
