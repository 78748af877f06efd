import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentStage } from '../../../core/project/stage.ts';
import { noCost } from '../../../core/run/run.ts';
import type { AgentModel, AgentReply } from '../../model/agent-model.ts';
import { callOf } from './action.ts';
import { closingTurn, nextTurn } from './next.ts';
import { readScript } from './script.ts';

/**
 * The built-in stand-in for a model that works with tools. It reads files and runs tests for real, makes the changes that the script beside the
 * project file describes, and says in each turn that no model was called. Without a script, it only looks, runs the tests, and reports.
 */
export function rehearsalAgent(stage: AgentStage, folder: string): AgentModel {
  return {
    name: 'rehearsal',
    longest: Infinity,
    estimate: () => noCost,
    call: async (talk, _tools, signal): Promise<AgentReply> => {
      const script = await readScript(folder);
      if ('problem' in script) return failedBy(script.problem);
      await sleep((script.pace ?? 0) * 1000, undefined, { signal });
      const { text, action } = (talk.closing ? closingTurn : nextTurn)(talk.turns, { stage, script });
      const id = `call_${talk.turns.length}`;
      const calls = action === null ? [] : [callOf(action, id)];
      return { kind: 'answered', turn: { by: 'model', text, calls }, cut: false, cost: noCost };
    },
  };
}

const failedBy = (error: string): AgentReply => ({
  kind: 'failed',
  error,
  passing: false,
  tooLong: false,
  retryAfter: 0,
  cost: noCost,
});
