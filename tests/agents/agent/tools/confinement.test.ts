import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editTool } from '../../../../src/agents/agent/tools/edit.ts';
import { listTool } from '../../../../src/agents/agent/tools/list.ts';
import { readTool } from '../../../../src/agents/agent/tools/read.ts';
import { searchTool } from '../../../../src/agents/agent/tools/search.ts';
import type { Tool } from '../../../../src/agents/agent/tools/tool.ts';
import { writeTool } from '../../../../src/agents/agent/tools/write.ts';
import { openWorkspace } from '../../../../src/agents/agent/workspace/workspace.ts';
import { Bench, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  bench.put({ 'src/a.js': 'one\n', 'README.md': 'canary inside\n' });
});
afterEach(() => bench.remove());

type Use = (path: string) => Promise<string>;

async function everyTool(): Promise<Record<string, Use>> {
  const workspace = await bench.workspace();
  const bound = (tool: Tool, more: object = {}) => {
    return (given: string) => use(tool, { path: given, ...more });
  };
  return {
    list: bound(listTool(workspace)),
    read: bound(readTool(workspace)),
    search: bound(searchTool(workspace), { text: 'canary' }),
    write: bound(writeTool(workspace), { content: 'overwritten' }),
    edit: bound(editTool(workspace), { old_text: 'canary', new_text: 'overwritten' }),
  };
}

const secret = (): string => readFileSync(path.join(bench.outside, 'secret.txt'), 'utf8');

async function expectRefusal(given: string): Promise<void> {
  for (const [name, tool] of Object.entries(await everyTool())) {
    const result = await tool(given);
    expect(result, `${name} ${given}`).toMatch(/^Not done: /);
    expect(result).not.toContain('canary\n');
  }
  expect(secret()).toBe('canary\n');
  expect(readdirSync(bench.outside)).toEqual(['secret.txt']);
}

describe('the tools', () => {
  it.each([
    ['..', 'leads up'],
    ['../workspace-2/secret.txt', 'leads up'],
    ['src/../../workspace-2/secret.txt', 'leads up on the way'],
    ['../workspace-2/new.txt', 'does not exist'],
    ['~/../../workspace-2/secret.txt', 'climbs'],
    ['src/a.js\0.png', 'holds a character of zero'],
    ['src/a\nb.js', 'holds a line end'],
  ])('do not leave the workspace by %j, which %s', async (given) => {
    await expectRefusal(given);
  });

  // No path of the machine's own stands in here: without its guard, the write tool would overwrite what it names.
  it('do not leave it by the absolute path of a folder whose name begins with its own', async () => {
    await expectRefusal(path.join(bench.outside, 'secret.txt'));
  });

  it('do not leave it by links: to a file, to a folder, by way of another link, and into nothing', async () => {
    symlinkSync(path.join(bench.outside, 'secret.txt'), bench.at('file'));
    symlinkSync('../workspace-2', bench.at('folder'));
    symlinkSync('folder', bench.at('twice'));
    symlinkSync(path.join(bench.outside, 'new.txt'), bench.at('nowhere'));
    mkdirSync(bench.at('deep'));
    symlinkSync('../..', bench.at('deep/up'));
    symlinkSync('circle', bench.at('circle'));
    const ways = ['file', 'folder/secret.txt', 'twice/secret.txt', 'twice/made/new.txt', 'nowhere', 'nowhere/new.txt'];
    for (const way of [...ways, 'deep/up/workspace-2/secret.txt', 'circle']) await expectRefusal(way);
    expect(lstatSync(bench.at('file')).isSymbolicLink(), 'it is still a link').toBe(true);
  });

  it('find through such a link what a tool without the guard would', () => {
    symlinkSync('../workspace-2', bench.at('folder'));
    expect(readFileSync(bench.at('folder/secret.txt'), 'utf8')).toBe('canary\n');
  });

  it('never follow links while they walk', async () => {
    symlinkSync('../workspace-2', bench.at('folder'));
    symlinkSync('.', bench.at('again'));
    const { list, search } = await everyTool();
    expect(await list!('.')).toBe(
      [
        '.: 5 entries',
        '',
        'README.md',
        'again (a link to .)',
        'folder (a link to ../workspace-2)',
        'src/',
        'src/a.js',
      ].join('\n'),
    );
    expect(await search!('.')).toMatch(/1 line in 2 files .*\n\nREADME.md:1: canary inside$/s);
  });

  it('read through a link that stays inside, and write only to the place that was named', async () => {
    symlinkSync('src', bench.at('source'));
    symlinkSync('src/a.js', bench.at('latest'));
    const { read, write, list } = await everyTool();
    expect(await read!('source/a.js')).toBe('source/a.js: all of its 1 line\n\none\n');
    expect(await read!('latest')).toContain('\n\none\n');
    expect(await list!('source')).toContain('source/a.js');
    expect(await write!('source/a.js')).toBe(
      'Not done: source/a.js leads through a link: name the place that it leads to.',
    );
    expect(await write!('source/new/b.js')).toContain('leads through a link');
    expect(await write!('latest')).toBe('Not done: latest is a link: name the file that it leads to.');
    expect(readFileSync(bench.at('src/a.js'), 'utf8')).toBe('one\n');
    expect(existsSync(bench.at('src/new'))).toBe(false);
  });

  it('take an absolute path that leads inside, by either name of the workspace', async () => {
    const other = path.join(bench.top, 'other-name');
    symlinkSync('workspace', other);
    const tool = readTool(await openWorkspace(other));
    for (const top of [other, bench.folder]) {
      expect(await use(tool, { path: path.join(top, 'src/a.js') })).toBe('src/a.js: all of its 1 line\n\none\n');
    }
  });

  const asOnWindows = ['.git./config', '.git /config', 'GIT~1/config', '.git::$INDEX_ALLOCATION/config'];
  it.each([
    '.git/config',
    '.git',
    '.GIT/config',
    'src/.Git/hooks/post-commit',
    '.g\u200cit/config',
    'history/config',
    ...asOnWindows,
  ])('leave what is git’s own alone: %s', async (given) => {
    bench.put({ '.git/config': 'canary\n' });
    symlinkSync('.git', bench.at('history'));
    await expectRefusal(given);
    expect(readdirSync(bench.at('.git'))).toEqual(['config']);
  });

  it.each(['pipe', 'socket', 'device'])('wait for nothing, and open no %s', async (kind) => {
    const server = createServer();
    execFileSync('mkfifo', [bench.at('pipe')]);
    await new Promise<void>((resolve) => server.listen(bench.at('socket'), resolve));
    if (process.getuid?.() === 0) execFileSync('mknod', [bench.at('device'), 'c', '1', '5']);
    else symlinkSync('/dev/zero', bench.at('device'));
    await expectRefusal(kind);
    server.close();
  });

  it('replace a file that has a second name outside, and leave the other one as it was', async () => {
    linkSync(path.join(bench.outside, 'secret.txt'), bench.at('hard.txt'));
    const { write } = await everyTool();
    expect(await write!('hard.txt')).toMatch(/^Wrote /);
    expect(secret()).toBe('canary\n');
  });
});
