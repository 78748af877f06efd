import type { AgentStage } from '../../../core/project/stage.ts';
import type { Action } from './action.ts';
import type { Script } from './script.ts';
import type { Seen } from './seen.ts';

/** Everything from which the next move follows: the stage with its tools, the script, and the conversation so far. */
export interface Scene {
  stage: AgentStage;
  script: Script;
  seen: Seen;
}

/** What it says, and the call that it makes. */
export interface Move {
  says: string;
  action: Action;
}

/** Whether the stage gives it the tool for this action. */
export function can({ stage }: Scene, action: Action): boolean {
  switch (action.do) {
    case 'command':
      return Object.hasOwn(stage.commands, action.name);
    case 'shell':
      return stage.shell !== undefined;
    default:
      return stage.tools.includes(action.do);
  }
}
