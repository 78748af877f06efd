import { expect, it } from 'vitest';
import { commandsFor } from '../../../../src/bots/discord/commands/definitions.ts';
import { readText } from '../../../repo/tree.ts';

interface Option {
  name: string;
  required?: boolean;
  options?: Option[];
}
const [wheel] = commandsFor('everywhere') as unknown as Option[];
const known = (wheel?.options ?? []).map(({ name, options = [] }) => ({
  verb: name,
  options: options.map((it) => ({ name: it.name, required: it.required ?? false })),
}));

/** The rows below “In Discord”: names stand in backquotes, what has to be there says so. */
function documented(text: string): typeof known {
  const part = text.split(/^## /m).find((it) => it.startsWith('In Discord')) ?? '';
  return [...part.matchAll(/^\| `([a-z]+)` \| (.*) \|$/gm)].map(([, verb = '', cell = '']) => ({
    verb,
    options: [...cell.matchAll(/`([a-z]+)`( \(needed\))?/g)].map(([, name = '', needed]) => ({
      ...{ name, required: needed !== undefined },
    })),
  }));
}

it('the reference of the commands says what each verb has in Discord, in its order', () => {
  const page = readText('docs/reference/commands.md');
  expect(documented(page)).toEqual(known);
  expect(documented(page.replace('`words` (needed)', '`words`'))).not.toEqual(known);
  expect(documented(page.replace('| `checkpoint`, `run` |', '| `run` |'))).not.toEqual(known);
});
