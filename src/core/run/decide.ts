import { edit } from '../artifact/edit.ts';
import type { Refusal } from '../refusal.ts';
import { reword } from '../steering/reword.ts';
import { takeBack } from '../steering/take-back.ts';
import { wellFormed } from '../text.ts';
import { answer, expire } from './answer.ts';
import { claim, park, release } from './attempt.ts';
import { changeMode } from './change-mode.ts';
import type { RunEvent } from './event.ts';
import { fail, finish } from './finish.ts';
import { pause, resume } from './hold.ts';
import { lapse, poison, unreadable } from './lapse.ts';
import { withoutDefinition } from './lost.ts';
import { revokeGrant } from './revoke-grant.ts';
import { beginStep } from './step.ts';
import { message } from './message.ts';
import { cancel, rollback } from './rollback.ts';
import type { Decision, RunState } from './state.ts';

/** The one pure function through which a run changes, whether a person, a worker or a timer asks. */
export function decide(state: RunState, event: RunEvent): Decision | Refusal {
  const sound = wellFormed(event);
  return withoutDefinition(state, sound) ?? follow(state, sound);
}

function follow(state: RunState, event: RunEvent): Decision | Refusal {
  switch (event.kind) {
    case 'pause':
      return pause(state, event);
    case 'resume':
      return resume(state, event);
    case 'cancel':
      return cancel(state, event);
    case 'rollback':
      return rollback(state, event);
    case 'change_mode':
      return changeMode(state, event);
    case 'revoke_grant':
      return revokeGrant(state, event);
    case 'message':
      return message(state, event);
    case 'reword':
      return reword(state, event);
    case 'take_back':
      return takeBack(state, event);
    case 'edit':
      return edit(state, event);
    case 'answer':
      return answer(state, event);
    case 'claim':
      return claim(state, event);
    case 'begin_step':
      return beginStep(state, event);
    case 'finish':
      return finish(state, event);
    case 'fail':
      return fail(state, event);
    case 'park':
      return park(state, event);
    case 'release':
      return release(state, event);
    case 'lapse':
      return lapse(state, event);
    case 'poison':
      return poison(state, event);
    case 'unreadable':
      return unreadable(state, event);
    case 'expire':
      return expire(state, event);
  }
}
