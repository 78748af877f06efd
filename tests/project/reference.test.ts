import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectSchema } from '../../src/core/project/definition.ts';
import { formatFaults } from '../../src/project/fault.ts';
import { readProject } from '../../src/project/read.ts';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

type Shape = z.core.JSONSchema.BaseSchema;
/** Mapping and key, with its default as the page writes it: "pipelines[].id" → "needed". */
type Keys = Record<string, string>;

const asShape = (value: unknown): Shape | undefined =>
  typeof value === 'object' && value !== null ? (value as Shape) : undefined;

const written = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${text}\``;
};

function keysIn(shape: Shape, at: string): Keys {
  const variants = shape.oneOf?.map((it) => asShape(it)!) ?? [];
  const inVariants = variants.map((it) => keysIn(it, `${at} do: ${String(asShape(it.properties?.do)?.const)}`));
  const entries = Object.entries(shape.properties ?? {}).map(([key, value]) => {
    const inner = asShape(value) ?? {};
    const usual = inner.default === undefined ? 'none' : written(inner.default);
    const path = `${at.replace(/ do: \w+$/, '')}.${key}`.replace(/^\./, '');
    return { [`${at}|${key}`]: shape.required?.includes(key) ? 'needed' : usual, ...inside(inner, path) };
  });
  return Object.assign({}, ...inVariants, ...entries) as Keys;
}

function inside(shape: Shape, path: string): Keys {
  const items = asShape(shape.items);
  if (items !== undefined) return keysIn(items, `${path}[]`);
  const names = asShape(shape.propertyNames);
  const entry = asShape(shape.additionalProperties);
  if (names?.enum) return Object.fromEntries(names.enum.map((it) => [`${path}|${String(it)}`, 'none']));
  return entry === undefined ? keysIn(shape, path) : keysIn(entry, `${path}.*`);
}

const kinds = ['write', 'command', 'agent'].map((it) => ` do: ${it}`);

/** What stages of all kinds have alike stands once. */
function merged(keys: Keys): Keys {
  const alike = (key: string, usual: string, kind: string): boolean =>
    kinds.every((other) => keys[key.replace(kind, other)] === usual);
  return Object.fromEntries(
    Object.entries(keys).map(([key, usual]) => {
      const kind = kinds.find((it) => key.includes(it));
      return [kind !== undefined && alike(key, usual, kind) ? key.replace(kind, '') : key, usual];
    }),
  );
}

function documented(text: string): Keys {
  const keys: Keys = {};
  let at = '';
  for (const line of text.split('\n')) {
    const heading = /^## (?:`([^`]+)`)?(?:.*`(do: \w+)`)?/.exec(line);
    if (heading) at = [heading[1] ?? '', heading[2]].filter((it) => it !== undefined).join(' ');
    const row = /^\| `([^`]+)` \|(?:[^|]|\\\|)*\| ([^|]+) \|/.exec(line);
    if (row) keys[`${at}|${row[1]}`] = row[2]!;
  }
  return keys;
}

describe('the reference of the project file', () => {
  const schema = merged(keysIn(z.toJSONSchema(projectSchema, { io: 'input' }), ''));

  it('has every key of the schema with its default, and no other', () => {
    expect(Object.keys(schema).length).toBeGreaterThan(50);
    expect(documented(page('reference/project-file.md'))).toEqual(schema);
  });

  it('would notice a key or a default that is not so', () => {
    const text = page('reference/project-file.md');
    expect(documented(text.replace('| `quorum` |', '| `qorum` |'))).not.toEqual(schema);
    expect(documented(text.replace('| `10m` |', '| `20m` |'))).not.toEqual(schema);
  });
});

describe('the guide to an own project', () => {
  const fences = [...page('guide/own-project.md').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const blocks = fences.map((it) => it[2]!);
  const yaml = fences.filter((it) => it[1] === 'yaml').map((it) => it[2]!);
  const [first, commits, parameters, inShell, send] = yaml;
  const faults = (text: string): string => {
    const read = readProject(text, 'weekly/project.yaml');
    return 'faults' in read ? formatFaults(read.faults, 'weekly/project.yaml') : '';
  };

  it('starts with a file that is right', () => {
    expect(faults(first!)).toBe('');
  });

  it('adds what is right, step by step', () => {
    const grown = first!.replace(/ {4}stages:[\s\S]*/, `${parameters}${commits}${send}`);
    expect(faults(grown)).toBe('');
    expect(faults(grown.replace(/ {8}run: \[git.*\n/, inShell!))).toBe('');
    expect(faults(grown.replace(/ {8}gate: .*\n/, ''))).toContain("the command can't be undone");
  });

  it('shows the faults as they are printed', () => {
    const slips = first!.replace('role: writer', 'role: writr').replace('makes: letter', 'make: letter');
    expect(blocks).toContain(faults(slips));
  });
});

it('the guide to an agent has one complete example, which is right', () => {
  const [, example, ...others] = /^```yaml\n([\s\S]*?)^```$/m.exec(page('guide/agents.md')) ?? [];
  const read = readProject(example ?? '', 'mending/project.yaml');
  expect('faults' in read ? formatFaults(read.faults, 'mending/project.yaml') : '').toBe('');
  expect(others).toEqual([]);
});

describe('the guide to an own pipeline', () => {
  const text = page('guide/own-pipeline.md');
  const [example, withAgent] = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((it) => it[1]!) as [
    string,
    string,
  ];
  const faults = (yaml: string): string => {
    const read = readProject(yaml, 'handbook/project.yaml');
    return 'faults' in read ? formatFaults(read.faults, 'handbook/project.yaml') : '';
  };

  it('has one complete example, which is right, also with the stages of an agent in it', () => {
    expect(text.match(/^```yaml$/gm)).toHaveLength(2);
    expect(faults(example)).toBe('');
    expect(faults(example.replace(/(?<= {4}stages:\n)[\s\S]*/, withAgent))).toContain('no role');
    expect(faults(example.replace(/(?<= {4}stages:\n)[\s\S]*/, withAgent.replace('engineer', 'author')))).toBe('');
  });

  it('says rightly what would be refused', () => {
    const changed = (from: string, to: string): string => {
      expect(example).toContain(from);
      return faults(example.replace(from, to));
    };
    expect(changed('quorum: 2, exclude', 'quorum: 3, exclude')).toContain('quorum');
    expect(changed('gate: { when: before, human: always', 'gate: { when: before')).toContain("can't be undone");
    expect(changed('needs: [brief, sources]', 'needs: [brief, findings]')).toContain('findings');
    expect(changed('approvers: [owner, mara], exclude', 'approvers: [owner], exclude')).not.toBe('');
  });
});
