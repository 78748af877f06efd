import { helpText, rolesListenInRuns } from '../core/cards/words/help.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { runBadges } from '../core/cards/words/run.ts';
import { isActive } from '../core/run/run.ts';
import { allows } from '../core/run/status.ts';
import { stopWordIn } from '../core/steering/stop-word.ts';
import { pauseNow } from './controls.ts';
import { chooseToPause } from './look.ts';
import { attemptedOn, refuse, told } from './reply.ts';
import { runOfThread, scopeOf } from './scope.ts';
import { say } from './say.ts';
import { identify } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

type Words = Extract<Intent, { kind: 'words' }>;

/** Plain words steer the run whose thread they stand in; anywhere else they are people talking (P19). */
export async function wordsInThread(call: Call, { text, mentionsUs }: Words): Promise<Reply> {
  const view = await runOfThread(call);
  if (!view) {
    const stopping = stopWordIn(text) === null ? null : await stopHere(call, mentionsUs);
    return stopping ?? (mentionsUs ? told(helpText()) : toRole(call, text));
  }
  const { run } = view.state;
  const actor = await identify(call, run.projectId);
  const word = stopWordIn(text);
  if (!actor) {
    // People who are no part of the project may talk among themselves; one who tries to stop it must know that nothing stopped.
    return mentionsUs || word !== null
      ? refuse(call, { refused: 'stranger' }, attemptedOn(run, 'message', actor))
      : { kind: 'nothing' };
  }
  return word === null ? say(call, actor, run, { text, policy: null }) : stop(call, actor, run, word);
}

/** People talk among themselves, but for words to a role, which would wait for an answer that never comes. */
async function toRole(call: Call, text: string): Promise<Reply> {
  const handles = [...text.matchAll(/(?<![\w@.])@([a-z][a-z0-9_-]*)/gi)].map(([, handle = '']) => handle.toLowerCase());
  if (handles.length === 0) return { kind: 'nothing' };
  const roles = (await scopeOf(call))?.record.project.roles ?? [];
  const role = roles.find(({ handle }) => handles.includes(handle));
  return role ? told(rolesListenInRuns(role.name)) : { kind: 'nothing' };
}

/** In other people's threads the word is theirs, unless it is said to us. */
async function stopHere(call: Call, mentionsUs: boolean): Promise<Reply | null> {
  if (call.visit.where.thread !== null && !mentionsUs) return null;
  const projectId = (await scopeOf(call))?.record.project.project;
  const actor = projectId === undefined ? null : await identify(call, projectId);
  return actor && projectId !== undefined ? chooseToPause(call, actor, projectId) : null;
}

/** A bare stop word pauses first and says so (P20). */
async function stop(call: Call, actor: PersonActor, run: Run, word: string): Promise<Reply> {
  if (!isActive(run.status)) return say(call, actor, run, { text: word, policy: null });
  if (!allows(run.status, 'pause')) return told(receipts.stoppedAlready(runBadges[run.status].word));
  return pauseNow(call, actor, run, { by: 'words', text: receipts.stopWord(word) });
}
