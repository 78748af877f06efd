import { choiceIds, type Choice } from '../../../../src/core/ask/ask.ts';
import { encodeForm, encodePress } from '../../../../src/core/cards/token.ts';
import type { Delivery } from '../../../fakes/slack/delivery/delivery.ts';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';
import type { Dice } from './dice.ts';
import { type Json, mutate } from './junk.ts';
import { type Payload, Payloads, type Spot, type Who } from './payloads.ts';
import type { ProjectName } from './projects.ts';

/** What a run waits for: a gate between its stages, an answer that its agent needs, or leave to make a call. */
export const targetKinds = ['gate', 'question', 'call'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** A run with a question that is open, and where its cards stand. */
export interface Target {
  kind: TargetKind;
  /** What can be chosen. */
  choices: readonly Choice['id'][];
  /** What its agent may do without a question; of a call alone. */
  grantId: string | null;
  project: ProjectName;
  runId: string;
  epoch: number;
  askId: string;
  revision: number;
  root: Spot;
  card: Spot;
}

/** What attackers may know: everything that anybody could see, and whatever honest people have sent. */
export interface Known {
  slack: FakeSlack;
  targets: readonly Target[];
  /** Of film, whose members are honest. */
  honest: readonly Delivery[];
  /** Words that honest people have said to runs, and what we call them. */
  said: readonly Spot[];
  messages: readonly string[];
  /** Planted into whatever people could write. */
  canary: string;
}

const verbs = ['pause', 'resume', 'cancel', 'rollback', 'message', 'review', 'again', 'focus'] as const;
export const spoken = [
  'stop',
  'pause',
  'approve',
  '/approve',
  'yes, go on',
  'cancel',
  '@wheelhouse approve',
  'Make it darker.',
];
/** Who there is, and what their buttons and forms would carry. */
export class Arsenal {
  protected readonly make: Payloads;

  constructor(
    protected readonly known: Known,
    protected readonly dice: Dice,
  ) {
    this.make = new Payloads(dice, (user) => this.answerAt(user));
  }

  /** Mostly where they can be answered; else at an address that Slack does not know, or that is none of Slack's. */
  private answerAt(user: string): string {
    const { slack, targets } = this.known;
    const lot = this.dice.next();
    if (lot < 0.9) return slack.raw.responseUrl(this.dice.of(targets).root.channel, user);
    return lot < 0.95 ? new URL('/actions/T0/x/y', slack.apiUrl).href : 'http://127.0.0.1:1/';
  }

  protected who(name: string): Who {
    const { id, team } = this.known.slack.person(name);
    return { id, team, at: this.known.slack.team.id };
  }

  protected target(project?: ProjectName): Target {
    const { targets } = this.known;
    return this.dice.of(project === undefined ? targets : targets.filter((it) => it.project === project));
  }

  /** One whose agent may do something without a question. */
  protected revocable(project?: ProjectName): Target {
    const able = this.known.targets.filter(({ grantId }) => grantId !== null);
    return this.dice.of(project === undefined ? able : able.filter((it) => it.project === project));
  }

  /** Somebody who is nobody in this project (S9), or may only look. */
  protected stranger(project: ProjectName): Who {
    const { dice, known } = this;
    const ours = known.slack.team.id;
    const somebody: Who[] = [
      ...['mallory', 'gus', 'eve', project === 'film' ? 'olu' : 'mara', project === 'film' ? 'ines' : 'jon'].map(
        (name) => this.who(name),
      ),
      // Mara's very id, in another company.
      { id: this.who(project === 'film' ? 'mara' : 'olu').id, team: 'T0ELSEWHERE', at: 'T0ELSEWHERE' },
      { id: known.slack.app.botUser, team: ours, at: ours },
      { id: `U${dice.letters(9)}`, team: ours, at: ours },
      { id: dice.of(['', 'USLACKBOT', 'u1', 'U1/x', '*', 'mara', '\u0000', '__proto__']), team: ours, at: ours },
    ];
    return dice.of(somebody);
  }

  protected answer({ askId, revision, choices }: Target): string {
    return encodePress({ press: 'answer', askId, revision, choice: this.dice.of(choices) });
  }

  /** What cannot be chosen there. */
  protected noAnswer({ askId, revision, choices }: Target): string {
    const others = choiceIds.filter((it) => !choices.includes(it));
    return encodePress({ press: 'answer', askId, revision, choice: this.dice.of(others) });
  }

  /** Ends what an agent may do; of a run that has no such permission, one that there is not. */
  protected revoke({ runId, grantId }: Target): string {
    return encodePress({ press: 'revoke', runId, grantId: grantId ?? `grant_${this.dice.hex(20)}` });
  }

  /** Makes words the answer: somebody's, or none. */
  protected withWords({ askId, revision }: Target): string {
    const messageId = this.dice.of([...this.known.messages, `msg_${this.dice.hex(20)}`]);
    return encodePress({ press: 'with', askId, revision, messageId });
  }

  protected order({ runId, epoch }: Target, verb = this.dice.of(verbs)): string {
    return encodePress({ press: 'command', runId, epoch, verb });
  }

  /** With the dialog's yes or without it. */
  protected button(value: unknown): Json {
    return { action_id: `${this.dice.of(['press', 'look'])}.${this.dice.below(5)}`, value };
  }

  protected form(target: Target): { token: string; values: Record<string, string> } {
    const { runId, epoch, askId, revision, project, choices } = target;
    const words = `${this.dice.of(spoken)} ${this.known.canary}`;
    const actionId = this.dice.letters(12);
    return this.dice.of<{ token: string; values: Record<string, string> }>([
      { token: encodeForm({ form: 'answer', askId, revision, choice: this.dice.of(choices) }), values: { words } },
      { token: encodeForm({ form: 'message', runId }), values: { text: words, policy: 'pause' } },
      { token: encodeForm({ form: 'edit', runId, artifact: 'notes', base: 1 }), values: { text: words } },
      { token: encodeForm({ form: 'resume', runId, epoch }), values: { notes: words, usd: '1000000' } },
      { token: encodeForm({ form: 'rollback', runId, epoch }), values: { checkpoint: '0' } },
      { token: encodeForm({ form: 'mode', runId }), values: { mode: 'autonomous' } },
      { token: encodeForm({ form: 'pipeline', projectId: project }), values: { pipeline: 'notes' } },
      {
        token: encodeForm({ form: 'run', actionId, projectId: project, pipelineId: 'notes' }),
        values: { brief: words, mode: 'autonomous', budget_usd: '' },
      },
    ]);
  }

  /** What Mara might do in the next moment: it counts for whoever can sign it. */
  authorised(): Payload {
    const { dice } = this;
    const target = this.target('film');
    const mara = this.who('mara');
    return dice.of([
      () => this.make.press(mara, target.card, this.button(this.answer(target))),
      () => this.make.press(mara, target.root, this.button(this.revoke(target))),
      () => this.make.press(mara, target.root, this.button(this.order(target, 'pause'))),
      () => this.make.press(mara, target.root, { action_id: 'look.0', value: this.order(target, 'cancel') }),
      () => this.make.submit(mara, { ...this.form(target), on: target.root }),
      () => this.make.words(mara, { channel: target.root.channel, thread: target.root.ts }, { text: dice.of(spoken) }),
    ])();
  }

  protected garbled({ kind, body }: Payload): Payload {
    let garbled = body;
    for (let n = this.dice.below(3); n > 0; n -= 1) garbled = mutate(garbled, this.dice);
    return { kind, body: garbled };
  }
}
