import { holdsTheRun, type Ask, type Outcome } from '../ask/ask.ts';
import type { Artifact, Version } from '../artifact/version.ts';
import { deriveId, digestText } from '../digest.ts';
import type { CardSubject, Effect } from '../effect.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import type { Actor } from '../people/actor.ts';
import type { Place } from '../project/definition.ts';
import type { Shown } from '../project/routing.ts';
import type { Message } from '../steering/message.ts';
import { isSameCost, type Attempt, type Checkpoint, type Run } from './run.ts';
import type { Body, Decision, Result, RunState, Turn } from './state.ts';

/** Characters of one person's or program's words beside a ledger entry. */
const mostWords = 8000;

export interface Happening {
  id: string;
  at: Date;
  actor: Actor;
}

/** What a role or the system says. */
type SpokenWords = Pick<Message, 'origin' | 'author' | 'authorName' | 'text' | 'kind' | 'rehearsal' | 'metadata'>;

/**
 * A decision in the making: mutable while a rule runs, and invisible outside of it. `decision` completes it and ensures the three invariants that a rule
 * could forget: every change raises the version, every change of status is recorded in exactly one ledger entry, and what was spent is drawn wherever
 * it is shown.
 */
export class Draft {
  state: RunState;
  readonly event: Happening;
  private readonly before: RunState;
  private readonly settled: Ask[] = [];
  private readonly versions: Version[] = [];
  private readonly bodies: Body[] = [];
  private readonly said: Message[] = [];
  private readonly turns: Turn[] = [];
  private readonly entries: LedgerEntry[] = [];
  private readonly effects: Effect[] = [];
  private ids = 0;

  constructor(state: RunState, event: Happening) {
    this.before = state;
    this.state = state;
    this.event = event;
  }

  get run(): Run {
    return this.state.run;
  }

  newId(prefix: string): string {
    return deriveId(prefix, this.event.id, this.ids++);
  }

  setRun(patch: Partial<Run>): void {
    this.state = { ...this.state, run: { ...this.state.run, ...patch } };
  }

  setState(patch: Partial<Omit<RunState, 'run' | 'definition'>>): void {
    this.state = { ...this.state, ...patch };
  }

  addAttempt(attempt: Attempt): void {
    this.setState({ attempts: [...this.state.attempts, attempt] });
  }

  setAttempt(id: string, patch: Partial<Attempt>): void {
    this.setState({ attempts: this.state.attempts.map((a) => (a.id === id ? { ...a, ...patch } : a)) });
  }

  putArtifact(artifact: Artifact): void {
    const others = this.state.artifacts.filter((a) => a.id !== artifact.id);
    this.setState({ artifacts: [...others, artifact] });
  }

  addVersion(version: Version, text: string | null): void {
    this.versions.push(version);
    if (text !== null) this.bodies.push({ digest: version.digest, text });
  }

  addCheckpoint(checkpoint: Checkpoint): void {
    this.setState({ checkpoints: [...this.state.checkpoints, checkpoint] });
  }

  openAsk(ask: Ask): void {
    this.setState({ asks: [...this.state.asks, ask] });
    this.record('ask.opened', { ask: ask.id }, { kind: ask.kind, about: ask.subject.about, digest: ask.digest });
    this.showAsk(ask);
  }

  setAsk(ask: Ask): void {
    this.setState({ asks: this.state.asks.map((a) => (a.id === ask.id ? { ...ask, version: a.version + 1 } : a)) });
    this.showAsk(ask);
  }

  /** Closes an open Ask without anybody's decision. */
  endAsk(ask: Ask, status: Exclude<Outcome['status'], 'decided'>, why: string): void {
    this.settleAsk(ask, { status, choice: null, by: null, words: null, where: null, at: this.event.at, why });
  }

  /** Closes an open Ask with an outcome; returns the closed Ask. */
  settleAsk(ask: Ask, outcome: Outcome): Ask {
    const ended = { ...ask, status: outcome.status, outcome, version: ask.version + 1 };
    this.setState({ asks: this.state.asks.filter((a) => a.id !== ask.id) });
    this.settled.push(ended);
    this.showAsk(ask);
    return ended;
  }

  setMessages(patch: (message: Message) => Message): void {
    this.setState({ messages: this.state.messages.map(patch) });
  }

  addMessage(message: Message): void {
    this.setState({ messages: [...this.state.messages, message] });
  }

  /** Appends turns to the attempt's conversation. */
  keepTurns({ id: attemptId, talk, turns: before }: Attempt, turns: readonly unknown[]): void {
    if (turns.length === 0) return;
    if (talk === null) throw new Error(`bug-no-talk: attempt ${attemptId} keeps none`);
    this.turns.push(
      ...turns.map((turn, index) => ({
        ...{ talk, number: before + index + 1, attemptId },
        digest: this.text(JSON.stringify(turn)).digest,
      })),
    );
    this.setAttempt(attemptId, { turns: before + turns.length });
  }

  /** Stores a message that nobody in the run reads and that is not posted. */
  keep(message: Message): void {
    this.said.push(message);
  }

  /** A role or the system says something in the run's threads. */
  say(words: SpokenWords): void {
    const { run, event } = this;
    const message: Message = {
      ...{ ...words, id: this.newId('msg'), runId: run.id, status: 'said', at: event.at },
      ...{ deliveredTo: null, where: null, policy: null, source: null, afterStage: null, replaces: null },
    };
    this.keep(message);
    this.show({ kind: 'message', id: message.id }, 'talk');
  }

  record(
    kind: EntryKind,
    subject: Record<string, string> = {},
    payload: Record<string, unknown> = {},
    actor: Actor = this.event.actor,
  ): void {
    const { projectId, id: runId } = this.run;
    const { at } = this.event;
    this.entries.push({ id: this.newId('led'), projectId, runId, kind, actor, at, subject, payload, status: null });
  }

  /** Stores a text; returns its digest, by which the state names it. */
  text(text: string): { digest: string; length: number } {
    const digest = digestText(text);
    this.bodies.push({ digest, text });
    return { digest, length: text.length };
  }

  /** Stores words for the ledger, which names them by digest, so that the text can be redacted later. */
  words(text: string | null): { digest: string; length: number } | null {
    if (text === null) return null;
    return { ...this.text(text.slice(0, mostWords)), length: text.length };
  }

  effect(effect: Effect): void {
    this.effects.push(effect);
  }

  decision(result: Result = { kind: 'ok' }): Decision {
    if (this.state !== this.before) {
      this.showSpent();
      this.setRun({ version: this.before.run.version + 1 });
      this.show({ kind: 'run', id: this.run.id }, 'progress');
    }
    this.noteStatus();
    const { state, settled, versions, bodies, said, turns, entries, effects } = this;
    return { state, settled, versions, bodies, said, turns, entries, effects, result };
  }

  /** Questions that the run waits for say what was spent. Those that this decision has opened or changed are drawn with it anyway. */
  private showSpent(): void {
    if (isSameCost(this.before.run.spent, this.run.spent)) return;
    const untouched = this.state.asks.filter((ask) => holdsTheRun(ask) && this.before.asks.includes(ask));
    for (const ask of untouched) this.setAsk(ask);
  }

  /** Notes the change of status in the first entry, which is the event's own. */
  private noteStatus(): void {
    const from = this.before.run.status;
    const to = this.run.status;
    if (from === to) return;
    const [first] = this.entries;
    if (!first) throw new Error(`bug-status-without-entry: ${from} → ${to} on run ${this.run.id}`);
    first.status = { from, to };
  }

  /** Shows the subject at all places where the project wants it, except `standsAt`, where the words stand already. */
  show(subject: CardSubject, what: Shown, standsAt: Place | null = null): void {
    this.effect({ do: 'show', runId: this.run.id, subject, what, standsAt });
  }

  /** Brings the subject up to date where it is posted already. */
  follow(subject: CardSubject): void {
    this.effect({ do: 'follow', runId: this.run.id, subject });
  }

  private showAsk({ id, kind }: Ask): void {
    this.show({ kind: 'ask', id }, kind);
  }
}
