import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const top = new URL('../../', import.meta.url);

interface Platform {
  name: string;
  /** Parts of the paths of its packages. */
  packages: string[];
  /** Of ours, what loads them. */
  own: string;
}

const platforms: Platform[] = [
  { name: 'Slack', packages: ['/@slack/'], own: 'src/bots/slack/app.ts' },
  { name: 'Discord', packages: ['/discord.js/', '/@discordjs/'], own: 'src/bots/discord/app.ts' },
];

/** Files of these packages that a process has loaded once it has imported these of ours; they are CommonJS, most of them. */
async function loadedAfter({ packages }: Platform, ...files: string[]): Promise<number> {
  const script = `
    import { createRequire } from 'node:module';
    for (const file of ${JSON.stringify(files)}) await import(new URL(file, ${JSON.stringify(top.href)}).href);
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(loaded.filter((file) => ${JSON.stringify(packages)}.some((it) => file.includes(it))).length);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: top });
  return Number(stdout.trim());
}

it.each(platforms)(
  'is started without loading a file of $name’s packages, where it is off',
  { timeout: 120_000 },
  async (platform) => {
    expect(await loadedAfter(platform, 'src/main/program.ts')).toBe(0);
    // The control: with what it loads where it is on, they are seen.
    expect(await loadedAfter(platform, 'src/main/program.ts', platform.own)).toBeGreaterThan(50);
  },
);
