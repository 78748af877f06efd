import { held } from './data.ts';
import type { Path } from './fault.ts';
import { quoted } from './say.ts';

/** Lists whose entries have names: what one entry is called, and the key with its name. */
const named: Record<string, { one: string; by: string }> = {
  pipelines: { one: 'pipeline', by: 'id' },
  stages: { one: 'stage', by: 'id' },
  people: { one: 'person', by: 'id' },
  roles: { one: 'role', by: 'handle' },
  parameters: { one: 'parameter', by: 'name' },
  places: { one: 'place', by: 'channel' },
};

/** A path in words, from the inside out: stage "tag" of pipeline "release", gate.quorum. */
export function whereInWords(path: Path, root: unknown): string {
  const things: string[] = [];
  let rest = '';
  let value = root;
  let listName = '';
  for (const step of path) {
    value = held(value, step);
    const thing = thingAt(listName, step, value);
    if (thing === undefined) rest += typeof step === 'number' ? `[${step + 1}]` : `.${keyInWords(step)}`;
    else {
      things.unshift(thing);
      rest = '';
    }
    listName = String(step);
  }
  return [things.join(' of ') || 'the project', rest.replace(/^\./, '')].filter(Boolean).join(', ');
}

const keyInWords = (key: string): string => (/^[\w-]{1,60}$/.test(key) ? key : quoted(key));

function thingAt(listName: string, step: string | number, value: unknown): string | undefined {
  if (listName === 'models' && typeof step === 'string') return `model ${quoted(step)}`;
  const list = named[listName];
  if (list === undefined || typeof step !== 'number') return undefined;
  const name = held(value, list.by);
  return typeof name === 'string' && name.trim() !== '' ? `${list.one} ${quoted(name)}` : `${list.one} no. ${step + 1}`;
}
