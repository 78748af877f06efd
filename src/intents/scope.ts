import { surfaceOf } from './visitor.ts';
import type { ProjectRecord, RunView } from '../core/ports.ts';
import type { Call } from './ports.ts';

/** What words at this place are about: the run of the thread, or the project to which the channel belongs. */
export interface Scope {
  record: ProjectRecord;
  /** The run whose thread or page this is. */
  thread: RunView | null;
}

export async function scopeOf(call: Call): Promise<Scope | null> {
  const thread = await runOfThread(call);
  const record = thread ? await call.ports.projects.find(thread.state.run.projectId) : await projectHere(call);
  return record && { record, thread };
}

/**
 * The same for a command, which is always meant for us. In a place that belongs to no project, such as a direct message, it means the only
 * project that knows this person and has a channel on this surface. (A database also keeps projects that are not in use any more: the examples, and
 * projects under their former ids.)
 */
export async function scopeOfCommand(call: Call): Promise<Scope | null> {
  const here = await scopeOf(call);
  if (here) return here;
  const known = await call.ports.people.everywhere(call.visit.account);
  const atHome = await Promise.all(known.map(({ record }) => isAtHome(call, record)));
  const [only, ...others] = known.filter((_, index) => atHome[index]);
  return only && others.length === 0 ? { record: only.record, thread: null } : null;
}

/** Whether the project still has a channel here: not if another project claims all its channels by now. */
async function isAtHome(call: Call, { project }: ProjectRecord): Promise<boolean> {
  const places = project.places.filter(({ surface }) => surface === surfaceOf(call));
  const homes = await Promise.all(
    places.map(({ surface, channel }) => call.ports.projects.ofChannel(surface, channel)),
  );
  return homes.some((home) => home?.project.project === project.project);
}

export async function runOfThread(call: Call): Promise<RunView | null> {
  const { ports, visit } = call;
  if (visit.runId !== undefined) return ports.views.run(visit.runId);
  const { channel, thread } = visit.where;
  const surface = surfaceOf(call);
  if (!surface || channel === null || thread === null) return null;
  const runId = await ports.postings.runOfThread(surface, channel, thread);
  return runId === null ? null : ports.views.run(runId);
}

/** If there is only one project, it is meant everywhere, even in a direct message. */
async function projectHere(call: Call): Promise<ProjectRecord | null> {
  const { ports, visit } = call;
  const surface = surfaceOf(call);
  const { channel } = visit.where;
  const here = surface && channel !== null ? await ports.projects.ofChannel(surface, channel) : null;
  if (here) return here;
  const all = await ports.projects.all();
  return all.length === 1 ? (all[0] ?? null) : null;
}
