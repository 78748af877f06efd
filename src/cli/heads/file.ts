import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { formatHeads, parseHeads, type Head } from '../../core/ledger/heads.ts';

/** The operator has to look at the kept heads, or at the database. */
export class HeadsError extends Error {
  readonly code: 'ledger-older' | 'ledger-heads-unreadable';
  readonly found: string;
  readonly remedy: string;

  constructor(code: HeadsError['code'], found: string, remedy: string) {
    super(`${found}\n${remedy}`);
    this.name = 'HeadsError';
    this.code = code;
    this.found = found;
    this.remedy = remedy;
  }
}

/** None when there is no file yet. Throws where there is one that can't be read: it may be hiding something. */
export async function readHeadsFile(file: string): Promise<Head[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(file, String(error));
  }
  const heads = parseHeads(text);
  if (heads === null) throw unreadable(file, 'it is not what this program writes');
  return heads;
}

/** Whole and on the disk, or not at all, whenever the power goes. */
export async function writeHeadsFile(file: string, heads: readonly Head[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // In containers that share the folder, all may have the same process id.
  const draft = `${file}.${hostname()}-${process.pid}.draft`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(formatHeads(heads));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** The new name lives in the folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const unreadable = (file: string, why: string): HeadsError =>
  new HeadsError(
    'ledger-heads-unreadable',
    `The kept ledger heads in ${file} can't be read: ${why}.`,
    'Give the file back to the user who runs this program, or restore it from a backup. If it is lost, move it away: the ' +
      'next start keeps new ones.',
  );
