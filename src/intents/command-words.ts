import { controlModes } from '../core/project/definition.ts';
import { oneLine } from '../core/cards/agent-text.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { helpText, unknownVerb, verbs, type Verb } from '../core/cards/words/help.ts';
import { lead, pauseNow } from './controls.ts';
import { openEditForm, openRunForm } from './forms.ts';
import { grantsOfProject, grantsOfRun } from './grants.ts';
import { chooseRun, inbox, mostCards, oneRun, review, status } from './look.ts';
import { linkByCode } from './link.ts';
import { stopWordIn } from '../core/steering/stop-word.ts';
import { attemptedOn, refuse, refusedWith, told } from './reply.ts';
import { sayOrStop } from './say-or-stop.ts';
import { scopeOfCommand, type Scope } from './scope.ts';
import { sourceOf } from './source.ts';
import { identify, lacks, surfaceOf } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import type { Call } from './ports.ts';

type Command = Extract<Intent, { kind: 'command' }>;

/** `/wheel VERB rest`. `pause` and `say` act at once; every other verb shows the form or the button that does it. */
export async function commandWords(call: Call, intent: Command): Promise<Reply> {
  const typed = intent.verb.trim().toLowerCase();
  const verb = verbNamed(typed);
  if (!verb) return told(unknownVerb(intent.verb));
  if (verb === 'help') return told(helpText(surfaceOf(call)));
  if (verb === 'link') return linkByCode(call, intent.rest);
  const scope = await scopeOfCommand(call);
  if (!scope) return refusedWith(foundNothing.project(), 'not_found');
  const projectId = scope.record.project.project;
  const actor = await identify(call, projectId);
  const rest = intent.rest.trim();
  if (!actor) {
    const runId = scope.thread?.state.run.id ?? null;
    return refuse(call, { refused: 'stranger' }, { projectId, runId, verb, actor });
  }
  switch (verb) {
    case 'run':
      return openRunForm(call, actor, scope.record, { pipelineId: rest === '' ? null : rest });
    case 'inbox':
      return inbox(call, actor, projectId);
    case 'status':
    case 'grants': {
      const ofAll = verb === 'status' ? status : grantsOfProject;
      if (rest === '' && intent.run === undefined && !scope.thread) return ofAll(call, actor, projectId);
      return onRun(call, actor, scope, { ...intent, verb, rest });
    }
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'rollback':
    case 'say':
    case 'mode':
    case 'edit':
      return onRun(call, actor, scope, { ...intent, verb, rest });
  }
}

/** Any stop word after the slash means `pause` (P20). */
function verbNamed(typed: string): Verb | undefined {
  if (typed === '') return 'help';
  return verbs.find((it) => it.verb === typed)?.verb ?? (stopWordIn(typed) === null ? undefined : 'pause');
}

interface Typed extends Omit<Command, 'verb'> {
  verb: Exclude<Verb, 'run' | 'inbox' | 'link' | 'help'>;
}

async function onRun(call: Call, actor: PersonActor, scope: Scope, typed: Typed): Promise<Reply> {
  const { id, rest } = runNamed(typed);
  const stray = strayIn(typed.verb, rest);
  if (stray !== '') return refusedWith(foundNothing.run(oneLine(stray, 80)), 'not_found');
  if (id !== null) return onNamed(call, actor, scope, { id, typed: { ...typed, rest } });
  if (scope.thread) return act(call, actor, scope.thread, typed);
  const { views } = call.ports;
  const { project } = scope.record.project;
  const runs = await views.runs(project, 'active', mostCards);
  const [only] = runs;
  if (!only) return refusedWith(foundNothing.activeRun(), 'not_found');
  if ((await views.countActive(project)) > 1) return chooseRun(call, actor, runs);
  const found = await views.run(only.id);
  return found ? act(call, actor, found, typed) : refusedWith(foundNothing.run(only.id), 'not_found');
}

/** A run that is named by its id. One of another project counts as not found. */
async function onNamed(
  call: Call,
  actor: PersonActor,
  scope: Scope,
  { id, typed }: { id: string; typed: Typed },
): Promise<Reply> {
  const view = isRunId(id) ? await call.ports.views.run(id) : null;
  const isHere = view?.state.run.projectId === scope.record.project.project;
  return isHere ? act(call, actor, view, typed) : refusedWith(foundNothing.run(id), 'not_found');
}

/** Words that the verb does not take: they may have been meant to name a run, and acting on another one would be the worst guess. */
const strayIn = (verb: Typed['verb'], rest: string): string => (isMeant(verb, rest) ? '' : rest);

function isMeant(verb: Typed['verb'], rest: string): boolean {
  switch (verb) {
    case 'say':
    case 'edit':
      return true;
    case 'mode':
      return controlModes.some((mode) => mode === rest);
    case 'rollback':
      return /^[0-9]{1,6}$/.test(rest);
    case 'pause':
      return stopWordIn(`pause ${rest}`) !== null;
    case 'status':
    case 'grants':
    case 'resume':
    case 'cancel':
      return false;
  }
}

/** The run's id may come first in the words, or separately (as in Discord's options). Null without one. */
function runNamed({ run, rest }: Typed): { id: string | null; rest: string } {
  if (run !== undefined) return { id: run.trim(), rest };
  const id = firstWord(rest);
  return isRunId(id) ? { id, rest: rest.slice(id.length).trim() } : { id: null, rest };
}

const firstWord = (text: string): string => text.split(/\s/, 1)[0] ?? '';
const isRunId = (text: string): boolean => /^run_[0-9a-f]{20}$/.test(text);

async function act(call: Call, actor: PersonActor, view: RunView, typed: Typed): Promise<Reply> {
  const { verb, rest, policy = null, message } = typed;
  const { state } = view;
  switch (verb) {
    case 'status': {
      const refusal = lacks(actor, 'view');
      return refusal ? refuse(call, refusal, attemptedOn(state.run, verb, actor)) : oneRun(call, actor, view);
    }
    case 'grants':
      return grantsOfRun(call, actor, state);
    case 'pause':
      return pauseNow(call, actor, state.run, { by: 'command' });
    case 'say':
      return rest === ''
        ? lead(call, actor, state, { verb: 'message' })
        : sayOrStop(call, actor, state, { text: rest, policy, source: message ? sourceOf(call, message, rest) : null });
    case 'edit':
      return openEditForm(call, actor, state, rest === '' ? null : rest);
    case 'resume':
      // A blocked run goes on by an answer to its blocker, so that is shown.
      return state.run.status === 'blocked' ? review(call, actor, view) : lead(call, actor, state, { verb });
    case 'cancel':
      return lead(call, actor, state, { verb });
    case 'rollback':
      return lead(call, actor, state, { verb, chosen: rest === '' ? {} : { checkpoint: rest } });
    case 'mode':
      return lead(call, actor, state, { verb, chosen: rest === '' ? {} : { mode: rest } });
  }
}
