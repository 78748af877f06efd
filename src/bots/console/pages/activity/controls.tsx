import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { allowedOf, whoCanPress } from '../../../../core/cards/allowed.ts';
import { controlButton, isPossible } from '../../../../core/cards/run-card.ts';
import { allowedWords } from '../../../../core/cards/words/allowed.ts';
import { runBadges } from '../../../../core/cards/words/run.ts';
import type { Run } from '../../../../core/run/run.ts';
import { Buttons } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import type { Reader } from '../../reader.ts';
import { activityWords as words } from '../../words/activity.ts';
import { BadgeView } from '../parts/badge.tsx';
import type { ActivityDetail } from './read.ts';

/** S0-14, and S0-15: in this order, each where the run's status allows it. */
const verbs = ['pause', 'resume', 'cancel', 'rollback', 'message'] as const;

const controlsOf = (run: Run) =>
  verbs.filter((verb) => isPossible(run.status, verb)).map((verb) => controlButton(run, verb, false));

/** What this person may do to the run now, or who can. */
const RunControls: FC<{ run: Run; reader: Reader; page: string }> = ({ run, reader: { person, project }, page }) => {
  const about = { run, ask: null };
  const { buttons, missing } = allowedOf(controlsOf(run), person, about);
  return (
    <>
      {buttons.length === 0 ? null : <p class="note">{words.controlsOf}</p>}
      <Buttons buttons={buttons} label={words.controls} spot={onPage(page)} id="controls" />
      {missing ? (
        <p class="note">
          <TextView
            text={allowedWords.instead(missing.token, missing.refusal, whoCanPress(missing.token, project, about))}
          />
        </p>
      ) : null}
    </>
  );
};

/** The run that it happened in: the way there, and what can be done about it now. */
export const Controls: FC<{ detail: ActivityDetail }> = ({ detail: { record, run, reader } }) => {
  if (record.run === null) return <p class="note">{words.noRun}</p>;
  return (
    <section class="card" aria-label={words.controls}>
      <div class="head">
        <BadgeView badge={runBadges[record.run.status]} />
        <h2>{oneLine(record.run.title)}</h2>
      </div>
      <div class="actions">
        <a class="button primary" href={`/runs/${record.run.id}`} title={words.focusHint}>
          {words.focus}
        </a>
        <a class="button" href={`/runs/${record.run.id}/thread`}>
          {words.focusThread}
        </a>
      </div>
      {run === null ? (
        <p class="note">{words.runEnded}</p>
      ) : (
        <RunControls run={run} reader={reader} page={`/activity/${record.entry.id}`} />
      )}
    </section>
  );
};
