import { isRefusal, type Refusal } from '../../../src/core/refusal.ts';
import { deciding } from '../../../src/core/run/deciding.ts';
import type { CommandEvent, RunEvent } from '../../../src/core/run/event.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import { markOfWords, type MessageAt } from '../../../src/core/steering/message.ts';
import type { Crew } from './crew.ts';
import { money, people } from './house.ts';
import { keyOf } from './onlooker/words.ts';
import { pick } from './pick.ts';
import type { Scene } from './scene.ts';

const policies = [null, null, 'steer', 'pause'] as const;

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;
type Commanded = Without<CommandEvent>;

/** The people of a run: what they say, press and change. */
export class Team {
  private readonly sources: MessageAt[] = [];
  private last: RunEvent | null = null;
  private words = 0;
  private events = 0;

  constructor(
    private readonly scene: Scene,
    private readonly crew: Crew,
  ) {}

  pause(a: number): Promise<unknown> {
    return this.command(a, { kind: 'pause', why: null });
  }

  /** One of three from a card, and that may be an old one. */
  resume(a: number, b: number): Promise<unknown> {
    const { epoch } = this.scene.seen.run;
    return this.command(a, { kind: 'resume', notes: null, epoch: [null, epoch, epoch - (b % 2)][b % 3] ?? null });
  }

  async say(a: number, b: number): Promise<void> {
    const text = `w${++this.words}`;
    const at: MessageAt = { surface: 'slack', channel: 'C1', message: `${this.scene.runId}/${text}` };
    this.sources.push(at);
    const source = { ...at, mark: markOfWords(text) };
    await this.command(a, { kind: 'message', text, policy: pick(policies, b) ?? null, source, talk: null });
  }

  /** By their author, most often; as the chat reports it: nobody knows who deleted a message. */
  async changeWords(a: number, b: number): Promise<void> {
    const newest = this.sources.length - 1;
    const at = pick(this.sources, newest - (a % Math.min(3, Math.max(1, this.sources.length))));
    if (!at) return this.say(a, b);
    // Whoever found words that have gone on since looks again.
    for (let look = 0; look < 3; look += 1) {
      const reply = await this.change(at, b);
      if (!reply || !isRefusal(reply) || reply.refused !== 'contended') return;
    }
  }

  private async change(at: MessageAt, b: number): Promise<Decision | Refusal | null> {
    const { house, runs, runId } = this.scene;
    const asOf = (await runs.find(runId))!.run.version;
    const chain = await house.views.saidAt(at);
    const author = people.findIndex(({ personId }) => personId === chain[0]?.author);
    if (author < 0) return null;
    const by = b % 4 === 0 ? ('author' as const) : ('unknown' as const);
    if (b % 2 === 0) return this.command(author, { kind: 'take_back', chain, asOf, by });
    const text = b % 9 === 8 ? keyOf(chain.at(-1)!) : `w${++this.words}`;
    return this.command(author, { kind: 'reword', chain, asOf, text, policy: b % 5 === 0 ? 'steer' : null });
  }

  /** False where nothing is asked. */
  async answer(a: number, b: number): Promise<boolean> {
    const { asks, run } = this.scene.seen;
    const [ask] = asks;
    if (!ask) return false;
    const choice = ask.choices[b % 3 === 2 ? 1 : 0]!.id;
    // One that is too low, or lower than what there is, raises nothing.
    const more = a % 5 === 4 ? 2 : money.raise;
    const budget = b % 3 === 2 ? null : { microUsd: run.spent.microUsd + more, tokens: null };
    const answer = { askId: ask.id, revision: ask.revision, choice, words: 'why', confirmed: true, budget };
    await this.tell({ ...this.base(), actor: pick(people, a)!, kind: 'answer', ...answer });
    return true;
  }

  async ending(a: number, b: number): Promise<void> {
    const { run, checkpoints } = this.scene.seen;
    const its = { epoch: b % 2 === 0 ? null : run.epoch, confirmed: true };
    if (b % 5 === 4) await this.command(a, { kind: 'cancel', ...its });
    else await this.command(a, { kind: 'rollback', ...its, checkpoint: b % checkpoints.length });
  }

  /** What somebody did comes once more, by the same delivery. */
  async repeat(): Promise<void> {
    if (this.last) await this.tell(this.last);
  }

  private command(a: number, order: Commanded): Promise<Decision | Refusal> {
    return this.tell({ ...order, ...this.base(), actor: pick(people, a)! });
  }

  private base(): { id: string; at: Date } {
    return { id: `${this.scene.runId}-e${++this.events}`, at: new Date() };
  }

  private async tell(event: RunEvent): Promise<Decision | Refusal> {
    this.last = event;
    const { runs, runId, program } = this.scene;
    const reply = await runs.change(runId, deciding(event, program.decide), event.id);
    // One in two hints to whoever is at work gets lost.
    if (!isRefusal(reply) && this.events % 2 === 1) await this.crew.abort(reply);
    return reply;
  }
}
