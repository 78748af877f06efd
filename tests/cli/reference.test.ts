import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { readConfig, readGiven } from '../../src/config.ts';
import { createProgram } from '../../src/main/program.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** The rows of the table below a heading, without their backquotes: first cell → the others. */
function rowsUnder(text: string, heading: string): Record<string, string[]> {
  const part = text.split(/^## /m).find((it) => it.startsWith(heading)) ?? '';
  const rows = [...part.matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) => row.split(/(?<!\\) \| /));
  return Object.fromEntries(rows.map(([first = '', ...rest]) => [first.replaceAll('`', ''), rest]));
}

describe('the reference of the configuration', () => {
  const given = readGiven({});
  const documented = (text: string): Record<string, string> =>
    Object.fromEntries(Object.entries(rowsUnder(text, 'Variables')).map(([name, [, usual = '']]) => [name, usual]));
  const known = Object.fromEntries(given.map(({ name, value }) => [name, value === null ? 'none' : `\`${value}\``]));

  it('has every variable with its default, and no other', () => {
    expect(documented(read('docs/reference/configuration.md'))).toEqual(known);
  });

  it('would notice a variable or a default that is not so', () => {
    const text = read('docs/reference/configuration.md');
    expect(documented(text.replace('| `PORT` |', '| `PROT` |'))).not.toEqual(known);
    expect(documented(text.replace('| `warn` |', '| `info` |'))).not.toEqual(known);
  });

  it('gives examples that the program takes', () => {
    const rows = rowsUnder(read('docs/reference/configuration.md'), 'Variables');
    const examples = Object.entries(rows).map(([name, cells]) => [name, cells[2]!.replaceAll('`', '')] as const);
    expect(() => readConfig(Object.fromEntries(examples))).not.toThrow();
  });
});

describe('.env.example', () => {
  it('has every variable, unset, each with a sentence, and a value that the program takes', () => {
    const blocks = [...read('.env.example').matchAll(/^# (.+\.)\n#(\w+)=(.+)$/gm)];
    expect(blocks.map(([, , name]) => name)).toEqual(readGiven({}).map(({ name }) => name));
    const values = Object.fromEntries(blocks.map(([, , name, value]) => [name!, value!]));
    expect(() => readConfig(values)).not.toThrow();
    expect(read('.env.example')).not.toMatch(/^[^#\n]/m);
  });
});

/** Every command that does something, by its full name: its options and arguments. */
function commandsOf(command: Command, before = ''): Record<string, string[]> {
  const name = `${before} ${command.name()}`.trim();
  if (command.commands.length > 0) {
    return Object.assign({}, ...command.commands.map((it) => commandsOf(it, name))) as Record<string, string[]>;
  }
  const words = command.registeredArguments.map((it) => (it.required ? `<${it.name()}>` : `[${it.name()}]`));
  return { [name]: [...words, ...command.options.map(({ flags }) => flags)].sort() };
}

describe('the reference of the command line', () => {
  const known = commandsOf(createProgram());
  const documented = (text: string): Record<string, string[]> => {
    const names = [...text.matchAll(/^## `(.+)`$/gm)].map(([, name = '']) => name);
    return Object.fromEntries(names.map((name) => [name, Object.keys(rowsUnder(text, `\`${name}\``)).sort()]));
  };

  it('has every command with every option, and no other', () => {
    expect(Object.keys(known).length).toBeGreaterThan(6);
    expect(documented(read('docs/reference/cli.md'))).toEqual(known);
  });

  it('would notice a command or an option that is not so', () => {
    const text = read('docs/reference/cli.md');
    expect(documented(text.replace('## `wheelhouse link`', '## `wheelhouse lnk`'))).not.toEqual(known);
    expect(documented(text.replace('| `--json` |', '| `--jsn` |'))).not.toEqual(known);
  });
});
