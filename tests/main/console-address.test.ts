import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAddress, noteAddress } from '../../src/main/console-address.ts';

let folder = '';
let server: Server;
let address: URL;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-address-'));
  server = createServer((_request, response) => void response.end('{}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the address of a running console', () => {
  const file = (): string => path.join(folder, 'consoles', 'embedded.url');

  it('is found while it runs, and not before or after', async () => {
    expect(await findAddress(file())).toBeNull();
    const forget = await noteAddress(file(), address);
    expect((await findAddress(file()))?.href).toBe(address.href);
    await forget();
    expect(await findAddress(file())).toBeNull();
  });

  it('is not taken away by one that another has followed', async () => {
    const forget = await noteAddress(file(), new URL('http://127.0.0.1:1'));
    await noteAddress(file(), address);
    await forget();
    expect((await findAddress(file()))?.href).toBe(address.href);
  });

  it('is not believed when nobody answers there: a killed process leaves it behind', async () => {
    await noteAddress(file(), address);
    server.close();
    server.closeAllConnections();
    expect(await findAddress(file())).toBeNull();
  });
});
