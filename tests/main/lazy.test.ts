import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const top = new URL('../../', import.meta.url);

/** Files of Slack's packages that a process has loaded once it has imported these of ours; they are CommonJS. */
async function slackFilesAfter(...files: string[]): Promise<number> {
  const script = `
    import { createRequire } from 'node:module';
    for (const file of ${JSON.stringify(files)}) await import(new URL(file, ${JSON.stringify(top.href)}).href);
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(loaded.filter((file) => file.includes('/@slack/')).length);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: top });
  return Number(stdout.trim());
}

it('is started without loading a file of Slack’s packages, where Slack is off', { timeout: 120_000 }, async () => {
  expect(await slackFilesAfter('src/main/program.ts')).toBe(0);
  // The control: with what it loads where Slack is on, they are seen.
  expect(await slackFilesAfter('src/main/program.ts', 'src/bots/slack/app.ts')).toBeGreaterThan(50);
});
