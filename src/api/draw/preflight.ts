import type { z } from 'zod';
import type { preflightSchema } from '../../core/api/start.ts';
import type { Preflight } from '../../core/run/preflight.ts';
import { drawBudget } from './run.ts';

export const drawPreflight = (
  pipeline: string,
  { ready, blockers, warnings, config, prerequisites, notes }: Preflight,
): z.infer<typeof preflightSchema> => ({
  ...{ ready, blockers, warnings, prerequisites, notes },
  normalized_config: {
    pipeline,
    control_mode: config.mode,
    brief: config.brief,
    parameters: config.parameters,
    budget: drawBudget(config.budget),
  },
});
