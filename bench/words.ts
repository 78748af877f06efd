/** What the page says beside its figures. */
export const names = {
  engine: {
    redis: 'Postgres and Redis: a process for the console, two for the work',
    embedded: 'The embedded Postgres: everything in one process',
  },
  step: {
    acknowledged: 'its answer was read',
    committed: 'it was committed',
    nextStage: 'the next stage began',
    card: 'its card was updated',
  },
  posts: {
    apart: 'with their cards: console, two workers',
    everything: 'with their cards: one process',
    workers: 'without cards: two workers',
  },
} as const;

export const explanation: readonly string[] = [
  '## How it is measured',
  '',
  'The servers and the processes are real, and made for this: nothing is simulated, fsync and `synchronous_commit` are on. A stage’s',
  'work is the rehearsal’s, which is next to none: what is measured is the spine, not a model.',
  '',
  '- **A click** is a POST to the console’s `/press` over HTTP, with a session, on the posted card of a gate. The clock starts when the',
  '  client sends it, so that waiting for the server counts. *Its answer was read*: by the client, whole. *It was committed*: the deciding process',
  '  knows that Postgres committed. *The next stage began*: a worker has claimed it and is about to call its executor. *Its card was updated*: the',
  '  console has stored the card without the buttons. Clicks at once are sent at the same moment, on different runs; the next ones follow when',
  '  all that these set in motion has come to rest. The runs that wait for them stand beside all the others that wait.',
  '- **A click delivered twice** is sent twice at the same moment under the same key. Both answers count as acknowledged.',
  '- **The first of a process** is the first click after a start, by a process that has never decided anything.',
  '- **A click in Slack** is delivered by a local Slack in the process of the bench, by Socket Mode or as a signed request, and pauses a run that waits at',
  '  a gate. Clicks come on their schedule, whether or not the earlier ones have been acknowledged; the clock stops when Slack has read the acknowledgement.',
  '  One that is not kept in time does nothing, and whoever clicked is told to try again: they are counted as turned away.',
  '- **Runs a second** are started and approved through the door’s function in the process of the bench (HTTP would hide the spine behind pages); the',
  '  clock stops when all are completed and, where cards are drawn, none is due. *Without cards*, no process draws any.',
  '- **The deciding store alone** takes the same runs through rules and store in one process: no queue, no worker, no card.',
  '- **Idle** is what the kernel counted for each process, in hundredths of a second. Postgres is all its processes; shared memory is counted in each.',
  '- **Start** is from the spawn of the process to its word that it listens.',
  '',
  'Moments in different processes are compared by CLOCK_MONOTONIC, which all processes of one Linux machine share; the bench proves that before it',
  'begins. The program says them on three channels of `node:diagnostics_channel`, to which a preloaded file listens here and nobody listens otherwise.',
  'Percentiles are HdrHistogram’s, at three significant digits.',
  '',
];
