import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { duration } from '../../../core/project/duration.ts';

const words = z.string().trim().min(1);

/** What is put for what, once; or what is written below the rest. */
const change = z.union([
  z.strictObject({ file: words, replace: z.string().min(1), with: z.string() }),
  z.strictObject({ file: words, append: z.string().min(1) }),
]);
export type Change = z.infer<typeof change>;

const way = z.strictObject({
  /** The option of the question that chooses it. */
  answer: words.optional(),
  /** In a few words, as in the message of a commit. */
  says: words,
  because: words,
  changes: z.array(change).min(1),
});
export type Way = z.infer<typeof way>;

const mend = z.strictObject({
  /** The name of the test that fails. */
  test: words,
  /** What a person has to say first. */
  ask: words.optional(),
  /** The first that touches no file that it was told to leave alone. */
  ways: z.array(way).min(1).max(4),
});
export type Mend = z.infer<typeof mend>;

const addedTest = z.strictObject({ about: z.array(words).min(1), says: words, changes: z.array(change).min(1) });
export type AddedTest = z.infer<typeof addedTest>;

/** What the rehearsal of an agent knows of one repository. */
const scriptSchema = z.strictObject({
  /** Waited before each of its turns. */
  pace: duration.optional(),
  /** Read before anything else. */
  first: z.array(words).default([]),
  mends: z.array(mend).default([]),
  tests: z.array(addedTest).default([]),
  /** A command line for when the tests pass; `{message}` stands for what was changed. */
  finish: words.optional(),
});
export type Script = z.infer<typeof scriptSchema>;

export const noScript: Script = scriptSchema.parse({});

/** It lies beside the project file; where there is none, nothing is known. */
export async function readScript(folder: string): Promise<Script | { problem: string }> {
  const file = path.join(folder, 'rehearsal.yaml');
  try {
    const read = scriptSchema.safeParse(parse(await readFile(file, 'utf8')));
    if (read.success) return read.data;
    return { problem: `${file} is not a script of a rehearsal:\n${z.prettifyError(read.error)}` };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return noScript;
    return { problem: `${file} can't be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
