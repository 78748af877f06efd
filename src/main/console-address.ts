import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Milliseconds to wait for the noted console's answer. */
const patience = 1000;

/** Notes in a file where this machine's console listens, for `wheelhouse link`. Returns a function that removes the note. */
export async function noteAddress(file: string, address: URL): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${address.href}\n`);
  // Unless another console has noted its own since.
  return async () => ((await noted(file)) === address.href ? rm(file, { force: true }) : undefined);
}

/** Null if no console is noted, or the noted one does not answer: a process that was killed could not remove its note. */
export async function findAddress(file: string): Promise<URL | null> {
  const address = await noted(file);
  if (address === null || !URL.canParse(address)) return null;
  try {
    const { ok } = await fetch(new URL('/healthz', address), { signal: AbortSignal.timeout(patience) });
    return ok ? new URL(address) : null;
  } catch {
    return null;
  }
}

async function noted(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return null;
  }
}
