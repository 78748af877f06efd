import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Nanoseconds; on Linux CLOCK_MONOTONIC, counted from the machine's start and not from the process's. */
export const now = (): bigint => process.hrtime.bigint();

export const milliseconds = (from: bigint, to: bigint): number => Number(to - from) / 1e6;

const rounds = 3;

/**
 * Whether a moment noted in another process can be compared with one of ours: it must lie between what this process reads before
 * and after. Rejects where it does not, since every figure across processes would be worthless.
 */
export async function proveSharedClock(): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const before = now();
    const { stdout } = await run(process.execPath, ['-p', 'process.hrtime.bigint()']);
    const theirs = BigInt(stdout.trim().replace(/n$/, ''));
    const after = now();
    if (theirs < before || theirs > after) {
      throw new Error(`Another process reads ${theirs} between our ${before} and ${after}: the clock is not shared.`);
    }
  }
}
