import type { AgentStage } from '../../../core/project/definition.ts';
import type { Action } from './action.ts';
import type { Script } from './script.ts';
import type { Seen } from './seen.ts';

/** Where it plays: what it may use, what it knows, and what it has seen. */
export interface Scene {
  stage: AgentStage;
  script: Script;
  seen: Seen;
}

/** What it says, and what it wants done. */
export interface Move {
  says: string;
  action: Action;
}

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
