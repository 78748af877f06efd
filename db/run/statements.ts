import { insertInto, keysOf, setExcluded, updateOf } from '../json.ts';
import { artifacts, bodies, versions } from '../schema/artifacts.ts';
import { answers, asks } from '../schema/asks.ts';
import { attempts, checkpoints, grants, turns } from '../schema/attempts.ts';
import { ledger } from '../schema/ledger.ts';
import { messages } from '../schema/messages.ts';
import { deliveries, outbox } from '../schema/outbox.ts';
import { postings } from '../schema/postings.ts';
import { definitions } from '../schema/projects.ts';
import { runs } from '../schema/runs.ts';

/** Every statement that writes a decision. Their texts are made once, from the schema. */

export const insertRun = insertInto(runs, keysOf(runs), 'on conflict (project_id, trigger_id) do nothing returning id');

/** What a decision may change. Title, brief, parameters and trigger are written once; live output counts beside it. */
const changing: Parameters<typeof updateOf<typeof runs>>[1] = [
  ...(['status', 'holdReason', 'holdWhy', 'holdBy', 'holdAt', 'epoch', 'version', 'stage', 'round', 'tries'] as const),
  ...(['finished', 'mode', 'budgetMicroUsd', 'budgetTokens', 'spentMicroUsd', 'spentInputTokens'] as const),
  ...(['spentOutputTokens', 'clearance', 'feedback', 'endings', 'lastSteerer', 'lastEditor', 'endedAt'] as const),
];

/** The second fence after the row's lock: nothing when `$2` is not the version any more. */
export const updateRun = updateOf(runs, changing, 'runs.id = new.id and runs.version = $2::int returning runs.id');

export const setSummary = 'update runs set run_summary_message_id = $2 where id = $1';

export const insertDelivery = insertInto(deliveries, ['key', 'runId', 'token'], 'on conflict do nothing returning key');

export const insertDefinition = insertInto(definitions, keysOf(definitions), 'on conflict do nothing');

/** A text that was redacted stays so, even where the same words come again. */
export const insertBodies = insertInto(bodies, keysOf(bodies), 'on conflict do nothing');

const fixedOfAttempt = ['id', 'runId', 'number', 'createdAt'];
export const putAttempts = insertInto(
  attempts,
  keysOf(attempts),
  `on conflict (id) do update set ${setExcluded(
    attempts,
    keysOf(attempts).filter((key) => !fixedOfAttempt.includes(key)),
  )}`,
);

export const insertArtifact = insertInto(artifacts, keysOf(artifacts), 'on conflict do nothing returning id');

/** A compare-and-set on what was seen: `$2` is the newest version then, `$3` the canon. */
export const updateArtifact = updateOf(
  artifacts,
  ['canon', 'latest', 'lastRunId'],
  'artifacts.id = new.id and artifacts.latest = $2::int and artifacts.canon is not distinct from $3::int returning artifacts.id',
);

export const insertVersions = insertInto(versions, keysOf(versions));
export const insertCheckpoints = insertInto(checkpoints, keysOf(checkpoints));

export const insertTurns = insertInto(turns, keysOf(turns));

export const putGrants = insertInto(
  grants,
  keysOf(grants),
  `on conflict (id) do update set ${setExcluded(grants, ['revokedAt', 'revokedBy'])}`,
);

const fixedOfAsk = ['id', 'projectId', 'runId', 'kind', 'openedAt'];
export const putAsks = insertInto(
  asks,
  keysOf(asks),
  `on conflict (id) do update set ${setExcluded(
    asks,
    keysOf(asks).filter((key) => !fixedOfAsk.includes(key)),
  )}`,
);

export const insertAnswers = insertInto(answers, keysOf(answers));

export const putMessages = insertInto(
  messages,
  keysOf(messages),
  `on conflict (id) do update set ${setExcluded(messages, ['status', 'deliveredTo'])}`,
);

export const insertEntries = insertInto(
  ledger,
  keysOf(ledger).filter((key) => key !== 'ordinal'),
);

export const insertPostings = insertInto(
  postings,
  ['id', 'runId', 'subjectKind', 'subjectId', 'surface', 'channel'],
  'on conflict do nothing',
);

/** Those of the ids in `$1` that there are. */
export const findPostings = 'select id from postings where id in (select json_array_elements_text($1::text::json))';

/**
 * What is due already becomes due anew, and not later than it was: one that is postponed again and again never comes. Once it settles
 * something it does, until it is done.
 */
export const insertDue = insertInto(
  outbox,
  ['id', 'key', 'kind', 'runId', 'payload', 'dueAt', 'createdAt'],
  `on conflict (key) where done_at is null do update
    set generation = outbox.generation + 1, due_at = least(outbox.due_at, excluded.due_at),
      payload = outbox.payload || excluded.payload
    returning row_to_json(outbox) as due`,
);

/** A stage is due only while its attempt is queued at the epoch of its run: `$2` are the keys for which that is so. */
export const settleStages = `
  update outbox set done_at = now() where run_id = $1 and kind = 'run_stage' and done_at is null
    and key not in (select json_array_elements_text($2::text::json))`;

export const sendAbort = 'select pg_notify($1, $2)';
