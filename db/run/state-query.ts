/**
 * Reads the state of a run in one statement: one round trip, one snapshot. Every part is a list of rows as JSON, in a column named after what it
 * holds. `$1` is the run.
 */

const live = `('queued', 'running', 'parked')`;

/** `locks`: a locking clause if attempts may be written back, so that a renewal of the lease, which doesn't take the run's lock, is not overwritten. */
const attempts = (locks: string): string => `
  select json_agg(a order by a.number) from (
    select * from attempts where run_id = $1 and (
      status in ${live} or lease_token is not null
      or number = (select max(number) from attempts newest where newest.run_id = $1)
    ) ${locks}
  ) a`;

const openAsks = `select json_agg(a order by a.opened_at, a.id) from asks a where run_id = $1 and status = 'open'`;

const answers = `
  select json_agg(x order by x.at, x.id)
  from asks a join answers x on x.ask_id = a.id and x.revision = a.revision
  where a.run_id = $1 and a.status = 'open'`;

const checkpoints = `select json_agg(c order by c.number) from checkpoints c where run_id = $1`;

/** Two queries, so that each can use an index: the run's own artifacts, and those of its project. */
const artifacts = `
  select json_agg(json_build_object('row', a, 'canon', v) order by a.name)
  from (
    select a.* from runs r join artifacts a on a.project_id = r.project_id and a.run_id = r.id where r.id = $1
    union all
    select a.* from runs r join artifacts a on a.project_id = r.project_id and a.run_id is null where r.id = $1
  ) a left join versions v on v.artifact_id = a.id and v.number = a.canon`;

const messages = (which: string): string => `
  select json_agg(json_build_object('row', m, 'body', b) order by m.at, m.id)
  from messages m join bodies b on b.digest = m.digest left join attempts a on a.id = m.delivered_to
  where m.run_id = $1 and ${which}`;

/** Two queries, so that each can use an index. Expired ones are included: they are few, and the rules check the time. */
const grants = `
  select json_agg(g order by g.at, g.id) from (
    select * from grants where run_id = $1
    union all
    select g.* from runs r join grants g on g.project_id = r.project_id and g.pipeline_id = r.pipeline_id
    where r.id = $1 and g.run_id is null and g.revoked_at is null
  ) g`;

const inHand = `(m.status = 'queued' or (m.status = 'delivered' and a.status in ${live}))`;

const state = (locks: string) => ({
  // As JSON, which knows one way only to write a time.
  now: 'select to_json(clock_timestamp())',
  run: 'select row_to_json(r) from runs r where id = $1',
  attempts: attempts(locks),
  asks: openAsks,
  answers,
  checkpoints,
  artifacts,
  messages: messages(inHand),
  grants,
});

/** What a card or page needs in addition to what the rules need: also what is over. The tail consists of `$2` chunks of output. */
const view = {
  allAttempts: 'select json_agg(a order by a.number) from attempts a where run_id = $1',
  allAsks: 'select json_agg(a order by a.opened_at, a.id) from asks a where run_id = $1',
  allAnswers: `
    select json_agg(x order by x.at, x.id) from asks a join answers x on x.ask_id = a.id where a.run_id = $1`,
  allMessages: messages('true'),
  outputTail: `
    select string_agg(o.text, '' order by o.sequence) from (
      select * from outputs where attempt_id = (select id from attempts where run_id = $1 order by number desc limit 1)
      order by sequence desc limit $2::int
    ) o`,
};

const select = (parts: Record<string, string>): string =>
  `select ${Object.entries(parts)
    .map(([name, query]) => `(${query}) as "${name}"`)
    .join(',\n')}`;

export const lockRun = 'select from runs where id = $1 for no key update';
export const lockedState = select(state('for no key update'));
export const plainState = select(state(''));
export const viewOfRun = select({ ...state(''), ...view });
