import type { Stage } from '../core/project/stage.ts';
import type { Executor } from '../core/stage/executor.ts';
import { agentExecutor } from './agent/executor.ts';
import type { Machine } from './command/environment.ts';
import { commandExecutor } from './command/executor.ts';
import type { ModelDefaults } from './model/choice.ts';
import { writeExecutor } from './write.ts';

/** What does each kind of stage's work. Of `host`, a command sees no more than its type names. */
export const createExecutors = (settings: Machine & { models: ModelDefaults }): Record<Stage['do'], Executor> => ({
  agent: agentExecutor(settings),
  command: commandExecutor(settings),
  write: writeExecutor(settings.models),
});
