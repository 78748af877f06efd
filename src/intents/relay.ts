import { relayForm } from '../core/cards/forms/relay-form.ts';
import { somebody } from '../core/cards/words/message.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { quotedWords } from '../core/steering/note-words.ts';
import { shown } from './forms.ts';
import { mostCards } from './look.ts';
import { refuse, refusedWith } from './reply.ts';
import { saidAlready } from './said-already.ts';
import { sayOrStop } from './say-or-stop.ts';
import { scopeOf } from './scope.ts';
import { saidBefore, sourceOf } from './source.ts';
import { identify, lacks } from './visitor.ts';
import type { Typed } from '../core/cards/forms/run-form.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { MessageSource } from '../core/steering/message.ts';
import type { Call } from './ports.ts';

type Relay = Extract<Intent, { kind: 'relay' }>;

/** “Steer this run” and “Send and pause”: in a run's thread the words go to that run; elsewhere the person chooses one. */
export async function relay(call: Call, intent: Relay): Promise<Reply> {
  const scope = await scopeOf(call);
  if (!scope) return refusedWith(foundNothing.project(), 'not_found');
  const projectId = scope.record.project.project;
  const state = scope.thread?.state;
  const actor = await identify(call, projectId);
  const attempted = { projectId, runId: state?.run.id ?? null, verb: 'message', actor };
  if (!actor) return refuse(call, { refused: 'stranger' }, attempted);
  const refusal = lacks(actor, 'message') ?? (intent.text.trim() === '' ? ({ refused: 'empty' } as const) : null);
  if (refusal) return refuse(call, refusal, attempted);
  const before = await saidBefore(call, intent.message);
  const already = await saidAlready(call, before);
  if (already) return already;
  const source = sourceOf(call, intent.message, intent.text);
  const text = await asTheirs(call, actor, intent, projectId);
  const { policy } = intent;
  if (state) return sayOrStop(call, actor, state, { text, policy, source, replaces: before.at(-1)?.id ?? null });
  const unseen = lacks(actor, 'view');
  if (unseen) return refuse(call, unseen, attempted);
  return chooseRunFor(call, projectId, { source, typed: { values: { text, policy }, problems: {} } });
}

/** If somebody else wrote the words, they are quoted as theirs. */
async function asTheirs(call: Call, actor: PersonActor, { author, text }: Relay, projectId: string): Promise<string> {
  const person = author && (await call.ports.people.find(projectId, author));
  return person?.id === actor.personId ? text : quotedWords(person?.name ?? somebody, text);
}

interface Chosen {
  source: MessageSource | null;
  typed: Typed;
}

export async function chooseRunFor(call: Call, projectId: string, { source, typed }: Chosen): Promise<Reply> {
  const runs = await call.ports.views.runs(projectId, 'active', mostCards);
  return runs.length === 0 ? refusedWith(foundNothing.activeRun(), 'not_found') : shown(relayForm(runs, source, typed));
}
