import type { Intent } from '../../../core/intent.ts';
import type { Where } from '../../../core/people/actor.ts';
import type { CatchUp } from './catch-up.ts';

/** Somebody's act somewhere, as far as its place in a talk goes. */
interface Act {
  intent: Pick<Intent, 'kind'>;
  visit: { where: Pick<Where, 'channel' | 'thread'> };
}

const inTheTalk: readonly Intent['kind'][] = ['words', 'command', 'edited', 'deleted'];

/** Words that are said in a thread now, and what becomes of them, come after those that were missed there. Nothing else waits. */
export async function afterMissed(catchUp: Pick<CatchUp, 'passed'>, { intent, visit }: Act): Promise<void> {
  const { channel, thread } = visit.where;
  if (inTheTalk.includes(intent.kind) && channel !== null && thread !== null) await catchUp.passed({ channel, thread });
}
