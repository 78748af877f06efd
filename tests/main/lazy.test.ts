import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

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

/** What a process has loaded of packages once it has imported these files of ours; it is CommonJS, most of it. */
async function loadedAfter(...files: string[]): Promise<string[]> {
  const script = `
    import { createRequire } from 'node:module';
    for (const file of ${JSON.stringify(files)}) await import(new URL(file, ${JSON.stringify(top.href)}).href);
    console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: top });
  return JSON.parse(stdout) as string[];
}

describe('the program', () => {
  let [whereAllAreOff, whereAllAreOn]: string[][] = [];
  beforeAll(async () => {
    const program = 'src/main/program.ts';
    const starting = [[program], [program, ...platforms.map(({ own }) => own)]];
    [whereAllAreOff, whereAllAreOn] = await Promise.all(starting.map((files) => loadedAfter(...files)));
  }, 120_000);

  it.each(platforms)('is started without loading a file of $name’s packages, where it is off', ({ packages }) => {
    const isTheirs = (file: string): boolean => packages.some((it) => file.includes(it));
    expect(whereAllAreOff?.filter(isTheirs)).toEqual([]);
    // The control: with what loads them where it is on, they are seen.
    expect(whereAllAreOn?.filter(isTheirs).length).toBeGreaterThan(50);
  });
});
