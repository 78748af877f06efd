import { constants } from 'node:fs';
import { open, readlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Refused } from './refused.ts';

/** Where a handle can be reached, whatever its path leads to by now. Linux alone has that. */
const door = ({ fd }: FileHandle): string => `/proc/self/fd/${fd}`;

/** The path of what a handle holds; null where the system does not tell. */
const pathOf = (handle: FileHandle): Promise<string | null> => readlink(door(handle)).catch(() => null);

/**
 * Whether a handle holds something else than what stood at this path when it was looked at: a program of the same user may have
 * traded a folder on the way for a link.
 */
export async function isElsewhere(handle: FileHandle, at: string): Promise<boolean> {
  const now = await pathOf(handle);
  return now !== null && now !== at;
}

export const traded = (name: string): Refused => ({
  refused: `${name} was put in another place while it was looked for. Try again.`,
});

/** A folder that stays the same one while it is worked in. */
export interface HeldFolder {
  path(name: string): string;
  close(): Promise<void>;
}

/** `at` has no link in it. */
export async function holdFolder(at: string, name: string): Promise<HeldFolder | Refused> {
  const handle = await open(at, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  const now = await pathOf(handle);
  if (now === null || now === at) {
    const top = now === null ? at : door(handle);
    return { path: (entry) => path.join(top, entry), close: () => handle.close() };
  }
  await handle.close();
  return traded(name);
}
