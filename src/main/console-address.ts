import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const patience = 1000;

/** Notes where this machine's console listens, for `wheelhouse link`; what it returns takes the note away again. */
export async function noteAddress(file: string, address: URL): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${address.href}\n`);
  // Unless another console has noted its own since.
  return async () => ((await noted(file)) === address.href ? rm(file, { force: true }) : undefined);
}

/** Null when none is noted, or the one that was does not answer: a killed process takes nothing away. */
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
