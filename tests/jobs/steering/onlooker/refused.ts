import { versionOf, type History, type Of, type Told } from '../history.ts';
import { holds } from '../law.ts';
import { comesAfterWords, endsByWords, type Belief } from './believed.ts';

/** Judges what was refused, although it was to be granted at whatever instant it may have been decided. */
export function judgeRefused(history: History, beliefs: readonly Belief[], told: Told, why: string): void {
  if (why === 'repeated' || why === 'contended') return;
  const { event } = told;
  const times = between(history, beliefs, told);
  const always = (isDue: (at: Belief) => boolean): boolean => times.length > 0 && times.every(isDue);
  const about = `${event.kind} refused: ${why}`;
  switch (event.kind) {
    case 'pause':
      return holds(!always(isPausable), 'Pause always works', about);
    case 'resume':
      return holds(!always((at) => isResumable(at, event)), 'what is held can be resumed', about);
    case 'message':
      return holds(!always(({ status }) => !isOver(status)), 'a run that goes on takes words', about);
    case 'begin_step':
      return holds(
        isInDoubt(history, told, times) || !always((at) => mayBegin(at, event)),
        'what may begin begins',
        about,
      );
    case 'finish':
    case 'fail':
      return holds(!always((at) => isIn(at, event.token)), 'a pause refuses no result', about);
    default:
      // Of the others, whoever is refused looks again, or has nothing to lose.
      return;
  }
}

const isPausable = ({ status, hold }: Belief): boolean =>
  ['queued', 'running'].includes(status) || (status === 'paused' && endsByWords(hold));

const isOver = (status: string): boolean => ['completed', 'cancelled'].includes(status);

const isResumable = ({ status, epoch }: Belief, event: Of<'resume'>): boolean =>
  status === 'paused' && (event.epoch === null || event.epoch === epoch);

const isIn = ({ workers }: Belief, token: string): boolean => workers.get(token)?.isAborted === false;

const mayBegin = (at: Belief, { token, call }: Of<'begin_step'>): boolean =>
  at.status === 'running' && isIn(at, token) && !at.isSpent && !(call && comesAfterWords(at, call.id));

/** The run was resumed while it asked, or its lease ran out. */
function isInDoubt({ expired }: History, { event, answered }: Told, times: readonly Belief[]): boolean {
  if (event.kind !== 'begin_step') return false;
  const wasResumed =
    new Set(times.map(({ epoch }) => epoch)).size > 1 || times.some(({ epoch }) => epoch !== event.epoch);
  return wasResumed || (expired.get(event.token)?.from ?? Infinity) <= answered;
}

/** All that was true at some instant between when it was asked and when it was answered. */
function between({ changes }: History, beliefs: readonly Belief[], { asked, answered }: Told): Belief[] {
  const surely = Math.max(0, ...changes.filter((it) => it.answered < asked).map(versionOf));
  const perhaps = Math.max(0, ...changes.filter((it) => it.asked < answered).map(versionOf));
  const first = beliefs[0]!.version;
  return beliefs.filter(({ version }) => version >= Math.max(surely, first) && version <= Math.max(perhaps, first));
}
