import { controlModes } from '../core/project/definition.ts';
import { oneLine } from '../core/cards/agent-text.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { helpText, unknownVerb, verbs, type Verb } from '../core/cards/words/help.ts';
import { lead, pauseNow } from './controls.ts';
import { openEditForm, openRunForm } from './forms.ts';
import { chooseRun, inbox, mostCards, oneRun, review, status } from './look.ts';
import { linkByCode } from './link.ts';
import { stopWordIn } from '../core/steering/stop-word.ts';
import { attemptedOn, refuse, refusedWith, told } from './reply.ts';
import { say } from './say.ts';
import { scopeOf, type Scope } from './scope.ts';
import { identify, lacks, surfaceOf } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import type { Call } from './ports.ts';

/** `/wheel VERB rest`. Pause and say act; every other verb leads to the form or the button that does it. */
export async function commandWords(call: Call, intent: Extract<Intent, { kind: 'command' }>): Promise<Reply> {
  const typed = intent.verb.trim().toLowerCase();
  const verb = verbNamed(typed);
  if (!verb) return told(unknownVerb(intent.verb));
  if (verb === 'help') return told(helpText(surfaceOf(call)));
  if (verb === 'link') return linkByCode(call, intent.rest);
  const scope = await scopeOf(call);
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
      if (rest === '' && !scope.thread) return status(call, actor, projectId);
      return onRun(call, actor, scope, { verb, rest });
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'rollback':
    case 'say':
    case 'mode':
    case 'edit':
      return onRun(call, actor, scope, { verb, rest });
  }
}

/** Whoever types any stop word after a slash wants the run paused (P20). */
function verbNamed(typed: string): Verb | undefined {
  if (typed === '') return 'help';
  return verbs.find((it) => it.verb === typed)?.verb ?? (stopWordIn(typed) === null ? undefined : 'pause');
}

interface Typed {
  verb: Exclude<Verb, 'run' | 'inbox' | 'link' | 'help'>;
  rest: string;
}

async function onRun(call: Call, actor: PersonActor, scope: Scope, typed: Typed): Promise<Reply> {
  const { view, rest } = await runNamed(call, scope, typed.rest);
  const stray = strayIn(typed.verb, rest);
  if (stray !== '') return refusedWith(foundNothing.run(oneLine(stray, 80)), 'not_found');
  if (view) return act(call, actor, view, { verb: typed.verb, rest });
  if (looksLikeRun(typed.rest)) return refusedWith(foundNothing.run(firstWord(typed.rest)), 'not_found');
  const { views } = call.ports;
  const { project } = scope.record.project;
  const runs = await views.runs(project, 'active', mostCards);
  const [only] = runs;
  if (!only) return refusedWith(foundNothing.activeRun(), 'not_found');
  if ((await views.countActive(project)) > 1) return chooseRun(call, actor, runs);
  const found = await views.run(only.id);
  return found ? act(call, actor, found, typed) : refusedWith(foundNothing.run(only.id), 'not_found');
}

/** Words that were meant to name a run and name none: acting on another one would be the worst guess. */
function strayIn(verb: Typed['verb'], rest: string): string {
  const isMeant = verb === 'say' || verb === 'edit' || (verb === 'mode' && controlModes.some((mode) => mode === rest));
  return isMeant || looksLikeRun(rest) ? '' : rest;
}

/** In a thread the run is the thread's; elsewhere its id may stand first. */
async function runNamed(call: Call, scope: Scope, rest: string): Promise<{ view: RunView | null; rest: string }> {
  if (!looksLikeRun(rest)) return { view: scope.thread, rest };
  const id = firstWord(rest);
  const view = await call.ports.views.run(id);
  const isHere = view?.state.run.projectId === scope.record.project.project;
  return { view: isHere ? view : null, rest: rest.slice(id.length).trim() };
}

const firstWord = (text: string): string => text.split(/\s/, 1)[0] ?? '';
const looksLikeRun = (rest: string): boolean => /^run_[0-9a-f]{20}$/.test(firstWord(rest));

async function act(call: Call, actor: PersonActor, view: RunView, { verb, rest }: Typed): Promise<Reply> {
  const { state } = view;
  switch (verb) {
    case 'status': {
      const refusal = lacks(actor, 'view');
      return refusal ? refuse(call, refusal, attemptedOn(state.run, verb, actor)) : oneRun(actor, view);
    }
    case 'pause':
      return pauseNow(call, actor, state.run, { by: 'words', text: null });
    case 'say':
      return rest === ''
        ? lead(call, actor, state, 'message')
        : say(call, actor, state.run, { text: rest, policy: null });
    case 'edit':
      return openEditForm(call, actor, state, rest === '' ? null : rest);
    case 'resume':
      // A blocked run goes on by an answer: its question is what to press.
      return state.run.status === 'blocked' ? review(call, actor, view) : lead(call, actor, state, verb);
    case 'cancel':
    case 'rollback':
    case 'mode':
      return lead(call, actor, state, verb);
  }
}
