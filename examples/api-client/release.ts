import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../../src/client/client.ts';
import { ApiError } from '../../src/client/error.ts';

/**
 * Starts a run, follows it to its end, and prints what it made. Exit code 0: it is completed; 1: it ended otherwise; 2: it could not be
 * started. Called again with the same action, it follows the run that the first call started.
 */
const [pipeline, action, ...parameters] = process.argv.slice(2);
const { WHEELHOUSE_URL: url = 'http://127.0.0.1:3000', WHEELHOUSE_KEY: key } = process.env;
if (!pipeline || !action || !key) {
  process.stderr.write('WHEELHOUSE_KEY=wh_… node --import tsx release.ts <pipeline> <action> [name=value …]\n');
  process.exit(2);
}
const client = createClient({ url, key });

try {
  const id = await start(pipeline, action);
  const status = await follow(id);
  await print(id);
  process.exitCode = status === 'completed' ? 0 : 1;
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function start(wanted: string, actionId: string): Promise<string> {
  const [project] = (await client.projects()).items;
  const given = Object.fromEntries(parameters.map((it) => it.split(/=(.*)/s, 2) as [string, string]));
  const { brief, ...rest } = given;
  const order = { pipeline: wanted, action_id: actionId, parameters: rest, ...(brief === undefined ? {} : { brief }) };
  const { run } = await client.start(project?.id ?? '', order);
  process.stdout.write(`${run.id} ${run.title}\n`);
  return run.id;
}

/** A second is soon enough for people, and far below what a key may ask. */
async function follow(id: string): Promise<string> {
  for (let told = ''; ; await sleep(1000)) {
    const { status, ended_at, open_asks } = await client.run(id);
    const line = open_asks.length > 0 ? `${status}: ${await questions(open_asks)}` : status;
    if (line !== told) process.stdout.write(`${line}\n`);
    told = line;
    if (ended_at !== null) return status;
  }
}

/** People answer them: this program's key can't. */
async function questions(ids: string[]): Promise<string> {
  const asks = await Promise.all(ids.map((id) => client.ask(id)));
  return asks.map(({ question }) => question).join(' ');
}

async function print(id: string): Promise<void> {
  for (const { id: artifact, name, canon } of (await client.artifacts(id)).items) {
    if (canon === null) continue;
    const { text } = await client.version(artifact, canon);
    process.stdout.write(`\n--- ${name}, version ${canon}\n${text ?? '(redacted)'}\n`);
  }
}
