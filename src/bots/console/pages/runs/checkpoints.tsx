import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { cost } from '../../../../core/cards/numbers.ts';
import { checkpointName } from '../../../../core/cards/words/control.ts';
import type { Checkpoint } from '../../../../core/run/run.ts';
import { Time } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { Fold } from '../parts/fold.tsx';
import { runPath } from './list-page.tsx';
import type { Inspected } from './read.ts';
import { cantRollBack } from './rollback-page.tsx';

interface Row {
  number: number;
  name: string;
  restores: string[];
  spent: string;
  at: Date;
}

export interface CheckpointsData {
  runId: string;
  mayRollBack: boolean;
  /** Newest first. */
  rows: Row[];
}

export function checkpointsOf({ view, reader: { person } }: Inspected): CheckpointsData {
  const { run, definition, checkpoints } = view.state;
  const { stages } = definition.pipeline;
  const rows = checkpoints.toReversed().map((checkpoint) => ({
    number: checkpoint.number,
    name: checkpointName(checkpoint, stages),
    restores: restoresOf(checkpoint, stages),
    spent: cost(checkpoint.spent),
    at: checkpoint.at,
  }));
  return { runId: run.id, mayRollBack: cantRollBack(run, person) === null, rows };
}

function restoresOf({ stage, versions }: Checkpoint, stages: readonly { name: string }[]): string[] {
  const next = stages[stage];
  const position = next ? words.restoresStage(oneLine(next.name)) : words.restoresEnd;
  const made = Object.entries(versions).map(([name, { number }]) => `${oneLine(name)}, version ${number}`);
  return [position, ...(made.length === 0 ? [words.restoresStart] : made)];
}

/** The existing form does it, and says what is lost; the link only opens it with this checkpoint chosen. */
const RollBack: FC<{ runId: string; number: number }> = ({ runId, number }) => (
  <a
    class="button"
    data-dialog
    data-key={`rollback-${number}`}
    href={`${runPath(runId)}/rollback?to=${number}`}
    aria-label={words.rollBackToNumber(number)}
  >
    {words.rollBackTo}
  </a>
);

export const CheckpointsView: FC<{ data: CheckpointsData }> = ({ data: { runId, mayRollBack, rows } }) => (
  <Fold name="checkpoints" title={words.checkpoints} gist={words.count(rows.length)}>
    <ol class="lines">
      {rows.map(({ number, name, restores, spent, at }) => (
        <li>
          <strong>{name}</strong> <Time at={at} />
          <p class="note">
            {words.restores}: {restores.join(' · ')}. {words.spentThen}: {spent}.
          </p>
          {mayRollBack ? <RollBack runId={runId} number={number} /> : null}
        </li>
      ))}
    </ol>
  </Fold>
);
