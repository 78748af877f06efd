import { helpText, noSuchRole, rolesListenInRuns } from '../core/cards/words/help.ts';
import { addresseeOf, handlesIn, isToRole, unknownHandle, type Known } from '../core/steering/addressee.ts';
import { stopWordIn } from '../core/steering/stop-word.ts';
import { chooseToPause } from './look.ts';
import { attemptedOn, refuse, told } from './reply.ts';
import { runOfThread, scopeOf } from './scope.ts';
import { sayOrStop } from './say-or-stop.ts';
import { sourceOf } from './source.ts';
import { identify, surfaceOf } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { RunView } from '../core/ports.ts';
import type { Place } from '../core/project/definition.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

type Words = Extract<Intent, { kind: 'words' }>;

/** Plain words steer the run in whose thread they stand. Elsewhere, or when they are addressed to somebody else, they are people talking (P19). */
export async function wordsInThread(call: Call, words: Words): Promise<Reply> {
  const view = await runOfThread(call);
  if (!view) return wordsElsewhere(call, words);
  return isToSomebody(words, view.state.definition) ? { kind: 'nothing' } : toRun(call, view, words);
}

const isToSomebody = ({ text, mentionsUs, addressed }: Words, known: Known): boolean =>
  !mentionsUs &&
  addressed !== 'us' &&
  !isToRole(text, known) &&
  [addressed, addresseeOf(text, known)].includes('somebody');

async function toRun(call: Call, { state }: RunView, words: Words): Promise<Reply> {
  const { text, mentionsUs, message, policy = null } = words;
  const { run, definition } = state;
  const actor = await identify(call, run.projectId);
  if (!actor) {
    // People outside the project may talk among themselves. But somebody who tries to stop the run must be told that nothing stopped.
    return mentionsUs || stopWordIn(text, definition.roles) !== null
      ? refuse(call, { refused: 'stranger' }, attemptedOn(run, 'message', actor))
      : { kind: 'nothing' };
  }
  const source = message === undefined ? null : sourceOf(call, message, text);
  const talk = { standsAt: await standsAt(call, run) };
  const reply = await sayOrStop(call, actor, state, { text, policy, source, talk });
  const unknown = unknownHandle(text, definition);
  if (reply.kind !== 'told' || unknown === null) return reply;
  return { ...reply, text: [...reply.text, ' ', ...noSuchRole(unknown, definition.roles)] };
}

/** The place where everybody can read the words already. Words on a run's own page count as said in the run's thread on the same surface. */
async function standsAt(call: Call, run: Run): Promise<Place | null> {
  const surface = surfaceOf(call);
  const { channel } = call.visit.where;
  if (surface === null) return null;
  if (channel !== null) return { surface, channel };
  const copies = await call.ports.postings.ofSubject({ kind: 'run', id: run.id });
  return copies.find(({ place, ref, lost }) => place.surface === surface && ref && lost === null)?.place ?? null;
}

async function wordsElsewhere(call: Call, words: Words): Promise<Reply> {
  const { text, mentionsUs } = words;
  const project = (await scopeOf(call))?.record.project;
  if (project && isToSomebody(words, project)) return { kind: 'nothing' };
  const stopping =
    stopWordIn(text, project?.roles) === null ? null : await stopHere(call, project?.project, mentionsUs);
  if (stopping) return stopping;
  if (mentionsUs) return told(helpText(surfaceOf(call)));
  return project && (await identify(call, project.project)) ? toRole(text, project) : { kind: 'nothing' };
}

/** People may talk among themselves. But somebody who addresses a role outside of a run is told that it doesn't listen here, instead of waiting in vain. */
function toRole(text: string, known: Known): Reply {
  const handles = handlesIn(text);
  const role = known.roles.find(({ handle }) => handles.includes(handle));
  if (role) return told(rolesListenInRuns(role.name));
  const unknown = unknownHandle(text, known);
  return unknown === null ? { kind: 'nothing' } : told(noSuchRole(unknown, known.roles));
}

/** A stop word in a channel. In threads that are no run's it is ignored, unless it is addressed to us. */
async function stopHere(call: Call, projectId: string | undefined, mentionsUs: boolean): Promise<Reply | null> {
  if (call.visit.where.thread !== null && !mentionsUs) return null;
  const actor = projectId === undefined ? null : await identify(call, projectId);
  return actor && projectId !== undefined ? chooseToPause(call, actor, projectId) : null;
}
