import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { readLedger } from '../../db/ledger.ts';
import { exportLedger, type Write } from '../cli/ledger/export.ts';
import { readHeadsFile } from '../cli/heads/file.ts';
import { explainVerdict, type Verdict } from '../cli/ledger/verdict.ts';
import { verifyExport } from '../cli/ledger/verify-export.ts';
import { verifySource } from '../cli/ledger/verify-source.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Head } from '../core/ledger/heads.ts';
import { weigh } from '../core/ledger/stretch.ts';
import { openAsItIs } from './database.ts';
import { openThreads } from './ledger-threads.ts';
import { headsFile } from './place.ts';

export interface ExportOptions {
  project?: string;
  out?: string;
  data?: string;
}

/** Exports to a file, or to the standard output. Everything else that is printed goes to the standard error. */
export async function exportToFile({ project, out, data }: ExportOptions): Promise<void> {
  const database = await openAsItIs(readConfig(), data === undefined ? null : resolve(data));
  try {
    const said = await readLedger(database.url, async ({ source }) => {
      const all = await source.projects();
      if (project !== undefined && !all.includes(project)) throw unknownProject(project, all);
      const header = { projects: project === undefined ? all : [project], isWhole: project === undefined };
      const entries = await writing(out, (write) => exportLedger(source, header, write));
      const waiting = await source.waiting();
      return `${entries} entries exported; ${waiting} wait for their seal.\n`;
    });
    process.stderr.write(said);
  } finally {
    await database.close();
  }
}

export interface VerifyOptions {
  head?: string;
  data?: string;
}

/** Sets exit code 1 if anything is not as it was sealed. */
export async function verifyLedger(file: string | undefined, { head, data }: VerifyOptions): Promise<void> {
  const config = readConfig();
  const heads = file === undefined ? headsFile(config, data ?? null, head ?? null) : head;
  const kept = heads === undefined ? [] : await readHeadsFile(heads);
  if (head !== undefined && kept.length === 0)
    throw new ConfigError('config-head', `There is no kept head in ${head}.`);
  const verdict = file === undefined ? await verifyDatabase(data, kept) : await verifyFile(file, kept);
  process.stdout.write(explainVerdict(verdict, kept.length > 0));
  if (verdict.found > 0) process.exitCode = 1;
}

/** One processor at least is left to Postgres. */
const threadCount = Math.min(4, Math.max(1, availableParallelism() - 1));

async function verifyDatabase(data: string | undefined, kept: readonly Head[]): Promise<Verdict> {
  const database = await openAsItIs(readConfig(), data === undefined ? null : resolve(data));
  try {
    return await readLedger(database.url, async ({ source, shareMoment }) => {
      // A small ledger has only one range, which takes less time than starting a thread.
      let isFirst = true;
      const threads = openThreads(threadCount, database.url, await shareMoment());
      try {
        return await verifySource(source, kept, (range) => {
          const isHere = isFirst;
          isFirst = false;
          return isHere ? weigh(source, range) : threads.weigh(range);
        });
      } finally {
        await threads.close();
      }
    });
  } finally {
    await database.close();
  }
}

/** Large reads: the file is read once, from its beginning to its end. */
const chunk = 256 * 1024;

async function verifyFile(file: string, kept: readonly Head[]): Promise<Verdict> {
  try {
    return await verifyExport(createReadStream(file, { highWaterMark: chunk }), kept);
  } catch (error) {
    throw new ConfigError('config-file', `${file} can't be read: ${String(error)}`);
  }
}

async function writing<T>(out: string | undefined, work: (write: Write) => Promise<T>): Promise<T> {
  if (out === undefined) {
    return work(async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    });
  }
  const handle = await open(out, 'w', 0o600);
  try {
    const result = await work((text) => handle.appendFile(text));
    await handle.sync();
    return result;
  } finally {
    await handle.close();
  }
}

const unknownProject = (project: string, all: readonly string[]): ConfigError =>
  new ConfigError('config-project', `The ledger has no project "${project}"; it has ${all.join(', ') || 'none yet'}.`);
