import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { isElsewhere, replacedMeanwhile } from './opened.ts';
import { explainFault, type Refused } from './refused.ts';
import type { Place } from './workspace.ts';

/** Bytes. Larger files are data, or made by a program. */
export const largestText = 4 * 1024 * 1024;

/** Without NONBLOCK, opening a pipe would wait until somebody writes to it. NOFOLLOW, because links were followed when the place was found. */
const carefully = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The whole text of a file, unchanged. */
export async function readText({ at, name }: Pick<Place, 'at' | 'name'>): Promise<string | Refused> {
  try {
    // Checked before it is opened as well as after, because opening a device can already do something.
    const problem = problemOf(await lstat(at), name);
    if (problem !== null) return problem;
    const handle = await open(at, carefully);
    try {
      if (await isElsewhere(handle, at)) return replacedMeanwhile(name);
      return problemOf(await handle.stat(), name) ?? textOf(await readAtMost(handle, largestText + 1), name);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return explainFault(error, name);
  }
}

function problemOf(stats: Stats, name: string): Refused | null {
  if (stats.isDirectory()) return { refused: `${name} is a folder: list it instead.` };
  if (!stats.isFile()) return { refused: `${name} is not a file, but a pipe, a socket or a device.` };
  return stats.size > largestText ? tooLarge(name) : null;
}

const tooLarge = (name: string): Refused => ({
  refused: `${name} is larger than ${largestText.toLocaleString('en')} bytes, the most that is read.`,
});

/** The size that a file states need not be true: it may grow, or not be on a disk at all (/proc). */
async function readAtMost(handle: FileHandle, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < most;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(64 * 1024, most - length)));
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(parts);
}

function textOf(bytes: Buffer, name: string): string | Refused {
  if (bytes.length > largestText) return tooLarge(name);
  if (bytes.includes(0)) return { refused: `${name} is not text: it holds bytes of zero.` };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { refused: `${name} is not text in UTF-8.` };
  }
}
