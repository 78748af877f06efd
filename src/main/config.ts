import { showConfig } from '../cli/show-config.ts';
import { readGiven } from '../config.ts';

/** Prints the values unchecked, so that it also helps when something is wrong with them; `doctor` says what. */
export function printConfig(): void {
  process.stdout.write(showConfig(readGiven()));
}
