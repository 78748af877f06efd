import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseOwner } from '../../../db/embedded/owner.ts';
import { defaultDataDir } from '../../../db/embedded/place.ts';
import { startEmbedded } from '../../../db/embedded/start.ts';
import {
  canCheckoutBeReached,
  isRoot,
  makeFolder,
  makeOrdinaryUser,
  pidOf,
  query,
  startParent,
  willClean,
} from './harness.ts';

describe('the default folder of the embedded database', () => {
  it.each([
    ['the system state folder for root', { root: true, platform: 'linux' as const }, '/var/lib/wheelhouse/postgres'],
    [
      "the user's own state folder",
      { root: false, platform: 'linux' as const },
      '/home/ada/.local/state/wheelhouse/postgres',
    ],
    [
      'XDG_STATE_HOME where it is set',
      { root: false, platform: 'linux' as const, stateHome: '/state' },
      '/state/wheelhouse/postgres',
    ],
    [
      'Application Support on macOS',
      { root: false, platform: 'darwin' as const },
      '/home/ada/Library/Application Support/wheelhouse/postgres',
    ],
  ])('is %s', (_, host, folder) => {
    expect(defaultDataDir({ home: '/home/ada', ...host })).toBe(folder);
  });
});

describe.skipIf(!isRoot)('the embedded database under root (needs root)', () => {
  it('runs as another user, who owns the cluster and nothing else', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const database = await startEmbedded({ dataDir, log: () => undefined });
    const owner = chooseOwner(join(dataDir, 'cluster'), () => undefined);
    expect(owner?.uid).not.toBe(0);
    expect(statSync(`/proc/${pidOf(dataDir)}`).uid).toBe(owner?.uid);
    expect(statSync(join(dataDir, 'cluster')).uid).toBe(owner?.uid);
    expect(statSync(join(dataDir, 'password')).uid).toBe(0);
    await database.stop();
  });

  it('moves out of a private home, says where to, finds it again, and stays there once it has begun', async () => {
    const home = makeFolder(0o700);
    const dataDir = join(home, 'postgres');
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const database = await startEmbedded({ dataDir, log });
    const kept = willClean(/kept in (\S+),/.exec(lines.join('\n'))?.[1] ?? home);
    expect(kept).toMatch(/^\/var\/lib\/wheelhouse\/postgres-[0-9a-f]{8}$/);
    await query(database.url, 'create table kept as select 42 as answer');
    await database.stop();
    expect(existsSync(join(dataDir, 'cluster'))).toBe(false);

    chmodSync(home, 0o755);
    const again = await startEmbedded({ dataDir, log });
    expect(await query(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.stop();
  });

  it.skipIf(!canMount())('R12 says that the disk is full, and starts without repair once it is not', async () => {
    const folder = makeFolder();
    for (const size of ['20m', '70m']) {
      mount(`mount -t tmpfs -o size=${size},mode=755 tmpfs`, folder);
      try {
        const options = { dataDir: join(folder, 'postgres'), log: () => undefined };
        await expect(startEmbedded(options)).rejects.toThrow(/db-embedded-disk-full.*wheelhouse-embedded-/s);
        mount('mount -o remount,size=400m', folder);
        const database = await startEmbedded(options);
        expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
        await database.stop();
      } finally {
        mount('umount', folder);
      }
    }
  });
});

describe.skipIf(!canCheckoutBeReached())(
  'the embedded database of an ordinary user (needs a checkout they can reach)',
  () => {
    it('works in a private home, and belongs to that user', async () => {
      const user = makeOrdinaryUser();
      const dataDir = join(user.home, 'state', 'postgres');
      const parent = await startParent(dataDir, user);
      expect(await query(parent.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(statSync(join(dataDir, 'cluster')).uid).toBe(user.uid);
      expect(statSync(dataDir).mode & 0o777).toBe(0o700);
      await parent.stop();
      expect(pidOf(dataDir)).toBeUndefined();
    });

    it('names the folder that this user may not write', async () => {
      const user = makeOrdinaryUser();
      chmodSync(user.home, 0o500);
      const start = startParent(join(user.home, 'postgres'), user);
      await expect(start).rejects.toThrow(/db-embedded-unreachable.*home/s);
    });
  },
);

/** Another mount namespace, so that a machine which forbids mounts is found out without one. */
function canMount(): boolean {
  return (
    isRoot && spawnSync('/bin/sh', ['-c', 'unshare -m mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' }).status === 0
  );
}

function mount(command: string, folder: string): void {
  execFileSync('/bin/sh', ['-c', `${command} "$1"`, 'sh', folder]);
}
