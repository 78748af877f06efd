import { suggestionWords } from '../core/cards/words/suggestion.ts';
import type { Verb } from '../core/cards/words/help.ts';
import { may } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import { isActive, type Run } from '../core/run/run.ts';
import { allows } from '../core/run/status.ts';
import type { Suggest, Suggestion, Wanted } from '../core/suggestions.ts';
import type { Call, DoorPorts } from './ports.ts';
import { scopeOf, type Scope } from './scope.ts';
import { identify } from './visitor.ts';

/** How many runs are looked through: of the active ones, and of all. */
const mostRuns = 100;

/** Suggests values while somebody types a command. Only people who may view the project get any. */
export const createSuggest =
  (ports: DoorPorts): Suggest =>
  async (wanted, visit) => {
    const call = { ports, visit };
    const scope = await scopeOf(call);
    const actor = scope && (await identify(call, scope.record.project.project));
    if (!actor || !may(actor, 'view')) return [];
    return bestFirst(await allOf(call, scope, wanted), wanted.typed);
  };

async function allOf(call: Call, scope: Scope, wanted: Wanted): Promise<Suggestion[]> {
  const { project } = scope.record;
  switch (wanted.kind) {
    case 'pipeline':
      return project.pipelines.map((it) => ({ value: it.id, label: suggestionWords.pipeline(it) }));
    case 'run':
      return (await runsFor(call, scope, wanted.verb)).map((run) => {
        const isHere = run.id === scope.thread?.state.run.id;
        return { value: run.id, label: suggestionWords.run(run, isHere) };
      });
    case 'role': {
      const meant = await runMeant(call, scope, wanted);
      const roles = meant?.state.definition.roles ?? project.roles;
      return roles.map((it) => ({ value: it.handle, label: suggestionWords.role(it) }));
    }
    case 'checkpoint':
      return checkpointsOf(await runMeant(call, scope, wanted));
    case 'artifact':
      return artifactsOf(await runMeant(call, scope, wanted));
  }
}

/** The runs for which the verb is possible: that of the thread first, then the newest. */
async function runsFor({ ports: { views } }: Call, { record, thread }: Scope, verb: Verb): Promise<Run[]> {
  const { project } = record.project;
  const lists = ['active', ...(reachesEnded(verb) ? (['all'] as const) : [])] as const;
  const found = await Promise.all(lists.map((only) => views.runs(project, only, mostRuns)));
  const runs = [...(thread ? [thread.state.run] : []), ...found.flat()].filter((run) => isFor(verb, run));
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

const reachesEnded = (verb: Verb): boolean => verb === 'status' || verb === 'rollback' || verb === 'edit';

function isFor(verb: Verb, { status }: Run): boolean {
  switch (verb) {
    case 'pause':
    case 'cancel':
    case 'rollback':
    case 'edit':
      return allows(status, verb);
    case 'resume':
      // For a blocked run, it leads to the blocker.
      return allows(status, 'resume') || status === 'blocked';
    case 'say':
      return allows(status, 'message');
    case 'mode':
      return allows(status, 'change_mode');
    case 'grants':
      return isActive(status);
    case 'status':
      return true;
    case 'run':
    case 'inbox':
    case 'link':
    case 'help':
      return false;
  }
}

/** The run that the command would be about: the one that is named, that of the thread, or the only active one. */
async function runMeant(
  { ports: { views } }: Call,
  { record, thread }: Scope,
  { run }: Wanted,
): Promise<RunView | null> {
  const { project } = record.project;
  if (run === null && thread) return thread;
  const id = run ?? (await onlyActive(views, project));
  const found = id === null ? null : await views.run(id);
  return found?.state.run.projectId === project ? found : null;
}

async function onlyActive(views: DoorPorts['views'], projectId: string): Promise<string | null> {
  const [only, ...others] = await views.runs(projectId, 'active', 2);
  return others.length === 0 ? (only?.id ?? null) : null;
}

/** The last checkpoint comes first: most people go back to that. */
const checkpointsOf = (view: RunView | null): Suggestion[] =>
  [...(view?.state.checkpoints ?? [])].reverse().map((it) => ({
    value: String(it.number),
    label: suggestionWords.checkpoint(it, view?.state.definition.pipeline.stages ?? []),
  }));

const artifactsOf = (view: RunView | null): Suggestion[] =>
  (view?.state.artifacts ?? [])
    .filter(({ canon }) => canon !== null)
    .map((it) => ({ value: it.name, label: suggestionWords.artifact(it) }));

/** The suggestions that match what was typed: first those whose value begins with it, then those with a word that does, then those that contain it. */
function bestFirst(all: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = typed.trim().replace(/^@/, '').toLowerCase();
  const ranked = all.map((it) => ({ it, rank: rankOf(it, wanted) }));
  return [0, 1, 2].flatMap((rank) => ranked.filter((one) => one.rank === rank).map(({ it }) => it));
}

function rankOf({ value, label }: Suggestion, wanted: string): number {
  if (value.toLowerCase().startsWith(wanted)) return 0;
  const line = label.toLowerCase();
  if (line.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  return line.includes(wanted) ? 2 : 3;
}
