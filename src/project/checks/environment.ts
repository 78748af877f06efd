import type { Check } from '../draft.ts';
import { allStages } from '../draft.ts';
import { onKey } from '../fault.ts';
import { quoted } from '../say.ts';

/** A stage's `environment` can't overwrite the variables by which the run itself tells a command things. */
export const checkEnvironment: Check = (draft) =>
  allStages(draft)
    .flatMap((stage) => stage.get('environment').entries())
    .filter((it) => String(it.path.at(-1)).startsWith('WHEEL_'))
    .map((it) =>
      onKey(
        it.path,
        `found ${quoted(String(it.path.at(-1)))}; names that start with WHEEL_ are set by the run. Choose another.`,
      ),
    );
