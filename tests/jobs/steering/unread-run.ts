import type { Runs } from '../../../src/core/ports.ts';
import { pipelineSchema } from '../../../src/core/project/definition.ts';
import { isRefusal, type Refusal } from '../../../src/core/refusal.ts';
import { deciding } from '../../../src/core/run/deciding.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { noCost } from '../../../src/core/run/run.ts';
import type { Decision, RunState } from '../../../src/core/run/state.ts';
import { markOfWords } from '../../../src/core/steering/message.ts';
import { accepted, definition, people, startOf, type House } from './house.ts';
import { asItIs } from './program.ts';

type Saying<T> = T extends RunEvent ? Omit<T, 'id' | 'at'> : never;

const [ann] = people;
const worker = { kind: 'system', name: 'worker' } as const;

const kinds = {
  command: { do: 'command', run: 'true', repeatable: true },
  write: { do: 'write', role: 'writer', brief: 'Write.' },
  agent: { do: 'agent', role: 'writer', brief: 'Look.', tools: ['read'] },
};
export type Kind = keyof typeof kinds;

let count = 0;

/** One run in the stores, of stages of these kinds; whatever happens to it, a case says. */
export class UnreadRun {
  private now = Date.now();
  private events = 0;
  private token = '';
  private talk = 0;

  private constructor(
    private readonly house: House,
    private readonly runs: Runs,
    public state: RunState,
  ) {}

  static async begin(house: House, stages: readonly Kind[]): Promise<UnreadRun> {
    const made = stages.map((kind, n) => ({ id: `s${n}`, name: `Stage ${n}`, makes: `a${n}`, ...kinds[kind] }));
    const pipeline = pipelineSchema.parse({ id: 'notes', name: 'Notes', about: 'A test.', stages: made });
    const runs = house.store(asItIs, () => undefined);
    const event = startOf(`unread-${++count}`, { ...definition, pipeline }, null);
    return new UnreadRun(house, runs, accepted(await runs.create(accepted(asItIs.start(event)))).state);
  }

  get status(): string {
    return this.state.run.status;
  }

  /** Why it is held, and until what. */
  get hold(): [reason: string, why: string] | null {
    const { hold } = this.state.run;
    return hold && [hold.reason, hold.why];
  }

  async told(said: Saying<RunEvent>): Promise<Decision | Refusal> {
    this.now += 1000;
    const id = `${this.state.run.id}-e${++this.events}`;
    const reply = await this.runs.change(
      this.state.run.id,
      deciding({ ...said, id, at: new Date(this.now) }, asItIs.decide),
      id,
    );
    if (!isRefusal(reply)) this.state = reply.state;
    return reply;
  }

  async tell(said: Saying<RunEvent>): Promise<Decision> {
    return accepted(await this.told(said));
  }

  say(text: string, more: { timing?: 'stage'; policy?: 'pause' } = {}): Promise<Decision> {
    const source = { ...this.at(text), mark: markOfWords(text) };
    return this.tell({ kind: 'message', actor: ann, text, policy: null, source, ...more });
  }

  /** What was first said as this. */
  async edit(said: string, text: string): Promise<void> {
    await this.tell({ kind: 'reword', actor: ann, chain: await this.chain(said), text, policy: 'steer' });
  }

  async takeBack(said: string): Promise<void> {
    await this.tell({ kind: 'take_back', actor: ann, chain: await this.chain(said), by: 'author' });
  }

  resume(notes: string | null = null): Promise<Decision> {
    return this.tell({ kind: 'resume', actor: ann, epoch: null, notes });
  }

  /** While a step is in flight. */
  async note(text: string): Promise<void> {
    await this.tell({ kind: 'pause', actor: ann, why: null });
    await this.resume(text);
  }

  claim(): Promise<Decision | Refusal> {
    this.token = `token-${++this.events}`;
    const { id: attemptId, epoch } = this.state.attempts.at(-1)!;
    const until = new Date(this.now + 60_000);
    return this.told({ kind: 'claim', actor: worker, attemptId, epoch, token: this.token, worker: 'w', until });
  }

  /** Takes the stage up, and returns what its first step brings. */
  async work(): Promise<string[]> {
    accepted(await this.claim());
    return this.step();
  }

  async step(): Promise<string[]> {
    const { result } = await this.tell({
      ...{ kind: 'begin_step', ...this.its, epoch: this.state.run.epoch, estimate: noCost, ...this.turns },
    });
    return result.kind === 'begin' ? result.messages.map(({ text }) => text) : [];
  }

  finish(): Promise<Decision> {
    const output = { text: 'Made.', rehearsal: false, remark: null };
    return this.tell({ kind: 'finish', ...this.its, output, cost: noCost, ...this.turns });
  }

  /** The provider, for the moment. */
  fail(): Promise<Decision> {
    const how = { error: 'Busy.', reason: 'stage_failed', passing: true, certain: true } as const;
    return this.tell({ kind: 'fail', ...this.its, cost: noCost, ...how });
  }

  /** Its worker dies. */
  die(): Promise<Decision> {
    this.now += 60_000;
    return this.tell({ kind: 'lapse', actor: worker, attemptId: this.its.attemptId });
  }

  /** What has become of all that was said, in their order, as it is stored. */
  async words(): Promise<[text: string, status: string][]> {
    const view = await this.house.views.run(this.state.run.id);
    const said = view!.messages.filter(({ kind }) => kind === 'steering');
    return said.map(({ text, status }) => [text, status]);
  }

  /** The words that an entry of this kind says were stopped unread. */
  async stopped(kind: string): Promise<number> {
    const entries = await this.house.views.activity(this.state.run.id, 100);
    const stopped = entries.find((it) => it.kind === kind)?.payload['stopped'] as { messages: string[] } | undefined;
    return stopped?.messages.length ?? 0;
  }

  private get its() {
    return { actor: worker, attemptId: this.state.attempts.at(-1)!.id, token: this.token };
  }

  private get turns() {
    return this.state.attempts.at(-1)!.talk === null ? {} : { turns: [`turn ${++this.talk}`] };
  }

  private at(text: string) {
    return { surface: 'slack', channel: 'C1', message: `${this.state.run.id}/${text}` } as const;
  }

  private chain(said: string) {
    return this.house.views.saidAt(this.at(said));
  }
}
