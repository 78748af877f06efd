import { constants } from 'node:fs';
import { open, readlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Refused } from './refused.ts';

/** A path to what a handle holds, wherever its former path leads to by now. Only Linux has this. */
const pathByHandle = ({ fd }: FileHandle): string => `/proc/self/fd/${fd}`;

/** The real path of what a handle holds; null if the system does not tell. */
const pathOf = (handle: FileHandle): Promise<string | null> => readlink(pathByHandle(handle)).catch(() => null);

/**
 * Whether a handle holds something else than what was at this path before: a program of the same user may have replaced a folder on
 * the way by a link.
 */
export async function isElsewhere(handle: FileHandle, at: string): Promise<boolean> {
  const now = await pathOf(handle);
  return now !== null && now !== at;
}

export const replacedMeanwhile = (name: string): Refused => ({
  refused: `${name} was put in another place while it was looked for. Try again.`,
});

/** An open folder, which stays the same one even if its path leads elsewhere meanwhile. */
export interface HeldFolder {
  path(name: string): string;
  close(): Promise<void>;
}

/** `at`: a real path. */
export async function holdFolder(at: string, name: string): Promise<HeldFolder | Refused> {
  const handle = await open(at, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  const now = await pathOf(handle);
  if (now === null || now === at) {
    const top = now === null ? at : pathByHandle(handle);
    return { path: (entry) => path.join(top, entry), close: () => handle.close() };
  }
  await handle.close();
  return replacedMeanwhile(name);
}
