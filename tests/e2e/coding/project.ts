import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Platform } from '../town/town.ts';
import { personOf } from '../town/project.ts';

const example = path.resolve(import.meta.dirname, '../../../examples/coding-session');

/** The example as somebody has it who uses it from a platform: the channel and two people are entered, nothing else is changed. */
export async function copyExample(folder: string, { place, accountOf }: Platform): Promise<string> {
  await cp(example, folder, { recursive: true });
  const file = path.join(folder, 'project.yaml');
  const given = await readFile(file, 'utf8');
  const placed = replaced(given, /(?<=^places:\n)/m, `  - ${JSON.stringify(place)}\n`);
  const people = (['ada', 'ben'] as const).map((id) => `  - ${JSON.stringify(personOf(id, accountOf(id)))}\n`);
  await writeFile(file, replaced(placed, /(?<=^people:\n)( .*\n)+/m, people.join('')));
  return file;
}

function replaced(text: string, what: RegExp, by: string): string {
  if (!what.test(text)) throw new Error(`The example has changed: ${what} is not in its project file.`);
  return text.replace(what, by);
}
