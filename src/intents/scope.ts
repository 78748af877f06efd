import { surfaceOf } from './visitor.ts';
import type { ProjectRecord, RunView } from '../core/ports.ts';
import type { Call } from './ports.ts';

/** What words at this place are about: the thread's run, or the project that is at home in the channel. */
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
 * The same for a command, which is always said to us: where no project is at home, as in a direct message, the only one is meant that
 * knows whoever typed it. A database keeps every project that was ever started on it, the examples among them.
 */
export async function scopeOfCommand(call: Call): Promise<Scope | null> {
  const here = await scopeOf(call);
  if (here) return here;
  const [known, ...others] = await call.ports.people.everywhere(call.visit.account);
  return known && others.length === 0 ? { record: known.record, thread: null } : null;
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

/** Where there is one project only, it is meant everywhere: in a direct message too. */
async function projectHere(call: Call): Promise<ProjectRecord | null> {
  const { ports, visit } = call;
  const surface = surfaceOf(call);
  const { channel } = visit.where;
  const here = surface && channel !== null ? await ports.projects.ofChannel(surface, channel) : null;
  if (here) return here;
  const all = await ports.projects.all();
  return all.length === 1 ? (all[0] ?? null) : null;
}
