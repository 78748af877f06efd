import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandStage } from '../../src/core/project/stage.ts';
import { loadProject } from '../../src/project/load.ts';

const examples = path.resolve(import.meta.dirname, '../../examples');

async function projectOf(name: string) {
  const read = await loadProject(path.join(examples, name, 'project.yaml'));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.project;
}

describe('the examples', () => {
  it('are right, and let whoever opens the printed link do everything', async () => {
    for (const name of ['release-notes', 'film-treatment', 'coding-session']) {
      const project = await projectOf(name);
      expect(project.project).toBe(name);
      expect(project.places).toEqual([{ surface: 'console', channel: name }]);
      const owner = project.people.find((it) => it.accounts.console === 'local/owner');
      expect(owner).toMatchObject({ id: 'owner', may: 'everything' });
    }
  });

  it('ask at each stage of the film, and twice before a tag', async () => {
    const [film] = (await projectOf('film-treatment')).pipelines;
    expect(film!.stages.map((it) => [it.makes, it.gate?.when])).toEqual([
      ['treatment', 'after'],
      ['scenes', 'after'],
      ['look_book', 'after'],
      ['sound_notes', 'after'],
    ]);
    const [release] = (await projectOf('release-notes')).pipelines;
    const gates = release!.stages.map((it) => it.gate && `${it.gate.when} ${it.gate.human}`);
    expect(gates).toEqual([undefined, undefined, 'after always', 'before always']);
  });
});

describe('the commands of the release notes', () => {
  let folder: string;
  let stages: CommandStage[];
  const values = { repository: 'sample', version: 'v1.1.0' };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-example-'));
    await Promise.all(['home', 'tmp', 'inputs'].map((it) => mkdir(path.join(folder, it))));
    const [pipeline] = (await projectOf('release-notes')).pipelines;
    stages = pipeline!.stages.filter((it) => it.do === 'command');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** As the executor runs it: the stage's own list, no shell, nothing else in the environment. */
  function run(id: string, { repository, version } = values) {
    const { run: command } = stages.find((it) => it.id === id)!;
    const [program, ...args] = command as string[];
    const env = {
      PATH: process.env.PATH,
      HOME: path.join(folder, 'home'),
      TMPDIR: path.join(folder, 'tmp'),
      WHEEL_RUN: 'run-1',
      WHEEL_ATTEMPT: 'attempt-1',
      WHEEL_INPUTS: path.join(folder, 'inputs'),
      WHEEL_PARAM_REPOSITORY: repository,
      WHEEL_PARAM_VERSION: version,
    };
    const done = spawnSync(program!, args, { cwd: path.join(examples, 'release-notes'), env, encoding: 'utf8' });
    return { status: done.status, out: done.stdout, err: done.stderr };
  }

  const give = (name: string, text: string) => writeFile(path.join(folder, 'inputs', name), text);
  const sample = () => path.join(folder, 'tmp', 'wheelhouse-sample-run-1');
  const git = (...args: string[]) => spawnSync('git', ['-C', sample(), ...args], { encoding: 'utf8' }).stdout;
  const notes = '# v1.1.0\n\nTides, both ways.\n\n## New\n\n- The next low tide.\n';

  it('read a real history, run real checks, and tag with the approved notes', async () => {
    const history = run('history');
    expect(history).toMatchObject({ status: 0, err: '' });
    expect(history.out).toContain('Since: v1.0.0\nCommits: 5\n');
    expect(history.out).toContain('feat: Find the next low tide');
    expect(history.out).not.toContain('Read a tide table and find');

    const checks = run('checks');
    expect(checks).toMatchObject({ status: 0 });
    expect(checks.out).toMatch(/pass 5[\s\S]*Result: passed\n$/);

    await Promise.all([give('notes', notes), give('checks', checks.out)]);
    const tagged = run('tag');
    expect(tagged).toMatchObject({ status: 0, err: '' });
    expect(tagged.out).toContain('Done.');
    expect(git('cat-file', 'tag', 'v1.1.0')).toContain(notes.trim());
    expect(git('rev-parse', 'v1.1.0^{commit}')).toBe(git('rev-parse', 'HEAD'));
    expect(run('history').out).toBe(history.out);
  });

  it('tag once: the same tag again is nothing to do, another one is refused, with what differs', async () => {
    await Promise.all([give('notes', notes), give('checks', run('checks').out)]);
    expect(run('tag').status).toBe(0);
    const before = git('rev-parse', 'v1.1.0');
    const again = run('tag');
    expect(again.status).toBe(0);
    expect(again.out).toContain('exists already, on this commit and with these notes');
    await give('notes', `${notes}- And more.\n`);
    const other = run('tag');
    expect(other.status).toBe(1);
    expect(other.err).toContain('it carries other notes');
    expect(git('rev-parse', 'v1.1.0')).toBe(before);
  });

  it('make the same sample again when the temporary folder was cleaned while a person thought', async () => {
    const checks = run('checks').out;
    await rm(sample(), { recursive: true });
    await Promise.all([give('notes', notes), give('checks', checks)]);
    expect(run('tag')).toMatchObject({ status: 0 });
    expect(checks).toContain(`Commit: ${git('rev-parse', 'HEAD')}`);
  });

  it('tag the commit that was checked, not one that came after', async () => {
    const checks = run('checks').out;
    await Promise.all([give('notes', notes), give('checks', checks)]);
    git('commit', '--allow-empty', '-m', 'Later');
    expect(run('tag').out).toContain('Mind: newer commits have come since');
    expect(git('rev-parse', 'v1.1.0^{commit}')).not.toBe(git('rev-parse', 'HEAD'));
    expect(checks).toContain(git('rev-parse', 'v1.1.0^{commit}'));
  });

  it('stop where checks fail, or are about other content than what would be tagged', async () => {
    run('history');
    const file = path.join(sample(), 'tidewatch.mjs');
    await writeFile(file, (await readFile(file, 'utf8')).replace('>= now', '< now'));
    expect(run('checks').err).toContain('These files differ from what is committed');
    git('commit', '--all', '-m', 'Break it');
    const failed = run('checks');
    expect(failed.status).toBe(1);
    expect(failed.err).toContain('Result: failed with exit code 1');
    await Promise.all([give('notes', notes), give('checks', failed.out)]);
    expect(run('tag').err).toContain('Nothing was tagged');
    expect(git('tag', '--list')).toBe('v1.0.0\n');
  });

  it('S5: take what a person typed for a value, never for a command', async () => {
    const planted = path.join(folder, 'planted');
    for (const evil of [`$(touch ${planted})`, `x; touch ${planted}`, '--exec=touch', '-d', '']) {
      expect(run('history', { repository: 'sample', version: evil }).status).toBe(1);
      expect(run('history', { repository: evil || '/nowhere', version: 'v1' }).status).toBe(1);
    }
    await expect(readFile(planted)).rejects.toThrow('ENOENT');
  });

  it('say what is missing in a folder that is no repository', () => {
    const { err } = run('history', { ...values, repository: path.join(folder, 'home') });
    expect(err).toContain("can't be used as a git repository");
    expect(run('history', { ...values, repository: '/nowhere/at/all' }).err).toContain('There is no folder');
  });
});

describe('the commands of the coding session', () => {
  let folder: string;
  const original = path.join(examples, 'coding-session/repository');
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-example-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const copy = () => path.join(folder, 'workspaces/run-1');

  function run(file: string, repository = 'sample') {
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      WHEEL_RUN: 'run-1',
      WHEEL_WORKSPACE: copy(),
      WHEEL_PARAM_REPOSITORY: repository,
    };
    const cwd = path.join(examples, 'coding-session');
    const done = spawnSync('node', [`bin/${file}.mjs`], { cwd, env, encoding: 'utf8' });
    return { status: done.status, out: done.stdout, err: done.stderr };
  }

  const git = (...args: string[]) => spawnSync('git', ['-C', copy(), ...args], { encoding: 'utf8' }).stdout;

  it('give the run a copy of its own, anew each time, and hand over all that was changed in it', async () => {
    const before = await readFile(path.join(original, 'src/date.js'), 'utf8');
    expect(run('checkout')).toMatchObject({ status: 0, err: '' });
    expect(run('patch').out).toBe('Nothing was changed.\n');
    await writeFile(path.join(copy(), 'src/date.js'), 'export {};\n');
    git('commit', '--all', '--message', 'Break it');
    await writeFile(path.join(copy(), 'new.js'), '');
    const { out } = run('patch');
    expect(out).toContain('+export {};');
    expect(out).toContain('new.js');
    expect(await readFile(path.join(original, 'src/date.js'), 'utf8')).toBe(before);
    run('checkout');
    expect(await readFile(path.join(copy(), 'src/date.js'), 'utf8')).toBe(before);
    expect(run('patch').out).toBe('Nothing was changed.\n');
  });

  it('clone what somebody names, on a branch of its own, and touch nothing where there is none', async () => {
    run('checkout');
    const other = path.join(folder, 'other');
    spawnSync('git', ['clone', '--quiet', copy(), other]);
    expect(run('checkout', other).out).toContain(`Repository: ${other}`);
    expect(git('branch', '--show-current')).toBe('wheelhouse/run-1\n');
    expect(run('checkout', '/nowhere/at/all').err).toContain('There is no folder /nowhere/at/all.');
    expect(git('branch', '--show-current')).toBe('wheelhouse/run-1\n');
  });

  it('S5: take what a person typed for a path, never for a command', async () => {
    const planted = path.join(folder, 'planted');
    for (const evil of [`ext::sh -c touch% ${planted}`, `$(touch ${planted})`, `--upload-pack=touch ${planted}`]) {
      expect(run('checkout', evil).status).toBe(1);
    }
    await expect(readFile(planted)).rejects.toThrow('ENOENT');
  });
});
