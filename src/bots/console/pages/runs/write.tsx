import type { FC } from 'hono/jsx';
import { allowedWords } from '../../../../core/cards/words/allowed.ts';
import { whoCanPress } from '../../../../core/cards/allowed.ts';
import type { Text } from '../../../../core/cards/card.ts';
import { cantDo, entrantOf } from '../../../../core/people/entitlement.ts';
import type { Completions } from '../../../../core/console/roster.ts';
import { allows } from '../../../../core/run/status.ts';
import { Composer } from '../../draw/composer.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { runPath } from './list-page.tsx';
import type { Inspected } from './read.ts';
import type { StatusData } from './status.tsx';

export interface WritingData {
  runId: string;
  /** Whether the run takes words, and this person's. */
  open: boolean;
  pauses: boolean;
  /** Who can write, where that is told nowhere else. */
  instead: Text | null;
}

export function writingOf({ view, reader: { person, project } }: Inspected, { missing }: StatusData): WritingData {
  const { run } = view.state;
  const refusal = cantDo(entrantOf(person), 'message', run.execution);
  const takesWords = allows(run.status, 'message');
  const token = { press: 'command', runId: run.id, epoch: run.epoch, verb: 'message' } as const;
  const who = whoCanPress(token, project, { run, ask: null });
  return {
    runId: run.id,
    open: takesWords && refusal === null,
    pauses: allows(run.status, 'pause'),
    instead: takesWords && refusal && missing === null ? allowedWords.instead(token, refusal, who) : null,
  };
}

export const WriteView: FC<{ data: WritingData; completions: Completions }> = ({ data, completions }) => {
  const { runId, open, pauses, instead } = data;
  if (open) {
    const spot = onPage(runPath(runId));
    return <Composer spot={spot} id="write-main" label={words.write} {...{ completions, pauses }} />;
  }
  return instead ? (
    <p class="note">
      <TextView text={instead} />
    </p>
  ) : null;
};
