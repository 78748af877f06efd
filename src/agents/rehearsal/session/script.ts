import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { duration } from '../../../core/project/duration.ts';

const words = z.string().trim().min(1);

/** Replaces the first occurrence of a text, or appends one. */
const change = z.union([
  z.strictObject({ file: words, replace: z.string().min(1), with: z.string() }),
  z.strictObject({ file: words, append: z.string().min(1) }),
]);
export type Change = z.infer<typeof change>;

const way = z.strictObject({
  /** The answer to the question that chooses this way. */
  answer: words.optional(),
  /** What is done, in a few words, as in the message of a commit. */
  says: words,
  because: words,
  changes: z.array(change).min(1),
});
export type Way = z.infer<typeof way>;

const mend = z.strictObject({
  /** The name of the test that fails. */
  test: words,
  /** A question that a person has to answer first. */
  ask: words.optional(),
  /** Different ways to mend it. The first that changes no file which is to be left alone is taken. */
  ways: z.array(way).min(1).max(4),
});
export type Mend = z.infer<typeof mend>;

const addedTest = z.strictObject({ about: z.array(words).min(1), says: words, changes: z.array(change).min(1) });
export type AddedTest = z.infer<typeof addedTest>;

/** The script by which an agent is rehearsed: what it knows of one repository. */
const scriptSchema = z.strictObject({
  /** How long it waits before each of its turns. */
  pace: duration.optional(),
  /** Files that are read first. */
  first: z.array(words).default([]),
  mends: z.array(mend).default([]),
  tests: z.array(addedTest).default([]),
  /** A command line that is run once the tests pass. `{message}` stands for what was changed. */
  finish: words.optional(),
});
export type Script = z.infer<typeof scriptSchema>;

export const noScript: Script = scriptSchema.parse({});

/** Reads `rehearsal.yaml` beside the project file. If there is none, the script is empty. */
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
