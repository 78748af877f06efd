import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFaults } from '../../src/project/fault.ts';
import { loadProject } from '../../src/project/load.ts';
import { readProject } from '../../src/project/read.ts';
import { altered, minimal } from './minimal.ts';
import { told } from './table.ts';

describe('reading a project', () => {
  it('gives the project with its defaults filled in', () => {
    const read = readProject(minimal, 'project.yaml');
    if ('faults' in read) throw new Error(formatFaults(read.faults, 'project.yaml'));
    const [draft] = read.project.pipelines[0]!.stages;
    expect(read.project.control_mode).toBe('checkpoint');
    expect(draft).toMatchObject({
      time_limit: 600,
      repeatable: true,
      scope: 'run',
      gate: { when: 'after', quorum: 2 },
    });
  });

  it('tells all faults of all kinds at once, in the order of the lines', () => {
    const text = altered('director: editor', 'director: chief\nname: Twice').replace('quorum: 2', 'quorum: none');
    const lines = told(text.replace('run: [cat, letter]', 'run: 7').replace('[letter]', '[lettr]'));
    expect(lines.map((it) => it.split(' ')[0])).toEqual(['3:11', '4:1', '37:51', '41:14', '42:17']);
  });

  it('follows anchors, aliases and merges, and finds the place of a fault within them', () => {
    const anchored = altered('gate: { when: before, human: always }', 'gate: &ask { when: before, human: always }');
    const merged = anchored.replace('{ approvers: [owner, mara], quorum: 2 }', '{ quorum: 1 }');
    const again = `      - { id: again, name: Again, do: command, run: ls, makes: x, irreversible: true, gate: { <<: *ask } }\n`;
    expect(told(merged + again)).toEqual([]);
    expect(told(merged.replace('human: always', 'human: nevr') + again)).toEqual([
      '44:43 stage "send" of pipeline "letter", gate.human | found "nevr"; allowed: by-mode or always.',
      '44:43 stage "again" of pipeline "letter", gate.human | found "nevr"; allowed: by-mode or always.',
    ]);
  });

  it('lets a later stage revise what an earlier one made', () => {
    const again = `      - { id: polish, name: Polish, do: write, role: editor, needs: [letter], makes: letter, brief: Polish it. }\n`;
    expect(told(minimal + again)).toEqual([]);
  });

  it('lets exclude take away people who do not make the difference', () => {
    expect(told(altered('quorum: 2', 'quorum: 1, exclude: [starter, last-editor]'))).toEqual([]);
    expect(told(altered('quorum: 2', 'quorum: 2, exclude: [starter, last-editor]'))).toHaveLength(1);
  });

  it('S16: repeats nothing of what may be a secret', () => {
    const planted = ['FAST_KEY, base_url: "https://me:canary@models.example/v1"', 'canary', '"canary key"'];
    const said = planted.map((it) => told(altered('FAST_KEY', it)).join('\n'));
    expect(said.every((it) => it.length > 0)).toBe(true);
    expect(said.join('\n')).not.toContain('canary');
  });

  it('ends on nesting without end and on aliases that multiply', () => {
    const bomb = Array.from({ length: 12 }, (_, i) => `k${i}: &k${i} [${`*k${i - 1}, `.repeat(i && 10)}x]`).join('\n');
    expect(told(bomb)).toHaveLength(1);
    expect(told(`name: ${'['.repeat(20_000)}`)).toHaveLength(1);
    expect(told('name: &a [*a]\n').length).toBeGreaterThan(0);
    expect(told('#'.repeat(1_000_001))).toEqual([
      '1:1 the YAML itself | found 1000001 characters; a project file has at most 1000000. Is this the right file?',
    ]);
  });
});

describe('what the terminal prints', () => {
  it('counts the faults and gives each its place', () => {
    const read = readProject(altered('director: editor', 'director: editr'), 'a/project.yaml');
    expect('faults' in read && formatFaults(read.faults, 'a/project.yaml')).toBe(
      `config-project-file: a/project.yaml has 1 fault; nothing of it was used.

a/project.yaml:3:11  the project, director
    found "editr", which is no role: the roles here are editor. Did you mean "editor"?
`,
    );
  });
});

describe('loading a project', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-project-'));
    await writeFile(path.join(folder, 'project.yaml'), minimal);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the folder of the file as a whole path', async () => {
    const file = path.relative(process.cwd(), path.join(folder, 'project.yaml'));
    expect(await loadProject(file)).toMatchObject({ project: { project: 'small' }, folder });
  });

  it('tells what is wrong with a file that is not there, or is a folder', async () => {
    const gone = await loadProject(path.join(folder, 'gone.yaml'));
    expect(gone).toMatchObject({ faults: [{ line: 1, message: expect.stringContaining('there is no such file') }] });
    const itself = await loadProject(folder);
    expect(itself).toMatchObject({ faults: [{ message: expect.stringContaining('this is a folder') }] });
  });
});
