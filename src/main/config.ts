import { showConfig } from '../cli/show-config.ts';
import { readGiven } from '../config.ts';

/** Unchecked, so that it helps to find what is wrong; `doctor` says what is. */
export function printConfig(): void {
  process.stdout.write(showConfig(readGiven()));
}
