import { spawnSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { builtProgram } from '../setup/built.ts';
import { embeddedEngine, type Engine } from './kill/engine.ts';
import { freePort } from './kill/free-port.ts';
import { Person } from './kill/person.ts';
import { Program } from './kill/program.ts';
import { withSql } from './kill/team.ts';

const example = path.resolve(import.meta.dirname, '../../examples/coding-session');

interface OpenAsk {
  id: string;
  run: string;
  thread: string;
  message: string;
}

describe('the coding session, in the real program, without a model', () => {
  let engine: Engine;
  let program: Program;
  let you: Person;
  beforeEach(async () => {
    engine = await embeddedEngine();
    const project = path.join(engine.folder, 'project');
    await cp(example, project, { recursive: true });
    const script = path.join(project, 'rehearsal.yaml');
    await writeFile(script, (await readFile(script, 'utf8')).replace(/^pace: .*$/m, ''));
    const port = String(await freePort());
    const args = [...engine.args, '--project', path.join(project, 'project.yaml')];
    program = new Program({ args, env: { ...engine.env, PORT: port }, built: await builtProgram() });
    onTestFailed(() => console.log(program.said.join('\n')));
    await program.ready();
    you = new Person([`http://127.0.0.1:${port}`], () => program.link, 'coding-session');
    await you.signIn();
  }, 60_000);
  afterEach(async () => {
    await program.kill('SIGTERM');
    await engine.close();
  });

  /** The question about this that is open now, once its card hangs somewhere. */
  async function open(about: string): Promise<OpenAsk> {
    const found = (): Promise<OpenAsk[]> =>
      withSql(
        engine,
        (sql) => sql<OpenAsk[]>`
          select a.id, a.run_id as run, p.ref_thread as thread, p.ref_message as message
          from asks a join postings p on p.subject_kind = 'ask' and p.subject_id = a.id and p.ref_message is not null
          where a.status = 'open' and a.subject ->> 'about' = ${about}`,
      );
    await expect.poll(async () => (await found()).length).toBe(1);
    return (await found())[0]!;
  }

  async function press(about: string, label: string): Promise<OpenAsk> {
    const ask = await open(about);
    const drawn = async () => (await you.press(ask, label, label))?.replies.length ?? 0;
    await expect.poll(drawn).toBeGreaterThan(0);
    const isOpen = () => withSql(engine, async (sql) => (await sql`select status from asks where id = ${ask.id}`)[0]);
    await expect.poll(isOpen).toEqual({ status: 'decided' });
    return ask;
  }

  const report = (): Promise<string> =>
    withSql(engine, async (sql) => {
      const [row] = await sql<{ text: string }[]>`
        select b.text from artifacts a join versions v on v.artifact_id = a.id join bodies b on b.digest = v.digest
        where a.name = 'report'`;
      return row?.text ?? '';
    });

  it(
    'goes from failing tests to a patch, and is asked, steered and approved on the way',
    { timeout: 300_000 },
    async () => {
      await you.startRun('Make the failing tests pass.', 'autonomous', 'session');
      const { run, thread } = await open('question');
      await you.say(thread, 'Leave src/date.js alone.');
      await press('question', '“Three, as the test says”');
      const { message } = await open('tool_call');
      expect(await you.read(`/c/coding-session/${thread}`)).toContain('git add --all &amp;&amp; git commit');
      await you.say(thread, 'Add a test for a book that is back on its due day.');
      expect((await press('tool_call', 'Approve once')).message).toBe(message);
      expect((await press('tool_call', 'Approve once')).message).not.toBe(message);
      await expect.poll(report).toContain('All 7 tests pass.');
      expect(await report()).toContain('You wrote: “Leave src/date.js alone”. I leave `src/date.js` alone.');
      expect(await report()).toContain('No AI model was called.');

      const copy = path.join(engine.folder, 'data/workspaces', run);
      const git = (...args: string[]): string => spawnSync('git', ['-C', copy, ...args], { encoding: 'utf8' }).stdout;
      expect(git('log', '--format=%s').split('\n')).toEqual([
        'Test a book that is back on its due day',
        'Cap the fee, give three free days, recognise a Sunday in the loan, write two decimals',
        'As it was found',
        '',
      ]);
      expect(spawnSync('node', ['--test'], { cwd: copy }).status).toBe(0);
      for (const file of ['src/fee.js', 'src/date.js', 'test/fee.test.js']) {
        const found = await readFile(path.join(engine.folder, 'project/repository', file), 'utf8');
        expect(found).toBe(await readFile(path.join(example, 'repository', file), 'utf8'));
      }
      expect(git('diff', '--name-only', 'refs/wheelhouse/start')).not.toContain('src/date.js');
    },
  );
});
